"""What both AMI clients make of a peer that is not there, is no Asterisk, refuses, freezes, dies or returns."""

import socket
import time
from collections.abc import Callable

import pytest

from ivr.pbx.ami.actions import Actions
from ivr.pbx.ami.endpoint import Endpoint, Login, Timeouts
from ivr.pbx.ami.errors import AmiLoginRefused, AmiLost, AmiTimeout, AmiUnreachable
from ivr.pbx.ami.events import Events
from tests.servers.poll import until
from tests.servers.scripted_ami import ACTIONS, EVENTS, GREETING, Headers, ScriptedAmi, Session

pytestmark = pytest.mark.alone

QUICK = Timeouts(connect_s=0.3, action_s=0.3, silence_s=0.2)
Connect = Callable[[Endpoint, Timeouts], Actions | Events]


def act(endpoint: Endpoint, timeouts: Timeouts = QUICK) -> Actions:
    return Actions.connect(endpoint, ACTIONS, timeouts)


def hear(endpoint: Endpoint, timeouts: Timeouts = QUICK) -> Events:
    return Events.connect(endpoint, EVENTS, timeouts)


def mute(session: Session, action: Headers) -> None:
    """Never answers."""


both = pytest.mark.parametrize("connect", [act, hear])


@both
def test_nobody_listening_is_told_with_the_address(connect: Connect) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        endpoint = Endpoint("127.0.0.1", taken.getsockname()[1])
    with pytest.raises(AmiUnreachable, match=str(endpoint)):
        connect(endpoint, QUICK)


@both
@pytest.mark.parametrize(
    "greeting", [b"SSH-2.0-OpenSSH_9.2\r\n", b"\xff\x00" * 400, b"HTTP/1.1 400 Bad\r\n\r\n", b"\r\n"]
)
def test_what_does_not_greet_like_a_manager_is_not_spoken_to(connect: Connect, greeting: bytes) -> None:
    with ScriptedAmi(greeting=greeting) as peer:
        with pytest.raises(AmiUnreachable):
            connect(peer.endpoint, QUICK)
        assert not peer.received


@both
@pytest.mark.parametrize("greeting", [b"", b"Asterisk Call"])
def test_a_missing_greeting_is_not_waited_for_longer_than_connect_s(connect: Connect, greeting: bytes) -> None:
    began = time.monotonic()
    with ScriptedAmi(greeting=greeting) as peer, pytest.raises(AmiUnreachable):
        connect(peer.endpoint, QUICK)
    assert time.monotonic() - began < 2


def test_a_greeting_that_comes_with_packets_loses_none_of_them() -> None:
    early = b"Event: UserEvent\r\nUserEvent: Early\r\n\r\n"
    with ScriptedAmi(greeting=GREETING + early) as peer, hear(peer.endpoint) as events:
        event = events.next(2)
        assert event is not None
        assert event.headers["UserEvent"] == "Early"


@pytest.mark.parametrize("kind", [Actions, Events])
def test_a_refused_login_names_the_user_and_never_the_secret(kind: type[Actions] | type[Events]) -> None:
    wrong = Login("actions", "not-this-secret")
    with ScriptedAmi() as peer, pytest.raises(AmiLoginRefused) as refused:
        kind.connect(peer.endpoint, wrong, QUICK)
    assert "actions" in str(refused.value)
    assert not refused.value.retry
    assert "not-this-secret" not in f"{refused.value.text('zh-CN')} {refused.value} {wrong!r}"


@both
def test_a_login_that_is_never_answered_times_out(connect: Connect) -> None:
    with ScriptedAmi({"Login": mute}) as peer, pytest.raises(AmiTimeout):
        connect(peer.endpoint, Timeouts(action_s=0.2))


def test_both_stay_alive_through_real_silence() -> None:
    """asterisk-ami's own reader is dead after three seconds of it."""
    timeouts = Timeouts(silence_s=1)
    with ScriptedAmi() as peer, act(peer.endpoint, timeouts) as actions, hear(peer.endpoint, timeouts) as events:
        assert events.next(5.5) is None
        assert (actions.alive, events.alive) == (True, True)
        assert actions.must("Ping").ok
        peer.hear("Late")
        assert events.next(2) is not None
        assert sum("ActionID" not in action for action in peer.actions) >= 6


def test_a_peer_that_talks_is_not_pinged() -> None:
    with ScriptedAmi() as peer, hear(peer.endpoint) as events:
        began = time.monotonic()
        while time.monotonic() - began < 0.6:
            peer.hear("Tick")
            assert events.next(1) is not None
        assert [action["Action"] for action in peer.actions] == ["Login"]


@both
def test_a_frozen_peer_is_noticed_within_three_silences(connect: Connect) -> None:
    with ScriptedAmi({"Ping": mute}) as peer, connect(peer.endpoint, QUICK) as client:
        assert until(lambda: not client.alive, 3 * QUICK.silence_s + 1) >= QUICK.silence_s
        with pytest.raises(AmiLost, match="not even to a Ping"):
            client.send("Ping") if isinstance(client, Actions) else client.next(5)


@both
def test_a_peer_that_closes_is_noticed_at_once(connect: Connect) -> None:
    with ScriptedAmi() as peer, connect(peer.endpoint, Timeouts()) as client:
        peer.stop()
        until(lambda: not client.alive, 2)


@both
def test_a_restarted_peer_is_connected_anew_and_nothing_is_said_twice(connect: Connect) -> None:
    with ScriptedAmi() as peer:
        with connect(peer.endpoint, QUICK) as client:
            if isinstance(client, Actions):
                client.must("DBPut", Family="notice", Key="1", Val="x")
            peer.stop()
            peer.start()
            until(lambda: not client.alive, 2)
            with connect(peer.endpoint, QUICK) as second:
                assert second.alive
            assert not client.alive
        assert [action["Action"] for action in peer.actions if action["Action"] == "DBPut"] == ["DBPut"] * (
            connect is act
        )


@both
def test_closing_twice_is_harmless_and_afterwards_it_says_so(connect: Connect) -> None:
    with ScriptedAmi() as peer, connect(peer.endpoint, QUICK) as client:
        client.close()
        client.close()
        assert not client.alive
        with pytest.raises(AmiLost, match="closed here"):
            client.send("Ping") if isinstance(client, Actions) else client.next(5)
