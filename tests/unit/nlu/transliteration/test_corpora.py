from pathlib import Path

import pytest

from nlu.transliteration.corpora import letters, read_corpora
from nlu.transliteration.errors import TransliterationDataError


def test_a_sentence_is_its_letters() -> None:
    assert letters("غار، تار۔") == letters("غار تار") == "غارتار"
    assert letters("علي") == letters("علی")


def test_sentences_of_the_test_part_are_left_out_wherever_they_stand(data: Path) -> None:
    corpora = read_corpora(data)
    assert ("غار", "تار") not in corpora.sentences
    assert not any(pair.urdu == ("غار", "تار") for pair in corpora.pairs)
    assert ("باغ", "کی", "رات") in corpora.sentences


def test_only_licensed_sources_are_read(data: Path) -> None:
    corpora = read_corpora(data)
    assert ("رات",) in corpora.sentences
    assert ("بات",) in corpora.sentences
    assert not any("بےلائسنس" in sentence for sentence in corpora.sentences)


def test_words_are_normalised_and_of_letters_only(data: Path) -> None:
    corpora = read_corpora(data)
    assert corpora.lexicon["بات", "baat"] == 2
    assert not any(roman == "l1" for _, roman in corpora.lexicon)
    assert corpora.frequencies == {"رات": 50, "بات": 30, "کی": 1000}
    assert corpora.acronyms == {"cnic": "سی این آئی سی"}
    assert corpora.glossary["ای میل", "email"] == 1


def test_the_words_of_the_evaluation_are_known_and_their_spellings_are_not(data: Path) -> None:
    corpora = read_corpora(data)
    assert corpora.held_out == {"غار", "باب"}
    assert ("باب", "bab") not in corpora.lexicon


def test_the_tidier_of_two_spellings_counts_more(data: Path) -> None:
    weights = {pair.roman: pair.weight for pair in read_corpora(data).pairs}
    assert weights["raat", "milega"] > weights["raat", "ki", "baat"] > weights["rat", "mly", "ga"]


@pytest.mark.parametrize("name", ["domain/sentences-c.tsv", "eval/dakshina_test.tsv.gz", "train/train_pairs.tsv.gz"])
def test_a_missing_file_is_named(data: Path, name: str) -> None:
    (data / name).unlink()
    with pytest.raises(TransliterationDataError, match=Path(name).name):
        read_corpora(data)
