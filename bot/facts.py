"""Facts as short lines for a phone, and dates for people.

Numbers are shown as the fact has them, in ASCII digits.
"""

from datetime import date
from urllib.parse import urlsplit

from bot.interfaces import Texts
from knowledge.payloads import FactLine


def fact_line(fact: FactLine, language: str, texts: Texts, *, name_province: bool = False) -> str:
    """One fact.

    A link has its address on a line of its own. `name_province`: put the fact's province before it.
    """
    line = _line(fact, language, texts)
    if name_province and fact.province:
        return texts.text(
            "fact.in_province", language, province=province_name(fact.province, language, texts), line=line
        )
    return line


def province_name(province: str, language: str, texts: Texts) -> str:
    """The province's name in `language`; the tag itself when the catalogue has none."""
    try:
        return texts.text(f"province.{province}", language)
    except KeyError:
        return province


def day_for_people(iso: str, language: str, texts: Texts) -> str | None:
    """`2026-11-23` as `23 Nov 2026` in `language`; None when it is no date."""
    try:
        day = date.fromisoformat(iso)
    except ValueError:
        return None
    return texts.text(
        "reply.date", language, day=day.day, month=texts.text(f"month.{day.month}", language), year=day.year
    )


def source_line(url: str, verified_on: str, language: str, texts: Texts) -> str:
    """`Source: nadra.gov.pk, checked 23 Nov 2026`; empty without an address."""
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    if not host:
        return ""
    day = day_for_people(verified_on, language, texts)
    if day is None:
        return texts.text("reply.source_undated", language, host=host)
    return texts.text("reply.source", language, host=host, date=day)


def _line(fact: FactLine, language: str, texts: Texts) -> str:
    label = fact.text
    if fact.type == "fee" and fact.amount is not None:
        return texts.text("fact.fee", language, label=label, money=_money(fact.amount, fact.currency, language, texts))
    if fact.type == "processing_time" and fact.days is not None:
        return texts.text("fact.time", language, label=label, span=_span(fact.days, language, texts))
    if fact.type == "helpline" and fact.number:
        return _helpline(fact, language, texts)
    if fact.type == "link" and fact.url:
        return f"{texts.text('fact.link', language, label=label)}\n{fact.url}"
    if fact.days is not None and str(fact.days) not in label:
        return texts.text("fact.with_span", language, text=label.rstrip(".۔ "), span=_span(fact.days, language, texts))
    return label


def _money(amount: str, currency: str | None, language: str, texts: Texts) -> str:
    shown = _grouped(amount)
    if (currency or "PKR") == "PKR":
        return texts.text("fact.money_pkr", language, amount=shown)
    return texts.text("fact.money", language, amount=shown, currency=currency)


def _grouped(amount: str) -> str:
    whole, point, rest = amount.partition(".")
    if not whole.isascii() or not whole.isdigit():
        return amount
    return f"{int(whole):,}{point}{rest}" if rest.strip("0") else f"{int(whole):,}"


def _span(days: int, language: str, texts: Texts) -> str:
    return texts.text("fact.days_one" if days == 1 else "fact.days_many", language, days=days)


def _helpline(fact: FactLine, language: str, texts: Texts) -> str:
    medium = fact.medium if fact.medium in ("sms", "whatsapp") else "call"
    if medium == "sms" and fact.message:
        return texts.text("fact.sms_message", language, label=fact.text, number=fact.number, message=fact.message)
    return texts.text(f"fact.{medium}", language, label=fact.text, number=fact.number)
