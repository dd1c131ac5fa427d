"""Amounts, days and texts as banks write them in files."""

import re
from datetime import date, datetime, time
from decimal import Decimal
from typing import Final
from zoneinfo import ZoneInfo

from ivr.domain.moment import FIRST_YEAR, LAST_YEAR

BEIJING: Final = ZoneInfo("Asia/Shanghai")
"""Banks of the mainland write their days and times without a zone, and mean this one."""
_DAY: Final = re.compile(r"(\d{4})(?:[-/.](\d{1,2})[-/.](\d{1,2})|(\d{2})(\d{2})|年(\d{1,2})月(\d{1,2})日)", re.ASCII)
_CLOCK: Final = re.compile(r"(\d{1,2}):?(\d{2})(?::?(\d{2})(?:[.,]\d+)?)?", re.ASCII)


def day(given: str) -> date | None:
    """``2026-03-01``, ``2026/3/1``, ``2026.3.1``, ``20260301``, ``2026年3月1日``; None for anything else."""
    found = _DAY.fullmatch(given)
    if found is None:
        return None
    year, month, of_month = (int(one) for one in found.groups() if one is not None)
    try:
        told = date(year, month, of_month)
    except ValueError:  # no such day: the caller says where
        return None
    return told if FIRST_YEAR <= year <= LAST_YEAR else None


def clock(given: str) -> time | None:
    """``09:30``, ``09:30:00``, ``093000``."""
    found = _CLOCK.fullmatch(given)
    try:
        return time(int(found[1]), int(found[2]), int(found[3] or 0)) if found else None
    except ValueError:
        return None


def moment(given: str) -> datetime | None:
    """A day with or without a time, as above or after ISO 8601. Without a zone it is Beijing's."""
    text = given.strip()
    on = day(text)
    if on is not None:
        return datetime.combine(on, time(), BEIJING)
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return _apart(text)
    if not FIRST_YEAR < found.year < LAST_YEAR:
        return None
    return found if found.tzinfo else found.replace(tzinfo=BEIJING)


def _apart(text: str) -> datetime | None:
    """``2026/3/1 9:30:00``, and the dates with a zone that XML may have: ``2026-03-01+08:00``."""
    before, _, behind = text.replace("+", " +").replace("Z", " Z").partition(" ")
    on, at = day(before), clock(behind.strip())
    if on is None:
        return None
    if at is None:
        return datetime.combine(on, time(), BEIJING) if behind.strip()[:1] in {"+", "Z"} else None
    return datetime.combine(on, at, BEIJING)


def whole_amount(given: str) -> Decimal | None:
    """An amount without a sign, zero included; None when it is none, or not in whole fen."""
    found = re.fullmatch(r"(\d{1,13})(?:\.(\d{1,2})0*)?", given, re.ASCII)
    return Decimal(f"{found[1]}.{found[2] or '00'}").quantize(Decimal("0.01")) if found else None


def plain(given: str, longest: int) -> str:
    """One line of printable characters."""
    shown = given if given.isprintable() else "".join(one if one.isprintable() else " " for one in given)
    return " ".join(shown.split())[:longest]
