from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from knowledge.interfaces import Candidate, Decision, SearchResult
from knowledge.question_files import LabelledQuestion
from knowledge.search_quality.asking import Outcome
from knowledge.search_quality.questions import FileQuestion

TINY = Path(__file__).parents[3] / "fixtures" / "packs" / "tiny"
QUESTIONS = (
    "text\tlanguage\tservice_ids\tkind\n"
    "dog licence fees\ten\tdog-licence\tdirect\n"
    "library card | lost\ten\tlibrary-card\tdirect\n"
    "gali ki batti kharab\tur-Latn\tstreet-lamp\tnoisy\n"
    "کتے کا ٹيگ\tur\tdog-licence\tnoisy\n"
    "weather tomorrow\ten\t\toutside_other\n"
)

MakeOutcome = Callable[..., Outcome]


@pytest.fixture
def tiny_pack() -> Path:
    return TINY


@pytest.fixture
def question_file(tmp_path: Path) -> Path:
    path = tmp_path / "search_small.tsv"
    path.write_text(QUESTIONS, encoding="utf-8")
    return path


@pytest.fixture
def outcome() -> MakeOutcome:
    def make(
        expected: Sequence[str],
        listed: Sequence[tuple[str, float]],
        decision: Decision = Decision.ANSWER,
        text: str = "a question",
    ) -> Outcome:
        asked = FileQuestion("file.tsv", "", LabelledQuestion(text, tuple(expected)))
        candidates = tuple(Candidate(slug, probability) for slug, probability in listed)
        return Outcome(asked, "en", SearchResult(None, False, decision, candidates))

    return make
