"""Every relative link in every Markdown file of the project leads to a file that exists."""

import re
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
LEFT_OUT = {".venv", ".venv-rasa", "var", "models", "node_modules", ".git"}


def documents() -> list[Path]:
    return sorted(
        path
        for path in PROJECT.rglob("*.md")
        if not LEFT_OUT & set(path.relative_to(PROJECT).parts) and "packs" not in path.parts
    )


@pytest.mark.parametrize("document", documents(), ids=lambda path: str(path.relative_to(PROJECT)))
def test_links_lead_somewhere(document: Path) -> None:
    targets = [target.split("#")[0] for target in LINK.findall(document.read_text(encoding="utf-8"))]
    local = [target for target in targets if target and "://" not in target and not target.startswith("mailto:")]
    missing = [target for target in local if not (document.parent / target).exists()]
    assert not missing, f"{document.relative_to(PROJECT)} links to what is not there: {missing}"


def test_there_are_documents_with_links() -> None:
    assert any(LINK.search(document.read_text(encoding="utf-8")) for document in documents())
