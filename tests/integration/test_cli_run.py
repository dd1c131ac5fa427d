"""``ivr run`` as its own process: it serves, looks after its Asterisk, and leaves nothing behind."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from ivr.kit.debs import Tree
from ivr.pbx.embedded.ports import free_port
from ivr.pbx.embedded.process import Process

LONG_S = 60.0


@dataclass
class Service:
    """``ivr …`` over one data folder, with ports of its own."""

    data: Path
    port: int
    environment: dict[str, str]

    def do(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(self._argv(arguments), env=self.environment, capture_output=True, text=True, check=False)

    def start(self) -> subprocess.Popen[str]:
        return subprocess.Popen(
            self._argv(("run",)), env=self.environment, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def healthy(self) -> Any:
        """The health page once the node may announce; None before."""
        try:
            with urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=2) as answer:
                told = json.load(answer)
        except URLError:
            return None
        return told if told.get("announces") else None

    def asterisk(self) -> int | None:
        """The process id of this folder's Asterisk."""
        found = Process.find(self.data / "tools/pbx")
        if found is None:
            return None
        with found:
            return found.pid

    def _argv(self, arguments: tuple[str, ...]) -> list[str]:
        return [sys.executable, "-c", "from ivr.cli import main; main()", *arguments]


@pytest.fixture
def service(tools: Tree, tmp_path: Path) -> Service:
    """Installed, and with an operator, so that no sample court is set up."""
    (tmp_path / "tools").mkdir()
    (tmp_path / "tools/programs").symlink_to(tools.root.parent)
    port = free_port(socket.SOCK_STREAM)
    ports = {
        "IVR_HTTP_PORT": port,
        "IVR_AMI_PORT": free_port(socket.SOCK_STREAM),
        "IVR_SIP_PORT": free_port(socket.SOCK_DGRAM),
    }
    kept = {name: value for name, value in os.environ.items() if not name.startswith("IVR_")}
    environment = {**kept, **{name: str(value) for name, value in ports.items()}}
    made = Service(tmp_path, port, {**environment, "IVR_DATA": str(tmp_path), "IVR_LANGUAGE": "en"})
    for arguments in (("staff", "first", "王操作"), ("pbx", "install")):
        done = made.do(*arguments)
        assert done.returncode == 0, done.stderr
    return made


@pytest.fixture
def running(service: Service) -> Iterator[subprocess.Popen[str]]:
    with service.start() as process:
        try:
            until(service.healthy, process)
            yield process
        finally:
            process.kill()


def until(true: Callable[[], Any], process: subprocess.Popen[str] | None = None) -> Any:
    deadline = time.monotonic() + LONG_S
    while not (found := true()):
        assert process is None or process.poll() is None, process.communicate()[1]
        assert time.monotonic() < deadline, true
        time.sleep(0.1)
    return found


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
    until(service.healthy, running)


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
    assert service.healthy()


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
    argv = [sys.executable, "-c", "from ivr.cli import main; main()", "pbx", "start", "--foreground"]
    with subprocess.Popen(argv, env=service.environment, stdout=subprocess.DEVNULL) as process:
        try:
            until(lambda: service.asterisk() == process.pid)
        finally:
            process.terminate()
    assert service.asterisk() is None
