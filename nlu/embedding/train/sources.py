"""Which training data may shape the shipped weights, and under which licence.

Only sources whose licence allows training and shipping with attribution are `licensed`; the model card is
written from them. `anki` (Tatoeba) is licensed but left out on purpose: it holds near-duplicates of
the Tatoeba test, whose figure would then be worth nothing. The rest state no licence: they serve only to tell
what the same recipe does with more data, and weights that saw them are never shipped.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Source:
    """One data set: its name in the data folder, what it is, its licence and whom to credit."""

    name: str
    what: str
    licence: str
    credit: str


_DAKSHINA = "Dakshina 1.0, Google"
_INDIC = "Indic Parallel Corpora (Post et al., 2012)"
SENTENCE_SOURCES: tuple[Source, ...] = (
    Source("ipc_sent", "English-Urdu sentences", "CC BY-SA 3.0", _INDIC),
    Source("tico19", "English-Urdu health sentences", "CC0", "TICO-19 translation initiative"),
    Source("hinglish_dstc2", "English and romanised dialogue turns", "Apache-2.0", "Hinglish DSTC2"),
    Source("hinglish_top", "English and romanised assistant requests", "Apache-2.0", "Hinglish TOP, Google"),
    Source("quran_tri_en_ur", "English-Urdu scripture", "CC BY-SA 4.0", "Trilingual Quran alignment"),
    Source("ui_strings", "English-Urdu interface strings", "Apache-2.0 and BSD-3-Clause", "Open Data Kit and others"),
)
SPELLING_SOURCES: tuple[Source, ...] = (
    Source("dakshina_dev", "Urdu sentences and their romanisation", "CC BY-SA 4.0", _DAKSHINA),
    Source("dakshina_lexicon_train", "attested Roman spellings", "CC BY-SA 4.0", _DAKSHINA),
    Source(
        "urdu_wiki_sentences",
        "Urdu sentences (vocabulary, beside their romanisation, and beside our own translations)",
        "CC BY-SA",
        "Wikipedia through Dakshina 1.0",
    ),
)
WORD_SOURCES: tuple[Source, ...] = (
    Source("ipc_dict", "English-Urdu dictionary rows", "CC BY-SA 3.0", _INDIC),
    Source("tico_terms", "English-Urdu health terms", "CC0", "TICO-19 translation initiative"),
)
OWN_SOURCES: tuple[Source, ...] = (
    Source(
        "domain",
        "sentences, glossary, questions and paraphrases in three writings",
        "the project's own",
        "written for this project",
    ),
    Source(
        "rows",
        "news and everyday sentences in three writings; English of Dakshina's Urdu sentences",
        "the project's own; the translations CC BY-SA 4.0 like what they translate",
        "written for this project, nlu/embedding/train/rows",
    ),
)
TEACHER = Source("all-MiniLM-L6-v2", "teacher and starting weights", "Apache-2.0", "sentence-transformers")
ALL_SOURCES: tuple[Source, ...] = (*OWN_SOURCES, *SENTENCE_SOURCES, *SPELLING_SOURCES, *WORD_SOURCES, TEACHER)

NEAR_TATOEBA = frozenset({"anki", "fahad_short", "parallel_xlsx"})
"""Sources with near-duplicates of the Tatoeba test."""
UNLICENSED_SENTENCES = frozenset({"umc005_bible", "umc005_quran", "quran_tri_en_ro"})
UNLICENSED_SPELLINGS = frozenset({"ghazals_plain", "quran_tri_ur_ro", "maaz"})
"""Urdu beside Roman, without English."""


def sentence_sources(selection: str) -> frozenset[str]:
    """The names of the sources with English that a run of this selection (see `recipe.SELECTIONS`) reads."""
    licensed = frozenset(source.name for source in SENTENCE_SOURCES)
    if selection == "licensed":
        return licensed
    wider = licensed | UNLICENSED_SENTENCES
    return wider if selection == "everything-clean" else wider | NEAR_TATOEBA


def spelling_sources(selection: str) -> frozenset[str]:
    """The names of the sources in `train_pairs` that hold Urdu beside Roman and no English."""
    return frozenset() if selection == "licensed" else UNLICENSED_SPELLINGS
