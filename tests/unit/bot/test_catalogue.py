import pytest

from bot.catalogue import Catalogue, CatalogueError
from bot.messages import Button
from nlu.aspects import Aspect
from nlu.types import Language

LONGEST_BUTTON = 20  # WhatsApp Cloud API, title of a reply button


def test_the_shipped_catalogue_loads_and_speaks_three_languages(texts: Catalogue) -> None:
    said = {texts.text("reply.no_words", language) for language in Language}
    assert len(said) == 3


def test_every_aspect_has_a_title_that_fits_a_button(texts: Catalogue) -> None:
    for language in Language:
        for aspect in Aspect:
            assert 0 < len(texts.text(f"aspect.{aspect}", language)) <= LONGEST_BUTTON
        for key in ("button.none", "button.human"):
            assert len(Button(texts.text(key, language), "none").title) <= LONGEST_BUTTON


def test_urdu_is_written_with_urdu_letters(texts: Catalogue) -> None:
    for key in texts.keys:
        assert not set(texts.text(key, "ur", **dict.fromkeys(texts.fields(key, "ur"), ""))) & set("يكه?,;"), key


def test_values_are_never_formats(texts: Catalogue) -> None:
    said = texts.text("fact.fee", "en", label="{money} %s {0.__class__}", money="Rs 5")
    assert said == "{money} %s {0.__class__}: Rs 5"


def test_what_is_missing_is_an_error(texts: Catalogue) -> None:
    for key, language in (("reply.nothing", "en"), ("reply.empty", "hi"), ("reply.next", "en")):
        with pytest.raises(KeyError):
            texts.text(key, language)


def test_languages_must_have_the_same_keys_and_fields() -> None:
    same = {"a": "{x}"}
    with pytest.raises(CatalogueError, match="ur: keys"):
        Catalogue({"en": same, "ur": {"b": "{x}"}, "ur-Latn": same})
    with pytest.raises(CatalogueError, match="ur-Latn: a has other fields"):
        Catalogue({"en": same, "ur": same, "ur-Latn": {"a": "{y}"}})
