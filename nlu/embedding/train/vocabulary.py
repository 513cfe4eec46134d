"""The student's tokenizer: English WordPieces of the teacher, and new ones for Urdu and Roman Urdu.

The whole normalisation stands in the tokenizer itself, so training, ONNX runtime and sentence-transformers
read text in exactly the same way.
"""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers

SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")
_SHORTEST_WORD = 3
LONGEST = 128
"""Tokens a text may have; the rest is cut."""
_DIGITS = tuple((chr(start + n), str(n)) for start in (0x0660, 0x06F0) for n in range(10))
_LETTERS = (
    ("[\u064a\u0649\u0626\u06cc\u06d0]", "ی"),
    ("[\u0643\u06aa]", "ک"),
    ("[\u0647\u0629\u06c0\u06c1\u06c2\u06c3\u06d5]", "ہ"),
    ("[\u0623\u0625\u0671]", "ا"),
    ("\u0624", "و"),
    ("\u06d3", "ے"),
    ("\u0621", ""),
    ("\u060c", ","),
    ("\u061f", "?"),
    ("\u06d4", "."),
    ("\u061b", ";"),
    ("\u066a", "%"),
    ("[\u2018\u2019`\u00b4]", "'"),
)
_MARKS = "[\u0300-\u036f\u0610-\u061a\u064b-\u0652\u0656-\u065f\u0670\u06d6-\u06ed]"
_UNSEEN = "[\u0640\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufe00-\ufe0f]"


def build_normaliser() -> normalizers.Normalizer:
    """Text to one form: NFKC, one of each Urdu letter, no marks, ASCII digits, single spaces, lower case."""
    replaced = [normalizers.Replace(Regex(pattern), to) for pattern, to in _LETTERS]
    digits = [normalizers.Replace(letter, digit) for letter, digit in _DIGITS]
    return normalizers.Sequence(
        [
            normalizers.NFKD(),
            normalizers.Replace(Regex(_MARKS), ""),
            normalizers.NFC(),
            normalizers.Replace(Regex("[\u0653-\u0655]"), ""),
            normalizers.Replace(Regex(_UNSEEN), ""),
            *replaced,
            *digits,
            normalizers.Replace(Regex(r"[\s\p{Cc}]+"), " "),
            normalizers.Strip(),
            normalizers.Lowercase(),
        ]
    )


def english_tokens(teacher_tokenizer: Path) -> list[str]:
    """The teacher's WordPieces worth keeping: plain ASCII, in its order, without the special ones."""
    vocabulary: dict[str, int] = json.loads(teacher_tokenizer.read_text(encoding="utf-8"))["model"]["vocab"]
    ordered = sorted(vocabulary, key=lambda token: vocabulary[token])
    return [token for token in ordered if token.isascii() and not (token.startswith("[") and len(token) > 1)]


def whole_words(tokens: Sequence[str]) -> list[str]:
    """Those of `tokens` that are whole words of three letters or more."""
    return [token for token in tokens if token.isalpha() and len(token) >= _SHORTEST_WORD]


def learn_tokens(texts: Iterable[str], size: int, smallest: int = 3) -> list[str]:
    """WordPieces of `texts`, at most `size`, each seen at least `smallest` times.

    Which of equally common ones are taken is left to the library and differs by the call; a run keeps what it got.
    """
    learner = Tokenizer(models.WordPiece(unk_token=SPECIAL[1]))
    learner.normalizer = build_normaliser()
    learner.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    trainer = trainers.WordPieceTrainer(
        vocab_size=size, min_frequency=smallest, special_tokens=list(SPECIAL), show_progress=False
    )
    learner.train_from_iterator(texts, trainer)
    vocabulary = learner.get_vocab()
    return [token for token in sorted(vocabulary, key=lambda t: (vocabulary[t], t)) if token not in SPECIAL]


def build_tokenizer(english: Sequence[str], learned: Iterable[str]) -> Tokenizer:
    """Special tokens, then `english`, then what of `learned` is new and in Latin or Urdu letters."""
    tokens = list(dict.fromkeys([*SPECIAL, *english, *(token for token in learned if _writable(token))]))
    letters = sorted(
        {letter for token in tokens[len(SPECIAL) :] for letter in token.removeprefix("##") if not letter.isascii()}
    )
    tokens = list(dict.fromkeys([*tokens, *letters, *(f"##{letter}" for letter in letters)]))
    vocabulary = {token: number for number, token in enumerate(tokens)}
    built = Tokenizer(models.WordPiece(vocab=vocabulary, unk_token=SPECIAL[1], max_input_chars_per_word=64))
    built.normalizer = build_normaliser()
    built.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    built.decoder = decoders.WordPiece()
    built.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]",
        pair="[CLS] $A [SEP] $B:1 [SEP]:1",
        special_tokens=[(token, vocabulary[token]) for token in ("[CLS]", "[SEP]")],
    )
    built.enable_truncation(LONGEST)
    built.enable_padding(pad_id=vocabulary["[PAD]"], pad_token=SPECIAL[0])
    return built


def unpadded(tokenizer: Tokenizer) -> Tokenizer:
    """A copy of `tokenizer` that pads nothing."""
    plain = Tokenizer.from_str(tokenizer.to_str())
    plain.no_padding()
    return plain


def _writable(token: str) -> bool:
    return all(letter.isascii() or "\u0600" <= letter <= "\u06ff" for letter in token)
