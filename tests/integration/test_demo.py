"""The demo as people start it: the whole story holds."""

import json
from pathlib import Path

import pytest

from tests.servers.demo import data, demo, running_in

pytestmark = pytest.mark.alone

__all__ = ["data"]


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
