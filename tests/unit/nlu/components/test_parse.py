from pathlib import Path

import pytest

from nlu.components.parse import BadLine, main, read


def test_lines_are_read_in_order_and_blank_ones_are_skipped() -> None:
    lines = ['{"text": "salam", "language": "ur-Latn"}\n', "\n", '{"text": "ہیلو"}\n', '{"text": "", "language": null}']
    assert list(read(lines)) == [("salam", "ur-Latn"), ("ہیلو", None), ("", None)]


@pytest.mark.parametrize("line", ["salam", "[]", '"salam"', "{}", '{"text": 7}', '{"text": "a", "language": 7}'])
def test_a_bad_line_is_named_by_its_number_and_not_quoted(line: str) -> None:
    with pytest.raises(BadLine, match="line 2") as caught:
        list(read(['{"text": "a"}', line]))
    assert "salam" not in str(caught.value)


def test_without_a_model_it_says_what_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--model", str(tmp_path / "none.tar.gz")]) == 1
    assert "train one with nlu.components.train" in capsys.readouterr().err
