"""Every choice of a training run in one place, so that a run can be repeated, varied and compared."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields, replace

from nlu.embedding.errors import TrainingError

SELECTIONS = ("licensed", "everything", "everything-clean")
"""Which sources a run may read: those whose licence allows shipping; all there are; all but those that hold
near-duplicates of the Tatoeba test."""


@dataclass(frozen=True)
class Recipe:
    """One way of training. Rates are AdamW's; shares need not add up to 1.

    `selection`: one of `SELECTIONS`. `urdu_tokens`, `roman_tokens`: WordPieces to add at most. `layers`: how
    many of the teacher's six are kept (1 to 6, spread evenly). `start`: `company` begins a new token where its
    companions are, `noise` near the mean. `size`: texts in a batch (other kinds of batch go by it). `cosine` and
    `pick` weigh the two halves of the distillation loss, `temperature` its softmax; `hold` weighs the states of
    English words. `layer_fade`: each layer further from the output learns at this multiple of the rate above it.
    `dropout`: of the body. `noise`: share of Roman words typed in a hurry. `sentences` to `passages`: the share of
    steps of each kind of batch. `near`: after this share of the steps, batches of spellings hold what the model then
    takes for one another (1: never). `back_body`, `back_english`: of a run that begins after another, the teacher's
    shares in its start (`drawn_back.py`).
    """

    selection: str = "licensed"
    steps: int = 9000
    seed: int = 7
    urdu_tokens: int = 20_000
    roman_tokens: int = 18_000
    layers: int = 6
    start: str = "company"
    size: int = 256
    temperature: float = 0.05
    cosine: float = 5.0
    pick: float = 1.0
    hold: float = 4.0
    embedding_rate: float = 3e-3
    body_rate: float = 2e-4
    layer_fade: float = 1.0
    dropout: float = 0.0
    noise: float = 0.2
    sentences: float = 0.28
    joined: float = 0.08
    domain: float = 0.17
    words: float = 0.05
    paraphrases: float = 0.09
    questions: float = 0.04
    spellings: float = 0.23
    english: float = 0.10
    passages: float = 0.0
    own_rows: bool = True
    near: float = 0.4
    back_body: float = 0.0
    back_english: float = 0.0

    def __post_init__(self) -> None:
        if self.selection not in SELECTIONS:
            raise TrainingError(f"selection is {self.selection!r}; it must be one of {', '.join(SELECTIONS)}")
        if self.start not in ("company", "noise"):
            raise TrainingError(f"start is {self.start!r}; it must be company or noise")
        if not 1 <= self.layers <= 6:
            raise TrainingError(f"layers is {self.layers}; the teacher has 1 to 6 to give")
        if not 0 <= self.near <= 1:
            raise TrainingError(f"near is {self.near}; it is a share of the steps, 0 to 1")
        if self.size < 8:
            raise TrainingError(f"size is {self.size}; a batch of fewer than 8 texts has too few to tell apart")

    def shares(self) -> dict[str, float]:
        """The share of steps of each kind of batch, by the kind's name."""
        kinds = (
            "sentences",
            "joined",
            "domain",
            "words",
            "paraphrases",
            "questions",
            "spellings",
            "english",
            "passages",
        )
        return {kind: float(getattr(self, kind)) for kind in kinds}

    def to_dict(self) -> dict[str, str | int | float | bool]:
        """Plain data, for the file beside a checkpoint."""
        return asdict(self)

    def varied(self, changes: Iterable[str]) -> "Recipe":
        """This recipe with `name=value` changes. Raises `TrainingError` naming a change that cannot be."""
        known = {field.name: field.type for field in fields(self)}
        found: dict[str, str | int | float | bool] = {}
        for change in changes:
            name, sign, value = change.partition("=")
            if not sign or name not in known:
                raise TrainingError(f"{change!r} is no name=value of a recipe; names are {', '.join(known)}")
            try:
                found[name] = _read(value, type(getattr(self, name)))
            except ValueError as exc:
                raise TrainingError(f"{change!r}: {value!r} is no {type(getattr(self, name)).__name__}") from exc
        return replace(self, **found)  # type: ignore[arg-type]  # the types are those of the fields


FURTHER = Recipe(
    steps=3000,
    seed=11,
    hold=10.0,
    embedding_rate=1.5e-3,
    body_rate=1.5e-4,
    english=0.25,
    near=0.0,
    back_body=0.2,
    back_english=0.5,
)
"""A run after another one: begun part of the way back at the teacher, with more English held more firmly."""


def _read(value: str, kind: type) -> str | int | float | bool:
    if kind is bool:
        if value.lower() not in ("true", "false"):
            raise ValueError(value)
        return value.lower() == "true"
    read: str | int | float = kind(value)
    return read
