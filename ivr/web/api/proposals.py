"""Decisions by two people, about money and about wordings: proposed, read, decided."""

from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query
from pydantic import Field

from ivr.domain.proposal import Proposal, Verdict
from ivr.flows.decide_proposal import accept_proposal, refuse_proposal, withdraw_proposal
from ivr.flows.list_proposals import ProposalView, list_proposals, read_proposal, view_proposal
from ivr.flows.proposals.registry import KINDS
from ivr.flows.propose import propose
from ivr.web.api.enrolment_shapes import Reason
from ivr.web.api.page import LINKED, Paged
from ivr.web.api.shape import Asked, Text, Told, Utc, example, refusals
from ivr.web.auth import Signed
from ivr.web.parts import Given
from ivr.web.route import Route, looks_only

_ID = "^[0-9a-f]{16}$"
ProposalId = Annotated[str, Path(pattern=_ID, examples=["00c0ffee00c0ffee"])]
Subject = Annotated[str | None, Query(pattern=_ID, description="the id of what they are about")]
Open = Annotated[bool, Query(description="only those that nobody has decided")]

router = APIRouter(prefix="/proposals", tags=["proposals"], route_class=Route)


class NewProposal(Asked):
    model_config = example(kind="close-review", subject="00c0ffee00c0ffee", content={"as": "refund"})

    kind: Text = Field(description="; ".join(f"{name}: {kind.en}" for name, kind in sorted(KINDS.items())))
    subject: Text = Field(pattern=_ID, description="the id of the payment, the debt or the wording that it is about")
    content: dict[str, Any] = Field(description="by the kind; amounts and days are strings. It is sealed")


class Acceptance(Asked):
    model_config = example(digest="00c0ffee00c0ffee")

    digest: Text = Field(description="as it is shown with the content: you accept exactly that")


class ProposalTold(Told):
    id: str
    court_id: str
    kind: str
    subject: str
    proposed_by: str
    proposed_at: Utc
    decided_by: str | None
    decided_at: Utc | None
    verdict: Verdict | None


class ProposalRead(ProposalTold):
    digest: str = Field(description="exactly what you see here; an acceptance names it")
    content: dict[str, Any] | None = Field(description="null once it is erased")
    refused_for: str | None


@router.post("", status_code=201, responses=refusals(403, 404, 409))
def add(new: NewProposal, parts: Given, actor: Signed) -> ProposalTold:
    """Propose something; another person, who may decide, accepts or refuses it."""
    with parts.desk.work(actor) as work:
        return _tell(propose(work, new.kind, new.subject, new.content))


@router.get("", responses={**LINKED, **refusals(403)})
def show_all(
    page: Paged, parts: Given, actor: Signed, subject: Subject = None, only_open: Open = True
) -> Sequence[ProposalTold]:
    """The proposals of your court, the newest first, without what they say."""
    with parts.desk.read(actor) as work:
        found = list_proposals(work, subject, only_open, page.most, page.since)
    return [_tell(one) for one in page.cut(found, lambda one: (one.proposed_at.isoformat(), one.id))]


@router.get("/{proposal_id}", responses=refusals(403, 404))
def show(proposal_id: ProposalId, parts: Given, actor: Signed) -> ProposalTold:
    """One, without what it says."""
    with parts.desk.read(actor) as work:
        return _tell(view_proposal(work, proposal_id))


@router.post("/{proposal_id}/content", responses=refusals(403, 404))
@looks_only
def show_content(proposal_id: ProposalId, why: Reason, parts: Given, actor: Signed) -> ProposalRead:
    """What it says. The reason for reading it is written into the audit trail."""
    with parts.desk.work(actor) as work:
        return _tell_content(read_proposal(work, proposal_id, why.reason))


@router.post("/{proposal_id}/accept", responses=refusals(403, 404, 409))
def accept(proposal_id: ProposalId, seen: Acceptance, parts: Given, actor: Signed) -> ProposalTold:
    """Accept it (approver, president's office; never who proposed it): it is done at once."""
    with parts.desk.work(actor) as work:
        return _tell(accept_proposal(work, proposal_id, seen.digest))


@router.post("/{proposal_id}/refuse", responses=refusals(403, 404, 409))
def refuse(proposal_id: ProposalId, why: Reason, parts: Given, actor: Signed) -> ProposalTold:
    """Refuse it; the reason is sealed."""
    with parts.desk.work(actor) as work:
        return _tell(refuse_proposal(work, proposal_id, why.reason))


@router.post("/{proposal_id}/withdraw", responses=refusals(403, 404, 409))
def withdraw(proposal_id: ProposalId, parts: Given, actor: Signed) -> ProposalTold:
    """Take back your own, while nobody has decided it."""
    with parts.desk.work(actor) as work:
        return _tell(withdraw_proposal(work, proposal_id))


def _tell(proposal: Proposal) -> ProposalTold:
    return ProposalTold.model_validate(proposal)


def _tell_content(view: ProposalView) -> ProposalRead:
    content = None if view.content is None else dict(view.content)
    told = _tell(view.proposal).model_dump()
    return ProposalRead(**told, digest=view.proposal.digest, content=content, refused_for=view.refused_for)
