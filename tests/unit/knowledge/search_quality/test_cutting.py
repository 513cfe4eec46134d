from pathlib import Path

import pytest

from knowledge.content import ServiceContent
from knowledge.pack.checks import check_pack
from knowledge.search_quality.cutting import cut, with_examples


@pytest.fixture
def services(tiny_pack: Path) -> tuple[ServiceContent, ...]:
    return check_pack(tiny_pack)[0].services


def test_so_many_examples_stay_in_each_language(services: tuple[ServiceContent, ...]) -> None:
    few = with_examples(services[0], 3)
    assert {language: len(texts) for language, texts in few.questions.items()} == {"en": 3, "ur": 3, "ur-Latn": 3}
    for language, texts in few.questions.items():
        assert set(texts) <= set(services[0].questions[language])
    assert few.articles == services[0].articles
    assert with_examples(services[0], 99) == services[0]


def test_fewer_are_among_more_and_languages_keep_places(services: tuple[ServiceContent, ...]) -> None:
    whole, few, more = services[0], with_examples(services[0], 2), with_examples(services[0], 4)
    assert set(few.questions["en"]) <= set(more.questions["en"])
    places = {tag: [whole.questions[tag].index(text) for text in few.questions[tag]] for tag in few.questions}
    assert places["en"] == places["ur"] == places["ur-Latn"]


def test_a_draw_repeats_and_another_differs(services: tuple[ServiceContent, ...]) -> None:
    assert with_examples(services[0], 2, 1) == with_examples(services[0], 2, 1)
    assert any(with_examples(service, 2, 0) != with_examples(service, 2, 1) for service in services)


def test_only_the_chosen_are_cut(services: tuple[ServiceContent, ...]) -> None:
    found = cut(services, ["dog-licence"], 0)
    assert {service.slug for service in found if not any(service.questions.values())} == {"dog-licence"}
