"""House rules that a machine can check: module length, forbidden names, what is committed, Urdu letters."""

import re
import subprocess
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
LONGEST = 400
"""Lines of a module, from docs/decisions and the house style: past it a module is split."""
NO_NAMES = re.compile(r"(^|[_/])(utils?|helpers?|manager|misc)(\.py|/|$)")
ARABIC_LOOKALIKES = re.compile("[\u064a\u0643\u0649]")
OTHER_PEOPLES_LETTERS = ("nlu/", "tests/", "knowledge/pack/", "knowledge/terms.py")
"""Code and tests about normalisation name the Arabic letters on purpose."""


def tracked() -> list[str]:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [name for name in listed.stdout.splitlines() if (PROJECT / name).is_file()]


def test_no_module_is_longer_than_it_should_be() -> None:
    lengths = {
        name: len((PROJECT / name).read_text(encoding="utf-8").splitlines())
        for name in tracked()
        if name.endswith((".py", ".js", ".css"))
    }
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST} == {}


def test_no_file_is_named_after_nothing() -> None:
    assert [name for name in tracked() if NO_NAMES.search(name)] == []


def test_texts_for_people_use_urdu_letters() -> None:
    wrong = [
        name
        for name in tracked()
        if name.endswith((".yml", ".md", ".html", ".js", ".css"))
        and not name.startswith(OTHER_PEOPLES_LETTERS)
        and ARABIC_LOOKALIKES.search((PROJECT / name).read_text(encoding="utf-8"))
    ]
    assert wrong == []


def test_evaluation_shares_no_sentence_with_what_is_trained_on() -> None:
    import csv

    import yaml

    from nlu.embedding.train.overlap import key

    packs: dict[str, str] = {}
    for path in sorted((PROJECT / "knowledge" / "packs").rglob("service.yml")):
        for texts in yaml.safe_load(path.read_text(encoding="utf-8"))["questions"].values():
            packs.update({key(text): str(path) for text in texts})
    others: dict[str, str] = {}
    for path in sorted((PROJECT / "nlu" / "examples").rglob("*.yml")):
        for group in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            lines = group.get("examples", "").splitlines()
            others.update({key(line.removeprefix("- ")): str(path) for line in lines if line.strip()})
    for path in sorted((PROJECT / "knowledge" / "training").glob("*.tsv")):
        with path.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
                others[key(row["text"])] = str(path)
    assert len(packs) > 3000
    assert len(others) > 500
    shared = []
    # language.tsv is left out: language identification is trained on none of these, and "salam" is one word everywhere.
    files = [path for path in (PROJECT / "tests" / "evaluation").glob("*.tsv") if path.name != "language.tsv"]
    assert files
    for path in sorted(files):
        with path.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
                text = row["text"]
                # Of the packs nothing at all, signs aside; small talk of three words is what everybody says.
                if key(text) in packs or (key(text) in others and len(text.split()) > 3):
                    shared.append((text, packs.get(key(text)) or others[key(text)]))
    assert shared == []
