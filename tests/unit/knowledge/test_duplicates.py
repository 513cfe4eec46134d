"""Questions that say the same, or that one word makes from another, are found; questions that differ are not."""

import time
from pathlib import Path

import pytest

from knowledge.errors import Problem
from knowledge.pack.duplicates import check_duplicates
from knowledge.pack.located import Problems
from knowledge.pack.reader import PlacedQuestion, read_pack

STARTER = Path(__file__).parents[3] / "knowledge" / "packs" / "pakistan"


def found(language: str, *texts: str, services: tuple[str, ...] = ("dog-licence", "street-lamp")) -> list[Problem]:
    """The problems of questions that stand in line 20, 30, ... of one service after the other."""
    questions = []
    for place, text in enumerate(texts):
        service = services[place % len(services)]
        file = f"services/{service}/service.yml"
        questions.append(PlacedQuestion(service, language, text, file, 20 + 10 * place))
    problems = Problems()
    check_duplicates(questions, problems)
    return list(problems)


def test_nearly_the_same_question_is_reported_with_both_places_and_a_mend() -> None:
    assert found("en", "how do I get a dog licence", "Please sir, how do I get the licence for my dog?") == [
        Problem(
            "services/street-lamp/service.yml",
            30,
            "nearly the same question stands at services/dog-licence/service.yml:20",
            "say what is different, or keep it there",
        )
    ]


def test_a_row_of_a_template_is_reported_with_both_places_and_a_mend() -> None:
    assert found("en", "Where do I collect the dog licence?", "Where do I collect the ration licence?") == [
        Problem(
            "services/street-lamp/service.yml",
            30,
            "as in a template, only one word is not that of services/dog-licence/service.yml:20",
            "ask it in another way",
        )
    ]


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("en", "renew my passport", "passport renew please"),
        ("en", "My bank account is frozen because the card expired", "because card expired my bank accounts is frozen"),
        ("ur-Latn", "mujhe naya shanakhti card banwana hai", "naya shenakhti card jaldi bnwana h plz"),
        ("ur-Latn", "bijli ka bill ziada aya hai", "sir bijlee ka bil zyada aaya he"),
        ("ur", "پاسپورٹ کی فیس کتنی ہے", "براہ مہربانی بتائیں پاسپورٹ کی کتنی فیس ہے؟"),
        (
            "ur-Latn",
            "kal raat se hamare mohalle mein bijli band hai aur koi phone nahi uthata",
            "kal rat se hmare mohally me bijli band h office wale phone nahi uthate",
        ),
    ],
)
def test_spelling_order_and_politeness_are_no_difference(*, language: str, one: str, other: str) -> None:
    (problem,) = found(language, one, other)
    assert problem.message.startswith("nearly the same question")


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("en", "my CNIC expired", "my passport expired"),
        ("en", "passport fee", "licence fee"),
        ("en", "When can I collect my new passport?", "Where can I collect my new passport?"),
        ("en", "The bank says my card is valid", "The bank says my card is not valid"),
        ("en", "Passport number is wrong on my police paper", "My vaccination card has an old passport number"),
        ("ur-Latn", "frc ki fees", "mrc ki fees"),
        ("ur-Latn", "shanakhti card gum ho gaya hai", "shanakhti card expire ho gaya, naya kab milega"),
        ("ur", "بجلی کا بل زیادہ آیا ہے", "گیس کا بل زیادہ آیا، میٹر تیز چل رہا ہے"),
    ],
)
def test_questions_that_ask_something_else_are_left_alone(*, language: str, one: str, other: str) -> None:
    assert found(language, one, other) == []


def test_one_service_may_have_a_question_in_two_spellings_but_no_template() -> None:
    one = ("dog-licence",)
    assert found("ur-Latn", "kutte ka licence kaise banta hai", "kuty ka license kesy bnta h", services=one) == []
    assert len(found("en", "what is the fee for a puppy", "what is the fee for a kitten", services=one)) == 1


def test_of_three_alike_the_first_stays_and_each_other_is_reported_once() -> None:
    problems = found("en", *(f"where is the {animal} office in Lahore" for animal in ("dog", "cat", "horse")))
    assert [problem.line for problem in problems] == [40, 30]
    assert all("dog-licence/service.yml:20" in problem.message for problem in problems)


def test_the_starter_pack_has_no_duplicate_and_is_checked_in_seconds() -> None:
    questions = read_pack(STARTER).questions
    problems = Problems()
    start = time.process_time()
    check_duplicates(questions, problems)
    assert time.process_time() - start < 10  # 2 s on two old cores; quadratic work would take minutes
    assert [str(problem) for problem in problems] == []
