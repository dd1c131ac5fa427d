"""Long work shows how far it is, also where stderr is a log."""

import pytest

from ivr.cli.progress import progress
from tests.servers.poll import found


def test_a_log_gets_a_line_from_time_to_time(capsys: pytest.CaptureFixture[str]) -> None:
    told: list[str] = []

    def tells(line: str) -> bool:
        told.extend(capsys.readouterr().err.splitlines())
        return line in told

    with progress(every_s=0.01) as bars:
        task, other = bars.add_task("building notices", total=7000), bars.add_task("checking papers", total=None)
        bars.advance(task, 2)
        assert found(lambda: tells("building notices 2/7000") and tells("checking papers 0"), 10)
        bars.advance(task)
        bars.remove_task(other)
        assert found(lambda: tells("building notices 3/7000"), 10)


def test_short_work_says_nothing_in_a_log(capsys: pytest.CaptureFixture[str]) -> None:
    with progress() as bars:
        for _ in bars.track(range(3), description="building notices"):
            pass
    assert capsys.readouterr().err == ""
