"""Which training data may shape the shipped weights, and under which licence.

Only sources whose licence allows training and shipping with attribution are listed; the model card is
written from this table. `anki` (Tatoeba) is licensed but left out on purpose: it holds near-duplicates of
the Tatoeba test, whose figure would then be worth nothing.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Source:
    """One data set: its name in the data folder, what it is, its licence and whom to credit."""

    name: str
    what: str
    licence: str
    credit: str


SENTENCE_SOURCES: tuple[Source, ...] = (
    Source("ipc_sent", "English-Urdu sentences", "CC BY-SA 3.0", "Indic Parallel Corpora (Post et al., 2012)"),
    Source("tico19", "English-Urdu health sentences", "CC0", "TICO-19 translation initiative"),
    Source("hinglish_dstc2", "English and romanised dialogue turns", "Apache-2.0", "Hinglish DSTC2"),
    Source("hinglish_top", "English and romanised assistant requests", "Apache-2.0", "Hinglish TOP, Google"),
    Source("quran_tri_en_ur", "English-Urdu scripture", "CC BY-SA 4.0", "Trilingual Quran alignment"),
    Source(
        "ui_strings",
        "English-Urdu interface strings",
        "Apache-2.0 and BSD-3-Clause",
        "Open Data Kit and others",
    ),
)
SPELLING_SOURCES: tuple[Source, ...] = (
    Source("dakshina_dev", "Urdu sentences and their romanisation", "CC BY-SA 4.0", "Dakshina 1.0, Google"),
    Source("dakshina_lexicon_train", "attested Roman spellings", "CC BY-SA 4.0", "Dakshina 1.0, Google"),
    Source(
        "urdu_wiki_sentences",
        "Urdu sentences (vocabulary, and beside their romanisation)",
        "CC BY-SA",
        "Wikipedia through Dakshina 1.0",
    ),
)
WORD_SOURCES: tuple[Source, ...] = (
    Source(
        "ipc_dict",
        "English-Urdu dictionary rows",
        "CC BY-SA 3.0",
        "Indic Parallel Corpora (Post et al., 2012)",
    ),
    Source("tico_terms", "English-Urdu health terms", "CC0", "TICO-19 translation initiative"),
)
OWN_SOURCES: tuple[Source, ...] = (
    Source(
        "domain",
        "sentences, glossary, questions and paraphrases in three writings",
        "the project's own",
        "written for this project",
    ),
)
TEACHER = Source("all-MiniLM-L6-v2", "teacher and starting weights", "Apache-2.0", "sentence-transformers")
ALL_SOURCES: tuple[Source, ...] = (*OWN_SOURCES, *SENTENCE_SOURCES, *SPELLING_SOURCES, *WORD_SOURCES, TEACHER)
