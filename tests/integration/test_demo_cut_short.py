"""Cut short at any time, the demo leaves a report and no process."""

import json
import signal
import subprocess
from pathlib import Path

import pytest

from tests.servers.demo import data, demo, running_in
from tests.servers.poll import eventually

pytestmark = pytest.mark.alone

__all__ = ["data"]


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
