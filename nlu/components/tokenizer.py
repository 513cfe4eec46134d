"""A tokenizer that Urdu and Latin script share, on spaCy's blank `ur` and `en` tokenizers."""

import re
from functools import cached_property
from typing import Any

import spacy
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.nlu.training_data.message import Message
from spacy.language import Language as Pipeline

from nlu.normalise import normalise
from nlu.roman import fold

_ARABIC_SCRIPT = re.compile("[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]")
_WORD = re.compile(r"\w")


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=False)
class TwoScriptTokenizer(Tokenizer):  # type: ignore[misc]  # rasa publishes no types
    """Splits a message by the rules of its script; a message in both is split by the rules of Urdu.

    Tokens are words and numbers as typed, with their positions; punctuation (، ؟ ۔ too) is no token, unless a message
    has nothing else. A token's lemma, which the count features read, is its normalised form, and for Latin letters the
    key under which spellings of one Roman Urdu word meet.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Rasa's own settings of a tokenizer."""
        return {"intent_tokenization_flag": False, "intent_split_symbol": "_", "token_pattern": None}

    @staticmethod
    def required_packages() -> list[str]:
        """What must be installed."""
        return ["spacy"]

    @cached_property
    def _urdu(self) -> Pipeline:
        return spacy.blank("ur")

    @cached_property
    def _english(self) -> Pipeline:
        return spacy.blank("en")

    def tokenize(self, message: Message, attribute: str) -> list[Token]:
        """The tokens of one attribute of a message; at least one for any text that is not blank."""
        text: str = message.get(attribute)
        split = self._urdu if _ARABIC_SCRIPT.search(text) else self._english
        found = [token for token in split.make_doc(text) if not token.is_space]
        words = [token for token in found if _WORD.search(token.text)] or found
        return [Token(token.text, token.idx, lemma=lemma(token.text)) for token in words] or [Token(text, 0)]


def lemma(word: str) -> str:
    """The form under which a word is counted: normalised, and folded when it is Latin; never empty for a word."""
    normal = normalise(word)
    return (fold(normal) if normal.isascii() else normal) or normal or word
