"""Who ends Asterisk when the process that started it is killed, and whom it runs as."""

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from ivr.kit.debs import Tree
from ivr.pbx.embedded import Embedded, Owner, private_program
from ivr.pbx.embedded.process import Process
from tests.servers.asterisk import dialplan, on_free_ports
from tests.servers.user import as_ordinary_user, hand_over

# Starts Asterisk in the folder named by its first argument, says so, and stays until it is killed.
_PARENT = """
import sys
from pathlib import Path
from ivr.kit.debs import Tree
from ivr.pbx.embedded import Embedded, EmbeddedSettings, Owner, private_program
from tests.servers.asterisk import dialplan
root, folder, ami, sip, owner = sys.argv[1:]
settings = EmbeddedSettings(ami_port=int(ami), sip_port=int(sip))
embedded = Embedded(private_program(Tree.read(Path(root))), Path(folder), settings)
embedded.configure(dialplan(settings))
embedded.start(Owner(owner))
embedded.wait_ready()
print("ready", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def embedded(tools: Tree, tmp_path: Path) -> Iterator[Embedded]:
    embedded = Embedded(private_program(tools), tmp_path / "run", on_free_ports())
    yield embedded
    embedded.stop()


def parent(embedded: Embedded, tools: Tree, owner: Owner, prefix: tuple[str, ...] = ()) -> subprocess.Popen[str]:
    ports = (str(embedded.settings.ami_port), str(embedded.settings.sip_port))
    process = subprocess.Popen(
        [*prefix, sys.executable, "-c", _PARENT, tools.root, embedded.folder, *ports, owner],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    assert process.stdout
    assert process.stdout.readline() == "ready\n"
    return process


def kill(process: subprocess.Popen[str]) -> None:
    process.kill()
    process.communicate()


def test_a_child_ends_with_its_killed_parent(embedded: Embedded, tools: Tree) -> None:
    process = parent(embedded, tools, Owner.CHILD)
    with found(embedded) as asterisk:
        kill(process)
        assert asterisk.wait(10)
    assert not embedded.status().running


def test_after_a_killed_parent_a_new_start_waits_for_the_old_one_to_end(embedded: Embedded, tools: Tree) -> None:
    process = parent(embedded, tools, Owner.CHILD)
    embedded.configure(dialplan(embedded.settings))
    before = embedded.status().pid
    kill(process)
    embedded.start(Owner.CHILD)
    embedded.wait_ready()
    assert embedded.status().pid != before


def test_a_daemon_survives_its_killed_parent_until_it_is_stopped(embedded: Embedded, tools: Tree) -> None:
    process = parent(embedded, tools, Owner.DAEMON)
    with found(embedded) as asterisk:
        kill(process)
        assert not asterisk.wait(1.5)
        assert embedded.status().owner is Owner.DAEMON
        assert embedded.stop()
        assert asterisk.wait(0)


@pytest.mark.parametrize("signal_number", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_leaves_no_orphan(embedded: Embedded, tools: Tree, signal_number: signal.Signals) -> None:
    process = parent(embedded, tools, Owner.CHILD)
    with found(embedded) as asterisk:
        process.send_signal(signal_number)
        process.communicate()
        assert asterisk.wait(10)


def test_an_ordinary_user_can_run_it(embedded: Embedded, tools: Tree) -> None:
    # Not below pytest's folder, which only its owner may enter.
    with tempfile.TemporaryDirectory() as folder:
        hand_over(Path(folder))
        plain = Embedded(embedded.program, Path(folder), embedded.settings)
        process = parent(plain, tools, Owner.CHILD, as_ordinary_user())
        with found(plain) as asterisk:
            status = Path(f"/proc/{asterisk.pid}/status").read_text(encoding="utf-8")
            assert "Uid:\t0\t" not in status
            kill(process)
            assert asterisk.wait(10)


def found(embedded: Embedded) -> Process:
    process = Process.find(embedded.folder)
    assert process
    assert process.pid != os.getpid()
    return process
