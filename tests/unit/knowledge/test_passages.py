from knowledge.content import ServiceContent
from knowledge.passages import PassageKind, passages_of, plain, split
from knowledge.repository import Snapshot


def _service(snapshot: Snapshot, slug: str) -> ServiceContent:
    return next(service for service in snapshot.services if service.slug == slug)


def test_a_service_gives_titles_leads_sections_facts_and_questions(snapshot: Snapshot) -> None:
    passages = passages_of(_service(snapshot, "library-card"))
    english = [passage for passage in passages if passage.language == "en"]
    counts = {kind: sum(passage.kind is kind for passage in english) for kind in PassageKind}
    assert counts == {
        PassageKind.TITLE: 1,
        PassageKind.LEAD: 1,
        PassageKind.SECTION: 4,
        PassageKind.FACT: 6,
        PassageKind.QUESTION: 8,
    }
    assert len(passages) == 3 * len(english)


def test_what_is_about_other_services_is_left_out(snapshot: Snapshot) -> None:
    texts = " ".join(passage.text for passage in passages_of(_service(snapshot, "library-card")))
    assert "street-lamp" not in texts


def test_plain_drops_marks_and_keeps_the_words_of_links() -> None:
    assert plain("1. Bring **your** [papers](https://x.example/)\n- and `this`") == "Bring your papers and this"


def test_pieces_are_short_end_between_sentences_and_lose_nothing() -> None:
    text = "\n".join(f"- Sentence number {number}. And one more." for number in range(30))
    pieces = split(text, 120)
    assert all(len(piece) <= 120 for piece in pieces)
    assert all(piece.endswith("more.") for piece in pieces)
    assert " ".join(pieces) == plain(text)


def test_one_endless_sentence_is_cut_hard() -> None:
    assert [len(piece) for piece in split("x" * 250, 100)] == [100, 100, 50]


def test_nothing_gives_no_piece() -> None:
    assert split("\n \n") == []
