"""Endless, seeded training batches: which texts, and what their vectors should be."""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from nlu.embedding.train.corpora import Corpora, Paraphrases, Row
from nlu.embedding.train.english import EnglishTexts
from nlu.embedding.train.recipe import Recipe
from nlu.embedding.train.romanise import Romaniser, hurried, with_typing_noise
from nlu.embedding.train.spellings import Nearest, Spellings

_AT_ONCE = 8
"""Batches cut from one sorted draw, so that the texts of a batch have similar length."""
_SOURCE_WEIGHTS = {
    "sentences-daily": 2.0,
    "sentences-news": 1.5,
    "sentences-prose": 2.0,
    "ipc_sent": 0.8,
    "quran_tri_en_ur": 0.4,
    "hinglish_dstc2": 0.5,
    "umc005_bible": 0.3,
    "umc005_quran": 0.3,
    "quran_tri_en_ro": 0.3,
}
_ENGLISH = 0.13
_ENGLISH_JOINED = 0.6
"""How often a row shows its English: the teacher's own English is kept by what is shown of it, long texts above all."""
_JOINED_SIZE = 4
"""A batch of joined rows has this many times fewer texts than others, being as much longer."""
_HURRIED = 0.12
"""How often Roman Urdu is shown as a message on a small keyboard, most vowels left out."""
_OTHERS = 4096
"""Vectors of other rows, beside those of the batch, that a text's own must be picked from."""
_GROUPS, _QUESTIONS, _PASSAGES = 3 / 16, 3 / 8, 3 / 16
"""Groups, pairs of question and answer, and of question and passage, for each text of a batch."""


@dataclass(frozen=True)
class Distil:
    """Texts (n), and rows of the table `kind`: `rows` (n) whose vectors are wanted, `others` (m) to be far from."""

    texts: list[str]
    kind: str
    rows: list[int]
    others: list[int]


@dataclass(frozen=True)
class Hold:
    """English texts whose tokens should keep the teacher's states."""

    texts: list[str]


@dataclass(frozen=True)
class Contrast:
    """`first[i]` and `second[i]` mean the same.

    Where `hard` is empty all other pairs are negatives; otherwise only the texts `hard[i]` are.
    """

    first: list[str]
    second: list[str]
    hard: list[list[str]] = field(default_factory=list)


Batch = Distil | Contrast | Hold


def texts_in(batch: Batch) -> list[str]:
    """All texts of `batch`: of pairs the first ones, the second ones, then the hard ones."""
    if isinstance(batch, Contrast):
        return [*batch.first, *batch.second, *(text for own in batch.hard for text in own)]
    return batch.texts


@dataclass(frozen=True)
class Table:
    """Rows and the teacher's vector of each, (rows, dimension)."""

    rows: Sequence[Row]
    vectors: npt.NDArray[np.float32]


