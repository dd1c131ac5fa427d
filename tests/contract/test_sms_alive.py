"""A session that is kept alive, or told from a dead one."""

import time
from functools import partial

import pytest

from ivr.kit.clock import SystemClock
from ivr.sms import SmppMessenger
from ivr.sms.errors import (
    SmsLost,
    SmsUnanswered,
)
from tests.servers.poll import until
from tests.servers.scripted_smpp import (
    ANSWER,
    ENQUIRE,
    UNBIND,
    ScriptedCentre,
    mute,
    packed,
    unlike,
)
from tests.servers.told_smpp import bound, send, told

QUICK = {"answer_s": 1.0, "enquire_s": 0.1}


def _has_said(centre: ScriptedCentre, count: int) -> bool:
    return centre.peer.said == count


def test_a_silent_centre_is_asked_whether_it_lives_and_given_up() -> None:
    with ScriptedCentre(unlike(ENQUIRE, mute)) as centre:
        messenger = SmppMessenger(told(centre.port, **QUICK))
        messenger.connect()
        began = time.monotonic()
        with pytest.raises(SmsUnanswered, match="enquire_link"):
            list(messenger.receipts(10))
        assert 1 < time.monotonic() - began < 5
        assert len(centre.heard(ENQUIRE)) == 1
        assert not messenger.bound


def test_an_idle_session_stays_alive_while_the_centre_answers() -> None:
    with ScriptedCentre() as centre, SmppMessenger(told(centre.port, **QUICK)) as messenger:
        assert list(messenger.receipts(0.8)) == []
        assert 2 <= len(centre.heard(ENQUIRE)) <= 8
        assert send(messenger)


class Skipping(SystemClock):
    """A clock on which time passes at once."""

    ahead = 0.0

    def monotonic(self) -> float:
        return super().monotonic() + self.ahead


def test_a_caller_that_was_away_for_long_does_not_blame_the_centre() -> None:
    """Its answer has come meanwhile, and is read before the centre is judged."""
    clock = Skipping()
    with ScriptedCentre() as centre, SmppMessenger(told(centre.port), clock) as messenger:
        for asked in range(1, 4):
            clock.ahead += 300
            assert list(messenger.receipts(0)) == []
            until(partial(_has_said, centre, 1 + asked), 5)
            clock.ahead += 300
            assert list(messenger.receipts(0)) == []
        assert len(centre.heard(ENQUIRE)) == 3
        assert send(messenger)


def test_the_centres_enquiry_is_answered() -> None:
    with ScriptedCentre() as centre, bound(centre) as messenger:
        centre.peer.say(packed(ENQUIRE, 77))
        assert list(messenger.receipts(0.1)) == []
        until(lambda: [one.sequence for one in centre.heard(ENQUIRE | ANSWER)] == [77], 5)


def test_a_session_that_the_centre_ends_is_lost_politely() -> None:
    with ScriptedCentre() as centre:
        messenger = SmppMessenger(told(centre.port))
        messenger.connect()
        centre.peer.say(packed(UNBIND, 5))
        with pytest.raises(SmsLost, match="ended the session"):
            list(messenger.receipts(5))
        until(lambda: [one.sequence for one in centre.heard(UNBIND | ANSWER)] == [5], 5)


def test_leaving_says_goodbye() -> None:
    with ScriptedCentre() as centre:
        with SmppMessenger(told(centre.port)):
            pass
        until(lambda: len(centre.heard(UNBIND)) == 1, 5)
