"""What the actions client makes of answers that are late, lost, doubled, torn, or not for it."""

import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from ivr.pbx.ami import stream
from ivr.pbx.ami.actions import Actions
from ivr.pbx.ami.endpoint import Timeouts
from ivr.pbx.ami.errors import AmiError, AmiLost, AmiRefused, AmiTimeout, AmiUnsafeValue
from ivr.pbx.ami.wire import Action
from tests.servers.scripted_ami import ACTIONS, ANSWERS, Headers, ScriptedAmi, Session

QUICK = Timeouts(action_s=0.3, silence_s=5)


def connected(peer: ScriptedAmi, timeouts: Timeouts = QUICK) -> Actions:
    return Actions.connect(peer.endpoint, ACTIONS, timeouts)


def puts(count: int, size: int = 10) -> Iterator[Action]:
    return (Action("DBPut", Family="notice", Key=str(at), Val=f"{at:0{size}d}") for at in range(count))


def mute(session: Session, action: Headers) -> None:
    """Never answers."""


def out(actions: Actions) -> int:
    return len(actions._line.in_flight)


def test_a_missing_answer_is_an_error_and_nobody_is_left_waiting() -> None:
    with ScriptedAmi({"CoreStatus": mute}) as peer, connected(peer) as actions:
        with pytest.raises(AmiTimeout, match="CoreStatus") as late:
            actions.send("CoreStatus")
        assert late.value.retry
        assert out(actions) == 0
        assert actions.must("Ping").headers["Ping"] == "Pong"


def test_a_late_answer_is_not_taken_for_the_next_one() -> None:
    late: list[Headers] = []

    def later(session: Session, action: Headers) -> None:
        for earlier in late:
            session.answer(earlier, "Error", "Message: too late")
        if late:
            session.answer(action, "Success", "Message: in time")
        late.append(action)

    with ScriptedAmi({"CoreStatus": later}) as peer, connected(peer) as actions:
        with pytest.raises(AmiTimeout):
            actions.send("CoreStatus")
        assert actions.must("CoreStatus").message == "in time"
        assert len({action["ActionID"] for action in peer.actions}) == len(peer.actions)


def test_answers_to_nobody_and_second_answers_are_ignored() -> None:
    def noisy(session: Session, action: Headers) -> None:
        session.say("Response: Error", "Message: to nobody")
        for number in ("999999", "0", "x", "-1", "\u0663", "9" * 40):
            session.say("Response: Error", f"ActionID: {number}", "Message: to an unknown id")
        session.answer(action, "Success", "Message: first")
        session.answer(action, "Error", "Message: second")

    with ScriptedAmi({"CoreStatus": noisy}) as peer, connected(peer) as actions:
        assert [actions.send("CoreStatus").message for _ in range(3)] == ["first"] * 3


def test_events_and_garbage_between_the_answers_change_nothing() -> None:
    def noisy(session: Session, action: Headers) -> None:
        session.say("Event: NeverHeardOf", "ChanVariable: A=1", "ChanVariable: B", "ChanVariable(SIP/x): =")
        session.sock.sendall(b"\xff\xfe\x00: : :\r\n\r\n\r\n\r\nno colon at all\r\n\r\n:\r\n\r\n")
        ANSWERS["DBPut"](session, action)
        session.say("Event: FullyBooted", "Privilege: system,all")

    with ScriptedAmi({"DBPut": noisy}) as peer, connected(peer) as actions:
        assert all(reply.ok for reply in actions.pipeline(puts(100), window=10))


@pytest.mark.parametrize("chunk", [1, 2, 3, 5, 7, 11, 13])
def test_an_answer_may_be_torn_anywhere(chunk: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream, "CHUNK", chunk)
    with ScriptedAmi() as peer, connected(peer, Timeouts()) as actions:
        value = "正告\N{GRINNING FACE}é"
        actions.must("DBPut", Family="notice", Key="1", Val=value)
        assert [item["Val"] for item in actions.list("DBGet", Family="notice", Key="1")] == [value]


def test_an_answer_that_is_too_long_is_lost_alone() -> None:
    def long(session: Session, action: Headers) -> None:
        session.answer(action, "Success", *["X: " + "y" * 1000] * 1500)

    with ScriptedAmi({"CoreStatus": long}) as peer, connected(peer) as actions:
        with pytest.raises(AmiTimeout):
            actions.send("CoreStatus")
        assert actions.must("Ping").ok
        assert actions._line.stream.skipped == 1


def test_a_megabyte_reaches_a_slow_reader_whole() -> None:
    def slowly(sock: socket.socket) -> bytes:
        return sock.recv(700)

    with ScriptedAmi(read=slowly, receive_buffer=2048) as peer, connected(peer, Timeouts()) as actions:
        actions._line.stream._socket.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4096)
        replies = list(actions.pipeline(puts(1200, size=1000), window=2400))
        assert len(peer.received) > 1_000_000
    assert [reply.ok for reply in replies] == [True] * 1200
    assert peer.database == {("notice", str(at)): f"{at:01000d}" for at in range(1200)}


