"""Settings of `knowledge`, read from the environment. Only process entry points build them."""

from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, StringConstraints
from pydantic_settings import BaseSettings, SettingsConfigDict

PROJECT_ROOT = Path(__file__).resolve().parents[1]


def _sqlite_in_home(values: dict[str, Any]) -> str:
    return f"sqlite:///{Path(values['home']).resolve() / 'sahulat.db'}"


class KnowledgeSettings(BaseSettings):
    """Where state lives and which embedder is used.

    `home` (SAHULAT_HOME) holds the database file and the index. `database_url` (SAHULAT_DATABASE_URL) is
    a SQLAlchemy URL, by default the SQLite file in `home`. `embedder` (KNOWLEDGE_EMBEDDER) is `shipped`,
    `hashing` or the name of a sentence-transformers model.
    """

    model_config = SettingsConfigDict(
        env_prefix="SAHULAT_", env_ignore_empty=True, extra="ignore", validate_by_name=True, frozen=True
    )

    home: Path = PROJECT_ROOT / "var"
    database_url: str = Field(default_factory=_sqlite_in_home)
    embedder: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)] = Field(
        default="shipped", validation_alias="KNOWLEDGE_EMBEDDER"
    )

    @property
    def index_folder(self) -> Path:
        """The folder of the versioned search index."""
        return self.home / "index"
