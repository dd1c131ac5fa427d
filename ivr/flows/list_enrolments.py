"""List enrolments of the actor's court, by state or by number."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement

from ivr.domain.enrolment import Enrolment, State
from ivr.domain.number import enrollable
from ivr.domain.staff import require
from ivr.flows.desk import Work
from ivr.store.tables import enrolments

MOST = 200


@dataclass(frozen=True)
class Page:
    """``next``: what to ask for as ``after``; None on the last page."""

    items: list[Enrolment]
    next: str | None


@dataclass(frozen=True)
class Wanted:
    """What to list; everything when nothing is said. ``after`` is the ``next`` of the page before."""

    state: State | None = None
    number: str | None = None
    after: str = ""
    limit: int = 50


def list_enrolments(work: Work, wanted: Wanted) -> Page:
    """In the order of their ids. Raises BadInput for what is no number. A search by number is written down."""
    require(work.actor, "read_cases")
    limit = min(wanted.limit, MOST)
    found = work.scope.all(Enrolment, *_where(work, wanted), limit=limit + 1, after=wanted.after)
    return Page(found[:limit], found[limit - 1].id if len(found) > limit else None)


def _where(work: Work, wanted: Wanted) -> list[ColumnElement[bool]]:
    where: list[ColumnElement[bool]] = []
    if wanted.state is not None:
        where.append(enrolments.c.state == wanted.state)
    if wanted.number is not None:
        number = enrollable(wanted.number)
        # The trail names the number by its blind index: who looked for whom can be proven, but not read.
        work.record("search", "enrolments", after=work.vault.index(number, "number"))
        where.append(enrolments.c.number == number)
    return where
