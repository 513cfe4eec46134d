"""Train transliteration: `python -m nlu.transliteration.train --data DIR`. Some minutes on one core; repeatable.

The letters of the lexicon's word pairs are aligned and an n-gram model over the pieces is estimated; the words of
parallel sentences are aligned and counted; the words that follow each other in Urdu sentences are counted.
"""

import argparse
import logging
import math
import sys
from collections import Counter, defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from nlu.transliteration.alignment import align
from nlu.transliteration.corpora import Corpora, read_corpora
from nlu.transliteration.errors import TransliterationDataError
from nlu.transliteration.letters import LONGEST_WORD, Graphone
from nlu.transliteration.ngrams import Level, estimate, prune
from nlu.transliteration.pair_model import PairModel
from nlu.transliteration.tables import Tables, pack_lines, pack_logs, write_tables
from nlu.transliteration.word_alignment import count_spellings, plausible
from nlu.transliteration.word_tables import follower_tables, spelling_tables, word_shares

_log = logging.getLogger(__name__)

ORDER = 6
LEAST_CHANGE = 0.8
"""Nats; see `ngrams.prune`. It decides how large the letter model is."""

RAREST_GRAPHONE = 3
_MOST_OF_A_PAIR = 3
_RAREST_SPELLING = 0.01
_FEWEST = 1.0
_USUAL = 4.0

Pairs = Mapping[tuple[str, str], float]


def known_spellings(corpora: Corpora) -> dict[tuple[str, str], float]:
    """How often each Urdu word was seen with each Roman spelling, in the lexicon, the glossary and sentences.

    A pair that only sentences have, once or in less than a hundredth of the word's uses, may be a slip of their
    alignment and is left out.
    """
    found = count_spellings(corpora.pairs)
    uses: defaultdict[str, float] = defaultdict(float)
    for (urdu, _), count in found.items():
        uses[urdu] += count
    kept = {
        pair: float(count)
        for pair, count in found.items()
        if pair in corpora.lexicon or (count >= _FEWEST and count >= _RAREST_SPELLING * uses[pair[0]])
    }
    for pair, count in corpora.lexicon.items():
        kept[pair] = kept.get(pair, 0.0) + count
    listed: set[str] = set()
    for pair in corpora.glossary:
        if plausible(*pair):
            # The first spelling that the glossary lists is the usual one.
            kept[pair] = kept.get(pair, 0.0) + (1.0 if pair[0] in listed else _USUAL)
            listed.add(pair[0])
    _log.info("words: %d pairs of a word and a spelling", len(kept))
    return kept


def letter_model(
    pairs: Pairs, rarest: int = RAREST_GRAPHONE, change: float = LEAST_CHANGE
) -> tuple[list[Level], list[Graphone]]:
    """The n-grams over graphones of (Urdu, Roman) words, and the graphones by symbol from 2.

    Pairs that need a graphone seen fewer than `rarest` times are taken for mistakes. `change`: see `ngrams.prune`.
    """
    words = sorted(pair for pair in pairs if max(map(len, pair)) <= LONGEST_WORD)
    weights = [float(min(_MOST_OF_A_PAIR, math.ceil(pairs[pair]))) for pair in words]
    cut = align(words, weights)
    seen = Counter(graphone for one in cut if one for graphone in one)
    graphones = sorted(graphone for graphone, count in seen.items() if count >= rarest)
    symbols = {graphone: symbol for symbol, graphone in enumerate(graphones, start=2)}
    kept = [place for place, one in enumerate(cut) if one and all(graphone in symbols for graphone in one)]
    sequences = [[symbols[graphone] for graphone in cut[place] or ()] for place in kept]
    levels = prune(estimate(sequences, [weights[place] for place in kept], ORDER), change)
    sizes = [len(level.symbols) for level in levels]
    _log.info("letters: %d of %d pairs, %d graphones, n-grams %s", len(kept), len(words), len(graphones), sizes)
    return levels, graphones


def letter_tables(levels: list[Level], graphones: list[Graphone]) -> dict[str, Any]:
    """The arrays of the letter model."""
    sizes = [1, *(len(level.symbols) for level in levels)]
    children = [np.bincount(level.parents, minlength=size) for level, size in zip(levels, sizes, strict=False)]
    return {
        "graphones": pack_lines([f"{urdu}:{roman}" for urdu, roman in graphones]),
        "sizes": np.array(sizes[1:], dtype=np.int32),
        "children": np.concatenate(children).astype(np.uint16),
        "symbols": np.concatenate([level.symbols for level in levels]).astype(np.uint16),
        "chances": pack_logs(np.concatenate([level.chances for level in levels])),
        "back_offs": pack_logs(np.concatenate([level.back_offs for level in levels])),
    }


def learn(corpora: Corpora, rarest: int = RAREST_GRAPHONE) -> Tables:
    """Everything that the model file holds. `rarest`: see `letter_model`."""
    pairs = known_spellings(corpora)
    single = {pair: count for pair, count in pairs.items() if " " not in pair[0]}
    seen = {pair: count for pair, count in single.items() if pair[0] not in corpora.held_out}
    levels, graphones = letter_model(seen, rarest)
    shares = word_shares(corpora.frequencies, corpora.sentences, sorted({urdu for urdu, _ in single}))
    return Tables(
        **letter_tables(levels, graphones),
        **spelling_tables(pairs, shares, PairModel(levels, graphones)),
        **follower_tables(corpora.sentences, shares),
        acronyms=pack_lines([f"{roman}:{urdu}" for roman, urdu in sorted(corpora.acronyms.items())]),
    )


def main(arguments: list[str] | None = None) -> int:
    """Read the data, learn, write `model.npz` beside this file (or where `--out` says); the exit status."""
    parser = argparse.ArgumentParser(prog="python -m nlu.transliteration.train", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with train/, domain/, words/ and eval/")
    parser.add_argument("--out", type=Path, default=Path(__file__).with_name("model.npz"))
    given = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    try:
        tables = learn(read_corpora(given.data))
    except TransliterationDataError as exc:
        _log.error("%s", exc)
        return 1
    write_tables(tables, given.out)
    _log.info("%s: %d bytes", given.out, given.out.stat().st_size)
    return 0


if __name__ == "__main__":
    sys.exit(main())
