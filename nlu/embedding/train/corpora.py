"""Read the training data into plain rows. What stands in an evaluation file is dropped."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha1
from pathlib import Path

from nlu.embedding.errors import CorpusError
from nlu.embedding.train.files import counted, objects, rows, table
from nlu.embedding.train.overlap import Measured, key, read_measured, without_measured
from nlu.embedding.train.sources import WORD_SOURCES, sentence_sources, spelling_sources

LONGEST_SENTENCE = 60
"""Words; longer sentences cost time and teach little about questions."""
HELD_OUT_EVERY = 10
"""Every tenth paraphrase group is kept from training, to watch progress on citizens' questions."""
OWN_ROWS = Path(__file__).parent / "rows"
"""Sentences written for this project; see its README."""
_LATIN_WORD = re.compile("[a-z]{5,}")


@dataclass(frozen=True)
class Row:
    """One meaning: English (empty where there is none), Urdu and Roman forms (each possibly empty)."""

    source: str
    english: tuple[str, ...]
    urdu: tuple[str, ...]
    roman: tuple[str, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """All its forms."""
        return self.english + self.urdu + self.roman


@dataclass(frozen=True)
class Paraphrases:
    """Texts of one meaning, and texts that share words with them but want something else, by language."""

    same: tuple[tuple[str, str], ...]
    near: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Corpora:
    """Everything a training run reads."""

    sentences: tuple[Row, ...]
    domain: tuple[Row, ...]
    glossary: tuple[Row, ...]
    words: tuple[Row, ...]
    spellings: tuple[Row, ...]
    questions: tuple[tuple[Row, Row], ...]
    paraphrases: tuple[Paraphrases, ...]
    held_out: tuple[Paraphrases, ...]
    urdu_text: tuple[str, ...]
    lexicon: tuple[tuple[str, str, int], ...]
    passages: tuple[tuple[str, str], ...] = ()
    named: tuple[Row, ...] = ()
    near: tuple[Row, ...] = ()


def read_corpora(data: Path, selection: str = "licensed", own_rows: bool = True) -> Corpora:
    """The rows under `data` (the folder that holds `train/`, `domain/` and `eval/`).

    `selection`: see `recipe.SELECTIONS`. `own_rows` False: without `OWN_ROWS`. Raises `CorpusError`.
    """
    train, domain = data / "train", data / "domain"
    measured = read_measured(data / "eval")

    def kept(found: Iterator[Row]) -> tuple[Row, ...]:
        return tuple(row for row in found if not any(measured.holds(text) for text in row.texts))

    groups = tuple(_paraphrases(domain / "paraphrases-f.jsonl"))
    wiki = without_measured(train / "urdu_wiki_sentences.txt.gz", measured)
    dakshina = kept(_dakshina(train / "dakshina_dev.tsv.gz"))
    lexicon = tuple((u, r, n) for (u, r), n in counted(train / "dakshina_lexicon_train.tsv.gz", 3))
    pairs = train / "train_pairs.tsv.gz"
    own = tuple(_own(wiki, dakshina, measured)) if own_rows else ()
    names = kept(row for path in sorted(OWN_ROWS.glob("names-*.tsv")) for row in _names(path)) if own_rows else ()
    named = kept(row for path in sorted(OWN_ROWS.glob("named-*.tsv")) for row in _named(path)) if own_rows else ()
    learnt = [g for n, g in enumerate(groups) if n % HELD_OUT_EVERY]
    own_groups = [g for path in sorted(OWN_ROWS.glob("groups-*.jsonl")) for g in _paraphrases(path)] if own_rows else []
    return Corpora(
        sentences=(*kept(_pairs(pairs, sentence_sources(selection))), *own),
        domain=kept(row for letter in "abcd" for row in _domain(domain / f"sentences-{letter}.tsv")),
        glossary=tuple(_glossary(domain / "glossary.tsv")),
        words=(*_pairs(train / "lexicon_pairs.tsv.gz", frozenset(s.name for s in WORD_SOURCES)),),
        named=named,
        near=tuple(_near([*learnt, *own_groups], measured)) if own_rows else (),
        spellings=(*dakshina, *names, *named, *kept(_pairs(pairs, spelling_sources(selection)))),
        questions=tuple(_questions(domain / "qa-e.tsv")),
        paraphrases=(*learnt, *own_groups),
        held_out=tuple(g for n, g in enumerate(groups) if not n % HELD_OUT_EVERY),
        urdu_text=tuple(wiki),
        lexicon=lexicon,
        passages=() if selection == "licensed" else tuple(_passages(train)),
    )


def read_held_out(data: Path) -> tuple[Paraphrases, ...]:
    """The paraphrase groups that no training run sees."""
    return tuple(_paraphrases(data / "domain" / "paraphrases-f.jsonl"))[::HELD_OUT_EVERY]


def sentence_key(urdu: str) -> str:
    """12 hexadecimal digits by which our translation of a public sentence finds it; signs do not count."""
    return sha1(key(urdu).encode(), usedforsecurity=False).hexdigest()[:12]


def _own(wiki: list[str], dakshina: tuple[Row, ...], measured: Measured) -> Iterator[Row]:
    found = {sentence_key(text): Row("translated", (), (text,), ()) for text in wiki}
    found |= {sentence_key(row.urdu[0]): row for row in dakshina}
    for path in sorted(OWN_ROWS.glob("translated-*.tsv")):
        for name, english in rows(path, 2):
            row = found.get(name)
            if row is not None and not measured.resembles(english):
                yield Row("translated", (english,), row.urdu, row.roman)
    for path in sorted(OWN_ROWS.glob("sentences-*.tsv")):
        for line in table(path, ("en", "ur", "roman")):
            if not measured.resembles(line["en"]) and not measured.holds(line["ur"]):
                yield Row(path.stem, (line["en"],), (line["ur"],), _forms(line["roman"]))


def _near(groups: Sequence[Paraphrases], measured: Measured) -> Iterator[Row]:
    """What shares words with a group and wants something else, beside its English: it needs a place of its own."""
    english = {name: text for path in sorted(OWN_ROWS.glob("near-*.tsv")) for name, text in rows(path, 2)}
    for language, text in dict.fromkeys(near for group in groups for near in group.near):
        meant = text if language == "en" else english.get(sentence_key(text))
        if meant is not None and not measured.resembles(meant):
            yield Row("near", (meant,), (text,) * (language == "ur"), (text,) * (language == "ur-Latn"))


def _names(path: Path) -> Iterator[Row]:
    for line in table(path, ("ur", "roman")):
        yield Row("names", (), (line["ur"],), _forms(line["roman"]))


def _named(path: Path) -> Iterator[Row]:
    for line in table(path, ("en", "ur", "roman")):
        yield Row("named", (line["en"],), (line["ur"],), (line["en"], *_forms(line["roman"])))


def _dakshina(path: Path) -> Iterator[Row]:
    for urdu, roman in rows(path, 2):
        if len(urdu.split()) <= LONGEST_SENTENCE:
            yield Row("dakshina_dev", (), (urdu,), (roman,))


def _pairs(path: Path, wanted: frozenset[str]) -> Iterator[Row]:
    for source, first, second, one, other in rows(path, 5):
        if source not in wanted or max(len(one.split()), len(other.split())) > LONGEST_SENTENCE:
            continue
        forms = {first: (one,)} | {second: (other,)}
        yield Row(source, forms.get("en", ()), forms.get("ur", ()), forms.get("ro", ()))


def _domain(path: Path) -> Iterator[Row]:
    for row in table(path, ("en", "ur", "roman1", "roman2")):
        yield Row("domain", (row["en"],), (row["ur"],), (row["roman1"], row["roman2"]))


def _forms(cell: str) -> tuple[str, ...]:
    return tuple(form.strip() for form in cell.split("|") if form.strip())


def _glossary(path: Path) -> Iterator[Row]:
    for row in table(path, ("en", "ur", "roman")):
        yield Row("glossary", _forms(row["en"]), _forms(row["ur"]), _forms(row["roman"]))


def _questions(path: Path) -> Iterator[tuple[Row, Row]]:
    for row in table(path, ("q_en", "q_ur", "q_roman", "a_en", "a_ur")):
        question = Row("qa", (row["q_en"],), (row["q_ur"],), (row["q_roman"],))
        yield question, Row("qa", (row["a_en"],), (row["a_ur"],), ())


def _passages(train: Path) -> Iterator[tuple[str, str]]:
    texts = dict(rows(train / "uqa_train_passages.tsv.gz", 2))
    for _, passage, question in rows(train / "uqa_train_questions.tsv.gz", 3):
        if passage in texts:
            yield question, texts[passage]


def _paraphrases(path: Path) -> Iterator[Paraphrases]:
    for number, group in objects(path):
        try:
            same, near = (tuple((t["lang"], t["text"]) for t in group[part]) for part in ("same", "near"))
        except (KeyError, TypeError) as exc:
            raise CorpusError(path, number, "no group with `same` and `near` of `lang` and `text`") from exc
        yield Paraphrases(same, near)


def loanwords(lexicon: tuple[tuple[str, str, int], ...], english: frozenset[str]) -> list[Row]:
    """Urdu words that most people romanise as one and the same English word (or name) of five letters or more.

    `english`: whole words that the teacher knows. `(کمیشن, commission)` is one, `(کرنا, karna)` is not.
    """
    spelt: dict[str, dict[str, int]] = {}
    for urdu, roman, count in lexicon:
        spelt.setdefault(urdu, {})[roman.lower()] = count
    found = []
    for urdu, spellings in spelt.items():
        best = max(spellings, key=lambda roman: (spellings[roman], roman))
        enough = 2 * spellings[best] >= sum(spellings.values())
        if enough and _LATIN_WORD.fullmatch(best) and best in english:
            found.append(Row("loanwords", (best,), (urdu,), ()))
    return found
