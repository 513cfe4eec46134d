"""Word lists as a curator can read and edit them: words between blanks and line ends."""


def listed(words: str) -> frozenset[str]:
    """The words of `words`, each once."""
    return frozenset(words.split())


def phrases(text: str) -> tuple[str, ...]:
    """The phrases of `text`, separated by `|` or line ends, in order, blank ones left out."""
    return tuple(phrase.strip() for line in text.splitlines() for phrase in line.split("|") if phrase.strip())
