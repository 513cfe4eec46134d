"""A glance at a model while it is trained, and its held-out paraphrases.

`python -m nlu.embedding.train.evaluate --model DIR --data DATA`; public test sets: `sahulat evaluate embedding`.
"""

import argparse
import gzip
import json
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from nlu.embedding.runtime import EmbeddingModel
from nlu.embedding.train.corpora import Paraphrases, read_held_out
from nlu.embedding.train.files import objects

Encode = Callable[[Sequence[str]], npt.NDArray[np.float32]]


def bitext(encode: Encode, first: Sequence[str], second: Sequence[str]) -> tuple[float, float]:
    """Share of `first` whose nearest of `second` is its own, and the other way; 0 to 1."""
    scores = encode(first) @ encode(second).T
    own = np.arange(len(first))
    return float((scores.argmax(1) == own).mean()), float((scores.argmax(0) == own).mean())


def grouped(encode: Encode, groups: Sequence[Paraphrases]) -> dict[str, float]:
    """By language, the share of texts whose nearest other text means the same; misleading texts compete."""
    texts = [(number, lang, text) for number, group in enumerate(groups) for lang, text in group.same]
    near = [text for group in groups for _, text in group.near]
    vectors = encode([text for *_, text in texts] + near)
    scores = vectors[: len(texts)] @ vectors.T
    scores[np.arange(len(texts)), np.arange(len(texts))] = -2
    best = scores.argmax(1)
    right = [place < len(texts) and texts[place][0] == number for place, (number, *_) in zip(best, texts, strict=True)]
    languages = [lang for _, lang, _ in texts]
    return {
        wanted: float(np.mean([ok for ok, lang in zip(right, languages, strict=True) if lang == wanted]))
        for wanted in dict.fromkeys(languages)
    }


def ndcg(encode: Encode, questions: Sequence[str], passages: Sequence[str], own: Sequence[int]) -> float:
    """nDCG@10 of finding `passages[own[i]]`, the only right one, by `questions[i]`; 0 to 1."""
    scores = encode(questions) @ encode(passages).T
    ranks = (scores > scores[np.arange(len(questions)), own][:, None]).sum(1)
    return float(np.where(ranks < 10, 1 / np.log2(ranks + 2), 0).mean())


def _belebele(path: Path, every: int) -> tuple[list[str], list[str], list[int]]:
    passages = [passage for _, passage in objects(path)]
    asked = [(item["question"], n) for n, passage in enumerate(passages) for item in passage["items"]][::every]
    return [question for question, _ in asked], [passage["text"] for passage in passages], [n for _, n in asked]


def read_pairs(path: Path, first: int, second: int, header: bool = False) -> tuple[list[str], list[str]]:
    """Two columns of a tab separated file."""
    raw = path.read_bytes()
    text = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode()
    rows = [line.split("\t") for line in text.removesuffix("\n").split("\n")][1 if header else 0 :]
    return [row[first] for row in rows], [row[second] for row in rows]


def quick(encode: Encode, folder: Path, groups: Sequence[Paraphrases]) -> dict[str, float]:
    """A glance while training: parts of the test sets, and held-out paraphrases."""
    english, roman = read_pairs(folder / "xnli_roman.tsv", 3, 4, header=True)
    news, urdu = (texts[:500] for texts in read_pairs(folder / "ntrex_en_ur.tsv", 0, 1))
    simple, in_urdu = read_pairs(folder / "tatoeba_en_ur.tsv", 0, 1)
    spoken, typed = (texts[::5] for texts in read_pairs(folder / "dakshina_test.tsv.gz", 0, 1))
    found = {
        "xnli roman": bitext(encode, english, roman)[1],
        "ntrex 500": bitext(encode, news, urdu)[1],
        "tatoeba": bitext(encode, simple, in_urdu)[1],
        "dakshina fifth": bitext(encode, spoken, typed)[1],
        "belebele third": ndcg(encode, *_belebele(folder / "belebele_eng.jsonl.gz", 3)),
    }
    return found | {f"paraphrases {lang}": share for lang, share in grouped(encode, groups).items()}


def main() -> None:
    """Print the held-out paraphrase figures of an exported model as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True, help="folder with domain/")
    parser.add_argument("--threads", type=int, default=1)
    chosen = parser.parse_args()
    model = EmbeddingModel.load(chosen.model, chosen.threads)
    found = grouped(model.encode, read_held_out(chosen.data))
    print(json.dumps({language: round(share, 4) for language, share in found.items()}, indent=1))


if __name__ == "__main__":
    main()
