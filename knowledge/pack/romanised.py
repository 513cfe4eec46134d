"""Roman Urdu made from Urdu by machine, for an article that nobody has written in Roman letters."""

from dataclasses import replace

from knowledge.content import ArticleContent
from nlu.transliteration.transliterate import to_roman

_SIGNS = str.maketrans("،؛؟۔", ",;?.")


def romanised(article: ArticleContent, title: str) -> ArticleContent:
    """The Urdu `article` in Latin letters under the Roman `title`, marked automatic.

    Marks of Markdown, addresses, digits and Latin words stay as they are.
    """
    return ArticleContent(
        title,
        _roman(article.lead),
        tuple(replace(part, heading=_roman(part.heading), text=_roman(part.text)) for part in article.sections),
        automatic=True,
    )


def _roman(text: str) -> str:
    return to_roman(text).translate(_SIGNS)
