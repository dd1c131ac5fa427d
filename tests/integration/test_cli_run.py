"""``ivr run`` as its own process: it serves, looks after its Asterisk, and leaves nothing behind."""

import json
import os
import signal
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from ivr.kit.debs import Tree
from tests.servers.command import LONG_S, Service, install, until


@pytest.fixture
def service(tools: Tree, tmp_path: Path) -> Service:
    return install(tools, tmp_path)


@pytest.fixture
def stray(service: Service) -> Path:
    """A prompt's file on the node that nothing has named for years."""
    file = service.data / "tools/pbx/prompts" / f"{'a' * 32}.alaw"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(b"speech")
    os.utime(file, (0, 0))
    return file


@pytest.fixture
def running(service: Service) -> Iterator[subprocess.Popen[str]]:
    with service.start("run") as process:
        try:
            until(service.announces, process)
            yield process
        finally:
            process.kill()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT], ids=["SIGTERM", "Ctrl-C"])
def test_a_signal_ends_everything_in_order(
    number: signal.Signals, service: Service, running: subprocess.Popen[str]
) -> None:
    assert service.asterisk()
    running.send_signal(number)
    _, told = running.communicate(timeout=LONG_S)
    assert running.returncode == 0, told
    assert "Ended; no process is left." in told
    assert "Traceback" not in told
    assert service.asterisk() is None
    assert service.do("pbx", "status").returncode == 1


def test_an_asterisk_that_dies_comes_back_and_announces_again(service: Service, running: subprocess.Popen[str]) -> None:
    first = service.asterisk()
    assert first
    os.kill(first, signal.SIGKILL)
    until(lambda: service.asterisk() not in {None, first}, running)
    until(service.announces, running)


def test_a_prompt_that_nothing_names_goes_from_the_node(stray: Path, running: subprocess.Popen[str]) -> None:
    until(lambda: not stray.exists(), running)


def test_a_killed_gateway_leaves_no_asterisk(service: Service, running: subprocess.Popen[str]) -> None:
    assert service.asterisk()
    running.kill()
    until(lambda: service.asterisk() is None)


def test_a_second_gateway_in_the_same_folder_is_refused_and_the_first_runs_on(
    service: Service, running: subprocess.Popen[str]
) -> None:
    second = service.do("run")
    assert second.returncode == 1
    assert "is running already" in second.stderr
    assert service.announces()


def test_a_taken_port_is_told_and_nothing_stays_behind(service: Service) -> None:
    with socket.create_server(("127.0.0.1", service.port)):
        done = service.do("run")
    assert done.returncode == 1
    assert str(service.port) in done.stderr
    assert "Traceback" not in done.stderr
    assert service.asterisk() is None


def test_an_asterisk_of_its_own_starts_is_seen_and_stops(service: Service) -> None:
    started = service.do("pbx", "start", "--json")
    assert started.returncode == 0, started.stderr
    try:
        assert json.loads(service.do("pbx", "status", "--json").stdout)["owner"] == "daemon"
        assert service.do("pbx", "start").returncode == 1
    finally:
        assert service.do("pbx", "stop").returncode == 0
    assert service.asterisk() is None


def test_in_a_container_the_command_becomes_asterisk(service: Service) -> None:
    with service.start("pbx", "start", "--foreground") as process:
        try:
            until(lambda: service.asterisk() == process.pid)
        finally:
            process.terminate()
    assert service.asterisk() is None
