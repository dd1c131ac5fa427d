"""Proposals by what they are about."""

from datetime import datetime

from ivr.domain.proposal import Proposal
from ivr.store.find import Scope
from ivr.store.tables import proposals


def newest(
    scope: Scope, subject: str | None, only_open: bool, limit: int, after: tuple[datetime, str] | None
) -> list[Proposal]:
    """``subject``: None for those about anything."""
    wanted = [] if subject is None else [proposals.c.subject == subject]
    waits = [proposals.c.verdict.is_(None)] if only_open else []
    return scope.newest(Proposal, proposals.c.proposed_at, *wanted, *waits, limit=limit, after=after)


def open_on(scope: Scope, kind: str, subject: str) -> list[Proposal]:
    """Those that nobody has decided."""
    mine = (proposals.c.kind == kind, proposals.c.subject == subject, proposals.c.verdict.is_(None))
    return scope.all(Proposal, *mine)
