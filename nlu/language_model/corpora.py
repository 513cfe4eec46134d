"""What the word model learns from: texts in English and in Roman Urdu whose licence allows to ship weights.

Sources: Indic Parallel Corpora and its dictionary (CC BY-SA 3.0), TICO-19 (CC0), Tatoeba (CC BY 2.0 FR), user
interface strings (Apache-2.0, BSD-3), the English side of a trilingual Quran (CC BY-SA 4.0), Hinglish-TOP and
Hinglish DSTC2 (Apache-2.0), Dakshina 1.0 (CC BY-SA 4.0), and sentences written for this project.
"""

import csv
import gzip
import json
import random
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from nlu.language_model.features import latin_words
from nlu.language_model.names import NAMES
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
_CAPITAL_INSIDE = re.compile(r"(?<=[a-z,;] )[A-Z][a-z]+\b")
_MOSTLY = 0.8


@dataclass(frozen=True)
class Corpora:
    """Texts as lists of lower-case words.

    `glossary_*`: the domain's terms. `spellings`: single Roman Urdu words, repeated by how often each was
    attested. `dictionary`: single English words. `loans`: English words that stand in both columns of a row of
    the glossary, with their plurals. `names`: words that say nothing, by list or because English writes them large.
    """

    english: list[list[str]] = field(default_factory=list)
    roman: list[list[str]] = field(default_factory=list)
    glossary_english: list[list[str]] = field(default_factory=list)
    glossary_roman: list[list[str]] = field(default_factory=list)
    spellings: list[str] = field(default_factory=list)
    dictionary: list[str] = field(default_factory=list)
    loans: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)


def read_corpora(data: Path, rows: Path | None = None, held_out: Collection[str] = (), seed: int = 7) -> Corpora:
    """Everything under the data folder that may be trained on, and the sentences in the folder `rows`.

    A text of two or more words that is in `held_out` (see `texts_of`) is left out. Raises OSError when a file is
    missing.
    """
    found = Corpora()
    chance = random.Random(seed)  # noqa: S311  # not for security
    by_source: dict[str, list[tuple[str, str]]] = {}
    for source, *pair in _rows(data / "train/train_pairs.tsv.gz"):
        if source in _LICENSED:
            languages, texts = pair[:2], pair[2:]
            by_source.setdefault(source, []).extend(zip(languages, texts, strict=True))
    english: list[str] = []
    roman: list[str] = []
    for source, sides in sorted(by_source.items()):
        latin = [(language, text) for language, text in sides if language in ("en", "ro")]
        chance.shuffle(latin)
        for wanted, into in (("en", english), ("ro", roman)):
            into.extend([text for language, text in latin if language == wanted][: _LICENSED[source]])
    for pairs in (_domain(data / "domain"), _sentences(rows)):
        for some_english, some_roman in pairs:
            english.extend(some_english)
            roman.extend(some_roman)
    found.english.extend(_kept(english, held_out))
    found.roman.extend(_kept(roman, held_out))
    found.english[:] = [text for text in found.english if len(_NOT_ENGLISH.intersection(text)) < 2]
    for row in list(_rows(data / "domain/glossary.tsv"))[1:]:
        forms = [list(_kept(row[column].split("|"), held_out)) for column in (0, 2)]
        found.glossary_english.extend(forms[0])
        found.glossary_roman.extend(forms[1])
        if row[3] not in _TOPICS_WITHOUT_LOANS:
            both = {word for form in forms[0] for word in form} & {word for form in forms[1] for word in form}
            found.loans.update(form for word in both if len(word) > 1 for form in (word, f"{word}s"))
    for row in _rows(data / "train/dakshina_lexicon_train.tsv.gz"):
        found.spellings.extend(_words(row[1]) * min(3, int(row[2])))
    dictionary: set[str] = set()
    for source, language, _, word, _ in _rows(data / "train/lexicon_pairs.tsv.gz"):
        if source == "ipc_dict" and language == "en" and word.isascii() and word.isalpha():
            dictionary.add(word.lower())
    found.dictionary.extend(sorted(dictionary))
    found.loans.update(_MORE_LOANS)
    found.loans.difference_update(_NOT_LOANS)
    found.names.update(NAMES, names_of(english).difference(_commoner(found.roman, found.english)))
    return found


def names_of(texts: Iterable[str]) -> set[str]:
    """The words that English texts write with a capital inside a sentence nearly always, and twice at least."""
    large: Counter[str] = Counter()
    for text in texts:
        large.update(word.lower() for word in _CAPITAL_INSIDE.findall(text))
    all_of_them = Counter(word for text in texts for word in re.findall(r"[a-z]+", text.lower()) if word in large)
    return {
        word for word, count in large.items() if count > 1 and len(word) > 2 and count >= _MOSTLY * all_of_them[word]
    }


def _commoner(texts: list[list[str]], others: list[list[str]]) -> set[str]:
    """The words that stand four times as often in `texts` as in `others`, five times at least."""
    here, there = (Counter(word for text in side for word in text) for side in (texts, others))
    return {word for word, count in here.items() if count >= max(5, 4 * there[word])}


def texts_of(folders: Iterable[Path]) -> set[str]:
    """Every field of every table (.tsv, .tsv.gz) in the folders, as its words between blanks, to be held out."""
    tables = [path for folder in folders for path in sorted(folder.glob("*.tsv*"))]
    return {" ".join(_words(field)) for path in tables for row in _rows(path) for field in row}


def _kept(texts: Iterable[str], held_out: Collection[str]) -> Iterator[list[str]]:
    for text in texts:
        words = _words(text)
        if len(words) < 2 or " ".join(words) not in held_out:
            yield words


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


def _sentences(folder: Path | None) -> Iterator[tuple[list[str], list[str]]]:
    """The files sentences-*.tsv: a header, then English, Urdu, and Roman forms separated by ` | `."""
    for path in sorted(folder.glob("sentences-*.tsv")) if folder is not None else ():
        for row in list(_rows(path))[1:]:
            yield [row[0]], row[2].split(" | ")


def _rows(path: Path) -> Iterator[list[str]]:
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        yield from csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


def _words(text: str) -> list[str]:
    return latin_words(normalise(text))
