"""Leaves everything: recordings, traces, ``result.json``, and the page that shows them."""

import json
from pathlib import Path

from ivr.carrier.pcap import Leg, write_pcap
from ivr.carrier.trace import write_text
from ivr.cli.demo.call import Call
from ivr.cli.demo.record import Record
from ivr.cli.demo.report.page import page
from ivr.cli.demo.report.result import result


def leave(folder: Path, kept: Record) -> Path:
    """The page's path."""
    calls = sorted(kept.album, key=lambda call: call.heard.invited_at)
    _sounds(folder / "calls", calls)
    _traces(folder, calls)
    found = result(kept)
    (folder / "result.json").write_text(json.dumps(found, ensure_ascii=False, indent=1), "utf-8")
    report = folder / "report.html"
    report.write_text(page(kept), "utf-8")
    return report


def _sounds(folder: Path, calls: list[Call]) -> None:
    """What each caller and callee heard."""
    folder.mkdir(exist_ok=True)
    for call in calls:
        if call.heard.audio.seconds:
            call.heard.audio.write_wav(folder / f"{call.name}.wav")
        if call.called is not None and call.called.audio.seconds:
            call.called.audio.write_wav(folder / f"{call.name}-callee.wav")


def _traces(folder: Path, calls: list[Call]) -> None:
    ends = [end for call in calls for end in _ends(call)]
    write_text(folder / "trace.txt", [(name, leg.messages) for name, leg in ends])
    write_pcap(folder / "trace.pcap", [leg for _, leg in ends])


def _ends(call: Call) -> list[tuple[str, Leg]]:
    records = [("caller", call.heard), ("callee", call.called)]
    return [(f"{call.name} {who}", Leg(r.own, r.peer, r.messages)) for who, r in records if r is not None]
