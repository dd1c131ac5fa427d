"""List enrolments of the actor's court: by state, by number, by who drafted them, by days."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement

from ivr.domain.court import Court
from ivr.domain.enrolment import Enrolment, State, earliest_end
from ivr.domain.errors import BadInput
from ivr.domain.number import enrollable
from ivr.domain.staff import require
from ivr.flows.desk import Work
from ivr.kit.cursor import pack, unpack
from ivr.store.tables import courts, enrolments

MOST = 200
FIRST = datetime(1970, 1, 1, tzinfo=UTC)
"""Before any end: an index finds what is from a time on, but not always what is not NULL."""


class By(StrEnum):
    """Which time a list goes by: the days asked for are of it, and the newest comes first."""

    DRAFTED = "drafted"
    EXPIRES = "expires"
    ENDED = "ended"


_COLUMNS = {
    By.DRAFTED: enrolments.c.drafted_at,
    By.EXPIRES: enrolments.c.expires_at,
    By.ENDED: enrolments.c.ended_at,
}


@dataclass(frozen=True)
class Page:
    """``next``: what to ask for as ``after``; None on the last page."""

    items: list[Enrolment]
    next: str | None


@dataclass(frozen=True)
class Wanted:
    """What to list; everything when nothing is said. ``after`` is the ``next`` of the page before.

    ``first`` and ``last`` are days of the court, both of them included.
    """

    state: State | None = None
    number: str | None = None
    after: str = ""
    limit: int = 50
    drafted_by: str | None = None
    by: By = By.DRAFTED
    first: date | None = None
    last: date | None = None


def list_enrolments(work: Work, wanted: Wanted) -> Page:
    """Raises BadInput for what is no number or no cursor. A search by number is written down.

    What is there when the first page is asked for, and stays, is on one page and on one only, whatever is added.
    """
    require(work.actor, "read_cases")
    limit, column = min(wanted.limit, MOST), _COLUMNS[wanted.by]
    found = work.scope.newest(Enrolment, column, *_where(work, wanted), limit=limit + 1, after=_after(wanted))
    return Page(found[:limit], _cursor(wanted.by, found[limit - 1]) if len(found) > limit else None)


def _where(work: Work, wanted: Wanted) -> list[ColumnElement[bool]]:
    where = _days(work, wanted)
    if wanted.state is not None:
        where.append(enrolments.c.state == wanted.state)
    if wanted.drafted_by is not None:
        where.append(enrolments.c.drafted_by == wanted.drafted_by)
    if wanted.number is not None:
        number = enrollable(wanted.number)
        # The trail names the number by its blind index: who looked for whom can be proven, but not read.
        work.record("search", "enrolments", after=work.vault.index(number, "number"))
        where.append(enrolments.c.number == number)
    return where


def _days(work: Work, wanted: Wanted) -> list[ColumnElement[bool]]:
    column, where = _COLUMNS[wanted.by], []
    zone = _zone(work)
    if wanted.first is not None:
        where.append(column >= earliest_end([wanted.first - timedelta(days=1)], zone))
    if wanted.last is not None:
        where.append(column < earliest_end([wanted.last], zone))
    return [*where, column >= FIRST] if wanted.by is By.ENDED else where


def _zone(work: Work) -> ZoneInfo:
    """The court's; who belongs to none sees none of its days."""
    court = work.scope.first(Court, courts.c.id == work.actor.court_id)
    return ZoneInfo(court.zone if court else "UTC")


def _cursor(by: By, last: Enrolment) -> str:
    at = {By.DRAFTED: last.drafted_at, By.EXPIRES: last.expires_at, By.ENDED: last.ended_at}[by]
    return pack(by, at.isoformat() if at else "", last.id)


def _after(wanted: Wanted) -> tuple[datetime, str] | None:
    if not wanted.after:
        return None
    try:
        by, at, key = unpack(wanted.after, 3)
        moment = datetime.fromisoformat(at)
    except ValueError:
        by, moment, key = "", None, ""
    if by != wanted.by or moment is None or moment.tzinfo is None:
        reason, reason_zh = "give the next of a page of the same list", "请填写同一列表上一页的 next"
        raise BadInput(field="after", reason=reason, reason_zh=reason_zh)
    return moment, key
