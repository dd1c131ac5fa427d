"""Decide a proposal: another person than who made it, who has read it; what it proposes is done in the same step."""

import json

from ivr.domain import proposal as rules
from ivr.domain.erased import ERASED
from ivr.domain.errors import RuleBroken
from ivr.domain.proposal import Proposal, Verdict
from ivr.domain.staff import require
from ivr.domain.text import plain
from ivr.flows.desk import Work
from ivr.flows.proposals.registry import kind_named
from ivr.kit.vault import mark

LONGEST_REASON = 500


def accept_proposal(work: Work, proposal_id: str, digest: str) -> Proposal:
    """``digest``: as it was shown with the content. The same again by the same person changes nothing.

    Raises SamePerson, RuleBroken when it is decided already or its subject has changed, and what its kind raises.
    """
    require(work.actor, "decide_proposal")
    proposal = work.scope.locked(Proposal, proposal_id)
    if not rules.decided_so(proposal, work.actor, Verdict.ACCEPTED):
        _decide(work, proposal, Verdict.ACCEPTED)
        _apply(work, proposal, digest)
    return proposal


def refuse_proposal(work: Work, proposal_id: str, reason: str) -> Proposal:
    """``reason`` is sealed. Raises BadInput without one, SamePerson, RuleBroken when it is decided already."""
    require(work.actor, "decide_proposal")
    proposal = work.scope.locked(Proposal, proposal_id)
    if not rules.decided_so(proposal, work.actor, Verdict.REFUSED):
        proposal.reason = work.vault.seal(plain(reason, "reason", LONGEST_REASON), f"proposals.reason.{proposal.id}")
        _decide(work, proposal, Verdict.REFUSED)
    return proposal


def withdraw_proposal(work: Work, proposal_id: str) -> Proposal:
    """By whoever made it. Raises RuleBroken for somebody else, or when it is decided already."""
    require(work.actor, "propose")
    proposal = work.scope.locked(Proposal, proposal_id)
    if not rules.decided_so(proposal, work.actor, Verdict.WITHDRAWN):
        _decide(work, proposal, Verdict.WITHDRAWN)
    return proposal


def _decide(work: Work, proposal: Proposal, verdict: Verdict) -> None:
    rules.decide(proposal, work.actor, verdict, work.now)
    told = {"before": "open", "after": verdict}
    work.record("decide_proposal", proposal.id, court_id=proposal.court_id, reason=proposal.kind, **told)


def _apply(work: Work, proposal: Proposal, seen: str) -> None:
    if proposal.content == ERASED:
        reason, reason_zh = "the personal data was erased when the court's period was over", "保留期满，个人信息已删除"
        raise RuleBroken(field="proposal", reason=reason, reason_zh=reason_zh)
    kind = kind_named(proposal.kind)
    facts = kind.look(work, proposal.subject).facts
    rules.require_unchanged(
        proposal, seen, rules.digest(proposal.kind, proposal.subject, mark(proposal.content), facts)
    )
    content = json.loads(work.vault.open(proposal.content, f"proposals.content.{proposal.id}"))
    kind.apply(work, proposal, kind.check(work, proposal.subject, content))
