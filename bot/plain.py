"""Markdown of an article made plain.

What a chat shows as it is, with numbered steps kept and no marks left.
"""

import re

_LINK = re.compile(r"!?\[([^\]]*)\]\(([^()\s]*(?:\([^()]*\)[^()\s]*)*)(?:\s+\"[^\"]*\")?\)")
_HEADING = re.compile(r"^\s{0,3}#{1,6}\s+(.*?)(?:\s+#+)?(?:\s*\{#[\w-]+\})?\s*$")
_BULLET = re.compile(r"^(\s*)[-*+]\s+")
_STRONG = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_EMPHASIS = re.compile(r"(?<![\w*])([*_])(?=\S)([^*_]+?)(?<=\S)\1(?![\w*])")
_CODE = re.compile(r"`([^`]*)`")
_QUOTE = re.compile(r"^\s{0,3}>\s?")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!>])")
_HIDDEN = 0xE000  # an escaped mark waits in the private use area until the marks that count are gone
_HIDDEN_MARK = re.compile("[\ue000-\ue07f]")
_HIDE = {ord(mark): chr(_HIDDEN + ord(mark)) for mark in "*_`"}
_ADDRESS = re.compile(r"https?://\S+")
_RULE = re.compile(r"^\s{0,3}([-*_])(?:\s*\1){2,}\s*$")
_SENTENCE_END = re.compile(r"[.!?؟۔](?=\s|$)")

CUT = "…"


def plain_lines(markdown: str) -> tuple[str, ...]:
    """The lines of `markdown` without its marks.

    Headings and emphasis lose theirs, bullets become `•`, links keep their label (and a web address), wrapped
    lines of a paragraph are joined. Blank lines and rules are dropped.
    """
    lines: list[str] = []
    joinable = False
    for raw in markdown.splitlines():
        if not raw.strip() or _RULE.match(raw):
            joinable = False
            continue
        heading = _HEADING.match(raw)
        line = heading[1] if heading else _QUOTE.sub("", raw)
        starts_item = bool(_QUOTE.match(raw) or _BULLET.match(line) or re.match(r"\s*\d{1,3}[.)]\s", line))
        line = _inline(_BULLET.sub("• ", line)).strip()
        if joinable and not heading and not starts_item:
            lines[-1] = f"{lines[-1]} {line}"
        else:
            lines.append(line)
        joinable = not heading
    return tuple(line for line in lines if line)


def shorten(text: str, limit: int) -> str:
    """`text`, or its first sentences within `limit` characters.

    Cut at a word, with `…`, when the first is longer.
    """
    if len(text) <= limit:
        return text
    ends = [match.end() for match in _SENTENCE_END.finditer(text[:limit])]
    if ends and ends[-1] >= limit // 3:
        return text[: ends[-1]]
    head, _, _ = text[: max(0, limit - len(CUT))].rpartition(" ")
    return (head or text[: max(0, limit - len(CUT))]).rstrip(" ,،;:") + CUT


def _inline(line: str) -> str:
    line = _ESCAPE.sub(lambda escape: chr(_HIDDEN + ord(escape[1])), line)
    line = _ADDRESS.sub(lambda address: address[0].translate(_HIDE), line)
    line = _LINK.sub(_label, line)
    line = _CODE.sub(r"\1", line)
    line = _STRONG.sub(r"\2", line)
    line = _EMPHASIS.sub(r"\2", line)
    return _HIDDEN_MARK.sub(lambda hidden: chr(ord(hidden[0]) - _HIDDEN), line)


def _label(link: re.Match[str]) -> str:
    label, address = link[1], link[2]
    if not address.startswith(("http://", "https://")) or address == label:
        return label
    return f"{label}: {address}" if label else address
