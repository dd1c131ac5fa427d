"""The figures of the actor's court, or of every court for an operator: whole months, by the court's calendar."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from ivr.domain.court import Court
from ivr.domain.errors import BadInput
from ivr.domain.figures import Debtor, Figure, figures
from ivr.domain.staff import require
from ivr.flows.desk import Work
from ivr.store import figures as counted

MOST_COURTS = 10_000


@dataclass(frozen=True)
class Period:
    """``first`` and ``last``: months such as 2026-03, both included; whole ones, so that no two periods differ by a
    day, and by one person."""

    first: str
    last: str


def court_figures(work: Work, period: Period) -> list[Figure]:
    """Debtors by the month in which they came to the gateway. Raises BadInput for what is no month."""
    require(work.actor, "read_figures")
    first, behind = _month(period.first, "first"), _next(_month(period.last, "last"))
    if behind <= first:
        reason, reason_zh = "the last month lies before the first", "截止月份早于起始月份"
        raise BadInput(field="last", reason=reason, reason_zh=reason_zh)
    return figures(_debtors(work, first, behind))


def _debtors(work: Work, first: date, behind: date) -> Iterator[Debtor]:
    for court in work.scope.all(Court, limit=MOST_COURTS):
        zone = ZoneInfo(court.zone)
        start, end = (datetime(day.year, day.month, 1, tzinfo=zone) for day in (first, behind))
        yield from counted.debtors(work.session, court.id, start, end)


def _month(given: str, field: str) -> date:
    if not re.fullmatch(r"20[0-9]{2}-(0[1-9]|1[0-2])", given):
        raise BadInput(field=field, reason="write a month such as 2026-03", reason_zh="请填写月份，例如 2026-03")
    return date(int(given[:4]), int(given[5:]), 1)


def _next(month: date) -> date:
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)
