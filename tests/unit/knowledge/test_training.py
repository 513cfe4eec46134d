from pathlib import Path

import numpy as np
import pytest

from knowledge.embedders.hashing import HashingEmbedder
from knowledge.features import query_names, service_names
from knowledge.fusion import Fusion
from knowledge.fusion_training import main
from knowledge.index.loaded import LoadedIndex
from knowledge.training.fitting import fit, softmax
from knowledge.training.rows import HARDER, MISSING, OUTSIDE, UNSEEN, OutsideMessage, Table, collect, read_outside

OUTSIDE_MESSAGES = [
    OutsideMessage("what is the weather tomorrow", "en", ""),
    OutsideMessage("dog tag lost", "en", "dog-licence"),
    OutsideMessage("my gas bill", "en", "gas-bill"),
]


@pytest.fixture
def table(index: LoadedIndex) -> Table:
    return collect(index, HashingEmbedder(), OUTSIDE_MESSAGES, seed=1, dense=True)


def test_every_question_is_asked_three_times_and_every_message_twice(table: Table) -> None:
    counts = {kind: int((table.kinds == kind).sum()) for kind in (UNSEEN, HARDER, MISSING, OUTSIDE)}
    assert counts == {UNSEEN: 72 + 2, HARDER: 72, MISSING: 72, OUTSIDE: 4}


def test_a_message_counts_for_the_service_that_a_pack_has(index: LoadedIndex, table: Table) -> None:
    targets = dict(zip(table.texts, table.targets, strict=True))
    assert targets["dog tag lost"] == index.services.index("dog-licence")
    assert targets["my gas bill"] == len(index.services)


def test_a_question_does_not_see_itself(index: LoadedIndex, table: Table) -> None:
    column = service_names(True).index("words_best")
    rows = np.flatnonzero(table.kinds == UNSEEN)[:72]
    assert all(table.services[row, table.targets[row], column] < 0.9 for row in rows)


def test_the_same_seed_gives_the_same_rows(index: LoadedIndex, table: Table) -> None:
    again = collect(index, HashingEmbedder(), OUTSIDE_MESSAGES, seed=1, dense=True)
    assert (again.services == table.services).all()


def test_fitting_learns_which_service_is_right(table: Table) -> None:
    fitted = fit(table, service_names(True), query_names(True))
    rows = np.flatnonzero(table.kinds == UNSEEN)
    right = (fitted.held_out[rows, :-1].argmax(axis=1) == table.targets[rows]).mean()
    assert right > 0.6
    assert fitted.held_out.sum(axis=1) == pytest.approx(np.ones(len(table.targets)))
    assert fitted.weights.temperature > 0
    assert fitted.weights.nearness is not None


def test_softmax_of_equal_utilities_is_even() -> None:
    assert softmax(np.zeros((1, 4)))[0] == pytest.approx([0.25] * 4)


def test_the_shipped_messages_cover_the_three_languages() -> None:
    messages = read_outside()
    assert len(messages) >= 150
    assert {message.language for message in messages} == {"en", "ur", "ur-Latn"}
    assert len({message.text for message in messages}) == len(messages)


def test_the_command_writes_weights_that_can_be_loaded(
    tiny_pack: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "fusion.json"
    assert main(["--pack", str(tiny_pack), "--embedder", "hashing", "--out", str(out)]) == 0
    assert Fusion.load(out).embedder == "hashing-512-1"
    assert "dense and lexical" in capsys.readouterr().out


def test_the_command_refuses_a_pack_with_problems(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--pack", str(tmp_path), "--embedder", "hashing", "--out", str(tmp_path / "fusion.json")]) == 1
    assert "pack.yml" in capsys.readouterr().err
