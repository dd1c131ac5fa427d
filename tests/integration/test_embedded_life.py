"""The embedded Asterisk's life: start, ready, status, stop, and each way a start is refused."""

import os
import signal
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from ivr.kit.debs import Tree
from ivr.pbx.embedded import Embedded, EmbeddedSettings, Owner, private_program
from ivr.pbx.embedded.errors import AlreadyRunning, BadSettings, DiedAtStart, NoParentTie, PortTaken
from ivr.pbx.embedded.ports import free_port
from ivr.pbx.embedded.process import Process
from tests.servers.asterisk import dialplan, on_free_ports


def start_ready(embedded: Embedded, owner: Owner = Owner.CHILD) -> None:
    embedded.start(owner)
    embedded.wait_ready()


@pytest.fixture
def embedded(tools: Tree, tmp_path: Path) -> Iterator[Embedded]:
    # Deep on purpose: deeper than a Unix socket's path may be.
    folder = tmp_path / ("deep" * 20) / "run folder"
    embedded = Embedded(private_program(tools), folder, on_free_ports())
    embedded.configure(dialplan(embedded.settings))
    yield embedded
    embedded.stop()


def test_it_starts_ready_and_clean_and_stops(embedded: Embedded, capsys: pytest.CaptureFixture[str]) -> None:
    start_ready(embedded)
    status = embedded.status()
    assert status.running
    assert status.owner is Owner.CHILD
    assert status.version.startswith(embedded.program.version)
    assert status.pid
    assert status.since
    assert status.resident_kb
    with capsys.disabled():
        print(f"\nAsterisk {status.version}: {status.resident_kb // 1024} MB resident")
    assert status.resident_kb < 128 * 1024
    # A longer path would be cut off in silence, and the socket would lie wherever that leads.
    assert len(str(embedded.folder / "run/asterisk.ctl")) > 107
    assert (embedded.folder / "run/asterisk.ctl").is_socket()
    log = (embedded.folder / "log/messages.log").read_text(encoding="utf-8")
    assert not [line for line in log.splitlines() if "WARNING" in line or "ERROR" in line]
    assert embedded.stop()
    assert not embedded.status().running
    assert not embedded.stop()


def test_the_database_outlives_a_restart(embedded: Embedded) -> None:
    embedded.start(Owner.DAEMON)
    embedded.wait_ready()
    assert "successfully" in embedded.command("database put notice 8613 x")
    embedded.stop()
    embedded.start(Owner.DAEMON)
    embedded.wait_ready()
    assert "Value: x" in embedded.command("database get notice 8613")


def test_a_second_start_is_refused_with_the_process(embedded: Embedded) -> None:
    embedded.start(Owner.DAEMON)
    with pytest.raises(AlreadyRunning) as refusal:
        Embedded(embedded.program, embedded.folder, embedded.settings).start(Owner.DAEMON)
    assert refusal.value.facts["pid"] == embedded.status().pid


def test_another_object_may_stop_it(embedded: Embedded) -> None:
    embedded.start(Owner.DAEMON)
    assert Embedded(embedded.program, embedded.folder, embedded.settings).stop()
    assert not embedded.status().running


@pytest.mark.parametrize("content", ["{gone}", "{foreign}", "not a number", "", "0", "-1"])
def test_a_stale_process_id_is_nobody_s(embedded: Embedded, content: str) -> None:
    ended = os.posix_spawn("/bin/true", ["true"], {})
    os.waitpid(ended, 0)
    # The foreign one is this test's own process: ending it would be noticed.
    words = content.format(gone=ended, foreign=os.getpid())
    (embedded.folder / "run/asterisk.pid").write_text(words, encoding="ascii")
    assert not embedded.status().running
    assert not embedded.stop()
    embedded.start(Owner.CHILD)
    embedded.wait_ready()


def test_a_killed_one_is_seen_as_stopped_and_can_be_started(embedded: Embedded) -> None:
    start_ready(embedded)
    process = Process.find(embedded.folder)
    assert process
    with process:
        os.kill(process.pid, signal.SIGKILL)
        assert process.wait(10)
    assert not embedded.status().running
    embedded.start(Owner.CHILD)
    embedded.wait_ready()


@pytest.mark.parametrize(
    ("kind", "name"), [(socket.SOCK_STREAM, "ami_port"), (socket.SOCK_DGRAM, "sip_port")], ids=["AMI", "SIP"]
)
def test_a_taken_port_is_named_with_its_owner(embedded: Embedded, kind: socket.SocketKind, name: str) -> None:
    port = getattr(embedded.settings, name)
    with socket.socket(socket.AF_INET, kind) as taken:
        taken.bind(("127.0.0.1", port))
        if kind is socket.SOCK_STREAM:
            taken.listen()
        with pytest.raises(PortTaken, match=rf"Port {port} .*process {os.getpid()}"):
            embedded.start(Owner.CHILD)
    assert not embedded.status().running


@pytest.mark.parametrize("owner", list(Owner))
def test_a_refused_configuration_is_told_with_asterisk_s_last_words(embedded: Embedded, owner: Owner) -> None:
    (embedded.folder / "etc/extensions.conf").unlink()
    with pytest.raises(DiedAtStart, match="pbx_config"):
        start_ready(embedded, owner)
    assert not embedded.status().running


def test_a_start_that_could_leave_an_orphan_is_refused(
    embedded: Embedded, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    refusals: list[NoParentTie] = []

    def start() -> None:
        with pytest.raises(NoParentTie) as refusal:
            embedded.start(Owner.CHILD)
        refusals.append(refusal.value)

    thread = threading.Thread(target=start)
    thread.start()
    thread.join()
    monkeypatch.setenv("PATH", str(tmp_path))
    start()
    assert [str(refusal.facts["reason"]) for refusal in refusals] == [
        "it was not started from the main thread",
        "there is no setpriv program",
    ]


def test_files_with_secrets_are_for_their_owner_only(embedded: Embedded) -> None:
    etc = embedded.folder / "etc"
    assert etc.stat().st_mode & 0o077 == 0
    assert all(file.stat().st_mode & 0o077 == 0 for file in etc.iterdir())
    assert embedded.settings.actions_secret in (etc / "manager.conf").read_text(encoding="utf-8")
    assert embedded.settings.actions_secret not in repr(embedded.settings)


@pytest.mark.parametrize("name", ["../extensions.conf", "/etc/x", "", "a/b", ".hidden", "x.conf\n"])
def test_an_extra_file_stays_in_the_configuration_folder(embedded: Embedded, name: str) -> None:
    with pytest.raises(BadSettings):
        embedded.configure({name: ""})


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("actions_secret", "short"),
        ("events_secret", "0123456789abcdef\nwrite = all"),
        ("actions_secret", "0123456789abcdef;"),
        ("ami_port", 0),
        ("sip_port", 65536),
        ("rtp_last", 1),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(field: str, value: object) -> None:
    with pytest.raises(BadSettings) as refusal:
        EmbeddedSettings(**{field: value})  # type: ignore[arg-type]
    assert refusal.value.field == field


def test_free_ports_differ_from_run_to_run() -> None:
    assert len({free_port(socket.SOCK_STREAM) for _ in range(20)}) > 1
