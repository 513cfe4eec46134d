import json
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from bot.prepare import RASA_PYTHON

pytestmark = pytest.mark.rasa

PROJECT = Path(__file__).resolve().parents[2]
LEAST_RIGHT = 0.9
"""Share of held-out sentences of a language; what it is, `sahulat evaluate nlu` tells."""

TOKENS = """
import json, sys
from nlu.components.left_out import leave_out
leave_out()
from rasa.shared.nlu.training_data.message import Message
from nlu.components.tokenizer import TwoScriptTokenizer
tokenizer = TwoScriptTokenizer(TwoScriptTokenizer.get_default_config())
for line in sys.stdin:
    tokens = tokenizer.tokenize(Message({"text": json.loads(line)}), "text")
    print(json.dumps([(token.text, token.start, token.end, token.lemma) for token in tokens]))
"""


def run(arguments: list[str], lines: list[Any]) -> list[Any]:
    ended = subprocess.run(
        [str(RASA_PYTHON), "-W", "ignore", *arguments],
        cwd=PROJECT,
        input="".join(json.dumps(line) + "\n" for line in lines),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr[-2000:]
    return [json.loads(line) for line in ended.stdout.splitlines()]


def parsed(model: Path, *lines: dict[str, Any]) -> list[Any]:
    return run(["-m", "nlu.components.parse", "--model", str(model)], list(lines))


def test_held_out_sentences_are_understood_in_every_language(model: Path) -> None:
    rows = (PROJECT / "tests" / "evaluation" / "nlu.tsv").read_text(encoding="utf-8").splitlines()[1:]
    cells = [row.split("\t") for row in rows]
    found = parsed(model, *({"text": text, "language": language} for text, language, _ in cells))
    total, right = Counter(language for _, language, _ in cells), Counter[str]()
    for (_, language, intent), answer in zip(cells, found, strict=True):
        right[language] += answer["intent"] == intent
    shares = {language: right[language] / total[language] for language in total}
    assert {language: share for language, share in shares.items() if share < LEAST_RIGHT} == {}


def test_a_message_carries_its_language_places_and_the_language_it_asks_for(model: Path) -> None:
    told, untold, asked, number = parsed(
        model,
        {"text": "karachi mein domicile kaise banta hai", "language": "en"},
        {"text": "پنجاب میں ڈومیسائل کیسے بنتا ہے"},
        {"text": "roman me likho", "language": "ur"},
        {"text": "mera cnic 35202-1234567-1 hai", "language": "ur-Latn"},
    )
    assert told["entities"] == {"language": "en", "city": "karachi", "province": "sindh"}
    assert untold["entities"] == {"language": "ur", "province": "punjab"}
    assert asked["entities"] == {"language": "ur", "requested_language": "ur-Latn"}
    assert set(number["entities"]) == {"language"}, "an identity number is no entity of Rasa's"


def test_a_command_is_no_command_to_the_parser(model: Path) -> None:
    (answer,) = parsed(model, {"text": "/restart", "language": "en"})
    assert answer["intent"] != "restart"


def test_both_scripts_are_split_by_one_tokenizer() -> None:
    urdu, roman, mixed, marks = run(["-c", TOKENS], ["فیس، کتنی ہے؟", "CNIC ki fees?", "میرا CNIC گم ہو گیا۔", "؟؟"])
    assert [text for text, *_ in urdu] == ["فیس", "کتنی", "ہے"]
    assert [(text, start, end) for text, start, end, _ in roman] == [("CNIC", 0, 4), ("ki", 5, 7), ("fees", 8, 12)]
    assert [text for text, *_ in mixed] == ["میرا", "CNIC", "گم", "ہو", "گیا"]
    assert marks, "a message of marks alone still has a token"


def test_spellings_of_one_word_have_one_lemma() -> None:
    rows = run(["-c", TOKENS], ["kaise nahi", "kese nahin", "كيا", "کیا"])
    lemmas = [[lemma for *_, lemma in row] for row in rows]
    assert lemmas[0] == lemmas[1]
    assert lemmas[2] == lemmas[3]
