"""What is learnt, as arrays, and the file that holds it: `model.npz`, with a format number and a checksum."""

import hashlib
from dataclasses import dataclass, fields
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
import numpy.typing as npt

from nlu.transliteration.errors import TransliterationModelError

FORMAT = 1

Bytes = npt.NDArray[np.uint8]


@dataclass(frozen=True)
class Tables:
    """The arrays of the model file. Logarithms are natural, in steps of `LOG_STEP`, negated, one byte each.

    Letters: a tree of graphone n-grams, level after level. `graphones`: UTF-8, "urdu:roman" a line, from symbol 2.
    `sizes`: n-grams of each level. `children`: of each node but those of the last level, the root first, how many
    n-grams of the next level it begins. `symbols`, `chances`, `back_offs`: of each n-gram; see `ngrams.Level`.

    Words: `words`: UTF-8, a line each, sorted; a number below is a word's place. `frequencies`: log of the share of
    running text. `spelling_words` (sorted), `spellings` (ASCII, a line for each of them, blanks between), and
    `spelling_chances`: the usual Roman spellings of a word, most usual first. `roman_keys` (CRC-32 of the spelling,
    sorted), `roman_words`, `roman_weights`: how often that spelling stood for that word in 2e5 words of text.
    `acronyms`: UTF-8, "roman:urdu" a line. `letter_chances`: of each word, log of what the letter model gives it, in
    steps of `LETTER_STEP`. `phrases`: UTF-8, two words a line that people write as one in Latin letters; their places
    come after those of the words in `roman_words`.

    Pairs of words: `followers`: of each word, then of the beginning of a sentence, how many words are known to
    follow it; `next_words`, `bonuses`: those words, and log P(word | word before) - log P(word), plus `BONUS_ZERO`
    steps; `surprises`: of each word and the beginning, the same for any other word.
    """

    graphones: Bytes
    sizes: npt.NDArray[np.int32]
    children: npt.NDArray[np.uint16]
    symbols: npt.NDArray[np.uint16]
    chances: Bytes
    back_offs: Bytes
    words: Bytes
    frequencies: Bytes
    letter_chances: Bytes
    phrases: Bytes
    spelling_words: npt.NDArray[np.uint32]
    spellings: Bytes
    spelling_chances: Bytes
    roman_keys: npt.NDArray[np.uint32]
    roman_words: npt.NDArray[np.uint32]
    roman_weights: Bytes
    acronyms: Bytes
    followers: npt.NDArray[np.uint16]
    next_words: npt.NDArray[np.uint32]
    bonuses: Bytes
    surprises: Bytes


LOG_STEP = 1 / 12
LETTER_STEP = 1 / 8
BONUS_ZERO = 96


def pack_logs(values: npt.ArrayLike, step: float = LOG_STEP) -> Bytes:
    """Logarithms of probabilities, 0.0 to 255 steps below, in one byte each."""
    return _bytes(-np.asarray(values, dtype=np.float64) / step)


def unpack_logs(packed: Bytes, step: float = LOG_STEP) -> npt.NDArray[np.float64]:
    """What `pack_logs` packed, to half a step."""
    return packed.astype(np.float64) * -step


def pack_bonuses(values: npt.ArrayLike) -> Bytes:
    """Logarithms of ratios, -8.0 to 13.25, in one byte each."""
    return _bytes(np.asarray(values, dtype=np.float64) / LOG_STEP + BONUS_ZERO)


def _bytes(values: npt.NDArray[np.float64]) -> Bytes:
    return np.asarray(np.clip(np.rint(values), 0, 255), dtype=np.uint8)


def unpack_bonuses(packed: Bytes) -> npt.NDArray[np.float64]:
    """What `pack_bonuses` packed, to half a step."""
    return (packed.astype(np.float64) - BONUS_ZERO) * LOG_STEP


def pack_lines(lines: list[str]) -> Bytes:
    """Texts without line ends, as UTF-8."""
    return np.frombuffer("\n".join(lines).encode("utf-8"), dtype=np.uint8)


def unpack_lines(packed: Bytes) -> list[str]:
    """What `pack_lines` packed."""
    text = packed.tobytes().decode("utf-8")
    return text.split("\n") if text else []


def write_tables(tables: Tables, path: Path) -> None:
    """Store `tables`; the same tables give the same bytes."""
    arrays = {field.name: getattr(tables, field.name) for field in fields(Tables)}
    np.savez_compressed(path, format=np.int32(FORMAT), checksum=_checksum(arrays), **arrays)


def read_tables(path: Path) -> Tables:
    """The tables in `path`. Raises `TransliterationModelError`."""
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as stored:
            if int(stored["format"]) != FORMAT:
                raise TransliterationModelError(path, f"has format {int(stored['format'])} instead of {FORMAT}")
            arrays = {field.name: stored[field.name] for field in fields(Tables)}
            checksum = stored["checksum"]
    except FileNotFoundError as exc:
        raise TransliterationModelError(path, "is missing") from exc
    except (OSError, EOFError, KeyError, TypeError, ValueError, BadZipFile) as exc:
        raise TransliterationModelError(path, "is damaged") from exc
    if not np.array_equal(checksum, _checksum(arrays)):
        raise TransliterationModelError(path, "has a wrong checksum")
    return Tables(**arrays)


def _checksum(arrays: dict[str, npt.NDArray[np.generic]]) -> Bytes:
    """SHA-256 over the names, types, shapes and bytes of all arrays."""
    digest = hashlib.sha256()
    for name, array in sorted(arrays.items()):
        digest.update(f"{name} {array.dtype.str} {array.shape} ".encode())
        digest.update(np.ascontiguousarray(array).tobytes())
    return np.frombuffer(digest.digest(), dtype=np.uint8)
