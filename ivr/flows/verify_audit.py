"""Verify the audit trail: every chain that the actor may see, entry by entry (invariant I6)."""

from dataclasses import dataclass

from ivr.domain.court import Court
from ivr.domain.staff import require
from ivr.flows.desk import Work
from ivr.store import audit


@dataclass(frozen=True)
class Chain:
    """``broken_at``: the number of the first entry that does not fit, None when all of them do.

    ``entries`` and ``head``: where it ends now. Whoever notes them down can later prove that nothing before was cut.
    """

    name: str
    broken_at: int | None
    entries: int
    head: str


def verify_audit(work: Work) -> list[Chain]:
    """A court's own chain; for an operator every court's, and the gateway's."""
    require(work.actor, "verify_audit")
    names = [court.id for court in work.scope.all(Court, limit=10_000)]
    if work.actor.court_id is None:
        names.append(audit.GATEWAY)
    return [_chain(work, name) for name in names]


def _chain(work: Work, name: str) -> Chain:
    head = audit.head(work.session, name)
    return Chain(name, audit.broken(work.session, name), head.n, head.hash)
