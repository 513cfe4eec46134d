"""The rows that ship: their form, and that nothing measured stands among them."""

import re
from pathlib import Path

import pytest

from nlu.embedding.train.corpora import OWN_ROWS, sentence_key
from nlu.embedding.train.files import objects, rows, table
from nlu.embedding.train.overlap import key

EVALUATION = Path(__file__).parents[4] / "evaluation"
ARABIC = re.compile("[\u0600-\u06ff]")
FOREIGN = re.compile("[\u064a\u0643]")


@pytest.mark.parametrize("path", sorted(OWN_ROWS.glob("sentences-*.tsv")), ids=lambda path: path.stem)
def test_sentences_are_in_their_own_writing(path: Path) -> None:
    seen = set()
    for row in table(path, ("en", "ur", "roman")):
        assert row["en"].strip()
        assert ARABIC.search(row["ur"])
        assert not FOREIGN.search(row["ur"]), row
        assert not ARABIC.search(row["en"] + row["roman"]), row
        assert row["en"].lower() not in seen, row
        seen.add(row["en"].lower())
    assert len(seen) > 500


def test_translations_have_a_key_each() -> None:
    found = [row for path in sorted(OWN_ROWS.glob("translated-*.tsv")) for row in rows(path, 2)]
    assert len({name for name, _ in found}) == len(found) > 10_000
    for name, english in found:
        assert re.fullmatch("[0-9a-f]{12}", name)
        assert english.strip()
        assert not ARABIC.search(english), english


def test_what_a_group_must_be_far_from_has_its_english() -> None:
    english = [row for path in sorted(OWN_ROWS.glob("near-*.tsv")) for row in rows(path, 2)]
    known = {name for name, _ in english}
    assert len(known) == len(english) > 3000
    assert not [text for _, text in english if ARABIC.search(text) or not text.strip()]
    groups = [group for path in OWN_ROWS.glob("groups-*.jsonl") for _, group in objects(path)]
    near = [text["text"] for group in groups for text in group["near"] if text["lang"] != "en"]
    assert all(sentence_key(text) in known for text in near)


def test_names_have_a_spelling_each() -> None:
    found = [row for path in sorted(OWN_ROWS.glob("names-*.tsv")) for row in table(path, ("ur", "roman"))]
    assert all(row["roman"].strip() for row in found)
    found += [row for path in sorted(OWN_ROWS.glob("named-*.tsv")) for row in table(path, ("en", "ur", "roman"))]
    assert len({row["ur"] for row in found}) == len(found) > 12_000
    for row in found:
        assert ARABIC.search(row["ur"])
        assert not FOREIGN.search(row["ur"]), row
        assert row.get("en", "x").strip()
        assert not ARABIC.search(row["roman"] + row.get("en", "")), row


def test_groups_hold_three_languages_and_something_misleading() -> None:
    groups = [group for path in OWN_ROWS.glob("groups-*.jsonl") for _, group in objects(path)]
    assert len(groups) > 100
    for group in groups:
        assert {text["lang"] for text in group["same"]} == {"en", "ur", "ur-Latn"}, group
        assert group["near"], group
        for text in group["same"] + group["near"]:
            assert bool(ARABIC.search(text["text"])) == (text["lang"] == "ur"), text
            assert not FOREIGN.search(text["text"]), text


def test_no_question_of_an_evaluation_file_is_among_them() -> None:
    asked = {
        key(row["text"]) for path in EVALUATION.glob("*.tsv") for row in table(path, ("text",)) if len(row["text"]) > 12
    }
    learnt = {
        key(text) for path in OWN_ROWS.glob("sentences-*.tsv") for row in table(path, ("en",)) for text in row.values()
    }
    for path in OWN_ROWS.glob("groups-*.jsonl"):
        for _, group in objects(path):
            learnt |= {key(text["text"]) for text in group["same"] + group["near"]}
    assert not asked & learnt
