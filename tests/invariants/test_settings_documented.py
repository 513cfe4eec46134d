"""Every setting has a line in the operations page, with the default that it has."""

import re
from pathlib import Path

import pytest

from bot.settings import Settings

PROJECT = Path(__file__).parents[2]
OPERATIONS = PROJECT / "docs" / "operations.md"


def variable(name: str) -> str:
    alias = Settings.model_fields[name].validation_alias
    return str(alias) if alias else f"SAHULAT_{name.upper()}"


@pytest.mark.parametrize("name", sorted(Settings.model_fields))
def test_every_setting_is_documented(name):
    assert f"`{variable(name)}`" in OPERATIONS.read_text(encoding="utf-8")


def test_no_setting_is_documented_that_does_not_exist():
    named = set(
        re.findall(r"^\| `((?:SAHULAT|KNOWLEDGE)_[A-Z_]+)` \|", OPERATIONS.read_text(encoding="utf-8"), re.MULTILINE)
    )
    assert named <= {variable(name) for name in Settings.model_fields}
