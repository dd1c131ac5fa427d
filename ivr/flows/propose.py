"""Propose something about money, for another person to decide."""

import json

from ivr.domain.errors import RuleBroken
from ivr.domain.proposal import Proposal, digest
from ivr.domain.staff import require
from ivr.flows.desk import Work
from ivr.flows.proposals.kind import Content, Subject
from ivr.flows.proposals.registry import kind_named
from ivr.kit.vault import mark
from ivr.store import proposals


def propose(work: Work, kind: str, subject: str, content: Content) -> Proposal:
    """The same by the same person while it is open gives back the first.

    Raises BadInput naming a field of the content, NotFound for another court's subject, RuleBroken when somebody else
    has proposed just this, and what the kind's own check raises.
    """
    require(work.actor, "propose")
    how = kind_named(kind)
    found = how.look(work, subject)
    text = canonical(how.check(work, subject, content))
    return _open_already(work, kind, subject, text) or _new(work, kind, subject, found, text)


def canonical(content: Content) -> str:
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _open_already(work: Work, kind: str, subject: str, text: str) -> Proposal | None:
    """The subject is locked, so two who propose it in one moment come one after the other."""
    for one in proposals.open_on(work.scope, kind, subject):
        if work.vault.open(one.content, f"proposals.content.{one.id}") == text:
            if one.proposed_by == work.actor.id:
                return one
            reason, reason_zh = f"it is proposed already: {one.id}", f"已有相同提议：{one.id}"
            raise RuleBroken(field="proposal", reason=reason, reason_zh=reason_zh)
    return None


def _new(work: Work, kind: str, subject: str, found: Subject, text: str) -> Proposal:
    key = work.new_id()
    sealed = work.vault.seal(text, f"proposals.content.{key}")
    seen = digest(kind, subject, mark(sealed), found.facts)
    who = (work.actor.id, work.now)
    proposal = Proposal(key, found.court_id, kind, subject, found.person_id, sealed, seen, *who)
    work.session.add(proposal)
    work.record("propose", key, court_id=proposal.court_id, reason=kind, after="open")
    return proposal
