"""Every setting of Sahulat, read from the environment once, by the process entry points only.

Each field is the environment variable `SAHULAT_<FIELD>` (the embedder is `KNOWLEDGE_EMBEDDER`); all have
defaults that work on one machine. `home`, `database_url` and `embedder` come from `knowledge.settings`.
"""

from pathlib import Path
from typing import Annotated, Self

from pydantic import Field, ValidationError, field_validator, model_validator
from pydantic_settings import NoDecode

from knowledge.settings import PROJECT_ROOT, KnowledgeSettings

STARTER_PACK = PROJECT_ROOT / "knowledge" / "packs" / "pakistan"


class SettingsError(ValueError):
    """A setting cannot be used; the message names the environment variable and says what it may be."""


class Settings(KnowledgeSettings):
    """What can be chosen. Reading it opens nothing and creates no folder."""

    host: str = Field(default="127.0.0.1", description="Address on which the web process listens.")
    port: int = Field(default=8000, ge=1, le=65535, description="Port of the page and the health checks.")
    rasa_port: int = Field(default=0, ge=0, le=65535, description="Port of Rasa, loopback only. 0: port + 1.")
    actions_port: int = Field(default=0, ge=0, le=65535, description="Port of the actions. 0: port + 2.")
    channels: Annotated[tuple[str, ...], NoDecode] = Field(
        default=("web", "terminal"), description="Names of the channels to load, separated by commas."
    )
    pack: Path = Field(default=STARTER_PACK, description="Folder of the pack that is loaded at the start.")
    workers: int = Field(default=1, ge=1, le=16, description="How many worker processes run the turns.")
    log_level: str = Field(default="info", description="Least level logged: debug, info, warning, error.")

    @field_validator("home", "pack")
    @classmethod
    def _absolute(cls, value: Path) -> Path:
        return value.expanduser().resolve()

    @field_validator("channels", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return tuple(filter(None, map(str.strip, value.split(",")))) if isinstance(value, str) else value

    @field_validator("log_level")
    @classmethod
    def _level(cls, value: str) -> str:
        if value.lower() not in ("debug", "info", "warning", "error"):
            raise ValueError("must be debug, info, warning or error")
        return value.lower()

    @model_validator(mode="before")
    @classmethod
    def _derive(cls, values: object) -> object:
        if not isinstance(values, dict):
            return values
        filled = {name: value for name, value in values.items() if value != ""}
        try:
            port = int(filled.get("port", 8000))
            rasa, actions = int(filled.get("rasa_port", 0)), int(filled.get("actions_port", 0))
        except ValueError:
            return filled  # the field's own check says which one is no number
        filled["rasa_port"] = rasa or port + 1
        filled["actions_port"] = actions or port + 2
        return filled

    @model_validator(mode="after")
    def _distinct(self) -> Self:
        if len({self.port, self.rasa_port, self.actions_port}) < 3:
            raise ValueError("port, rasa_port and actions_port must differ")
        return self

    @property
    def page_url(self) -> str:
        """Where a browser on this machine finds the page."""
        host = "127.0.0.1" if self.host in ("0.0.0.0", "::") else self.host  # noqa: S104 - compared, not bound
        return f"http://{host}:{self.port}"

    @property
    def rasa_url(self) -> str:
        """Base address of the dialogue engine."""
        return f"http://127.0.0.1:{self.rasa_port}"

    @property
    def actions_url(self) -> str:
        """Base address of the action server."""
        return f"http://127.0.0.1:{self.actions_port}"

    @property
    def log_folder(self) -> Path:
        """One log file per process."""
        return self.home / "log"

    @property
    def tracker_file(self) -> Path:
        """Rasa's tracker store; holds masked texts only."""
        return self.home / "rasa-tracker.db"


def read_settings() -> Settings:
    """The settings of this process. Raises `SettingsError` naming every variable that cannot be used."""
    try:
        return Settings()
    except ValidationError as exc:
        problems = [_problem(error["loc"], error["msg"]) for error in exc.errors()]
        raise SettingsError("; ".join(problems)) from exc


def _problem(location: tuple[int | str, ...], message: str) -> str:
    variable = f"SAHULAT_{str(location[0]).upper()}" if location else "The ports"
    return f"{variable}: {message.removeprefix('Value error, ')}"
