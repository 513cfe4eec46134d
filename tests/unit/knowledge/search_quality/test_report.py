import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from knowledge.search_quality.__main__ import main

SECTIONS = ("quality", "calibration", "generalisation", "examples", "speed", "costs", "errors")


@pytest.fixture
def report(tiny_pack: Path, question_file: Path, tmp_path: Path) -> Path:
    out = tmp_path / "docs" / "search-quality.md"
    given = ["--pack", str(tiny_pack), "--embedder", "hashing", "--questions", str(question_file), "--out", str(out)]
    assert main([*given, "--quick", "--vectors", str(tmp_path / "vectors")]) == 0
    return out


def test_the_report_is_whole(report: Path) -> None:
    text = report.read_text(encoding="utf-8")
    figures = json.loads(report.with_suffix(".json").read_text(encoding="utf-8"))
    assert set(SECTIONS) <= set(figures)
    assert len(re.findall(r"^## \d\. ", text, re.MULTILINE)) == len(SECTIONS)
    assert figures["rows"] == {"search_small.tsv": 5}
    assert figures["embedder"] == "hashing-512-1"
    assert figures["fusion"] in text
    assert "--vectors" not in text
    assert "python -m knowledge.search_quality --pack" in text
    assert figures["quality"]["search_small.tsv"]["kinds"]["noisy"]["in_scope"] == 2
    for line in text.splitlines():
        assert not line.startswith("|") or line.endswith("|")


def test_every_table_has_even_rows(report: Path) -> None:
    tables = re.findall(r"(?:^\|.*\n)+", report.read_text(encoding="utf-8"), re.MULTILINE)
    assert tables
    for found in tables:
        assert len({len(re.findall(r"(?<!\\)\|", line)) for line in found.splitlines()}) == 1


def test_every_picture_is_there_and_well_formed(report: Path) -> None:
    names = re.findall(r"\]\((images/[^)]+)\)", report.read_text(encoding="utf-8"))
    assert len(names) == len(set(names)) >= 4
    for name in names:
        assert ElementTree.parse(report.parent / name).getroot().tag.endswith("svg")  # noqa: S314 - our own


def test_every_question_is_asked_by_weights_that_had_not_seen_its_service(report: Path) -> None:
    figures = json.loads(report.with_suffix(".json").read_text(encoding="utf-8"))["generalisation"]
    assert figures["folds"] == 2
    assert {figures[name]["all"]["in_scope"] for name in ("ordinary", "weights unseen", "as added tomorrow")} == {4}


def test_what_cannot_be_used_is_said(
    tiny_pack: Path, tmp_path: Path, question_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = ["--embedder", "hashing", "--questions", str(question_file), "--out", str(tmp_path / "x.md")]
    assert main(["--pack", str(tmp_path), *given]) == 1
    assert "pack.yml" in capsys.readouterr().err
    question_file.write_text("text\tservice_id\nx\tno-such-service\n", encoding="utf-8")
    assert main(["--pack", str(tiny_pack), *given]) == 1
    assert "no-such-service" in capsys.readouterr().err
