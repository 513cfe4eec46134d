from datetime import timedelta
from typing import Any

import pytest

from bot.claims import Claim, claim_next, held_conversation, next_due, release, renew
from bot.errors import ClaimLost
from knowledge.database import now, write_session

GONE = timedelta(seconds=-1)


def test_nothing_is_claimed_when_nothing_waits(rig: Any) -> None:
    assert next_due(rig.database) is None
    assert claim_next(rig.database) is None


def test_a_conversation_is_claimed_as_a_whole_by_one(rig: Any) -> None:
    rig.accept("one")
    rig.accept("two")
    assert claim_next(rig.database) is not None
    assert claim_next(rig.database) is None
    assert next_due(rig.database) is None


def test_the_longest_due_goes_first(rig: Any) -> None:
    rig.accept("one", citizen="ali")
    rig.accept("two", citizen="bina")
    first, second = claim_next(rig.database), claim_next(rig.database)
    assert first is not None and second is not None
    assert first.conversation < second.conversation


def test_a_lease_that_ran_out_is_taken_over_and_the_old_holder_can_write_nothing(rig: Any) -> None:
    rig.accept("one")
    old = claim_next(rig.database, GONE)
    new = claim_next(rig.database)
    assert old is not None and new is not None
    assert old.conversation == new.conversation
    with pytest.raises(ClaimLost), write_session(rig.database) as session:
        held_conversation(session, old)
    release(rig.database, old)
    assert rig.conversation().claimed_by == new.token


def test_a_renewed_claim_is_kept(rig: Any) -> None:
    rig.accept("one")
    claim = claim_next(rig.database, GONE)
    assert claim is not None
    renew(rig.database, [claim])
    assert claim_next(rig.database) is None
    renew(rig.database, [])


def test_release_looks_for_waiting_messages(rig: Any) -> None:
    rig.say("one")
    assert rig.conversation().due_at is None
    rig.accept("two")
    claim = claim_next(rig.database)
    assert claim is not None
    later = now() + timedelta(hours=1)
    release(rig.database, claim, later)
    assert (rig.conversation().due_at, rig.conversation().claimed_by) == (later, None)
    assert claim_next(rig.database) is None
    release(rig.database, Claim(claim.conversation, "nobody"))
    assert rig.conversation().due_at == later
