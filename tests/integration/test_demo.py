"""The demo as people start it: the whole story holds; cut short at any time it leaves a report and no process."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from ivr.kit.debs import Tree
from tests.servers.poll import eventually

pytestmark = pytest.mark.alone

SHARED = Path(__file__).parent.parent.parent / "var"
DEMO = [sys.executable, "-c", "from ivr.cli import main; main()", "demo", "--lang", "en"]


@pytest.fixture
def data(tmp_path: Path, tools: Tree) -> Path:
    """A data folder of its own, with the programs, voices and finished notices of this checkout."""
    for name in ("tools", "speech", "prompts"):
        (SHARED / name).mkdir(exist_ok=True)
        (tmp_path / name).symlink_to(SHARED / name)
    return tmp_path


@contextmanager
def demo(data: Path, *options: str) -> Iterator[subprocess.Popen[str]]:
    """Killed at the end if it is still there."""
    environment = os.environ | {"IVR_DATA": str(data), "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        [*DEMO, *options], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def running_in(data: Path) -> list[str]:
    """Every process that has this folder in its command line or its environment."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            words = (folder / "cmdline").read_bytes() + (folder / "environ").read_bytes()
        except OSError:  # gone, or somebody else's
            continue
        if str(data).encode() in words and int(folder.name) != os.getpid():
            found.append(words.replace(b"\0", b" ").decode("utf-8", "replace"))
    return found


def test_all_seven_proofs_hold_and_everything_is_left_behind(data: Path) -> None:
    with demo(data, "--json") as process:
        output, told = process.communicate(timeout=280)
    assert process.returncode == 0, told[-3000:]
    result = json.loads(output)
    assert result["holds"] is True
    assert {proof["key"] for proof in result["proofs"]} == {"1", "2", "3", "4", "5", "6", "7", "+"}
    for name in ("report.html", "result.json", "trace.txt", "trace.pcap", "calls/3-notice.wav"):
        assert (data / "demo" / name).stat().st_size > 1000
    assert running_in(data) == []


def at_calls(process: subprocess.Popen[str]) -> None:
    """Until the callers of the second act have been told of, so calls, Asterisk and the gateway are there."""
    assert process.stdout
    for line in process.stdout:
        if "19 numbers are active" in line:
            return
    raise AssertionError(process.stderr.read() if process.stderr else "")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_interrupted_it_ends_everything_and_keeps_what_it_had(data: Path, number: signal.Signals) -> None:
    with demo(data) as process:
        at_calls(process)
        assert running_in(data)
        process.send_signal(number)
        _, told = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "do not hold: 3, 4, 5, 6, 7, +" in told
    assert running_in(data) == []
    result = json.loads((data / "demo/result.json").read_text("utf-8"))
    assert "interrupted" in result["broken"]["en"]
    assert [proof["holds"] for proof in result["proofs"]] == [True, True]


def test_killed_it_leaves_no_process_either(data: Path) -> None:
    with demo(data) as process:
        at_calls(process)
        process.kill()
        process.wait(10)
        assert eventually(lambda: not running_in(data), 20), running_in(data)
