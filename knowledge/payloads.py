"""What a dialogue action hands to the turn: typed, JSON-safe payloads, never text to pattern-match on.

Actions build one of these from a search result and send `to_dict()` through Rasa as a custom message; the turn
reads it back with `read_payload` and renders it from the message catalogue in the citizen's language.
"""

from dataclasses import asdict, dataclass, field, fields
from typing import Any, ClassVar, Literal, Self


class PayloadError(ValueError):
    """A custom message that is none of our payloads; carries the kind, never the content."""


@dataclass(frozen=True, slots=True)
class FactLine:
    """One fact, ready to show: `type` is a `FactType` value; dates are ISO strings; numbers stay as written."""

    id: str
    type: str
    text: str
    province: str | None = None
    amount: str | None = None
    currency: str | None = None
    days: int | None = None
    number: str | None = None
    medium: str | None = None
    message: str | None = None
    url: str | None = None
    source_url: str = ""
    verified_on: str = ""
    expired: bool = False


@dataclass(frozen=True, slots=True)
class ServiceChoice:
    """A service offered as a button: its slug, its title in the citizen's language, its probability in [0, 1]."""

    service: str
    title: str
    probability: float = 0.0


@dataclass(frozen=True, slots=True)
class AnswerPayload:
    """An answer about one service: the lead, the facts asked for, the next step, the source and what else there is.

    `aspect` is a `nlu.aspects.Aspect` value or None (the general answer). `section` is Markdown of the article's
    section that answers the aspect (`steps`, `documents`, `where`, `problems`), already cut to what fits a phone.
    `more` lists the aspects that can be asked for next. `provinces` are those for which different facts exist.
    `automatic`: the article's words were put into this writing by machine. `unverified_url`: the official page of
    something that was asked for and is left out, because nobody has verified it; empty when nothing is.
    """

    kind: ClassVar[Literal["answer"]] = "answer"
    service: str
    language: str
    title: str
    probability: float
    aspect: str | None = None
    lead: str = ""
    facts: tuple[FactLine, ...] = ()
    section: str = ""
    next_step: str = ""
    source_url: str = ""
    verified_on: str = ""
    more: tuple[str, ...] = ()
    province: str | None = None
    provinces: tuple[str, ...] = ()
    automatic: bool = False
    unverified_url: str = ""

    def to_dict(self) -> dict[str, Any]:
        """JSON-safe form, with `kind`."""
        return {"kind": self.kind, **asdict(self)}

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Self:
        """Inverse of `to_dict`. Raises `PayloadError` on a wrong shape."""
        values = _fields(cls, data)
        values["facts"] = tuple(FactLine(**fact) for fact in data.get("facts", ()))
        for name in ("more", "provinces"):
            values[name] = tuple(data.get(name, ()))
        return cls(**values)


@dataclass(frozen=True, slots=True)
class ClarifyPayload:
    """Several services fit: at most three are offered as buttons, likeliest first."""

    kind: ClassVar[Literal["clarify"]] = "clarify"
    language: str
    choices: tuple[ServiceChoice, ...]

    def to_dict(self) -> dict[str, Any]:
        """JSON-safe form, with `kind`."""
        return {"kind": self.kind, **asdict(self)}

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Self:
        """Inverse of `to_dict`. Raises `PayloadError` on a wrong shape."""
        values = _fields(cls, data)
        values["choices"] = tuple(ServiceChoice(**choice) for choice in data.get("choices", ()))
        return cls(**values)


@dataclass(frozen=True, slots=True)
class NoAnswerPayload:
    """Nothing in the knowledge base fits. `reason`: `no_match`, `out_of_scope` or `no_service` (a bare follow-up)."""

    kind: ClassVar[Literal["no_answer"]] = "no_answer"
    language: str
    reason: str = "no_match"
    choices: tuple[ServiceChoice, ...] = field(default=())

    def to_dict(self) -> dict[str, Any]:
        """JSON-safe form, with `kind`."""
        return {"kind": self.kind, **asdict(self)}

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Self:
        """Inverse of `to_dict`. Raises `PayloadError` on a wrong shape."""
        values = _fields(cls, data)
        values["choices"] = tuple(ServiceChoice(**choice) for choice in data.get("choices", ()))
        return cls(**values)


@dataclass(frozen=True, slots=True)
class UtterancePayload:
    """A response of the dialogue domain, beside its text: its name and the outcome that it means."""

    kind: ClassVar[Literal["utterance"]] = "utterance"
    name: str
    outcome: str

    def to_dict(self) -> dict[str, Any]:
        """JSON-safe form, with `kind`."""
        return {"kind": self.kind, **asdict(self)}

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Self:
        """Inverse of `to_dict`. Raises `PayloadError` on a wrong shape."""
        return cls(**_fields(cls, data))


@dataclass(frozen=True, slots=True)
class LanguagePayload:
    """The citizen chose the language of the replies; it holds for the whole conversation."""

    kind: ClassVar[Literal["language"]] = "language"
    language: str

    def to_dict(self) -> dict[str, Any]:
        """JSON-safe form, with `kind`."""
        return {"kind": self.kind, **asdict(self)}

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Self:
        """Inverse of `to_dict`. Raises `PayloadError` on a wrong shape."""
        return cls(**_fields(cls, data))


Payload = AnswerPayload | ClarifyPayload | NoAnswerPayload | UtterancePayload | LanguagePayload
_KINDS: dict[str, type[Payload]] = {
    kind.kind: kind for kind in (AnswerPayload, ClarifyPayload, NoAnswerPayload, UtterancePayload, LanguagePayload)
}


def read_payload(data: dict[str, Any]) -> Payload:
    """The typed payload behind a custom message. Raises `PayloadError` when it is none of ours."""
    kind = _KINDS.get(str(data.get("kind")))
    if kind is None:
        raise PayloadError(f"unknown payload kind {data.get('kind')!r}")
    try:
        return kind.from_dict(data)
    except TypeError as exc:
        raise PayloadError(f"malformed {kind.kind} payload: {exc}") from exc


def _fields(cls: type[Any], data: dict[str, Any]) -> dict[str, Any]:
    known = {each.name for each in fields(cls)}  # without `kind`, which belongs to the class
    return {name: value for name, value in data.items() if name in known}
