"""What the word model learns from: texts in English and in Roman Urdu whose licence allows to ship weights.

Sources: Indic Parallel Corpora and its dictionary (CC BY-SA 3.0), TICO-19 (CC0), Tatoeba (CC BY 2.0 FR), user
interface strings (Apache-2.0, BSD-3), the English side of a trilingual Quran (CC BY-SA 4.0), Hinglish-TOP and
Hinglish DSTC2 (Apache-2.0), Dakshina 1.0 (CC BY-SA 4.0), and sentences written for this project.
"""

import csv
import gzip
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from nlu.language_model.features import latin_words
from nlu.listed import listed
from nlu.normalise import normalise

# Source of train_pairs and the most rows to take: the repetitive ones would drown the rest.
_LICENSED = {
    "ipc_sent": 8000,
    "tico19": 3100,
    "anki": 500,
    "ui_strings": 900,
    "quran_tri_en_ur": 1500,
    "dakshina_dev": 4900,
    "hinglish_dstc2": 1200,
    "hinglish_top": 3400,
}


# Some rows of the English sides are Hindi in Latin letters; two of these words give one away.
_NOT_ENGLISH = listed("hai hain ka ki ke ko mein aur nahi kya se kar par jo")
# American spellings, which none of the sources has in both columns.
_MORE_LOANS = frozenset({"license", "licenses", "center", "centers"})
# In these a word that stands in both columns is an accident of spelling (are, to, so).
_TOPICS_WITHOUT_LOANS = frozenset({"function", "question", "number"})
_NOT_LOANS = listed(
    "main me to in of on you not no his do up same sub log ma hi out off one may try by at us now had who wi fi"
)


@dataclass(frozen=True)
class Corpora:
    """Texts as lists of lower-case words.

    `glossary_*`: the domain's terms. `spellings`: single Roman Urdu words, repeated by how often each was
    attested. `dictionary`: single English words. `loans`: English words that stand in both columns of a row of
    the glossary, with their plurals.
    """

    english: list[list[str]]
    roman: list[list[str]]
    glossary_english: list[list[str]]
    glossary_roman: list[list[str]]
    spellings: list[str]
    dictionary: list[str]
    loans: set[str]


def read_corpora(data: Path, seed: int = 7) -> Corpora:
    """Everything under the data folder that may be trained on. Raises OSError when a file is missing."""
    found = Corpora([], [], [], [], [], [], set())
    chance = random.Random(seed)  # noqa: S311  # not for security
    by_source: dict[str, list[tuple[str, str]]] = {}
    for source, *pair in _rows(data / "train/train_pairs.tsv.gz"):
        if source in _LICENSED:
            languages, texts = pair[:2], pair[2:]
            by_source.setdefault(source, []).extend(zip(languages, texts, strict=True))
    for source, sides in sorted(by_source.items()):
        latin = [(language, text) for language, text in sides if language in ("en", "ro")]
        chance.shuffle(latin)
        for wanted, into in (("en", found.english), ("ro", found.roman)):
            chosen = [text for language, text in latin if language == wanted]
            into.extend(map(_words, chosen[: _LICENSED[source]]))
    for english, roman in _domain(data / "domain"):
        found.english.extend(map(_words, english))
        found.roman.extend(map(_words, roman))
    for row in list(_rows(data / "domain/glossary.tsv"))[1:]:
        english_forms, roman_forms = ([_words(form) for form in row[column].split("|")] for column in (0, 2))
        found.glossary_english.extend(english_forms)
        found.glossary_roman.extend(roman_forms)
        if row[3] not in _TOPICS_WITHOUT_LOANS:
            both = {word for form in english_forms for word in form}
            both &= {word for form in roman_forms for word in form}
            found.loans.update(form for word in both if len(word) > 1 for form in (word, f"{word}s"))
    for row in _rows(data / "train/dakshina_lexicon_train.tsv.gz"):
        found.spellings.extend(_words(row[1]) * min(3, int(row[2])))
    for source, language, _, word, _ in _rows(data / "train/lexicon_pairs.tsv.gz"):
        if source == "ipc_dict" and language == "en" and word.isascii() and word.isalpha():
            found.dictionary.append(word.lower())
    found.loans.update(_MORE_LOANS)
    found.loans.difference_update(_NOT_LOANS)
    found.english[:] = [text for text in found.english if len(_NOT_ENGLISH.intersection(text)) < 2]
    found.dictionary[:] = sorted(set(found.dictionary))
    return found


def _domain(folder: Path) -> Iterator[tuple[list[str], list[str]]]:
    for name in "abcd":
        for row in list(_rows(folder / f"sentences-{name}.tsv"))[1:]:
            yield [row[0]] * 2, [row[2], row[3]]
    for row in list(_rows(folder / "qa-e.tsv"))[1:]:
        yield [row[0], row[3]], [row[2]] * 2
    with (folder / "paraphrases-f.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            group = json.loads(line)
            texts = group["same"] + group["near"]
            yield (
                [text["text"] for text in texts if text["lang"] == "en"],
                [text["text"] for text in texts if text["lang"] == "ur-Latn"],
            )


def _rows(path: Path) -> Iterator[list[str]]:
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        yield from csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


def _words(text: str) -> list[str]:
    return latin_words(normalise(text))
