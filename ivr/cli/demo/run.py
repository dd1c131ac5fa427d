"""``ivr demo``: plays the story, leaves its report in ``<data>/demo``, and ends with the proofs' verdict."""

import json
from pathlib import Path

from rich.console import Console

from ivr.cli.demo.children import ending_children
from ivr.cli.demo.errors import NotHeld
from ivr.cli.demo.record import Record
from ivr.cli.demo.report.leave import leave
from ivr.cli.demo.report.result import result
from ivr.cli.demo.stage import set_stage
from ivr.cli.demo.story import play
from ivr.cli.demo.timeline import Timeline
from ivr.cli.demo.words import Words, of_error
from ivr.cli.gateway import settings
from ivr.cli.options import AsJson
from ivr.kit.debs.lock import exclusive
from ivr.kit.debs.room import make_usable
from ivr.kit.errors import GatewayError
from ivr.settings import Settings


def verb(as_json: AsJson = False) -> None:
    base = settings()
    folder = base.data / "demo"
    make_usable(folder)
    with exclusive(folder, seconds=1):
        kept = Record(Timeline(Console(stderr=as_json, highlight=False)))
        try:
            _play(base, kept)
        finally:
            report = leave(folder, kept)
    if as_json:
        print(json.dumps(result(kept), ensure_ascii=False, indent=1))
    _end(kept, report)


def _play(base: Settings, kept: Record) -> None:
    """What stops the story is kept too: the report then says so."""
    try:
        with ending_children():
            play(set_stage(base), base.data, kept)
    except GatewayError as error:
        kept.broken = of_error(error)
        kept.timeline.tell(kept.broken, holds=False)


def _end(kept: Record, report: Path) -> None:
    took = kept.timeline.moments[-1].at if kept.timeline.moments else 0.0
    if kept.holds:
        kept.timeline.tell(
            Words(
                f"七项证明全部成立，用时 {took:.0f} 秒。报告：{report}",
                f"All seven proofs hold, in {took:.0f} s. Report: {report}",
            ),
            holds=True,
        )
        return
    raise NotHeld(which=", ".join(kept.missing), report=report)
