"""Published MTEB figures of the models that ours is read beside."""

from pathlib import Path

from knowledge.embedding_evaluation.data import published

MODELS = {
    "e5-small": "intfloat__multilingual-e5-small",
    "e5-base": "intfloat__multilingual-e5-base",
    "e5-large": "intfloat__multilingual-e5-large",
    "paraphrase-L12": "sentence-transformers__paraphrase-multilingual-MiniLM-L12-v2",
    "LaBSE": "sentence-transformers__LaBSE",
    "bge-m3": "BAAI__bge-m3",
    "static-mrl": "sentence-transformers__static-similarity-mrl-multilingual-v1",
    "potion": "minishlab__potion-multilingual-128M",
}
"""Short name to the name in the file of scores."""

_ROWS = {
    ("Tatoeba", "test", "urd-eng"): ("Tatoeba", "ur-en"),
    ("NTREXBitextMining", "test", "urd_Arab-eng_Latn"): ("NTREX", "ur-en"),
    ("NTREXBitextMining", "test", "eng_Latn-urd_Arab"): ("NTREX", "en-ur"),
    ("BelebeleRetrieval", "test", "eng_Latn-eng_Latn"): ("Belebele-eng", ""),
}

Published = dict[tuple[str, str], dict[str, float]]


def read_published(folder: Path) -> Published:
    """(task, measure) to short name to share, for the measures that are counted as ours are."""
    names = {long: short for short, long in MODELS.items()}
    found: Published = {}

    def put(task: str, measure: str, model: str, value: str) -> None:
        if value:
            found.setdefault((task, measure), {})[names[model]] = float(value)

    for row in published(folder):
        place = _ROWS.get((row["task"], row["split"], row["subset"]))
        if place is None or row["model"] not in names:
            continue
        task, direction = place
        if direction:
            put(task, f"{direction} F1", row["model"], row["main_score"])
            put(task, f"{direction} accuracy", row["model"], row["accuracy"])
        else:
            put(task, "nDCG@10", row["model"], row["ndcg_at_10"])
            put(task, "recall@1", row["model"], row["recall_at_1"])
    return found
