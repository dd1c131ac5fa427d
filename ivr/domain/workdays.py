"""When a period of law ends: calendar days, and the mainland's working days with its make-up working days.

The State Council announces each year's holidays, and the weekends that are worked for them, shortly before the year
begins; the library ``chinesecalendar`` has them. For a year that it does not have yet Monday to Friday are taken, and
the answer says so: such a day may still move.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

import chinese_calendar

_DAY = timedelta(days=1)
_SATURDAY = 5
_ANNOUNCED = frozenset(day.year for day in chinese_calendar.holidays)
"""The years that the library has."""


@dataclass(frozen=True)
class Due:
    """``certain``: the holidays of all its days are known."""

    day: date
    certain: bool


def after_days(start: date, count: int) -> Due:
    """The last of ``count`` calendar days; the day of the event itself does not count.

    A period that would end on a day off ends on the next working day (Civil Procedure Law, art 85).
    """
    day = start + count * _DAY
    certain = True
    while True:
        works, known = _works(day)
        certain &= known
        if works:
            return Due(day, certain)
        day += _DAY


def after_working_days(start: date, count: int) -> Due:
    """The last of ``count`` working days; the day of the event itself does not count."""
    day, certain = start, True
    while count > 0:
        day += _DAY
        works, known = _works(day)
        certain &= known
        count -= works
    return Due(day, certain)


@lru_cache(maxsize=4096)
def _works(day: date) -> tuple[bool, bool]:
    """Whether it is a working day, and whether that is known."""
    if day.year not in _ANNOUNCED:  # or it has been, and the library is older
        return day.weekday() < _SATURDAY, False
    return bool(chinese_calendar.is_workday(day)), True
