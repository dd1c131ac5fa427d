"""What one person proposes and another decides (safeguard 2): the one way for all such decisions."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from ivr.domain.errors import RuleBroken
from ivr.domain.staff import Actor, require_second


class Verdict(StrEnum):
    ACCEPTED = "accepted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    """Taken back by whoever proposed it."""


@dataclass
class Proposal:
    """``subject``: the id of what it is about; of which sort, its kind says. ``content`` and ``reason`` are sealed.

    ``person_id``: whom it is about, where that is known; its sealed words are erased with that person's.
    ``digest``: exactly this content on the subject as it stood then.
    """

    id: str
    court_id: str
    kind: str
    subject: str
    person_id: str | None
    content: str
    digest: str
    proposed_by: str
    proposed_at: datetime
    decided_by: str | None = None
    decided_at: datetime | None = None
    verdict: Verdict | None = None
    reason: str | None = None


def digest(kind: str, subject: str, mark: str, facts: str) -> str:
    """Changes with the content, by the ``mark`` of its sealing, and with the ``facts`` of the subject.

    So nothing of what is sealed can be guessed from it.
    """
    text = "".join(f"{len(one)}:{one}" for one in (kind, subject, mark, facts))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def decided_so(proposal: Proposal, actor: Actor, verdict: Verdict) -> bool:
    """Whether this person has decided just this before: asked again, nothing changes.

    Raises RuleBroken when it was decided in another way, or by somebody else.
    """
    if proposal.verdict is None:
        return False
    if (proposal.verdict, proposal.decided_by) == (verdict, actor.id):
        return True
    reason, reason_zh = f"it is {proposal.verdict} already", f"该提议已处理（{proposal.verdict}）"
    raise RuleBroken(field="proposal", reason=reason, reason_zh=reason_zh)


def decide(proposal: Proposal, actor: Actor, verdict: Verdict, now: datetime) -> None:
    """Raises SamePerson when the proposer decides, RuleBroken when somebody else takes it back."""
    if verdict is not Verdict.WITHDRAWN:
        require_second(actor, proposal.proposed_by, "decide_proposal")
    elif actor.id != proposal.proposed_by:
        reason, reason_zh = "only who proposed it takes it back; refuse it", "只有提议人可以撤回，请改为驳回"
        raise RuleBroken(field="proposal", reason=reason, reason_zh=reason_zh)
    proposal.verdict, proposal.decided_by, proposal.decided_at = verdict, actor.id, now


def require_unchanged(proposal: Proposal, seen: str, now: str) -> None:
    """``seen``: the digest that the decider was shown; ``now``: as it is at this moment. Raises RuleBroken."""
    if seen != proposal.digest:
        reason, reason_zh = "read the proposal, and give the digest that is shown there", "请先查看提议，并填写其摘要"
        raise RuleBroken(field="digest", reason=reason, reason_zh=reason_zh)
    if now != proposal.digest:
        reason = "what it is about has changed since it was proposed; refuse it, and propose it anew"
        raise RuleBroken(field="subject", reason=reason, reason_zh="提议所涉事项此后已有变动，请驳回后重新提议")
