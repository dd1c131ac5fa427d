"""The figures as a picture: for each group of a court, the share that paid, and how many days it took."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from textwrap import wrap
from typing import Final

from ivr.domain.figures import NOTE_EN, NOTE_ZH, Figure, Group
from ivr.kit.svg import element, picture, text

WIDTH: Final = 800
ROW: Final = 44
SHARE_X, SHARE_W = 190, 230
DAYS_X, DAYS_W = 520, 240
LABELS: Final = {
    Group.NO_NOTICE: ("未告知", "not told"),
    Group.WARNED: ("已告知，未播放", "told, not announced"),
    Group.ANNOUNCED: ("已播放", "announced"),
}
COLOURS: Final = {Group.NO_NOTICE: "soft", Group.WARNED: "amber", Group.ANNOUNCED: "blue"}
NOT_TOLD: Final = "少于 5 人，不显示 · fewer than 5, not shown"


@dataclass(frozen=True)
class _Scale:
    """``longest``: the days at the right end."""

    longest: float

    def x(self, days: float) -> float:
        return DAYS_X + DAYS_W * days / self.longest


def draw(found: Sequence[Figure], period: str) -> str:
    """The SVG. ``period`` as it is shown, such as ``2026-01 – 2026-06``."""
    scale = _Scale(max([1.0, *(one.days[2] for one in found if one.days)]))
    body = [text(24, 36, f"履行情况 · Who performed, {period}", "ink title"), *_heads(scale)]
    y = 108.0
    for court, rows in groupby(found, key=lambda one: one.court_id):
        body.append(text(24, y, court, "ink head"))
        y += 14
        for one in rows:
            body += _row(one, y, scale)
            y += ROW
        y += 24
    body += _notes(y + 6)
    return picture(WIDTH, y + 84, f"Who performed, {period}", body, "figures")


def _heads(scale: _Scale) -> list[str]:
    return [
        text(SHARE_X, 66, "履行的比例 · share that paid", "ink small"),
        text(DAYS_X, 66, "履行所用天数：四分位及中位 · days until then", "ink small"),
        *(text(SHARE_X + SHARE_W * part, 84, f"{part:.0%}", "soft small", "middle") for part in (0.0, 0.5, 1.0)),
        *(text(scale.x(days), 84, f"{days:.0f}", "soft small", "middle") for days in (0, scale.longest)),
    ]


def _row(one: Figure, y: float, scale: _Scale) -> Iterator[str]:
    zh, en = LABELS[one.group]
    yield text(24, y + 16, zh, "ink")
    yield text(24, y + 31, en, "soft small")
    yield from _share(one, y)
    if one.days:
        yield from _days(one, one.days, y, scale)
    elif one.paid != 0:
        yield text(DAYS_X, y + 21, "—", "soft small")


def _share(one: Figure, y: float) -> Iterator[str]:
    if one.paid is None or one.debtors is None:
        yield text(SHARE_X, y + 21, NOT_TOLD, "soft small")
        return
    yield element("rect", x=SHARE_X, y=y + 6, width=SHARE_W, height=20, class_="line-line")
    if one.share:
        yield element("rect", x=SHARE_X, y=y + 6, width=SHARE_W * one.share, height=20, class_=COLOURS[one.group])
    yield text(SHARE_X + SHARE_W + 10, y + 21, f"{one.paid} / {one.debtors}", "ink small")


def _days(one: Figure, days: tuple[float, float, float], y: float, scale: _Scale) -> Iterator[str]:
    low, middle, high = days
    width = max(scale.x(high) - scale.x(low), 2)
    yield element("rect", x=scale.x(low), y=y + 6, width=width, height=20, class_=f"{COLOURS[one.group]}-line")
    yield element("rect", x=scale.x(middle) - 1.5, y=y + 3, width=3, height=26, class_=COLOURS[one.group])
    yield text(scale.x(low), y + 39, f"{low:g} · {middle:g} · {high:g}", "soft small")


def _notes(y: float) -> Iterable[str]:
    lines = [*wrap(NOTE_ZH, 58), *wrap(NOTE_EN, 112)]
    return [text(24, y + 18 * n, line, "soft small") for n, line in enumerate(lines)]
