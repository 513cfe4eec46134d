"""Build the student: the teacher's body with a pruned English vocabulary and new Urdu and Roman tokens."""

import copy
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from tokenizers import Tokenizer
from transformers import BertModel

from nlu.embedding.train.corpora import Corpora, Row
from nlu.embedding.train.initialise import company, starting_embeddings
from nlu.embedding.train.recipe import Recipe
from nlu.embedding.train.romanise import Romaniser, with_typing_noise
from nlu.embedding.train.teacher import load_teacher, teacher_folder
from nlu.embedding.train.vocabulary import (
    SPECIAL,
    build_normaliser,
    build_tokenizer,
    english_tokens,
    learn_tokens,
    unpadded,
)
from nlu.transliteration.transliterate import roman_candidates

GUESSES = 8
"""Spellings of a word that nobody's spelling of is known."""
_OFTEN = 6
"""How often the project's own rows are repeated when the vocabulary is learnt."""


@dataclass(frozen=True)
class Student:
    """A model and its tokenizer; token ids of the tokenizer are rows of the model's embeddings."""

    model: BertModel
    tokenizer: Tokenizer

    @property
    def english(self) -> int:
        """How many tokens are the teacher's; they are the first ones."""
        return len(SPECIAL) + len(english_tokens(teacher_folder() / "tokenizer.json"))


def build_student(corpora: Corpora, recipe: Recipe, loanwords: Sequence[Row] = ()) -> Student:
    """An untrained student: English as the teacher's, each new token started from the company it keeps."""
    chance = random.Random(recipe.seed)
    romaniser = romaniser_of(corpora)
    english = english_tokens(teacher_folder() / "tokenizer.json")
    urdu = learn_tokens(_urdu_texts(corpora), recipe.urdu_tokens)
    roman = learn_tokens(_roman_texts(corpora, romaniser, chance), recipe.roman_tokens)
    tokenizer = build_tokenizer(english, [*urdu, *roman])
    model, teacher_tokenizer = load_teacher()
    numbers = teacher_tokenizer.get_vocab()
    kept = [numbers[token] for token in (*SPECIAL, *english)]
    old = model.embeddings.word_embeddings.weight.detach().numpy()[kept]
    pairs = list(_meanings(corpora, loanwords, romaniser, chance)) if recipe.start == "company" else [("", "")]
    size, plain = tokenizer.get_vocab_size(), unpadded(tokenizer)
    weights = company(
        [encoding.ids[1:-1] for encoding in plain.encode_batch([pair[0] for pair in pairs])],
        [encoding.ids[1:-1] for encoding in plain.encode_batch([pair[1] for pair in pairs])],
        size,
    )
    table = starting_embeddings(old, len(kept), weights, np.random.default_rng(recipe.seed))
    return Student(with_vocabulary(with_layers(model, recipe.layers), torch.from_numpy(table)), tokenizer)


def romaniser_of(corpora: Corpora) -> Romaniser:
    """Attested spellings of the words in the lexicon of `corpora`; guesses of the transliteration for others."""

    def guess(word: str) -> list[tuple[str, float]]:
        return [(found.text, found.probability) for found in roman_candidates(word, GUESSES)]

    return Romaniser(corpora.lexicon, build_normaliser().normalize_str, guess)


def with_layers(model: BertModel, layers: int) -> BertModel:
    """A copy of `model` that keeps `layers` of its layers, spread evenly, the last one always."""
    changed = copy.deepcopy(model)
    total = len(changed.encoder.layer)
    kept = [round((n + 1) * total / layers) - 1 for n in range(layers)]
    changed.encoder.layer = torch.nn.ModuleList(changed.encoder.layer[n] for n in kept)
    changed.config.num_hidden_layers = layers
    return changed


def with_vocabulary(model: BertModel, table: torch.Tensor) -> BertModel:
    """A copy of `model` whose word embeddings are `table` (tokens, dimension); token 0 is the padding."""
    changed = copy.deepcopy(model)
    changed.embeddings.word_embeddings = torch.nn.Embedding(
        table.shape[0], table.shape[1], padding_idx=0, _weight=table
    )
    changed.config.vocab_size = len(table)
    changed.config.pad_token_id = 0
    return changed


def _own_rows(corpora: Corpora) -> Iterator[Row]:
    yield from corpora.domain
    yield from corpora.glossary
    for question, answer in corpora.questions:
        yield from (question, answer)
    for group in corpora.paraphrases:
        texts = group.same + group.near
        yield Row(
            "paraphrases",
            *(tuple(t for lang, t in texts if lang == wanted) for wanted in ("en", "ur", "ur-Latn")),
        )


def _urdu_texts(corpora: Corpora) -> Iterator[str]:
    for row in _own_rows(corpora):
        yield from row.urdu * _OFTEN
    for row in (*corpora.sentences, *corpora.spellings):
        yield from row.urdu
    yield from corpora.urdu_text


def _roman_texts(corpora: Corpora, romaniser: Romaniser, chance: random.Random) -> Iterator[str]:
    for row in _own_rows(corpora):
        yield from row.roman * _OFTEN
    for row in (*corpora.sentences, *corpora.spellings):
        yield from row.roman * 3
        yield from (romaniser.sentence(text, chance) for text in row.urdu)
    for row in corpora.domain:
        yield from (with_typing_noise(romaniser.sentence(text, chance), chance) for text in row.urdu)


def _meanings(
    corpora: Corpora, loanwords: Sequence[Row], romaniser: Romaniser, chance: random.Random
) -> Iterator[tuple[str, str]]:
    rows: Iterable[Row] = (*_own_rows(corpora), *corpora.sentences, *corpora.words, *loanwords, *corpora.named)
    for row in rows:
        for english in row.english:
            for urdu in row.urdu:
                yield english, urdu
                yield english, romaniser.sentence(urdu, chance)
            for roman in row.roman:
                yield english, roman


def texts_of(rows: Sequence[Row]) -> list[str]:
    """All English forms of `rows`, in order."""
    return [text for row in rows for text in row.english]
