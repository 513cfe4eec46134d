from nlu.embedding.train.card import card, figures
from nlu.embedding.train.recipe import FURTHER, Recipe
from nlu.embedding.train.sources import ALL_SOURCES, NEAR_TATOEBA, UNLICENSED_SENTENCES, UNLICENSED_SPELLINGS

CONFIG = {"name": "n", "version": "1.0.0", "dimension": 384, "max_tokens": 128}
SMALL = {
    "models": ["shipped"],
    "measured": {
        "Tatoeba": {"ur-en accuracy": {"shipped": 0.7123, "all-MiniLM-L6-v2": 0.01}},
        "UQA-dev": {"nDCG@10": {"shipped": 0.7, "shipped hybrid": 0.85, "BM25": 0.7}},
    },
}
FULL = {"models": ["full"], "measured": {"Tatoeba": {"ur-en accuracy": {"full": 0.72}}}}


def test_the_card_credits_every_source_and_tells_the_recipe() -> None:
    text = card(CONFIG, {"shipped": SMALL}, {"ur": 0.6}, size=2**21)
    for source in ALL_SOURCES:
        assert f"| {source.name} | {source.what} | {source.licence} | {source.credit} |" in text
    assert f"{Recipe().steps} steps" in text
    assert f"({FURTHER.steps} more" in text
    assert "2.0 MiB" in text
    assert "| paraphrases ur | 60.0 |" in text


def test_each_report_is_a_column_and_what_was_not_measured_a_dash() -> None:
    assert figures({"shipped": SMALL, "32 bits": FULL}).split("\n") == [
        "| test | measure | shipped | 32 bits | all-MiniLM-L6-v2 |",
        "|---|---|---|---|---|",
        "| Tatoeba | ur-en accuracy | 71.2 | 72.0 | 1.0 |",
        "| UQA-dev | nDCG@10 | 70.0 | - | - |",
        "| UQA-dev, with BM25 | nDCG@10 | 85.0 | - | - |",
    ]


def test_no_source_without_a_licence_shapes_the_weights() -> None:
    assert all(source.licence and source.credit for source in ALL_SOURCES)
    names = {source.name for source in ALL_SOURCES}
    assert not names & (NEAR_TATOEBA | UNLICENSED_SENTENCES | UNLICENSED_SPELLINGS | {"lexvar", "aksharantar", "uqa"})
