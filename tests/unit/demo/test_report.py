"""The page and the result of a run: whole in one file, in both languages, and plain about what does not hold."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console

from ivr.cli.demo.errors import NotHeld
from ivr.cli.demo.proofs.before_enrolment import before_enrolment
from ivr.cli.demo.proofs.notice_heard import notice_heard
from ivr.cli.demo.record import Record
from ivr.cli.demo.report.leave import leave
from ivr.cli.demo.report.page import page
from ivr.cli.demo.report.result import result
from ivr.cli.demo.run import _end
from ivr.cli.demo.timeline import Timeline
from ivr.cli.demo.words import same
from tests.unit.demo.recorded import COURT, OTHER, Made, call


@pytest.fixture
def kept() -> Record:
    """A run that was cut short after its third proof, which does not hold."""
    record = Record(Timeline(Console(quiet=True)))
    record.album += [call(name="1-before"), call(Made(notice=OTHER), (COURT,), name="3-notice")]
    record.timeline.prove(before_enrolment(record.album[0]))
    record.timeline.prove(notice_heard(record.album[1]))
    record.broken = same('cut short by <script>alert("x")</script>')
    return record


def test_the_page_needs_no_other_file_and_asks_no_other_host(kept: Record) -> None:
    addresses = re.findall(r'(?:src|href)="([^"]*)"', page(kept))
    assert len(addresses) == len(kept.album)
    assert all(address.startswith("data:audio/wav;base64,") for address in addresses)
    assert "@import" not in page(kept)
    assert "url(" not in page(kept)


def test_the_page_is_in_both_languages_with_a_picture_in_each(kept: Record) -> None:
    text = page(kept)
    assert "登记之前：通话照常接通，没有播报" in text
    assert "Before enrolment: the call connects and nothing is played" in text
    assert text.count("<svg") == 2 * (1 + 2)  # a ladder each, and a waveform for the call with a notice


def test_what_stopped_the_story_is_told_and_never_run(kept: Record) -> None:
    text = page(kept)
    assert "<script>" not in text
    assert "cut short by &lt;script&gt;" in text


def test_the_result_names_what_does_not_hold_and_what_was_not_reached(kept: Record) -> None:
    found = result(kept)
    assert found["holds"] is False
    assert found["not_held"] == ["2", "3", "4", "5", "6", "7", "+"]
    assert [proof["holds"] for proof in found["proofs"]] == [True, False]


def test_a_run_with_a_failing_proof_ends_with_an_error_that_names_it(kept: Record, tmp_path: Path) -> None:
    with pytest.raises(NotHeld) as ended:
        _end(kept, tmp_path / "report.html")
    assert "3" in ended.value.text("en")


def test_the_recordings_and_traces_of_a_run_cut_short_are_kept(kept: Record, tmp_path: Path) -> None:
    report = leave(tmp_path, kept)
    assert report.read_text("utf-8").startswith("<!doctype html>")
    assert json.loads((tmp_path / "result.json").read_text("utf-8"))["broken"]
    assert "INVITE" in (tmp_path / "trace.txt").read_text("utf-8")
    assert (tmp_path / "trace.pcap").stat().st_size > 1000
    names = {path.name for path in (tmp_path / "calls").iterdir()}
    assert {"1-before.wav", "3-notice.wav", "3-notice-callee.wav"} <= names


def test_a_run_that_never_began_still_leaves_a_page(tmp_path: Path) -> None:
    kept = replace(Record(Timeline(Console(quiet=True))), broken=same("no network"))
    assert "no network" in leave(tmp_path, kept).read_text("utf-8")