class Batches:
    """Draws batches from `corpora`; the same seed draws the same ones."""

    def __init__(
        self,
        corpora: Corpora,
        teach: Callable[[Sequence[Row]], npt.NDArray[np.float32]],
        romaniser: Romaniser,
        recipe: Recipe,
        loanwords: Sequence[Row] = (),
        *,
        words: Sequence[str] = (),
    ) -> None:
        """`teach` gives the teacher's vectors (rows, dimension) of rows that have English; `words` are its own."""
        self._romaniser, self._chance = romaniser, random.Random(recipe.seed)
        self._size, self._noise, self._shares = recipe.size, recipe.noise, recipe.shares()
        groups = [_as_row(group) for group in corpora.paraphrases]
        asked = [row for pair in corpora.questions for row in pair]
        dictionary = _merged(corpora.words)
        long = [*joined(corpora.sentences), *joined(corpora.sentences, 70, 115)]
        rows = {
            "joined": long,
            "sentences": corpora.sentences,
            "domain": [*corpora.domain, *asked, *groups, *corpora.near],
            "words": [*corpora.glossary, *loanwords, *corpora.named, *dictionary],
        }
        self.tables = {kind: Table(own, teach(own)) for kind, own in rows.items() if self._shares[kind] > 0}
        of_words = {"glossary": 0.6 * len(dictionary) / len(corpora.glossary), "loanwords": 3.0, "named": 3.0}
        self._weights = {
            "joined": [1.0] * len(long),
            "sentences": [_SOURCE_WEIGHTS.get(row.source, 1.0) for row in corpora.sentences],
            "domain": [3.0 if row.source == "paraphrases" else 1.0 for row in rows["domain"]],
            "words": [of_words.get(row.source, 1.0) for row in rows["words"]],
        }
        self._questions, self._paraphrases, self._passages = corpora.questions, corpora.paraphrases, corpora.passages
        spelt = [*corpora.spellings, *(Row("wiki", (), (text,), ()) for text in corpora.urdu_text)]
        lexicon = tuple(dict.fromkeys(urdu for urdu, *_ in corpora.lexicon))
        self._spellings = Spellings(spelt, lexicon, self._typed_roman, self._chance, recipe.size)
        english = [row.english[0] for row in (*corpora.sentences, *rows["domain"]) if row.english]
        self._english = EnglishTexts(english, words, recipe.size, self._chance)

    def reseed(self, seed: str) -> None:
        """Draw from here on as `seed` says."""
        self._chance.seed(seed)

    def look(self, nearest: Nearest) -> None:
        """From here on, batches of spellings hold what the model takes for one another."""
        self._spellings.look(nearest)

    def __iter__(self) -> Iterator[Batch]:
        waiting: dict[str, list[Distil]] = {name: [] for name in self.tables}
        while True:
            kind = self._chance.choices(list(self._shares), list(self._shares.values()))[0]
            if kind in self.tables:
                if not waiting[kind]:
                    waiting[kind] = self._distil(kind)
                yield waiting[kind].pop()
            elif kind == "paraphrases":
                yield self._grouped()
            elif kind == "questions":
                yield self._asked()
            elif kind == "passages" and self._passages:
                yield self._found()
            elif kind == "english":
                yield Hold(self._english.draw())
            else:
                yield Contrast(*map(list, zip(*self._spellings.draw(), strict=True)))

    def _distil(self, kind: str) -> list[Distil]:
        table, chance = self.tables[kind], self._chance
        size, share = (self._size, _ENGLISH) if kind != "joined" else (self._size // _JOINED_SIZE, _ENGLISH_JOINED)
        drawn = chance.choices(range(len(table.rows)), self._weights[kind], k=size * _AT_ONCE)
        shown = ((self._render(table.rows[n], share), n) for n in drawn)
        rendered = sorted(shown, key=lambda pair: len(pair[0].split()))
        batches = []
        for start in range(0, len(rendered), size):
            part = rendered[start : start + size]
            others = chance.sample(range(len(table.rows)), min(_OTHERS, len(table.rows)))
            batches.append(Distil([text for text, _ in part], kind, [n for _, n in part], others))
        chance.shuffle(batches)
        return batches

    def _render(self, row: Row, english: float = _ENGLISH) -> str:
        chance = self._chance
        if chance.random() < english or not (row.urdu or row.roman):
            return chance.choice(row.english)
        kind = chance.random()
        if row.urdu and (kind < 0.4 or (not row.roman and kind < 0.5)):
            return self._typed_urdu(chance.choice(row.urdu))
        if row.roman and (kind < 0.9 or not row.urdu):
            return self._typed(chance.choice(row.roman))
        return self._typed_roman(chance.choice(row.urdu))

    def _typed_urdu(self, text: str) -> str:
        if self._chance.random() < 0.2:
            text = text.replace("آ", "ا") if self._chance.random() < 0.5 else text.rstrip("۔؟!?. ")
        return text

    def _typed_roman(self, urdu: str) -> str:
        return self._typed(self._romaniser.sentence(urdu, self._chance))

    def _typed(self, roman: str) -> str:
        """As a person types it: half of the time with care."""
        kind = self._chance.random()
        if kind < _HURRIED:
            return hurried(roman, self._chance)
        return with_typing_noise(roman, self._chance, self._noise) if kind < 0.5 else roman

    def _grouped(self) -> Contrast:
        groups = self._chance.sample(self._paraphrases, min(int(self._size * _GROUPS), len(self._paraphrases)))
        pairs = [self._chance.sample(group.same, 2) for group in groups]
        hard = [[self._either(*near) for near in group.near] for group in groups]
        return Contrast([self._either(*a) for a, _ in pairs], [self._either(*b) for _, b in pairs], hard)

    def _either(self, language: str, text: str) -> str:
        if language == "ur-Latn":
            return self._typed(text)
        if language == "ur" and self._chance.random() < 0.25:
            return self._typed_roman(text)
        return text

    def _asked(self) -> Contrast:
        pairs = self._chance.sample(self._questions, min(int(self._size * _QUESTIONS), len(self._questions)))
        return Contrast(
            [self._render(question) for question, _ in pairs], [self._render(answer) for _, answer in pairs]
        )

    def _found(self) -> Contrast:
        pairs = self._chance.sample(self._passages, min(int(self._size * _PASSAGES), len(self._passages)))
        return Contrast([question for question, _ in pairs], [passage for _, passage in pairs])


def _as_row(group: Paraphrases) -> Row:
    english, urdu, roman = (
        tuple(text for language, text in group.same if language == wanted) for wanted in ("en", "ur", "ur-Latn")
    )
    return Row("paraphrases", english, urdu, roman)


def _merged(words: Sequence[Row]) -> list[Row]:
    """Dictionary rows, one for each English word with all its translations; the noisiest are dropped."""
    found: dict[str, set[str]] = {}
    for row in words:
        found.setdefault(row.english[0].lower(), set()).update(row.urdu)
    return [Row("words", (word,), tuple(sorted(urdu)), ()) for word, urdu in found.items() if len(urdu) <= 6]


def joined(rows: Sequence[Row], shortest: int = 28, longest: int = 75) -> list[Row]:
    """Texts as long as a passage: neighbouring rows of one source, `shortest` to `longest` English words together."""
    found: list[Row] = []
    held: list[Row] = []
    for row in rows:
        if not (row.english and row.urdu):
            continue
        if held and (held[0].source != row.source or _words(held) + len(row.english[0].split()) > longest):
            held = []
        held.append(row)
        if _words(held) >= shortest:
            english, urdu = " ".join(r.english[0] for r in held), " ".join(r.urdu[0] for r in held)
            found.append(Row("joined", (english,), (urdu,), ()))
            held = []
    return found


def _words(rows: Sequence[Row]) -> int:
    return sum(len(row.english[0].split()) for row in rows)
