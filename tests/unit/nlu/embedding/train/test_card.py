from nlu.embedding.train.card import card
from nlu.embedding.train.sources import ALL_SOURCES


def test_the_card_credits_every_source_and_quotes_both_columns() -> None:
    config: dict[str, object] = {"name": "n", "version": "1.0.0", "dimension": 384, "max_tokens": 128}
    text = card(config, {"tatoeba en-ur": 0.7123}, {"tatoeba en-ur": 0.72}, steps=3000, seed=7)
    for source in ALL_SOURCES:
        assert f"| {source.name} | {source.what} | {source.licence} | {source.credit} |" in text
    assert "| tatoeba en-ur | 71.2 | 72.0 |" in text
    assert "--steps 3000" in text


def test_no_source_without_a_licence_shapes_the_weights() -> None:
    assert all(source.licence and source.credit for source in ALL_SOURCES)
    names = {source.name for source in ALL_SOURCES}
    assert not names & {
        "anki",
        "maaz",
        "fahad_short",
        "parallel_xlsx",
        "ghazals_plain",
        "lexvar",
        "umc005_bible",
    }
