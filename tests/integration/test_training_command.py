"""`python -m nlu.embedding.train` on a handful of rows: it ends, goes on, and says what is wrong."""

import gzip
import json
from pathlib import Path

import pytest
import torch

from nlu.embedding.runtime import EmbeddingModel
from nlu.embedding.train.__main__ import main
from nlu.embedding.train.drawing import Drawn
from nlu.embedding.train.export import export
from nlu.embedding.train.loop import CHECKPOINT, Training

STEPS = ["--try", "steps=3", "--try", "size=8", "--try", "own_rows=false", "--try", "urdu_tokens=60"]
pytestmark = [
    pytest.mark.filterwarnings("ignore::torch.jit.TracerWarning"),
    pytest.mark.filterwarnings("ignore::UserWarning:torch.onnx"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]


def _write(path: Path, lines: list[str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    data = ("\n".join(lines) + "\n").encode()
    path.write_bytes(gzip.compress(data) if path.suffix == ".gz" else data)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with enough rows for a batch of every kind."""
    folder = tmp_path_factory.mktemp("data")
    train, domain, measured = folder / "train", folder / "domain", folder / "eval"
    many = range(60)
    _write(train / "train_pairs.tsv.gz", [f"ipc_sent\ten\tur\tcard {n} is lost\tکارڈ {n} گم ہے" for n in many])
    _write(train / "lexicon_pairs.tsv.gz", ["ipc_dict\ten\tur\tcard\tکارڈ", "ipc_dict\ten\tur\tlost\tگم"])
    _write(train / "dakshina_dev.tsv.gz", [f"بل {n} زیادہ ہے\tbill {n} zyada hai" for n in many])
    _write(train / "dakshina_lexicon_train.tsv.gz", ["کارڈ\tcard\t3", "گم\tgum\t3", "کمیشن\tcommission\t2"])
    _write(train / "urdu_wiki_sentences.txt.gz", [f"یہ جملہ {n} ہے" for n in many])
    for letter in "abcd":
        rows = [f"bill {letter}{n} high\tبل {n} زیادہ\tbill {n} zyada\tbil {n} ziada\tx" for n in range(10)]
        _write(domain / f"sentences-{letter}.tsv", ["en\tur\troman1\troman2\ttopic", *rows])
    _write(domain / "glossary.tsv", ["en\tur\troman\ttopic", "card | ID card\tکارڈ\tcard | kard\tx"])
    rows = [f"where {n}?\tکہاں {n}؟\tkahan {n}\there {n}\tیہاں {n}\tx" for n in many]
    _write(domain / "qa-e.tsv", ["q_en\tq_ur\tq_roman\ta_en\ta_ur\ttopic", *rows])
    texts = [("en", "lost card"), ("ur", "کارڈ گم"), ("ur-Latn", "card gum")]
    groups = [
        {
            "same": [{"lang": lang, "text": f"{text} {n}"} for lang, text in texts],
            "near": [{"lang": "en", "text": f"found card {n}"}],
        }
        for n in many
    ]
    _write(domain / "paraphrases-f.jsonl", [json.dumps(group, ensure_ascii=False) for group in groups])
    _write(measured / "tatoeba_en_ur.tsv", ["one\tایک"])
    _write(measured / "ntrex_en_ur.tsv", ["two\tدو", "three\tتین"])
    _write(measured / "dakshina_test.tsv.gz", ["چار\tchaar"])
    _write(measured / "xnli_roman.tsv", ["split\tfield\tscript\ten\tur", "dev\tp\tx\tfive\tpaanch"])
    _write(measured / "hinglish_top_test.tsv.gz", ["I\tx\tsix\tchhay"])
    _write(measured / "uqa_dev_questions.tsv.gz", ["q\t0_0\tسات"])
    _write(measured / "uqa_dev_passages.tsv.gz", ["0_0\tآٹھ"])
    _write(measured / "belebele_eng.jsonl.gz", ['{"text": "nine", "items": [{"question": "ten"}]}'])
    _write(measured / "sib200" / "eng_Latn.test.tsv", ["index_id\tcategory\ttext", "1\tx\televen"])
    return folder


def _copy_start(run: Path, folder: Path) -> None:
    """The student as `run` built it, before it learnt: built again, its rarest tokens may be others."""
    for path in run.iterdir():
        if path.name != CHECKPOINT and not path.name.startswith("nearest-"):
            (folder / path.name).write_bytes(path.read_bytes())


@pytest.fixture(scope="module")
def run(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run that has ended."""
    out = tmp_path_factory.mktemp("run")
    assert main(["--data", str(data), "--out", str(out), *STEPS]) == 0
    return out


def test_a_run_ends_with_a_model_that_can_be_exported_and_read(run: Path, tmp_path: Path) -> None:
    assert torch.load(run / CHECKPOINT, weights_only=True)["step"] == 3
    export(run, tmp_path / "model", "0.0.1")
    assert EmbeddingModel.load(tmp_path / "model").encode(["کارڈ گم ہے", "card is lost"]).shape == (2, 384)


def test_the_same_command_finds_it_done(data: Path, run: Path) -> None:
    before = torch.load(run / CHECKPOINT, weights_only=True)
    assert main(["--data", str(data), "--out", str(run), *STEPS]) == 0
    after = torch.load(run / CHECKPOINT, weights_only=True)
    assert after["step"] == before["step"] == 3
    for name, tensor in before["model"].items():
        assert torch.equal(after["model"][name], tensor)


def test_a_folder_of_another_recipe_is_refused(data: Path, run: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--data", str(data), "--out", str(run), *STEPS, "--try", "layers=3"]) == 1
    assert "holds a run of another recipe (layers differ): choose another --out" in capsys.readouterr().err


def test_a_run_stopped_before_its_first_checkpoint_goes_on(data: Path, run: Path, tmp_path: Path) -> None:
    _copy_start(run, tmp_path)
    assert main(["--data", str(data), "--out", str(tmp_path), *STEPS]) == 0
    again, once = (torch.load(folder / CHECKPOINT, weights_only=True)["model"] for folder in (tmp_path, run))
    for name, tensor in once.items():
        torch.testing.assert_close(again[name], tensor)


@pytest.mark.parametrize("reached", [1, 2])
def test_a_run_stopped_on_its_way_ends_as_if_it_had_not_been(
    data: Path, run: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reached: int
) -> None:
    _copy_start(run, tmp_path)
    monkeypatch.setattr("nlu.embedding.train.loop.SAVE_SECONDS", 0.0)
    one_step = Training.train_one

    def stopped(self: Training, drawn: Drawn) -> torch.Tensor:
        if self.step == reached:
            raise KeyboardInterrupt
        return one_step(self, drawn)

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(Training, "train_one", stopped)
        assert main(["--data", str(data), "--out", str(tmp_path), *STEPS]) == 130
    assert torch.load(tmp_path / CHECKPOINT, weights_only=True)["step"] == reached
    assert main(["--data", str(data), "--out", str(tmp_path), *STEPS]) == 0
    again, once = (torch.load(folder / CHECKPOINT, weights_only=True)["model"] for folder in (tmp_path, run))
    for name, tensor in once.items():
        torch.testing.assert_close(again[name], tensor)


def test_a_run_can_begin_where_another_ended(data: Path, run: Path, tmp_path: Path) -> None:
    wider = [*STEPS, "--try", "seed=8", "--after", str(run)]
    assert main(["--data", str(data), "--out", str(tmp_path), *wider]) == 0
    assert (tmp_path / "tokenizer.json").read_bytes() == (run / "tokenizer.json").read_bytes()


def test_a_malformed_line_is_named_before_anything_is_trained(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = data / "domain" / "glossary.tsv"
    whole = path.read_bytes()
    try:
        path.write_bytes(whole + b"only one field\n")
        assert main(["--data", str(data), "--out", str(tmp_path / "out"), *STEPS]) == 1
    finally:
        path.write_bytes(whole)
    assert "glossary.tsv, line 3: 1 tab-separated fields instead of 4" in capsys.readouterr().err
    assert not (tmp_path / "out" / CHECKPOINT).exists()


def test_a_missing_folder_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--data", str(tmp_path), "--out", str(tmp_path / "out"), *STEPS]) == 1
    assert "tatoeba_en_ur.tsv: the file is missing" in capsys.readouterr().err


def test_a_device_that_is_not_there_is_named(data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--data", str(data), "--out", str(tmp_path / "out"), "--device", "abacus", *STEPS]) == 1
    assert "--device abacus cannot be used here" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_batches_may_be_drawn_by_other_processes(data: Path, tmp_path: Path) -> None:
    assert main(["--data", str(data), "--out", str(tmp_path / "out"), "--workers", "2", *STEPS]) == 0
    assert torch.load(tmp_path / "out" / CHECKPOINT, weights_only=True)["step"] == 3
