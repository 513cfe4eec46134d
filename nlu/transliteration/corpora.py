"""What transliteration is learnt from; every source has a licence that allows to ship what is learnt.

Dakshina 1.0: lexicon (training part), development sentences, Wikipedia sentences (CC BY-SA 4.0). Makhzan word
frequencies (statistics, MIT). Urdu sides of Indic Parallel Corpora (CC BY-SA 3.0) and TICO-19 (CC0). Glossary and
sentences written for this project.

The Wikipedia sentences of the data folder contain most sentences of Dakshina's test part: every text whose letters
are those of a test sentence is left out here, whatever file it comes from.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from nlu.normalise import normalise
from nlu.transliteration.acronyms import spelt_out
from nlu.transliteration.data_files import read_attestations, read_frequencies, read_lines, read_rows
from nlu.transliteration.letters import is_roman, is_urdu

_NO_LETTERS = re.compile(r"[^\w]+")
_URDU_SOURCES = ("ipc_sent", "tico19")


@dataclass(frozen=True)
class SentencePair:
    """The words of an Urdu sentence and of the same sentence in Roman Urdu; `weight`: how much its spellings count."""

    urdu: tuple[str, ...]
    roman: tuple[str, ...]
    weight: float


@dataclass(frozen=True)
class Corpora:
    """What was read; all words are in the form of `nlu.normalise.normalise`.

    `lexicon`: how many annotators wrote the Urdu word with that spelling. `glossary`: candidate (Urdu, Roman) words
    of one concept, which need not be spellings of each other; the Urdu may be two words. `acronyms`: Roman acronym
    and its letters' Urdu names. `sentences`: words of Urdu sentences. `frequencies`: how often a word occurs in
    Makhzan. `held_out`: the Urdu words of the evaluation lexicons, whose spellings the letter model must not see.
    """

    lexicon: Counter[tuple[str, str]]
    glossary: Counter[tuple[str, str]]
    acronyms: dict[str, str]
    pairs: list[SentencePair]
    sentences: list[tuple[str, ...]]
    frequencies: Counter[str]
    held_out: frozenset[str]


def letters(text: str) -> str:
    """The letters and digits of a text and nothing else: two sentences with the same ones are one sentence."""
    return _NO_LETTERS.sub("", normalise(text))


def read_corpora(data: Path) -> Corpora:
    """Everything under the data folder that may be trained on. Raises `TransliterationDataError`."""
    tests = {letters(urdu) for _, (urdu, _) in read_rows(data / "eval/dakshina_test.tsv.gz", 2)}
    lexicon: Counter[tuple[str, str]] = Counter()
    for urdu, roman, count in read_attestations(data / "train/dakshina_lexicon_train.tsv.gz"):
        _add(lexicon, urdu, roman, count)
    pairs: list[SentencePair] = []
    sentences: list[tuple[str, ...]] = []
    for urdu, roman, weight in _sentence_pairs(data):
        if letters(urdu) not in tests:
            pair = SentencePair(urdu_words(urdu), roman_words(roman), weight)
            pairs.append(pair)
            if weight >= 1.0:
                sentences.append(pair.urdu)
    sentences += [urdu_words(text) for text in _urdu_texts(data) if letters(text) not in tests]
    glossary, acronyms = _glossary(data / "domain/glossary.tsv")
    frequencies: Counter[str] = Counter()
    for word, count in read_frequencies(data / "words/makhzan_word_frequency.gz").items():
        if is_urdu(shown := normalise(word)):
            frequencies[shown] += count
    held_out = frozenset(
        normalise(urdu)
        for part in ("dev", "test")
        for urdu, _, _ in read_attestations(data / f"eval/dakshina_lexicon_{part}.tsv.gz")
    )
    return Corpora(lexicon, glossary, acronyms, pairs, sentences, frequencies, held_out)


def urdu_words(text: str) -> tuple[str, ...]:
    """The words of a text; a number or a word in other letters is a word too."""
    return tuple(re.findall(r"\w+", normalise(text)))


def roman_words(text: str) -> tuple[str, ...]:
    """The words of a text, apostrophes left out."""
    return tuple(re.findall(r"\w+", normalise(text).replace("'", "")))


def _add(into: Counter[tuple[str, str]], urdu: str, roman: str, count: int) -> None:
    pair = normalise(urdu), normalise(roman).replace("'", "")
    if is_urdu(pair[0].replace(" ", "", 1)) and is_roman(pair[1]):
        into[pair] += count


def _sentence_pairs(data: Path) -> Iterator[tuple[str, str, float]]:
    for _, (urdu, roman) in read_rows(data / "train/dakshina_dev.tsv.gz", 2):
        yield urdu, roman, 1.0
    for name in "abcd":
        for _, row in read_rows(data / f"domain/sentences-{name}.tsv", 5, header=True):
            yield row[1], row[2], 2.0
            yield row[1], row[3], 0.5


def _urdu_texts(data: Path) -> Iterator[str]:
    for _, line in read_lines(data / "train/urdu_wiki_sentences.txt.gz"):
        yield line
    for _, (source, *languages, first, second) in read_rows(data / "train/train_pairs.tsv.gz", 5):
        if source in _URDU_SOURCES and "ur" in languages:
            yield first if languages[0] == "ur" else second


def _glossary(file: Path) -> tuple[Counter[tuple[str, str]], dict[str, str]]:
    words: Counter[tuple[str, str]] = Counter()
    acronyms: dict[str, str] = {}
    for _, (_, urdu_cell, roman_cell, _) in read_rows(file, 4, header=True):
        urdu_forms = [normalise(form) for form in urdu_cell.split("|")]
        for roman in (normalise(form) for form in roman_cell.split("|")):
            for urdu in urdu_forms:
                if urdu == spelt_out(roman):
                    acronyms[roman] = urdu
                _add(words, urdu, roman, 1)
    return words, acronyms
