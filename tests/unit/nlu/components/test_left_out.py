import importlib
import sys
from collections.abc import Iterator

import pytest

from nlu.components import left_out


@pytest.fixture
def placeholders() -> Iterator[None]:
    finders, modules = list(sys.meta_path), set(sys.modules)
    yield
    sys.meta_path[:] = finders
    for name in set(sys.modules) - modules:
        if name.split(".")[0] in ("boto3", "pymongo", "aio_pika"):
            del sys.modules[name]


def test_a_left_out_module_can_be_imported_with_what_lies_inside(placeholders: None) -> None:
    left_out.leave_out()
    conditions = importlib.import_module("boto3.dynamodb.conditions")
    key = conditions.Key
    assert key is conditions.Key
    assert issubclass(key, Exception), "it may stand in an except clause"


def test_a_left_out_class_says_so_when_it_is_made(placeholders: None) -> None:
    left_out.leave_out()
    collection = importlib.import_module("pymongo.collection").Collection
    with pytest.raises(RuntimeError, match=r"pymongo\.collection\.Collection is left out"):
        collection()


def test_other_modules_are_found_as_before(placeholders: None) -> None:
    left_out.leave_out()
    with pytest.raises(ModuleNotFoundError):
        importlib.import_module("boto3000")


def test_leaving_out_twice_is_leaving_out_once(placeholders: None) -> None:
    left_out.leave_out()
    finders = list(sys.meta_path)
    left_out.leave_out()
    assert sys.meta_path == finders


def test_it_refuses_to_come_too_late(placeholders: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "boto3", sys)
    with pytest.raises(RuntimeError, match="already imported, so they cannot be left out: boto3"):
        left_out.leave_out()


def test_importing_the_module_changes_nothing() -> None:
    finders = list(sys.meta_path)
    importlib.import_module("nlu.components.left_out")
    assert sys.meta_path == finders
