"""Percentiles and the table, with fixtures computed by hand."""

import pytest

from tests.benchmarks.figures import Figure, percentile, table


@pytest.mark.parametrize(("share", "expected"), [(0.5, 50), (0.95, 95), (1.0, 100), (0.001, 1)])
def test_nearest_rank(share: float, expected: int) -> None:
    assert percentile(list(range(100, 0, -1)), share) == expected


def test_no_values_have_no_percentile() -> None:
    with pytest.raises(ValueError, match="no values"):
        percentile([], 0.5)


def test_the_table_says_which_target_is_missed() -> None:
    lines = table([Figure("fast", 3, "ms", 5), Figure("slow", 7, "ms", 5), Figure("plain", 1, "s")]).splitlines()
    assert [line.split()[0] for line in lines[2:]] == ["fast", "slow", "plain"]
    assert "yes" in lines[2]
    assert "NO" in lines[3]
    assert "yes" not in lines[4]
    assert "NO" not in lines[4]
