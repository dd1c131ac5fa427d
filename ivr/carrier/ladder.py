"""The ladder of a call as a picture: caller, gateway and callee, every message in time order, and what sounded when."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple
from xml.sax.saxutils import escape

from ivr.carrier.heard import CallRecord
from ivr.carrier.message import SipMessage
from ivr.kit.svg import element, picture, text

Colour = Literal["ink", "soft", "blue", "green", "amber", "red"]

WIDTH: Final = 900.0
LIVES: Final = (150.0, 490.0, 830.0)
INSET: Final = 14.0
"""Between a lifeline and a band, so that arrow heads stay free."""
TOP: Final = 128.0
ROW: Final = 34.0
STREAM_ROW: Final = 30.0
END_ROW: Final = 10.0
STRETCH: Final = 14.0
"""Extra height for each doubling of the seconds between two rows, so that waiting is seen without emptiness."""


class Arrow(NamedTuple):
    """A message from one lifeline (0 caller, 1 gateway, 2 callee) to another."""

    at: float
    start: int
    end: int
    label: str
    sdp: bool
    colour: Colour


@dataclass(frozen=True, slots=True)
class Stream:
    """Sound between ``left`` and ``right`` lifelines. The label is the reader's language: ``notice 11.8 s``."""

    start: float
    end: float
    label: str
    colour: Colour = "blue"
    left: int = 0
    right: int = 1


@dataclass(frozen=True, slots=True)
class Captions:
    """All words of the picture that are not SIP: given by whoever knows the reader's language."""

    title: str
    caller: str = "Caller"
    gateway: str = "Gateway"
    callee: str = "Callee"
    below: tuple[str, str, str] = ("", "", "")
    seconds: str = "s"


class _Row(NamedTuple):
    at: float
    height: float
    item: Arrow | Stream | None


def ladder(caller: CallRecord, callee: CallRecord | None, streams: Sequence[Stream], captions: Captions) -> str:
    """SVG text. Times count from the caller's INVITE."""
    arrows = [*arrows_of(caller, own=0, peer=1), *(arrows_of(callee, own=2, peer=1) if callee else ())]
    rows = _rows(arrows, streams)
    heights = _heights(rows)
    bottom = heights[-1] + 30
    body = [*_heads(captions, bottom), *_bands(rows, heights)]
    for row, y in zip(rows, heights, strict=True):
        body += _drawn(row, y, row.at - caller.invited_at, captions)
    return picture(WIDTH, bottom + 24, captions.title, body, "sip-ladder")


def arrows_of(record: CallRecord, own: int, peer: int) -> Iterable[Arrow]:
    for message in record.messages:
        start, end = (own, peer) if message.direction == "sent" else (peer, own)
        yield Arrow(message.at, start, end, message.name, message.has_sdp, _colour(message))


def _colour(message: SipMessage) -> Colour:
    kinds: dict[int, Colour] = {1: "blue", 2: "green", 3: "amber"}
    return kinds.get(message.code // 100, "red") if message.code else "ink"


def _rows(arrows: Iterable[Arrow], streams: Iterable[Stream]) -> list[_Row]:
    rows = [_Row(arrow.at, ROW, arrow) for arrow in arrows]
    for stream in streams:
        rows += [_Row(stream.start, STREAM_ROW, stream), _Row(stream.end, END_ROW, None)]
    return sorted(rows, key=lambda row: row.at)


def _heights(rows: Sequence[_Row]) -> list[float]:
    """The y of each row's foot."""
    heights, y, before = [], TOP, rows[0].at
    for row in rows:
        y += row.height + STRETCH * math.log2(1 + row.at - before)
        before = row.at
        heights.append(y)
    return heights


def _heads(captions: Captions, bottom: float) -> list[str]:
    parts = [text(24, 38, captions.title, "title ink")]
    for x, name, below in zip(LIVES, (captions.caller, captions.gateway, captions.callee), captions.below, strict=True):
        parts.append(element("line", x1=x, y1=TOP - 12, x2=x, y2=bottom, class_="line-line", stroke_width=1.5))
        parts.append(text(x, 84, name, "head ink", "middle"))
        parts.append(text(x, 104, below, "small soft", "middle"))
    return parts


def _bands(rows: Sequence[_Row], heights: Sequence[float]) -> Iterable[str]:
    for row, y in zip(rows, heights, strict=True):
        if isinstance(row.item, Stream):
            yield from _band(row.item, y - STREAM_ROW + 6, _foot(row.item.end, rows, heights))


def _foot(end: float, rows: Sequence[_Row], heights: Sequence[float]) -> float:
    return next(y for row, y in zip(rows, heights, strict=True) if row.at == end and row.item is None)


def _band(stream: Stream, top: float, foot: float) -> Iterable[str]:
    left = LIVES[stream.left] + INSET
    width = LIVES[stream.right] - INSET - left
    height = max(foot - top, 22.0)
    yield element("rect", x=left, y=top, width=width, height=height, rx=5, class_=stream.colour, opacity=0.13)
    yield element("rect", x=left, y=top, width=4, height=height, rx=2, class_=stream.colour)


def _drawn(row: _Row, y: float, offset: float, captions: Captions) -> list[str]:
    if row.item is None:
        return []
    if isinstance(row.item, Stream):
        return [text(LIVES[row.item.left] + 2 * INSET, y - 4, row.item.label, f"strong {row.item.colour}")]
    when = text(96, y + 4, f"{offset:.3f} {captions.seconds}", "small soft", "end")
    return [when, *_arrow(row.item, y)]


def _arrow(arrow: Arrow, y: float) -> list[str]:
    start, end = LIVES[arrow.start], LIVES[arrow.end]
    way = 1 if end > start else -1
    tip = f"M{end - way * 1.5:.1f} {y:.1f} l{-way * 9} -4.5 v9 z"
    sdp = element("tspan", "SDP", class_="small soft", dx=8) if arrow.sdp else ""
    middle = (start + end) / 2
    return [
        element("line", x1=start, y1=y, x2=end - way * 9, y2=y, class_=f"{arrow.colour}-line", stroke_width=1.6),
        element("path", d=tip, class_=arrow.colour),
        element("text", escape(arrow.label) + sdp, x=middle, y=y - 7, class_=arrow.colour, text_anchor="middle"),
    ]
