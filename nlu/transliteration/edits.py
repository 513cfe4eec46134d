"""The edit distance of two texts or two lists of words."""

from collections.abc import Hashable, Sequence


def edits(first: Sequence[Hashable], second: Sequence[Hashable]) -> int:
    """The fewest insertions, deletions and substitutions that turn one into the other (Levenshtein 1966).

    A column of the table at a time, as the bits of two whole numbers (Myers 1999, as restated by Hyyrö 2003).
    """
    if not first:
        return len(second)
    places: dict[Hashable, int] = {}
    for place, item in enumerate(first):
        places[item] = places.get(item, 0) | 1 << place
    whole, last = (1 << len(first)) - 1, 1 << (len(first) - 1)
    rises, falls, distance = whole, 0, len(first)
    for item in second:
        equal = places.get(item, 0)
        across = (((equal & rises) + rises) ^ rises) | equal
        up, down = falls | ~(across | rises) & whole, rises & across
        distance += bool(up & last) - bool(down & last)
        up = (up << 1 | 1) & whole
        rises, falls = (down << 1 | ~(equal | falls | up)) & whole, up & (equal | falls)
    return distance
