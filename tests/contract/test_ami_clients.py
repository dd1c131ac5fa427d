"""What both AMI clients promise, on the real Asterisk and on the scripted peer: the double is held to the original."""

from collections.abc import Iterator

import pytest

from ivr.kit.debs import Tree
from ivr.pbx.ami.actions import Actions
from ivr.pbx.ami.endpoint import Login, Timeouts
from ivr.pbx.ami.errors import AmiLoginRefused, AmiLost, AmiRefused, AmiUnsafeValue
from ivr.pbx.ami.events import Event, Events
from ivr.pbx.ami.wire import MAX_HEADERS, MAX_LINE, Action
from tests.servers.poll import until
from tests.servers.real_ami import RealAmi
from tests.servers.scripted_ami import ScriptedAmi

pytestmark = pytest.mark.alone

Peer = RealAmi | ScriptedAmi
SOON = 5.0


@pytest.fixture(scope="module", params=["asterisk", "scripted"])
def peer(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Peer]:
    if request.param == "scripted":
        with ScriptedAmi() as scripted:
            yield scripted
    else:
        tools: Tree = request.getfixturevalue("tools")
        with RealAmi(tools, tmp_path_factory.mktemp("ami")) as real:
            yield real


@pytest.fixture
def actions(peer: Peer) -> Iterator[Actions]:
    with Actions.connect(peer.endpoint, peer.logins[0]) as connected:
        yield connected


@pytest.fixture
def events(peer: Peer) -> Iterator[Events]:
    with Events.connect(peer.endpoint, peer.logins[1]) as connected:
        yield connected


def heard(events: Events, name: str) -> Event:
    """The next user event of that name."""
    while (event := events.next(SOON)) is not None:
        if event.headers.get("UserEvent") == name:
            return event
    raise AssertionError(name)


@pytest.mark.parametrize("kind", [Actions, Events])
def test_a_wrong_secret_is_refused(peer: Peer, kind: type[Actions] | type[Events]) -> None:
    with pytest.raises(AmiLoginRefused, match="Authentication failed"):
        kind.connect(peer.endpoint, Login(peer.logins[0].user, "wrong"))


def test_a_value_is_put_got_listed_and_deleted(actions: Actions) -> None:
    value = "1893456000:a1b2&c3d4:e,5;6${x}\"'\\法院"
    assert actions.must("DBPut", Family="notice", Key="8613800138000", Val=value).ok
    (got,) = actions.list("DBGet", Family="notice", Key="8613800138000")
    assert got["Val"] == value
    (listed,) = actions.list("DBGetTree", Family="notice")
    assert (listed["Key"], listed["Val"]) == ("/notice/8613800138000", value)
    assert actions.must("DBDel", Family="notice", Key="8613800138000").ok
    assert list(actions.list("DBGetTree", Family="notice")) == []


def test_what_is_absent_is_an_error_and_the_connection_stays(actions: Actions) -> None:
    for name in ("DBGet", "DBDel"):
        assert not actions.send(name, Family="notice", Key="404").ok
    with pytest.raises(AmiRefused):
        actions.must("NoSuchAction")
    assert actions.must("Ping").headers["Ping"] == "Pong"
    assert actions.alive


def test_a_global_variable_is_set_read_and_emptied(actions: Actions) -> None:
    for value in ("1893456000", ""):
        actions.must("Setvar", Variable="NOTICE_LEASE", Value=value)
        assert actions.must("Getvar", Variable="NOTICE_LEASE").headers["Value"] == value


def test_the_core_tells_its_start(actions: Actions) -> None:
    assert {"CoreStartupDate", "CoreStartupTime"} <= set(actions.must("CoreStatus").headers)


def test_the_writer_cannot_raise_events_and_the_hearer_cannot_write(actions: Actions, events: Events) -> None:
    assert "denied" in actions.send("UserEvent", UserEvent="Mine").message
    said = events._listener.send_action({"Action": "DBPut", "Family": "notice", "Key": "1", "Val": "x"})
    assert "denied" in said.get_header("Message")


def test_a_pipeline_answers_every_action_in_order(actions: Actions) -> None:
    puts = (Action("DBPut", Family="many", Key=str(at), Val=f"v{at}") for at in range(3000))
    assert all(reply.ok for reply in actions.pipeline(puts))
    gets = (Action("DBGet", Family="many", Key=str(at)) for at in range(-1, 3000, 7))
    values = [reply.events[0]["Val"] if reply.ok else None for reply in actions.pipeline(gets)]
    assert values == [None, *(f"v{at}" for at in range(6, 3000, 7))]


def test_the_longest_line_arrives_whole_and_one_byte_more_is_refused(actions: Actions) -> None:
    longest = "法" + "v" * (MAX_LINE - len("Val: 法".encode()))
    actions.must("DBPut", Family="long", Key="1", Val=longest)
    assert actions.list("DBGet", Family="long", Key="1")[0]["Val"] == longest
    with pytest.raises(AmiUnsafeValue) as refused:
        actions.send("DBPut", Family="long", Key="1", Val=longest + "v")
    assert refused.value.field == "Val"


def test_the_last_of_the_most_headers_is_still_read(actions: Actions) -> None:
    filler = {f"X{at}": "1" for at in range(MAX_HEADERS - 5)}
    actions.must("DBPut", **filler, Family="wide", Key="1", Val="last")
    assert actions.list("DBGet", Family="wide", Key="1")[0]["Val"] == "last"


def test_a_user_event_is_heard_with_its_words_and_channel_variables(peer: Peer, events: Events) -> None:
    peer.hear("Notice", Words="顺庆区人民法院", Prompt="a1b2&c3d4")
    event = heard(events, "Notice")
    assert event.name == "UserEvent"
    assert (event.headers["Words"], event.headers["Prompt"]) == ("顺庆区人民法院", "a1b2&c3d4")
    assert event.headers["ChanVariable"].split("\n") == ["COLOUR=a=b", "SHAPE=圆"]


def test_the_hearer_hears_user_events_only_and_the_writer_none(peer: Peer, events: Events, actions: Actions) -> None:
    actions.must("DBPut", Family="notice", Key="1", Val="x")
    peer.hear("Only")
    assert heard(events, "Only")
    assert {event.name for event in iter(lambda: events.next(0.2), None)} <= {"UserEvent"}
    assert len(actions._line.in_flight) == 0


def test_a_frozen_peer_is_noticed_and_a_thawed_one_answers_anew(peer: Peer) -> None:
    quick = Timeouts(action_s=5, silence_s=0.3)
    writer, hearer = (
        Actions.connect(peer.endpoint, peer.logins[0], quick),
        Events.connect(peer.endpoint, peer.logins[1], quick),
    )
    with writer, hearer:
        peer.freeze()
        try:
            with pytest.raises(AmiLost, match="Ping"):
                writer.send("CoreStatus")
            until(lambda: not hearer.alive, 3)
        finally:
            peer.thaw()
    with Actions.connect(peer.endpoint, peer.logins[0]) as again:
        assert again.must("Ping").ok


def test_a_restart_is_a_loss_for_both_and_a_new_connection_works(peer: Peer, actions: Actions, events: Events) -> None:
    peer.stop()
    until(lambda: not actions.alive and not events.alive, SOON)
    with pytest.raises(AmiLost):
        actions.send("Ping")
    with pytest.raises(AmiLost):
        list(iter(lambda: events.next(0), None))
    peer.start()
    with Actions.connect(peer.endpoint, peer.logins[0]) as again, Events.connect(peer.endpoint, peer.logins[1]) as ear:
        assert again.must("Ping").ok
        peer.hear("Back")
        assert heard(ear, "Back")
