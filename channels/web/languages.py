"""Which language the page speaks: the one asked for, else the browser's, else English."""

from fastapi import Request

LANGUAGES = ("en", "ur", "ur-Latn")
_BY_LOWER = {language.lower(): language for language in LANGUAGES}


def page_language(request: Request, asked: str = "") -> str:
    """The language of `asked`, of `?lang`, or the first of the Accept-Language header that we speak."""
    for tag in (asked, request.query_params.get("lang", ""), *_accepted(request)):
        known = _BY_LOWER.get(tag.lower()) or _BY_LOWER.get(tag.lower().split("-")[0])
        if known:
            return known
    return LANGUAGES[0]


def _accepted(request: Request) -> list[str]:
    weighted = []
    for position, item in enumerate(request.headers.get("accept-language", "").split(",")):
        tag, _, parameter = item.strip().partition(";")
        try:
            weight = float(parameter.strip().removeprefix("q=") or 1)
        except ValueError:
            weight = 0.0
        if weight > 0:
            weighted.append((-weight, position, tag.strip()))
    return [tag for _, _, tag in sorted(weighted)]
