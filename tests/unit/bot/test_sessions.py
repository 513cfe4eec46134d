from datetime import UTC, datetime, timedelta

from bot.sessions import EPISODE_IDLE, episode_is_over, new_session

AT = datetime(2026, 11, 23, 12, tzinfo=UTC)


def test_sessions_are_opaque_and_differ() -> None:
    assert len({new_session() for _ in range(100)}) == 100
    assert len(new_session()) == 32


def test_an_episode_ends_after_a_long_silence() -> None:
    assert not episode_is_over(None, AT)
    assert not episode_is_over(AT - EPISODE_IDLE, AT)
    assert episode_is_over(AT - EPISODE_IDLE - timedelta(seconds=1), AT)
