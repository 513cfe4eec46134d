import pytest

from bot.catalogue import Catalogue
from bot.facts import day_for_people, fact_line, source_line
from knowledge.payloads import FactLine

FEE = FactLine("fee", "fee", "Smart card, normal", amount="1500", currency="PKR", province="punjab")


@pytest.mark.parametrize(
    ("fact", "language", "line"),
    [
        (FEE, "en", "Smart card, normal: Rs 1,500"),
        (FEE, "ur", "Smart card, normal: 1,500 روپے"),
        (FactLine("f", "fee", "From abroad", amount="20.50", currency="USD"), "en", "From abroad: 20.50 USD"),
        (FactLine("t", "processing_time", "Normal", days=31), "en", "Normal: 31 days"),
        (FactLine("t", "processing_time", "Executive", days=1), "en", "Executive: 1 day"),
        (FactLine("t", "processing_time", "نارمل", days=31), "ur", "نارمل: 31 دن"),
        (FactLine("h", "helpline", "NADRA", number="1777", medium="call"), "en", "NADRA: call 1777"),
        (FactLine("h", "helpline", "PTA", number="668", medium="sms"), "en", "PTA: SMS 668"),
        (
            FactLine("h", "helpline", "PTA", number="668", medium="sms", message="CNIC"),
            "en",
            'PTA: SMS "CNIC" to 668',
        ),
        (FactLine("h", "helpline", "FBR", number="051", medium="whatsapp"), "en", "FBR: WhatsApp 051"),
        (
            FactLine("l", "link", "Pak ID", url="https://id.nadra.gov.pk/"),
            "en",
            "Pak ID:\nhttps://id.nadra.gov.pk/",
        ),
        (FactLine("d", "document", "Your old card."), "en", "Your old card."),
        (FactLine("d", "deadline", "Register the birth.", days=60), "en", "Register the birth (60 days)"),
        (FactLine("d", "deadline", "Register in 60 days.", days=60), "en", "Register in 60 days."),
        (FactLine("f", "fee", "Fee not published"), "en", "Fee not published"),
        (FactLine("f", "fee", "Fee", amount="varies"), "en", "Fee: Rs varies"),
    ],
)
def test_each_kind_of_fact_is_one_short_line(fact: FactLine, language: str, line: str, texts: Catalogue) -> None:
    assert fact_line(fact, language, texts) == line


def test_the_province_is_named_on_demand(texts: Catalogue) -> None:
    assert fact_line(FEE, "en", texts, name_province=True) == "Punjab: Smart card, normal: Rs 1,500"


def test_dates_are_for_people_in_their_language(texts: Catalogue) -> None:
    assert day_for_people("2026-11-23", "en", texts) == "23 Nov 2026"
    assert day_for_people("2026-11-03", "ur", texts) == "3 نومبر 2026"
    assert day_for_people("2026-11-03", "ur-Latn", texts) == "3 November 2026"
    assert day_for_people("last week", "en", texts) is None


def test_the_source_is_its_host_and_day(texts: Catalogue) -> None:
    assert (
        source_line("https://www.nadra.gov.pk/x?y", "2026-11-23", "en", texts)
        == "Source: nadra.gov.pk, checked 23 Nov 2026"
    )
    assert source_line("https://nadra.gov.pk/", "", "en", texts) == "Source: nadra.gov.pk"
    assert source_line("", "2026-11-23", "en", texts) == ""
