"""The published schema: valid itself, true of every right file, and refusing what the checks refuse."""

import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from knowledge.pack.checks import check_pack
from knowledge.pack.facts import COMMON_FIELDS, EVERY_TYPED_FIELD
from knowledge.pack.reader import PACK_KEYS, SERVICE_KEYS
from knowledge.pack.schema import PACK_SCHEMA, SERVICE_SCHEMA, pack_schema, schema_files, service_schema
from knowledge.pack.skeleton import write_skeleton
from knowledge.pack.writer import write_pack

STARTER = Path(__file__).parents[3] / "knowledge" / "packs" / "pakistan"
PACK, SERVICE = Draft202012Validator(pack_schema()), Draft202012Validator(service_schema())
DOG, LIBRARY = "services/dog-licence/service.yml", "services/library-card/service.yml"


class _DatesAreText(yaml.SafeLoader):
    """YAML as the schema wants it read."""

    yaml_implicit_resolvers = {  # noqa: RUF012 - PyYAML's own attribute
        first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


def _faults(folder: Path, file: str) -> list[str]:
    """What the file's schema has against it."""
    value: Any = yaml.load((folder / file).read_text(encoding="utf-8"), _DatesAreText)  # noqa: S506 - a SafeLoader
    validator = PACK if file == "pack.yml" else SERVICE
    return [f"{file}: {'/'.join(map(str, fault.path))}: {fault.message}" for fault in validator.iter_errors(value)]


def _all_faults(folder: Path) -> list[str]:
    files = ["pack.yml", *(path.relative_to(folder).as_posix() for path in folder.glob("services/*/service.yml"))]
    assert len(files) > 1
    return [fault for file in files for fault in _faults(folder, file)]


@pytest.mark.parametrize("schema", [pack_schema(), service_schema()])
def test_the_schemas_are_schemas(schema: dict[str, Any]) -> None:
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_they_have_the_keys_that_the_reader_knows() -> None:
    assert tuple(pack_schema()["properties"]) == PACK_KEYS
    assert tuple(service_schema()["properties"]) == SERVICE_KEYS
    assert tuple(service_schema()["$defs"]["fact"]["properties"]) == (*COMMON_FIELDS, *EVERY_TYPED_FIELD)


def test_every_property_says_what_it_is() -> None:
    fact = service_schema()["$defs"]["fact"]["properties"]
    for properties in (pack_schema()["properties"], service_schema()["properties"], fact):
        assert [name for name, schema in properties.items() if not schema.get("description")] == []


def test_the_published_files_are_what_the_code_makes() -> None:
    published = {name: (STARTER / name).read_text(encoding="utf-8") for name in (PACK_SCHEMA, SERVICE_SCHEMA)}
    assert published == schema_files()
    assert json.loads(published[SERVICE_SCHEMA]) == service_schema()


def test_every_file_of_the_starter_pack_is_valid() -> None:
    assert _all_faults(STARTER) == []


def test_the_tiny_pack_is_valid_as_written_by_hand_and_in_the_fixed_form(tiny_pack: Path, tmp_path: Path) -> None:
    assert _all_faults(tiny_pack) == []
    write_pack(check_pack(tiny_pack)[0], tmp_path)
    assert _all_faults(tmp_path) == []
    assert (tmp_path / SERVICE_SCHEMA).exists()


def test_a_skeleton_is_valid_and_comes_with_the_schemas(tmp_path: Path) -> None:
    written = write_skeleton(tmp_path / "my-office", "water-connection", date(2026, 11, 1))
    assert {PACK_SCHEMA, SERVICE_SCHEMA} <= set(written)
    assert _all_faults(tmp_path / "my-office") == []


FACT = "    verified_on: 2026-02-01\n"
BROKEN = [
    (DOG, "agency: Town office\n", ""),
    (DOG, "agency: Town office", "agency: [Town office]"),
    (DOG, "id: dog-licence", "id: Dog_Licence"),
    (DOG, "category: town", "category: town\nprice: 3"),
    (DOG, "[pakistan]", "[india]"),
    (DOG, "[pakistan]", "[]"),
    (DOG, "[pakistan]", "pakistan"),
    (DOG, "review_by: 2027-01-01", "review_by: soon"),
    (DOG, "review_by: 2027-01-01", "review_by: 20270101"),
    (DOG, "  ur: کتے کا لائسنس\n", ""),
    (DOG, "  ur: کتے کا لائسنس\n", "  ur: کتے کا لائسنس\n  sd: ڪتو\n"),
    (DOG, "  ur: کتے کا لائسنس\n", "  ur: كتے کا لائسنس\n"),
    (DOG, "  ur-Latn: Kutte ka license", "  ur-Latn: کتے ka license"),
    (DOG, "en: Dog licence", f"en: {'Dog licence ' * 4}"),
    (DOG, "type: fee", "type: price"),
    (DOG, "    type: fee\n", ""),
    (DOG, '    amount: "75.50"\n', ""),
    (DOG, '"75.50"', "75.50"),
    (DOG, '"75.50"', '"about 75"'),
    (DOG, '"75.50"', '"۷۵"'),
    (DOG, "currency: PKR", "currency: INR"),
    (DOG, "    currency: PKR\n", "    currency: PKR\n    days: 3\n"),
    (DOG, "    currency: PKR\n", "    currency: PKR\n    colour: red\n"),
    (DOG, "    source_url: https://pets.example.gov.pk/\n", ""),
    (DOG, "https://pets.example.gov.pk/", "pets office"),
    (DOG, "https://pets.example.gov.pk/", "https://pets office.gov.pk/"),
    (DOG, FACT, ""),
    (DOG, FACT, FACT + "    unverified: true\n"),
    (DOG, FACT, "    unverified: false\n"),
    (DOG, FACT, '    unverified: "true"\n'),
    (DOG, "    expires_on: 2026-08-01\n", ""),
    (DOG, '    - "register my puppy with the town"\n', ""),
    (DOG, '"register my puppy with the town"', '"۱۲۳"'),
    (DOG, '"کتے کے ٹیکوں کی کتاب"', '"dog vaccination"'),
    (DOG, "questions:\n", "questions:\n  sd: []\n"),
    (LIBRARY, "    when: The reading lamp in the street is dark.\n", ""),
    (LIBRARY, "service: street-lamp", "service: Street Lamp"),
    (LIBRARY, "province: punjab", "province: kerala"),
    (LIBRARY, "province: punjab", "province: pakistan"),
    (LIBRARY, "days: 3", "days: three"),
    (LIBRARY, "days: 3", "days: -3"),
    (LIBRARY, "days: 3", "days: 3.5"),
    (LIBRARY, "days: 3", "days: 100000"),
    (LIBRARY, "    days: 3\n", ""),
    (LIBRARY, "medium: call", "medium: smoke"),
    (LIBRARY, "medium: call", 'medium: call\n    message: "HELP"'),
    (LIBRARY, "    medium: call\n", ""),
    (LIBRARY, "    url: https://library.example.gov.pk/\n", ""),
    ("pack.yml", "[en, ur, ur-Latn]", "[en, ur]"),
    ("pack.yml", "licence: CC0-1.0\n", ""),
    ("pack.yml", "name: tiny", "name: Tiny pack"),
    ("pack.yml", "name: tiny", "name: tiny\nprice: 3"),
    ("pack.yml", "{en: Town, ur: شہر, ur-Latn: Sheher}", "Town"),
    ("pack.yml", "{en: Town, ur: شہر, ur-Latn: Sheher}", "{en: Town, ur: شہر}"),
]
MADE_IN = (
    "type: processing_time\n    text: {en: Card made in, ur: کارڈ بننے میں, ur-Latn: Card banne mein}\n    days: 3\n"
)
RIGHT = [
    (DOG, FACT, "    unverified: true\n"),
    (LIBRARY, "medium: call", "medium: sms"),
    (LIBRARY, "medium: call", 'medium: sms\n    message: "HELP"'),
    (LIBRARY, "type: processing_time", "type: deadline"),
    (LIBRARY, MADE_IN, "type: deadline\n    text: {en: In spring, ur: بہار میں, ur-Latn: Bahar mein}\n"),
    (LIBRARY, MADE_IN, "type: office\n    text: {en: The park, ur: پارک, ur-Latn: Park}\n"),
    (LIBRARY, "not_this:\n  - service: street-lamp\n    when: The reading lamp in the street is dark.\n", ""),
    (DOG, "https://pets.example.gov.pk/", "http://pets.example.gov.pk:8080/a/b?c=d#e"),
]  # fmt: skip


def _edited(tiny_pack: Path, tmp_path: Path, file: str, old: str, new: str) -> Path:
    folder = Path(shutil.copytree(tiny_pack, tmp_path / "pack"))
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    return folder


@pytest.mark.parametrize(("file", "old", "new"), BROKEN)
def test_the_schema_and_the_checks_both_refuse(tiny_pack: Path, tmp_path: Path, file: str, old: str, new: str) -> None:
    folder = _edited(tiny_pack, tmp_path, file, old, new)
    assert _faults(folder, file)
    assert [problem for problem in check_pack(folder)[1] if problem.file == file]


@pytest.mark.parametrize(("file", "old", "new"), RIGHT)
def test_the_schema_and_the_checks_both_allow(tiny_pack: Path, tmp_path: Path, file: str, old: str, new: str) -> None:
    folder = _edited(tiny_pack, tmp_path, file, old, new)
    assert _faults(folder, file) == []
    assert check_pack(folder)[1] == ()
