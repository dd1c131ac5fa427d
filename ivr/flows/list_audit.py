"""Look through one court's audit trail."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from ivr.domain.court import GATEWAY, Court
from ivr.domain.enrolment import earliest_end
from ivr.domain.staff import require
from ivr.flows.desk import Work
from ivr.store import audit


@dataclass(frozen=True)
class Sought:
    """What to look for; everything when nothing is said. ``first`` and ``last`` are days of the court, both included.

    ``behind``: entries behind the one with this time and number only.
    """

    court_id: str | None = None
    subject: str | None = None
    actor: str | None = None
    action: str | None = None
    first: date | None = None
    last: date | None = None
    behind: tuple[datetime, int] | None = None
    limit: int = 50


def list_audit(work: Work, sought: Sought) -> Sequence[audit.Row]:
    """The newest first. Raises NotFound also for another court's; ``gateway`` is the gateway's own, for operators."""
    require(work.actor, "read_audit")
    chain, zone = _chain(work, sought.court_id or work.actor.court_id or GATEWAY)
    since = earliest_end([sought.first - timedelta(days=1)], zone) if sought.first else None
    until = earliest_end([sought.last], zone) if sought.last else None
    same = {name: value for name in ("subject", "actor", "action") if (value := getattr(sought, name)) is not None}
    return audit.newest(work.session, chain, same, (since, until), sought.behind, sought.limit)


def _chain(work: Work, name: str) -> tuple[str, ZoneInfo]:
    if name == GATEWAY and work.actor.court_id is None:
        return name, ZoneInfo("UTC")
    court = work.scope.one(Court, name)
    return court.id, ZoneInfo(court.zone)
