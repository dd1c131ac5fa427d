"""What the two AMI users may do, tried on a real Asterisk: no more than their work needs."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from ivr.kit.debs import Tree
from ivr.pbx.embedded import ACTIONS_USER, EVENTS_USER, Embedded, Owner, private_program
from tests.servers.asterisk import dialplan, on_free_ports

DENIED = "Permission denied"


class Line:
    """The bare protocol, so that nothing stands between the test and Asterisk's answer."""

    def __init__(self, embedded: Embedded, user: str, secret: str) -> None:
        self._socket = socket.create_connection(("127.0.0.1", embedded.settings.ami_port), timeout=10)
        self._file = self._socket.makefile("rb")
        self._file.readline()
        self.login = self.ask("Login", Username=user, Secret=secret)

    def ask(self, action: str, **headers: str) -> dict[str, str]:
        fields = {"Action": action, "ActionID": action, **headers}
        self._socket.sendall("".join(f"{key}: {value}\r\n" for key, value in fields.items()).encode() + b"\r\n")
        while True:
            message = self.read()
            if "Response" in message and message.get("ActionID") == action:
                return message

    def read(self) -> dict[str, str]:
        message: dict[str, str] = {}
        while line := self._file.readline().decode().strip():
            key, _, value = line.partition(": ")
            message[key] = value
        return message

    def close(self) -> None:
        self._file.close()
        self._socket.close()


def call(port: int) -> None:
    """One INVITE, whose answers nobody waits for."""
    sdp = "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio 9 RTP/AVP 8\r\n"
    lines = (
        f"INVITE sip:100@127.0.0.1:{port} SIP/2.0",
        "Via: SIP/2.0/UDP 127.0.0.1:9;branch=z9hG4bK1",
        "Max-Forwards: 70",
        "From: <sip:1@127.0.0.1>;tag=1",
        f"To: <sip:100@127.0.0.1:{port}>",
        "Call-ID: 1",
        "CSeq: 1 INVITE",
        "Contact: <sip:1@127.0.0.1:9>",
        "Content-Type: application/sdp",
        f"Content-Length: {len(sdp)}",
    )
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as caller:
        caller.sendto("\r\n".join((*lines, "", sdp)).encode(), ("127.0.0.1", port))


@pytest.fixture(scope="module")
def embedded(tools: Tree, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Embedded]:
    settings = on_free_ports()
    embedded = Embedded(private_program(tools), tmp_path_factory.mktemp("ami") / "run", settings)
    files = dialplan(settings)
    plan = "[in]\nexten => _X.,1,UserEvent(Heard,Id: 7)\n same => n,Hangup()\n"
    trunk = "[trunk]\ntype = endpoint\ncontext = in\nallow = alaw\n"
    trunk += "[who]\ntype = identify\nendpoint = trunk\nmatch = 127.0.0.1\n"
    embedded.configure({"extensions.conf": plan, "pjsip.conf": files["pjsip.conf"] + trunk})
    embedded.start(Owner.CHILD)
    embedded.wait_ready()
    yield embedded
    embedded.stop()


@pytest.fixture
def actions(embedded: Embedded) -> Iterator[Line]:
    line = Line(embedded, ACTIONS_USER, embedded.settings.actions_secret)
    yield line
    line.close()


@pytest.fixture
def events(embedded: Embedded) -> Iterator[Line]:
    line = Line(embedded, EVENTS_USER, embedded.settings.events_secret)
    yield line
    line.close()


@pytest.mark.parametrize(
    ("action", "headers"),
    [
        ("DBPut", {"Family": "notice", "Key": "86", "Val": "x"}),
        ("DBGet", {"Family": "notice", "Key": "86"}),
        ("DBGetTree", {"Family": "notice"}),
        ("DBDel", {"Family": "notice", "Key": "86"}),
        ("Setvar", {"Variable": "NOTICE_LEASE", "Value": "1"}),
        ("Getvar", {"Variable": "NOTICE_LEASE"}),
        ("CoreStatus", {}),
        ("Ping", {}),
    ],
)
def test_the_actions_user_may_do_its_work(actions: Line, action: str, headers: dict[str, str]) -> None:
    assert actions.ask(action, **headers)["Response"] == "Success"


@pytest.mark.parametrize(
    ("action", "headers"),
    [
        ("Originate", {"Channel": "Local/s@in", "Application": "System", "Data": "true"}),
        ("Command", {"Command": "core show version"}),
        ("UpdateConfig", {"SrcFilename": "manager.conf", "DstFilename": "manager.conf"}),
    ],
)
def test_the_actions_user_may_not_call_nor_command_nor_write_files(
    actions: Line, action: str, headers: dict[str, str]
) -> None:
    assert actions.ask(action, **headers)["Message"] == DENIED


@pytest.mark.parametrize(
    ("action", "headers"),
    [
        ("DBPut", {"Family": "notice", "Key": "86", "Val": "x"}),
        ("Setvar", {"Variable": "NOTICE_LEASE", "Value": "1"}),
        ("UserEvent", {"UserEvent": "Forged"}),
        ("ModuleLoad", {"LoadType": "reload"}),
    ],
)
def test_the_events_user_may_not_write(events: Line, action: str, headers: dict[str, str]) -> None:
    assert events.ask(action, **headers)["Message"] == DENIED


def test_the_events_user_hears_user_events_and_nothing_else(embedded: Embedded, events: Line) -> None:
    call(embedded.settings.sip_port)
    event = events.read()
    assert (event["Event"], event["UserEvent"], event["Id"]) == ("UserEvent", "Heard", "7")


def test_a_wrong_secret_is_refused(embedded: Embedded) -> None:
    line = Line(embedded, ACTIONS_USER, embedded.settings.events_secret)
    line.close()
    assert line.login["Message"] == "Authentication failed"


def test_ami_listens_on_loopback_only(embedded: Embedded) -> None:
    rows = [row.split()[1] for row in Path("/proc/net/tcp").read_text(encoding="ascii").splitlines()[1:]]
    port = f"{embedded.settings.ami_port:04X}"
    assert {row.partition(":")[0] for row in rows if row.endswith(port)} == {"0100007F"}
