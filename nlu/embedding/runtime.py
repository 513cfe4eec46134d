"""The shipped embedding model at run time: onnxruntime, tokenizers and NumPy alone."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Self

import numpy as np
import numpy.typing as npt
import onnxruntime
from tokenizers import Tokenizer

from nlu.embedding.errors import ModelError

SHIPPED = Path(__file__).parent / "model"
"""The model that ships with the project; where it came from stands in its MODEL_CARD.md."""
CONFIG = "config.json"
MODEL = "model.onnx"
TOKENIZER = "tokenizer.json"
_BATCH_TOKENS = 2048
"""Tokens, padding included, that one call of the network reads: it bounds memory."""
_CHARACTERS_PER_TOKEN = 16
"""Text beyond this many characters for each token that fits is cut before it is tokenised: it bounds time."""
_MEND = "restore the folder from the repository, or export the model again (python -m nlu.embedding.train.export)"


class EmbeddingModel:
    """Turns short texts in English, Urdu and Roman Urdu into unit vectors; texts of one meaning lie near."""

    def __init__(
        self,
        session: onnxruntime.InferenceSession,
        tokenizer: Tokenizer,
        dimension: int,
        longest: int,
        fingerprint: str,
    ) -> None:
        """Use `load`. `longest` is in tokens; `fingerprint` names the exact files."""
        self._session, self._tokenizer, self._longest = session, tokenizer, longest
        self._dimension, self._fingerprint = dimension, fingerprint

    @classmethod
    def load(cls, folder: Path = SHIPPED, threads: int = 1) -> Self:
        """Read a model folder and verify its checksums; ModelError names the file and what mends it."""
        config = _read_config(folder)
        contents = {name: _verified(folder / name, wanted) for name, wanted in config.checksums.items()}
        for name in (MODEL, TOKENIZER):
            if name not in contents:
                raise ModelError(f"{folder / CONFIG} has no checksum of {name}: {_MEND}")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        try:
            session = onnxruntime.InferenceSession(contents[MODEL], options, providers=["CPUExecutionProvider"])
            tokenizer = Tokenizer.from_str(contents[TOKENIZER].decode())
        except Exception as exc:  # both libraries raise bare Exception for a file they cannot read
            raise ModelError(f"{folder} cannot be read by this onnxruntime or tokenizers: {_MEND}") from exc
        given = session.get_outputs()[0].shape[-1]
        if given != config.dimension:
            raise ModelError(
                f"{folder / CONFIG} says {config.dimension} numbers a vector and {MODEL} gives {given}: {_MEND}"
            )
        tokenizer.enable_truncation(config.longest)
        tokenizer.no_padding()
        joined = "".join(config.checksums[name] for name in sorted(config.checksums))
        return cls(
            session,
            tokenizer,
            config.dimension,
            config.longest,
            hashlib.sha256(joined.encode()).hexdigest()[:16],
        )

    @property
    def dimension(self) -> int:
        """Numbers in a vector."""
        return self._dimension

    @property
    def fingerprint(self) -> str:
        """16 hexadecimal digits; vectors of models with different fingerprints must not be compared."""
        return self._fingerprint

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """Unit vectors (len(texts), dimension), in order.

        Text past the model's length is ignored. Texts without a readable character (empty, blank) all get the
        same unit vector. Time is bounded by the number of texts, not by their length.
        """
        cut = self._longest * _CHARACTERS_PER_TOKEN
        rows = [encoding.ids for encoding in self._tokenizer.encode_batch([_readable(text[:cut]) for text in texts])]
        vectors = np.empty((len(rows), self._dimension), dtype=np.float32)
        order = sorted(range(len(rows)), key=lambda n: len(rows[n]))
        start = 0
        while start < len(order):
            end = start + 1
            while end < len(order) and (end + 1 - start) * len(rows[order[end]]) <= _BATCH_TOKENS:
                end += 1
            batch = order[start:end]
            vectors[batch] = self._run([rows[n] for n in batch])
            start = end
        return vectors

    def _run(self, rows: list[list[int]]) -> npt.NDArray[np.float32]:
        ids = np.zeros((len(rows), len(rows[-1])), dtype=np.int64)
        mask = np.zeros_like(ids)
        for number, row in enumerate(rows):
            ids[number, : len(row)] = row
            mask[number, : len(row)] = 1
        (found,) = self._session.run(["sentence_embedding"], {"input_ids": ids, "attention_mask": mask})
        return np.asarray(found, dtype=np.float32)


def _readable(text: str) -> str:
    """`text` without lone surrogates, which tokenizers refuses."""
    return text.encode("utf-8", "ignore").decode()


class _Config:
    """The model's config.json, checked."""

    def __init__(self, values: Mapping[str, object], path: Path) -> None:
        dimension, longest, checksums = (values.get(key) for key in ("dimension", "max_tokens", "sha256"))
        if not (isinstance(dimension, int) and isinstance(longest, int) and isinstance(checksums, dict)):
            raise ModelError(f"{path} lacks dimension, max_tokens or sha256: {_MEND}")
        self.dimension, self.longest = dimension, longest
        self.checksums = {str(name): str(checksum) for name, checksum in checksums.items()}


def _read_config(folder: Path) -> _Config:
    path = folder / CONFIG
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as exc:
        raise ModelError(f"{path} is missing or not JSON: {_MEND}") from exc
    if not isinstance(values, dict):
        raise ModelError(f"{path} is not an object: {_MEND}")
    return _Config(values, path)


def _verified(path: Path, wanted: str) -> bytes:
    try:
        contents = path.read_bytes()
    except OSError as exc:
        raise ModelError(f"{path} is missing or unreadable: {_MEND}") from exc
    if hashlib.sha256(contents).hexdigest() != wanted:
        raise ModelError(f"{path} is not the file that {CONFIG} describes (checksum differs): {_MEND}")
    return contents
