"""The order of a collection that two sides have changed."""

from collections.abc import Collection, Hashable, Sequence
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)


def reordered(before: Sequence[Key], after: Sequence[Key]) -> bool:
    """Whether what is in both stands in another order after than before."""
    common = set(before) & set(after)
    return [key for key in before if key in common] != [key for key in after if key in common]


def placed(first: Sequence[Key], second: Sequence[Key], left: Collection[Key]) -> tuple[Key, ...]:
    """The keys of `left`: those of `first` in its order, and what `second` alone has at its place there.

    That is after the key that it follows in `second` or the nearest one before that is left; at the start where
    it stood first; otherwise at the end.
    """
    result = [key for key in first if key in left]
    for position, key in enumerate(second):
        if key not in left or key in result:
            continue
        before = [other for other in second[:position] if other in result]
        if before:
            result.insert(result.index(before[-1]) + 1, key)
        else:
            result.insert(0 if position == 0 else len(result), key)
    return tuple(result)