def test_a_reader_that_has_stopped_costs_the_connection_and_not_more_than_silence_s() -> None:
    stuck = threading.Event()

    def stop_after_login(sock: socket.socket) -> bytes:
        data = sock.recv(700)
        if b"DBPut" in data:
            stuck.wait(10)
        return data

    with ScriptedAmi(read=stop_after_login, receive_buffer=2048) as peer:
        with connected(peer, Timeouts(silence_s=0.5)) as actions:
            actions._line.stream._socket.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4096)
            began = time.monotonic()
            with pytest.raises(AmiLost, match="writing failed"):
                list(actions.pipeline(puts(1000, size=1000), window=2000))
            assert time.monotonic() - began < 5
            assert not actions.alive
        stuck.set()


def test_losing_the_connection_fails_everybody_at_once() -> None:
    arrived = threading.Barrier(9)

    def hold(session: Session, action: Headers) -> None:
        threading.Thread(target=arrived.wait, daemon=True).start()

    def fate(actions: Actions) -> type[Exception] | None:
        with pytest.raises(AmiError) as failed:
            actions.send("CoreStatus")
        return failed.type

    with ScriptedAmi({"CoreStatus": hold}) as peer, connected(peer, Timeouts(action_s=20)) as actions:
        with ThreadPoolExecutor(8) as pool:
            waiting = [pool.submit(fate, actions) for _ in range(8)]
            arrived.wait(5)
            began = time.monotonic()
            peer.stop()
            assert [each.result() for each in waiting] == [AmiLost] * 8
        assert time.monotonic() - began < 5
        assert out(actions) == 0
        with pytest.raises(AmiLost):
            actions.send("Ping")


def test_a_peer_that_closes_in_the_middle_of_an_answer_gives_no_answer() -> None:
    def half(session: Session, action: Headers) -> None:
        session.sock.sendall(f"Response: Success\r\nActionID: {action['ActionID']}\r\nMess".encode())
        session.cut()

    with ScriptedAmi({"CoreStatus": half}) as peer, connected(peer) as actions, pytest.raises(AmiLost):
        actions.send("CoreStatus")


def test_many_threads_share_a_connection_and_each_gets_its_own_answer() -> None:
    def work(actions: Actions, name: str) -> bool:
        for at in range(50):
            actions.must("Setvar", Variable=f"V{name}{at}", Value=f"{name}-{at}")
        return all(
            actions.must("Getvar", Variable=f"V{name}{at}").headers["Value"] == f"{name}-{at}" for at in range(50)
        )

    with ScriptedAmi() as peer, connected(peer, Timeouts()) as actions, ThreadPoolExecutor(8) as pool:
        assert all(pool.map(lambda name: work(actions, name), "abcdefgh"))


@pytest.mark.parametrize("window", [0, 1, 2, 3, 8, 9])
def test_no_more_than_the_window_is_ever_unanswered(window: int) -> None:
    with ScriptedAmi({"DBPut": mute}) as peer, connected(peer, Timeouts(action_s=0.1)) as actions:
        with pytest.raises(AmiTimeout):
            list(actions.pipeline(puts(50), window))
        actions.must("Ping")
        assert window - 1 <= sum(action["Action"] == "DBPut" for action in peer.actions) <= max(1, window)
        assert out(actions) == 0


@pytest.mark.parametrize("window", [1, 2, 3, 8, 9, 256])
def test_a_pipeline_answers_in_order_and_refusals_keep_their_place(window: int) -> None:
    with ScriptedAmi() as peer, connected(peer, Timeouts()) as actions:
        actions.must("DBPut", Family="notice", Key="7", Val="x")
        keys = (Action("DBGet", Family="notice", Key=str(at)) for at in range(20))
        assert [reply.ok for reply in actions.pipeline(keys, window)] == [at == 7 for at in range(20)]


def test_a_pipeline_that_is_left_leaves_nobody_waiting() -> None:
    with ScriptedAmi() as peer, connected(peer) as actions:
        replies = actions.pipeline(puts(100), window=10)
        assert next(replies).ok
        replies.close()
        assert actions.must("Ping").ok
        assert out(actions) == 0


def test_an_unsafe_value_stops_a_pipeline_before_its_batch_is_written() -> None:
    values = ["1", "2", "3\r\n\r\nAction: Reload"]
    with ScriptedAmi() as peer, connected(peer) as actions:
        with pytest.raises(AmiUnsafeValue) as unsafe:
            list(actions.pipeline(Action("DBPut", Family="notice", Key=value, Val="x") for value in values))
        assert unsafe.value.field == "Key"
        actions.must("Ping")
        assert [action["Action"] for action in peer.actions] == ["Login", "Ping"]


def test_a_list_that_breaks_off_is_an_error() -> None:
    def half(session: Session, action: Headers) -> None:
        session.answer(action, "Success", "EventList: start")
        session.say("Event: DBGetTreeResponse", f"ActionID: {action['ActionID']}", "Key: /notice/1", "Val: x")

    with ScriptedAmi({"DBGetTree": half}) as peer, connected(peer) as actions:
        with pytest.raises(AmiTimeout, match="DBGetTree"):
            actions.list("DBGetTree", Family="notice")
        assert out(actions) == 0


def test_a_refusal_is_an_error_only_where_it_must_not_be() -> None:
    with ScriptedAmi() as peer, connected(peer) as actions:
        assert not actions.send("DBDel", Family="notice", Key="1").ok
        with pytest.raises(AmiRefused, match="could not be deleted"):
            actions.must("DBDel", Family="notice", Key="1")
        with pytest.raises(AmiRefused, match="not found"):
            actions.list("DBGet", Family="notice", Key="1")
