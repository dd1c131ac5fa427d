"""List proposals, and read what one of them says."""

import json
from dataclasses import dataclass, field
from datetime import datetime

from ivr.domain.erased import ERASED
from ivr.domain.proposal import Proposal
from ivr.domain.staff import require
from ivr.domain.text import plain
from ivr.flows.desk import Work
from ivr.flows.proposals.kind import Content
from ivr.store import proposals


@dataclass(frozen=True)
class ProposalView:
    """``content`` and ``refused_for``: None once they are erased, or where there is none."""

    proposal: Proposal
    content: Content | None = field(repr=False)
    refused_for: str | None = field(repr=False)


def list_proposals(
    work: Work,
    subject: str | None = None,
    only_open: bool = True,
    limit: int = 50,
    after: tuple[datetime, str] | None = None,
) -> list[Proposal]:
    """The newest first, without what they say; ``subject``: the id of what they are about."""
    require(work.actor, "read_cases")
    return proposals.newest(work.scope, subject, only_open, limit, after)


def view_proposal(work: Work, proposal_id: str) -> Proposal:
    """Without what it says. Raises NotFound also for another court's."""
    require(work.actor, "read_cases")
    return work.scope.one(Proposal, proposal_id)


def read_proposal(work: Work, proposal_id: str, reason: str) -> ProposalView:
    """With it: that somebody read it is written down. Raises BadInput without a reason."""
    require(work.actor, "reveal")
    proposal = work.scope.one(Proposal, proposal_id)
    why = plain(reason, "reason", 200)
    work.record("read_proposal", proposal.id, court_id=proposal.court_id, reason=why)
    content = _opened(work, proposal.content, f"proposals.content.{proposal.id}")
    refused_for = _opened(work, proposal.reason, f"proposals.reason.{proposal.id}")
    return ProposalView(proposal, None if content is None else json.loads(content), refused_for)


def _opened(work: Work, sealed: str | None, place: str) -> str | None:
    return None if sealed in {None, ERASED} else work.vault.open(str(sealed), place)
