"""Whatever a value is: it is refused, its field named and nothing written, or it arrives as exactly one action."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ivr.pbx.ami.actions import Actions
from ivr.pbx.ami.errors import AmiUnsafeValue
from tests.servers.scripted_ami import ACTIONS, ScriptedAmi

Peer = tuple[ScriptedAmi, Actions]

NASTY = [
    "\r\n",
    "\r",
    "\n",
    "\0",
    ",",
    ";",
    "${SHELL(x)}",
    '"',
    "'",
    "\\",
    ":",
    "=",
    "&",
    "\x85",
    "\u2028",
    "\t",
    "\x7f",
]
values = st.one_of(
    st.text(max_size=30),
    st.lists(st.one_of(st.sampled_from(NASTY), st.text(max_size=4)), max_size=6).map("".join),
    st.builds(
        lambda text, times: text * times, st.sampled_from(["x", "法", "😀", "\r\nAction: Reload"]), st.integers(0, 3000)
    ),
)


@pytest.fixture(scope="module")
def peer() -> Iterator[Peer]:
    with ScriptedAmi() as server, Actions.connect(server.endpoint, ACTIONS) as actions:
        yield server, actions


def refusal(actions: Actions, name: str, /, **headers: str) -> AmiUnsafeValue | None:
    """Send it; the refusal, if it was refused."""
    try:
        actions.send(name, **headers)
    except AmiUnsafeValue as refused:
        return refused
    return None


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(value=values)
def test_a_value_is_refused_with_its_field_or_arrives_as_one_action(peer: Peer, value: str) -> None:
    server, actions = peer
    before, seen = len(server.received), len(server.actions)
    refused = refusal(actions, "DBPut", Family="notice", Key="1", Val=value)
    if refused is not None:
        assert refused.field == "Val"
        actions.must("Ping")
        assert bytes(server.received[before:]).startswith(b"Action: Ping\r\n")
    else:
        (arrived,) = server.actions[seen:]
        assert arrived.get("Val") == value
        assert set(arrived) == {"Action", "Family", "Key", "Val", "ActionID"}


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(key=values, name=values)
def test_a_header_s_name_and_an_action_s_name_are_held_to_the_same(peer: Peer, key: str, name: str) -> None:
    server, actions = peer
    seen = len(server.actions)
    refused = refusal(actions, name, **{key: "1"})
    if refused is not None:
        assert refused.field in ("Action", key, ascii(key[:40]))
        assert str(refused).isprintable()
        assert len(server.actions) == seen
    else:
        assert set(server.actions[-1]) == {"Action", key, "ActionID"}
        assert server.actions[-1]["Action"] == name


HOSTILE = {
    "CR": "a\rb",
    "LF": "a\nb",
    "CRLF and an action": "x\r\n\r\nAction: ModuleLoad\r\nModule: app_system.so",
    "NUL": "a\0b",
    "escape": "a\x1b[2Jb",
    "NEL": "a\x85b",
    "line separator": "a\u2028b",
    "right-to-left override": "a\u202eb",
    "half a character": "a\ud800b",
    "10 KB": "x" * 10_240,
    "blank in front": " qq",
    "blank behind": "qq ",
}


@pytest.mark.parametrize("value", HOSTILE.values(), ids=HOSTILE.keys())
@pytest.mark.parametrize("field", ["Family", "Key", "Val"])
def test_a_hostile_value_is_refused_with_its_field(peer: Peer, field: str, value: str) -> None:
    server, actions = peer
    before = len(server.received)
    with pytest.raises(AmiUnsafeValue, match=field) as refused:
        actions.send("DBPut", **({"Family": "f", "Key": "k", "Val": "v"} | {field: value}))
    assert refused.value.field == field
    assert value not in str(refused.value)
    assert len(server.received) == before


@pytest.mark.parametrize("value", ["a,b", "a;b", "${EPOCH}", 'a"b', "a'b", "a\\b", "a: b", "法院", "", "%n%s", "../x"])
def test_what_ami_carries_faithfully_is_carried(peer: Peer, value: str) -> None:
    server, actions = peer
    actions.must("DBPut", Family="notice", Key="1", Val=value)
    assert server.database["notice", "1"] == value


@pytest.mark.parametrize(
    "key", ["Action", "ActionID", "actionid", "Val\r\nX", "Val:", "", "Väl", "V al", "-V", "V" * 1100]
)
def test_a_hostile_header_name_is_refused(peer: Peer, key: str) -> None:
    server, actions = peer
    before = len(server.received)
    with pytest.raises(AmiUnsafeValue) as refused:
        actions.send("DBPut", **{key: "v"})
    assert refused.value.field in (key, ascii(key[:40]))
    assert len(server.received) == before


def test_more_headers_than_asterisk_reads_are_refused(peer: Peer) -> None:
    _, actions = peer
    actions.send("DBPut", Family="f", Key="k", **{f"X{at}": at for at in range(124)})
    with pytest.raises(AmiUnsafeValue) as refused:
        actions.send("DBPut", Family="f", Key="k", **{f"X{at}": at for at in range(125)})
    assert refused.value.field == "headers"
