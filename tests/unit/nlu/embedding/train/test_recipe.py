import pytest

from nlu.embedding.errors import TrainingError
from nlu.embedding.train.recipe import Recipe


def test_changes_are_read_by_the_type_of_what_they_change() -> None:
    recipe = Recipe().varied(["layers=3", "temperature=0.1", "start=noise", "own_rows=false"])
    assert (recipe.layers, recipe.temperature, recipe.start, recipe.own_rows) == (3, 0.1, "noise", False)
    assert Recipe().varied([]) == Recipe()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("layer=3", "no name=value"),
        ("layers", "no name=value"),
        ("layers=many", "'many' is no int"),
        ("layers=7", "1 to 6"),
        ("start=zero", "company or noise"),
        ("selection=all", "one of licensed"),
        ("own_rows=perhaps", "is no bool"),
        ("size=7", "too few"),
        ("near=2", "0 to 1"),
    ],
)
def test_what_cannot_be_is_named(change: str, said: str) -> None:
    with pytest.raises(TrainingError, match=said):
        Recipe().varied([change])


def test_every_kind_of_batch_has_a_share() -> None:
    assert set(Recipe().shares()) == {
        *("sentences", "joined", "domain", "words", "paraphrases", "questions", "spellings", "english"),
        "passages",
    }
