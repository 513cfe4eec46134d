import re

import pytest

from nlu.entities import Entity, EntityType, find_entities
from nlu.gazetteer import gazetteer, provinces_of_cities
from nlu.normalise import normalise

PROVINCES = {"punjab", "sindh", "khyber-pakhtunkhwa", "balochistan", "islamabad", "ajk", "gilgit-baltistan"}


def pairs(text: str) -> list[tuple[str, str]]:
    return [(entity.type.value, entity.value) for entity in find_entities(text)]


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("61101-9876543-2", "cnic", "6110198765432"),
        ("۶۱۱۰۱۹۸۷۶۵۴۳۲", "cnic", "6110198765432"),
        ("0321 7654321", "mobile_number", "+923217654321"),
        ("+92-321-7654321", "mobile_number", "+923217654321"),
        ("۰۳۲۱۷۶۵۴۳۲۱", "mobile_number", "+923217654321"),
        ("tracking 987654321012", "tracking_number", "987654321012"),
        ("tracking 9876 5432 1012", "tracking_number", "987654321012"),
        ("RR123456789PK", "tracking_number", "RR123456789PK"),
        ("sht-261123-ab3de", "ticket_number", "SHT-261123-AB3DE"),
        ("SHT261123AB3DE", "ticket_number", "SHT-261123-AB3DE"),
        ("pk36 scbl 0000 0011 2345 6702", "iban", "PK36SCBL0000001123456702"),
        ("Someone@Example.PK", "email", "someone@example.pk"),
        ("AB 1234567", "passport_number", "AB1234567"),
        ("14 11234 0123456", "reference_number", "14112340123456"),
        ("14112340123456", "reference_number", "14112340123456"),
    ],
)
def test_numbers(text: str, kind: str, value: str) -> None:
    assert (kind, value) in pairs(f"yeh {text} hai")


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("panjab me", "province", "punjab"),
        ("سندھ میں", "province", "sindh"),
        ("KPK", "province", "khyber-pakhtunkhwa"),
        ("خيبر پختونخوا", "province", "khyber-pakhtunkhwa"),
        ("Baluchistan", "province", "balochistan"),
        ("Azad Kashmir", "province", "ajk"),
        ("gilgit-baltistan", "province", "gilgit-baltistan"),
        ("گلگت بلتستان", "province", "gilgit-baltistan"),
        ("Islamabad", "city", "islamabad"),
        ("krachi", "city", "karachi"),
        ("لاهور", "city", "lahore"),
        ("pindi", "city", "rawalpindi"),
        ("ڈی جی خان", "city", "dera-ghazi-khan"),
        ("nadra", "agency", "NADRA"),
        ("نادرا", "agency", "NADRA"),
        ("پی ٹی اے", "agency", "PTA"),
        ("passport office", "agency", "DGIP"),
        ("traffic police", "agency", "TRAFFIC-POLICE"),
        ("تھانے", "agency", "POLICE"),
        ("lesco", "agency", "LESCO"),
    ],
)
def test_names(text: str, kind: str, value: str) -> None:
    assert pairs(f"mujhe {text} batayen") == [(kind, value)]


def test_positions_are_those_of_the_text_as_typed() -> None:
    text = "  لاہور، Nadra 0321-7654321 !"
    found = find_entities(text)
    assert [entity.text for entity in found] == ["لاہور", "Nadra", "0321-7654321"]
    assert all(text[entity.start : entity.end] == entity.text for entity in found)


def test_a_city_has_its_province() -> None:
    assert find_entities("quetta") == (Entity(EntityType.CITY, "quetta", "quetta", 0, 6, "balochistan"),)


def test_longer_names_win() -> None:
    assert pairs("gilgit baltistan aur gilgit") == [("province", "gilgit-baltistan"), ("city", "gilgit")]


@pytest.mark.parametrize(
    "text", ["", " ", "😀", "\ud800", "\x00", "kasoor mera nahi", "swati", "8171", "ghar lahori hai"]
)
def test_nothing_to_find(text: str) -> None:
    assert find_entities(text) == ()


@pytest.mark.parametrize("unit", ["1", "lahore ", "a@", "\ud800", "03"])
def test_a_megabyte(unit: str) -> None:
    assert all(entity.end <= 4_000 for entity in find_entities(unit * 500_000))


def test_names_are_written_as_matching_needs_them() -> None:
    for named in gazetteer():
        for name in named.names:
            assert normalise(name) == name


def test_every_city_is_in_a_province_and_every_province_is_one_of_seven() -> None:
    assert {named.value for named in gazetteer() if named.kind == "province"} == PROVINCES
    assert set(provinces_of_cities().values()) == PROVINCES
    assert len(provinces_of_cities()) >= 40


def test_every_name_has_one_meaning_and_every_entry_three_writings() -> None:
    names = [name for named in gazetteer() for name in named.names]
    assert len(names) == len(set(names))
    for named in gazetteer():
        if named.value == "islamabad" and named.kind == "province":
            continue
        assert any(re.search("[\u0600-\u06ff]", name) for name in named.names), named.value
