from nlu.types import Language


def test_the_tags_are_those_of_bcp_47() -> None:
    assert [str(language) for language in Language] == ["en", "ur", "ur-Latn"]
