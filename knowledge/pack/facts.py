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

_COMMON = ("id", "type", "province", "text", "source_url", "verified_on", "expires_on")
_TYPED: dict[str, tuple[str, ...]] = {
    FactType.FEE: ("amount", "currency"),
    FactType.PROCESSING_TIME: ("days",),
    FactType.DEADLINE: ("days",),
    FactType.HELPLINE: ("number", "medium", "message"),
    FactType.LINK: ("url",),
}


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
    fields.only(*_COMMON, *(_TYPED.get(kind, ()) if kind is not None else sum(_TYPED.values(), ())))
    province = fields.choice("province", PROVINCES, required=False)
    texts = fields.texts("text", LANGUAGES)
    source_url = fields.address("source_url")
    verified_on, expires_on = fields.day("verified_on"), fields.day("expires_on")
    if verified_on is not None and verified_on > date.today() + _ANYWHERE:
        fields.wrong("verified_on", "lies in the future", "write the day on which the page was read")
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
            days = fields.whole("days", required=False)
        case FactType.HELPLINE:
            number, medium = fields.text("number"), fields.choice("medium", MEDIA)
            message = fields.text("message", required=False)
            if message is not None and medium not in (None, "sms"):
                fields.wrong("message", "only an SMS has a message", "leave it out")
        case FactType.LINK:
            url = fields.address("url")
    if len(fields.problems) > before or key is None or kind is None or source_url is None:
        return None
    if verified_on is None or expires_on is None:
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
