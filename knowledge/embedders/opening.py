"""Opening the embedder that a setting names."""

from knowledge.errors import UnknownEmbedder
from knowledge.interfaces import Embedder

SHIPPED_NAME = "shipped"
HASHING_NAME = "hashing"


def open_embedder(name: str = SHIPPED_NAME) -> Embedder:
    """The embedder called `name`: `shipped`, `hashing`, or a sentence-transformers model.

    Libraries are imported here and not before, so torch stays out of a process that does not need it. Raises
    `UnknownEmbedder` on an empty name, `EmbedderUnavailable` when the model cannot be loaded.
    """
    if not name.strip():
        raise UnknownEmbedder("KNOWLEDGE_EMBEDDER is empty; write `shipped` or the name of a model")
    if name == SHIPPED_NAME:
        from knowledge.embedders.shipped import ShippedEmbedder

        return ShippedEmbedder.load()
    if name == HASHING_NAME:
        from knowledge.embedders.hashing import HashingEmbedder

        return HashingEmbedder()
    from knowledge.embedders.sentence_transformer import SentenceTransformerEmbedder

    return SentenceTransformerEmbedder.load(name)
