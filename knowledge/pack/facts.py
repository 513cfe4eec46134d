"""Reading the facts of a service: which typed fields each type needs, and which it may not have."""

from datetime import date, timedelta

from knowledge.content import JURISDICTIONS, LANGUAGES, FactContent
from knowledge.pack.fields import Fields
from knowledge.pack.located import Table
from knowledge.tables import FactType

PROVINCES = tuple(name for name in JURISDICTIONS if name != "pakistan")
CURRENCIES = ("PKR", "USD")
MEDIA = ("call", "sms", "whatsapp")
_ANYWHERE = timedelta(days=1)
"""Tomorrow here is today somewhere."""
_READ = "`verified_on:` with the day on which somebody read it on the official page"
_NOT_READ = "`unverified: true`"

COMMON_FIELDS = ("id", "type", "province", "text", "source_url", "verified_on", "unverified", "expires_on")
MEDIUM_OF_MESSAGE = "sms"
"""The only medium for which a fact may say what to write."""

TYPED_FIELDS: dict[str, dict[str, bool]] = {
    FactType.FEE: {"amount": True, "currency": True},
    FactType.PROCESSING_TIME: {"days": True},
    FactType.DEADLINE: {"days": False},
    FactType.HELPLINE: {"number": True, "medium": True, "message": False},
    FactType.LINK: {"url": True},
}
"""The fields that only facts of a type have, and whether they must have them; facts of other types have none."""

EVERY_TYPED_FIELD = tuple(dict.fromkeys(name for typed in TYPED_FIELDS.values() for name in typed))
"""In the order in which they are written."""


def read_facts(fields: Fields) -> tuple[FactContent, ...]:
    """The facts under `facts`, those that are right; problems of the others are recorded."""
    found: list[FactContent] = []
    seen: dict[str, int] = {}
    for node in fields.listing("facts").items:
        if not isinstance(node, Table):
            fields.problems.add(fields.file, node.line, "a fact must be a mapping", "start it with `- id: ...`")
            continue
        fact = _read_fact(Fields(node, fields.file, fields.problems))
        if fact is None:
            continue
        if fact.id in seen:
            message = f"fact `{fact.id}` stands already in line {seen[fact.id]}"
            fields.problems.add(fields.file, node.line_of("id"), message, "give it another id")
        seen.setdefault(fact.id, node.line_of("id"))
        found.append(fact)
    return tuple(found)


def _read_fact(fields: Fields) -> FactContent | None:
    before = len(fields.problems)
    key = fields.slug("id")
    kind = fields.choice("type", tuple(FactType))
    typed = TYPED_FIELDS.get(kind or "", {})
    fields.only(*COMMON_FIELDS, *(typed if kind is not None else EVERY_TYPED_FIELD))
    province = fields.choice("province", PROVINCES, required=False)
    texts = fields.texts("text", LANGUAGES)
    source_url = fields.address("source_url")
    verified_on, expires_on = _verified_on(fields), fields.day("expires_on")
    if verified_on is not None and expires_on is not None and expires_on <= verified_on:
        fields.wrong("expires_on", "expires before it was verified", "write a later date")
    amount = currency = number = medium = message = url = None
    days: int | None = None
    match kind:
        case FactType.FEE:
            amount, currency = fields.amount("amount"), fields.choice("currency", CURRENCIES)
        case FactType.PROCESSING_TIME:
            days = fields.whole("days")
        case FactType.DEADLINE:
            days = fields.whole("days", required=typed["days"])
        case FactType.HELPLINE:
            number, medium = fields.text("number"), fields.choice("medium", MEDIA)
            message = fields.text("message", required=typed["message"])
            if message is not None and medium not in (None, MEDIUM_OF_MESSAGE):
                fields.wrong("message", "only an SMS has a message", "leave it out")
        case FactType.LINK:
            url = fields.address("url")
    if len(fields.problems) > before or key is None or kind is None or source_url is None:
        return None
    if expires_on is None:
        return None
    return FactContent(
        id=key,
        type=kind,
        texts=texts,
        source_url=source_url,
        verified_on=verified_on,
        expires_on=expires_on,
        province=province,
        amount=amount,
        currency=currency,
        days=days,
        number=number,
        medium=medium,
        message=message,
        url=url,
    )


def _verified_on(fields: Fields) -> date | None:
    """The day on which somebody read the fact on its page; None when it says that nobody has, or when it is wrong.

    Exactly one of `verified_on` and `unverified: true` must stand there.
    """
    says_day, says_not = (key in fields.table.entries for key in ("verified_on", "unverified"))
    if says_day and says_not:
        fields.wrong("unverified", "`verified_on` and `unverified` contradict each other", "keep one of the two")
    elif says_not and not fields.is_true("unverified"):
        fields.wrong("unverified", "`unverified` can only be `true`", f"write {_NOT_READ}, or {_READ}")
    elif not (says_day or says_not):
        fields.wrong("verified_on", "it is not said whether somebody checked this", f"write {_READ}, or {_NOT_READ}")
    if not says_day:
        return None
    day = fields.day("verified_on")
    if day is not None and day > date.today() + _ANYWHERE:
        fields.wrong("verified_on", "lies in the future", "write the day on which the page was read")
    return day
