"""The page: its texts in three languages, and nothing in it that a stranger could use."""

import re

import pytest

from channels.web.page_html import FILES, FOLDER, page, page_texts


@pytest.mark.parametrize(
    ("asked", "language", "direction"),
    [("en", "en", "ltr"), ("ur", "ur", "rtl"), ("ur-Latn", "ur-Latn", "ltr"), ("fr", "en", "ltr")],
)
def test_the_page_speaks_the_language_asked_for(web, asked, language, direction):
    html = web.client.get("/", params={"lang": asked}).text
    assert f'<html lang="{language}" dir="{direction}">' in html


def test_no_text_is_missing(texts):
    for language in ("en", "ur", "ur-Latn"):
        assert "{{" not in page(texts, language)
        assert all(page_texts(texts, language).values())


def test_switching_finds_every_text_that_the_page_shows(web, texts):
    shown = set(re.findall(r'data-text="([a-z0-9_]+)"', page(texts, "en")))
    answer = web.client.get("/web/texts", params={"lang": "ur"})
    assert shown <= answer.json().keys()
    assert answer.json()["send"] == texts.text("web.send", "ur")


def test_the_page_runs_our_own_files_only(web, texts):
    answer = web.client.get("/")
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    html = answer.text
    assert not re.search(r"<script(?![^>]*\ssrc=)", html)
    assert " style=" not in html
    assert not re.search(r"\son[a-z]+=", html)
    assert not re.search(r'(?:src|href)="(?:https?:)?//', html)


def test_every_file_that_the_page_names_is_served(web, texts):
    named = set(re.findall(r"/web/files/([a-z.]+)", page(texts, "en")))
    script = (FOLDER / "chat.js").read_text(encoding="utf-8")
    named |= set(re.findall(r'"/web/files/([a-z.]+)"', script))
    assert named <= FILES.keys()
    for name in FILES:
        answer = web.client.get(f"/web/files/{name}")
        assert answer.status_code == 200
        assert answer.headers["content-type"] == FILES[name]


@pytest.mark.parametrize("name", ["index.html", "../routes.py", "%2e%2e%2froutes.py", "unknown.js"])
def test_no_other_file_is_served(web, name):
    assert web.client.get(f"/web/files/{name}").status_code == 404


def test_no_text_ever_becomes_markup():
    for name in ("chat.js", "links.js"):
        script = (FOLDER / name).read_text(encoding="utf-8")
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(", script)
