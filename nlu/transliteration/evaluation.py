"""How often transliteration is right, for `sahulat evaluate transliteration`.

Words: `eval/dakshina_lexicon_test.tsv.gz`. A case is one distinct spelling with all the words of the other script that
an annotator attested for it; both sides are normalised (`nlu.normalise`). Accuracy is the share of cases whose first
candidate (top 1), or one of whose first five (top 5), is attested; the word error rate of single words is 1 - top 1.
`weighted` counts each case as often as annotators attested it. The character error rate is the sum over cases of the
edits from the first candidate to the nearest attested word, over the sum of the lengths of those nearest words.

"letters alone" and "and word frequencies" never saw a spelling of a test word; the latter knows how common words are.
"as shipped" also knows the spellings in Dakshina's development sentences and in our own, where some test words occur.

Sentences: `eval/dakshina_test.tsv.gz`, all of them. Word and character error rates are edits over the length of the
reference, summed over the sentences (not averaged), after normalisation and without punctuation, since a text keeps its
own; a character is a letter, a digit or the one blank between words.

Roark et al. (LREC 2020) report character and word error rates of single words and of sentences. How they weight the
attestations, treat vowel signs and punctuation could not be looked up, so compare with care.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nlu.normalise import normalise
from nlu.transliteration.corpora import roman_words, urdu_words
from nlu.transliteration.data_files import read_attestations, read_rows
from nlu.transliteration.edits import edits
from nlu.transliteration.letters import is_roman, is_urdu
from nlu.transliteration.published import PUBLISHED
from nlu.transliteration.transliterate import roman_candidates, shipped_words, to_roman, to_urdu, urdu_candidates

_TOP = 5


@dataclass(frozen=True, slots=True)
class WordReport:
    """Accuracies and the character error rate of one system in one direction; rates in [0, 1] (errors may pass 1)."""

    direction: str
    system: str
    cases: int
    top_1: float
    top_5: float
    weighted: float
    character_errors: float


@dataclass(frozen=True, slots=True)
class SentenceReport:
    """Error rates of whole sentences in one direction."""

    direction: str
    sentences: int
    words: int
    word_errors: float
    character_errors: float


@dataclass(frozen=True, slots=True)
class TransliterationReport:
    """What was measured."""

    words: tuple[WordReport, ...]
    sentences: tuple[SentenceReport, ...]

    def to_dict(self) -> dict[str, Any]:
        """For `--json`: our figures to four places, and the published ones with their sources."""
        return {
            "words": [_rounded(row) for row in self.words],
            "sentences": [_rounded(row) for row in self.sentences],
            "published": [_rounded(row) for row in PUBLISHED],
        }

    def to_table(self) -> str:
        """For a terminal: words, sentences, and what others published."""
        lines = [f"{'words':<15}{'':<22}{'cases':>7}{'top 1':>8}{'top 5':>8}{'weighted':>10}{'CER':>8}"]
        for word in self.words:
            shares = f"{word.top_1:>8.3f}{word.top_5:>8.3f}{word.weighted:>10.3f}{word.character_errors:>8.3f}"
            lines.append(f"{word.direction:<15}{word.system:<22}{word.cases:>7}{shares}")
        lines.append(f"{'sentences':<15}{'':<22}{'number':>7}{'WER':>8}{'CER':>8}")
        for one in self.sentences:
            rates = f"{one.word_errors:>8.3f}{one.character_errors:>8.3f}"
            lines.append(f"{one.direction:<15}{'':<22}{one.sentences:>7}{rates}")
        lines.append("published, single words, Roman to Urdu, Dakshina test")
        for found in PUBLISHED:
            rate = "" if found.character_errors is None else f"   CER {found.character_errors:.3f}"
            lines.append(f"  {found.system:<35}{found.top_1:>8.3f}{rate}   {found.source}")
        return "\n".join(lines)


Candidates = Callable[[str], Sequence[str]]
Cases = Mapping[str, Mapping[str, int]]


def evaluate_transliteration(folder: Path) -> TransliterationReport:
    """Measure the shipped model on the test files in the folder. Raises `TransliterationDataError`."""
    words = shipped_words()
    to_urdu_cases, to_roman_cases = read_cases(folder / "dakshina_lexicon_test.tsv.gz")
    systems: list[tuple[str, str, Cases, Candidates]] = [
        ("roman to urdu", "letters alone", to_urdu_cases, lambda word: _texts(words.letters.to_urdu(word, _TOP))),
        ("roman to urdu", "and word frequencies", to_urdu_cases, lambda word: _texts(words.new_urdu(word, _TOP))),
        ("roman to urdu", "as shipped", to_urdu_cases, lambda word: [one.text for one in urdu_candidates(word)]),
        ("urdu to roman", "letters alone", to_roman_cases, lambda word: _texts(words.new_roman(word, _TOP))),
        ("urdu to roman", "as shipped", to_roman_cases, lambda word: [one.text for one in roman_candidates(word)]),
    ]
    pairs = [(urdu, roman) for _, (urdu, roman) in read_rows(folder / "dakshina_test.tsv.gz", 2)]
    return TransliterationReport(
        tuple(measure_words(direction, system, cases, find) for direction, system, cases, find in systems),
        (
            measure_sentences(
                "roman to urdu", ((urdu_words(to_urdu(roman)), urdu_words(urdu)) for urdu, roman in pairs)
            ),
            measure_sentences(
                "urdu to roman", ((roman_words(to_roman(urdu)), roman_words(roman)) for urdu, roman in pairs)
            ),
        ),
    )


def read_cases(file: Path) -> tuple[Cases, Cases]:
    """By Roman spelling the attested Urdu words with their counts, and the reverse; words of letters only."""
    by_roman: defaultdict[str, defaultdict[str, int]] = defaultdict(lambda: defaultdict(int))
    by_urdu: defaultdict[str, defaultdict[str, int]] = defaultdict(lambda: defaultdict(int))
    for urdu, roman, count in read_attestations(file):
        pair = normalise(urdu), normalise(roman)
        if is_urdu(pair[0]) and is_roman(pair[1]):
            by_roman[pair[1]][pair[0]] += count
            by_urdu[pair[0]][pair[1]] += count
    return by_roman, by_urdu


def measure_words(direction: str, system: str, cases: Cases, candidates: Candidates) -> WordReport:
    """Ask `candidates` for each case; what the figures mean is in the module's docstring."""
    first = among_five = weighted = total = changes = length = 0
    for word, attested in sorted(cases.items()):
        found = candidates(word)[:_TOP]
        right = bool(found) and found[0] in attested
        first += right
        among_five += any(one in attested for one in found)
        weighted += right * sum(attested.values())
        total += sum(attested.values())
        best = found[0] if found else ""
        apart, _, nearest = min((edits(best, one), -attested[one], one) for one in attested)
        changes += apart
        length += len(nearest)
    count = len(cases) or 1
    return WordReport(
        direction,
        system,
        len(cases),
        first / count,
        among_five / count,
        weighted / (total or 1),
        changes / (length or 1),
    )


def measure_sentences(direction: str, pairs: Iterable[tuple[Sequence[str], Sequence[str]]]) -> SentenceReport:
    """Error rates of (found, reference) sentences, each a list of words."""
    number = words = word_changes = characters = character_changes = 0
    for found, reference in pairs:
        number += 1
        words += len(reference)
        word_changes += edits(found, reference)
        text = " ".join(reference)
        characters += len(text)
        character_changes += edits(" ".join(found), text)
    return SentenceReport(direction, number, words, word_changes / (words or 1), character_changes / (characters or 1))


def _texts(found: Iterable[tuple[str, float]]) -> list[str]:
    return [text for text, _ in found]


def _rounded(row: Any) -> dict[str, Any]:
    values = {name: getattr(row, name) for name in row.__slots__}
    return {name: round(value, 4) if isinstance(value, float) else value for name, value in values.items()}
