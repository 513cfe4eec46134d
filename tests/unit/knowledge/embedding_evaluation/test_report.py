from pathlib import Path

import pytest

from knowledge.embedders.hashing import HashingEmbedder
from knowledge.embedding_evaluation.data import belebele, uqa
from knowledge.embedding_evaluation.report import EmbeddingReport, evaluate_embedding
from knowledge.embedding_evaluation.tasks import TASKS
from knowledge.errors import EvaluationFileError


@pytest.fixture
def report(folder: Path) -> EmbeddingReport:
    return evaluate_embedding({"hashing": HashingEmbedder(), "again": HashingEmbedder()}, folder)


def test_every_task_gives_figures_for_every_model(report: EmbeddingReport) -> None:
    assert {task for task, _ in report.measured} == {
        *("Tatoeba", "NTREX", "Dakshina", "XNLI Roman", "Hinglish-TOP", "SIB-200", "UQA-dev", "Belebele-eng")
    }
    for values in report.measured.values():
        assert values["hashing"] == pytest.approx(values["again"], nan_ok=True)


def test_figures_of_shared_letters_by_hand(report: EmbeddingReport) -> None:
    # Equal letters are near: Roman `card gum hai` and `the card is lost` share `card`, the Urdu shares nothing.
    assert report.measured["XNLI Roman", "roman-en accuracy"]["hashing"] == 1.0
    assert report.measured["Hinglish-TOP", "roman-roman intent"] == {"hashing": 1.0, "char TF-IDF": 1.0, "again": 1.0}
    for system in ("hashing", "hashing hybrid", "BM25", "char TF-IDF"):
        assert report.measured["Belebele-eng", "recall@1"][system] == 1.0
        assert report.measured["UQA-dev", "nDCG@10"][system] == 1.0


def test_published_figures_stand_beside_ours_and_only_the_chosen_models(report: EmbeddingReport) -> None:
    assert report.published["Tatoeba", "ur-en F1"] == {"LaBSE": 0.932}
    assert report.published["Belebele-eng", "nDCG@10"] == {"bge-m3": 0.956}
    assert "LaBSE*" in report.to_table()
    assert report.to_dict()["models"] == ["hashing", "again"]
    assert report.to_dict()["published"]["Tatoeba"]["ur-en accuracy"] == {"LaBSE": 0.947}


def test_some_tasks_only(folder: Path) -> None:
    told: list[tuple[str, str]] = []
    report = evaluate_embedding(
        {"hashing": HashingEmbedder()}, folder, ["ntrex"], lambda model, task: told.append((model, task))
    )
    assert {task for task, _ in report.measured} == {"NTREX"}
    assert told == [("hashing", "ntrex")]


def test_a_model_may_be_limited_to_some_tasks(folder: Path) -> None:
    both = {"one": HashingEmbedder(), "other": HashingEmbedder()}
    report = evaluate_embedding(both, folder, ["ntrex", "xnli"], limited={"other": ("xnli",)})
    assert "other" not in report.measured["NTREX", "ur-en accuracy"]
    assert "other" in report.measured["XNLI Roman", "roman-en accuracy"]


def test_questions_lead_to_their_passages(folder: Path) -> None:
    assert uqa(folder).wanted == [1, 0]
    assert belebele(folder).wanted == [0, 0, 1]


@pytest.mark.parametrize(
    ("file", "task", "content", "said"),
    [
        ("ntrex_en_ur.tsv", "ntrex", b"a\tb\nonly one\n", "ntrex_en_ur.tsv:2: 1 columns instead of 2"),
        ("uqa_dev_questions.tsv.gz", "uqa", None, "uqa_dev_questions.tsv.gz:1: cannot be read"),
        ("uqa_dev_passages.tsv.gz", "uqa", b"no gzip", "uqa_dev_passages.tsv.gz:1: cannot be read"),
        ("tatoeba_en_ur.tsv", "tatoeba", b"a\tb\n\xff\tc\n", "tatoeba_en_ur.tsv:2: is not UTF-8"),
    ],
)
def test_a_bad_file_is_named_with_its_line(
    folder: Path, file: str, task: str, content: bytes | None, said: str
) -> None:
    (folder / file).unlink()
    if content is not None:
        (folder / file).write_bytes(content)
    with pytest.raises(EvaluationFileError, match=said):
        _run(folder, task)


def _run(folder: Path, task: str) -> None:
    assert task in TASKS
    evaluate_embedding({"hashing": HashingEmbedder()}, folder, [task])
