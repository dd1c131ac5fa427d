"""Days and moments as people and banks write them (RFC 3339), in the range that a court's papers can have."""

import re
from datetime import UTC, date, datetime, tzinfo
from zoneinfo import ZoneInfo

from ivr.domain.errors import BadInput

FIRST_YEAR, LAST_YEAR = 1990, 2100
"""Outside of it a date is a slip of the pen, and arithmetic on it could leave the calendar."""

MAINLAND = ZoneInfo("Asia/Shanghai")
"""The mainland has one time zone."""

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MOMENT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?(Z|[+-][0-9]{2}:[0-9]{2})"
)


def day(given: str, field: str) -> date:
    """A calendar day, ``2026-03-01``. Raises BadInput naming the field."""
    found = _calendar(given) if _DAY.fullmatch(given) else None
    if found is None:
        reason, reason_zh = "write a day such as 2026-03-01", "请填写日期，例如 2026-03-01"
        raise BadInput(field=field, reason=reason, reason_zh=reason_zh)
    return found.date()


def moment(given: str, field: str) -> datetime:
    """A time with its zone, ``2026-03-01T09:30:00+08:00``, in UTC. Raises BadInput naming the field."""
    found = _calendar(given) if _MOMENT.fullmatch(given) else None
    if found is None:
        reason = "write a time with its zone, such as 2026-03-01T09:30:00+08:00"
        raise BadInput(field=field, reason=reason, reason_zh="请填写带时区的时间，例如 2026-03-01T09:30:00+08:00")
    return found.astimezone(UTC)


def local(given: datetime, zone: tzinfo = MAINLAND) -> str:
    """For people: by the court's clock, to the second, with its distance from UTC."""
    return given.astimezone(zone).isoformat(" ", "seconds")


def _calendar(given: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(given)
    except ValueError:  # no such day, hour or zone: the caller says which field
        return None
    return found if FIRST_YEAR <= found.year <= LAST_YEAR else None
