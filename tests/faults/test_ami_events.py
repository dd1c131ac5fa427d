"""What the events client makes of events that are odd, torn, too long, too many, or not events."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from ivr.pbx.ami import stream
from ivr.pbx.ami.endpoint import Timeouts
from ivr.pbx.ami.errors import AmiLost
from ivr.pbx.ami.events import Event, Events
from tests.servers.poll import until
from tests.servers.scripted_ami import EVENTS, ScriptedAmi

SOON = 3.0


def connected(peer: ScriptedAmi, room: int = 1000) -> Events:
    return Events.connect(peer.endpoint, EVENTS, Timeouts(), room=room)


def heard(events: Events) -> Event:
    event = events.next(SOON)
    assert event is not None
    return event


def test_channel_variables_do_not_break_the_reader_and_all_are_kept() -> None:
    lines = ["Event: UserEvent", "ChanVariable: A=1", "ChanVariable: B=2=3", "ChanVariable: C", "ChanVariable(x): D=4"]
    with ScriptedAmi() as peer, connected(peer) as events:
        peer.sessions[0].say(*lines, "UserEvent: First")
        peer.hear("Second")
        first = heard(events)
        assert first.headers["ChanVariable"] == "A=1\nB=2=3\nC"
        assert first.headers["UserEvent"] == "First"
        assert heard(events).headers["UserEvent"] == "Second"


@pytest.mark.parametrize("chunk", [1, 2, 3, 5])
def test_a_character_torn_over_two_segments_stays_whole(chunk: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream, "CHUNK", chunk)
    with ScriptedAmi() as peer, connected(peer) as events:
        peer.hear("Prompt", Words="顺庆区人民法院 é \N{GRINNING FACE}")
        assert heard(events).headers["Words"] == "顺庆区人民法院 é \N{GRINNING FACE}"


def test_unknown_events_are_passed_on_for_the_caller_to_ignore() -> None:
    with ScriptedAmi() as peer, connected(peer) as events:
        peer.sessions[0].say("Event: InventedTomorrow", "Colour: 蓝")
        assert heard(events) == Event("InventedTomorrow", {"Event": "InventedTomorrow", "Colour": "蓝"})


@pytest.mark.parametrize(
    "garbage",
    [
        b"\r\n\r\n\r\n\r\n",
        b"no header at all\r\n\r\n",
        b"\xff\xfe\x80: \xc3\r\n\r\n",
        b"Response: Follows\r\nStatus will follow\r\n\r\n",
        b"Response: Error\r\nActionID: x\r\n\r\n",
        b"--END COMMAND--\r\n\r\n",
        b"Privilege: user\r\nUserEvent: Headless\r\n\r\n",
        b"\x00" * 5000 + b"\r\n\r\n",
    ],
)
def test_what_is_no_event_is_skipped(garbage: bytes) -> None:
    with ScriptedAmi() as peer, connected(peer) as events:
        peer.sessions[0].sock.sendall(garbage)
        peer.hear("Next")
        assert heard(events).headers["UserEvent"] == "Next"


@pytest.mark.parametrize("event", [b"Event:\r\n", b"Event: \r\nEvent: Twice\r\n", b"Event: X\r\n:\r\n: y\r\nz\r\n"])
def test_a_malformed_event_does_not_stop_the_reader(event: bytes) -> None:
    with ScriptedAmi() as peer, connected(peer) as events:
        peer.sessions[0].sock.sendall(event + b"\r\n")
        peer.hear("Next")
        assert heard(events).name in ("", "X", "\nTwice")
        assert heard(events).headers["UserEvent"] == "Next"


def test_an_event_that_never_ends_is_thrown_away_and_the_next_one_is_heard() -> None:
    with ScriptedAmi() as peer, connected(peer) as events:
        peer.sessions[0].sock.sendall(b"Event: UserEvent\r\n" + b"X: " + b"y" * (3 << 20) + b"\r\n\r\n")
        peer.hear("Next")
        assert heard(events).headers["UserEvent"] == "Next"


def test_when_nobody_listens_the_oldest_go_and_are_counted() -> None:
    with ScriptedAmi() as peer, connected(peer, room=10) as events:
        for at in range(25):
            peer.hear("Tick", At=str(at))
        peer.stop()
        until(lambda: not events.alive, SOON)
        assert [heard(events).headers["At"] for _ in range(10)] == [str(at) for at in range(15, 25)]
        assert events.dropped == 15


def test_what_was_heard_before_a_loss_is_still_told_and_then_the_loss() -> None:
    with ScriptedAmi() as peer, connected(peer) as events:
        peer.hear("Last", At="1")
        peer.stop()
        assert heard(events).headers["At"] == "1"
        for _ in range(2):
            with pytest.raises(AmiLost, match="closed the connection") as lost:
                events.next(SOON)
        assert lost.value.retry


def test_who_waits_for_an_event_is_told_of_a_loss_at_once() -> None:
    with ScriptedAmi() as peer, connected(peer) as events, ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(events.next, 10)
        peer.stop()
        assert isinstance(waiting.exception(SOON), AmiLost)


def test_a_peer_that_closes_in_the_middle_of_an_event_tells_no_half_event() -> None:
    with ScriptedAmi() as peer, connected(peer) as events:
        peer.sessions[0].sock.sendall(b"Event: UserEvent\r\nUserEvent: Half\r\n")
        peer.sessions[0].cut()
        with pytest.raises(AmiLost):
            events.next(SOON)


def test_nothing_to_hear_is_none_after_the_time_that_was_given() -> None:
    with ScriptedAmi() as peer, connected(peer) as events:
        assert events.next(0.05) is None
        assert events.next(0) is None


def test_headers_of_one_action_do_not_leak_into_the_next() -> None:
    with ScriptedAmi() as peer, connected(peer) as events:
        events._listener.send_action({"Action": "Ping"}, Extra="1")
        events._listener.ping()
        assert [set(action) for action in peer.actions[1:]] == [{"Action", "Extra", "ActionID"}, {"Action", "ActionID"}]


def test_no_signal_handler_is_installed() -> None:
    """pyst2's ``asterisk.agi`` takes SIGHUP away from the program that imports it."""
    code = "import signal, sys; b = signal.getsignal(signal.SIGHUP); import ivr.pbx.ami.events, ivr.pbx.ami.actions; "
    code += "assert signal.getsignal(signal.SIGHUP) is b and 'asterisk.agi' not in sys.modules"
    subprocess.run([sys.executable, "-W", "error", "-c", code], check=True, timeout=20)
