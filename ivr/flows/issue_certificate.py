"""Issue the certificate that a notice is over: what it says, with its code. How it looks is the documents' affair."""

from datetime import datetime
from zoneinfo import ZoneInfo

from ivr.domain.certificate import Attested, Certificate, Proof, code, digest
from ivr.domain.court import Court
from ivr.domain.enrolment import Enrolment
from ivr.domain.errors import RuleBroken
from ivr.domain.number import masked
from ivr.domain.order import Order
from ivr.domain.staff import require
from ivr.flows.desk import Work
from ivr.flows.removal import removal
from ivr.store import certificates


def issue_certificate(work: Work, enrolment_id: str) -> Attested:
    """The same code each time: it is worked out with the gateway's own key, and only its digest is kept.

    Raises RuleBroken before every node is proven silent, and once the number is erased.
    """
    require(work.actor, "issue_certificate")
    enrolment = work.scope.locked(Enrolment, enrolment_id)
    _require_final(enrolment)
    written = code(work.vault.index(enrolment.id, "certificate"))
    first = certificates.of_enrolment(work.session, enrolment.id) or _keep(work, enrolment, written)
    work.record("issue_certificate", enrolment.id, court_id=enrolment.court_id, after=first.id)
    return _attested(work, enrolment, written)


def _require_final(enrolment: Enrolment) -> None:
    if enrolment.silent_at is None:
        reason = "it is issued once the notice is over and every node is proven silent"
        raise RuleBroken(field="state", reason=reason, reason_zh="须在提示终止且全部节点证实静默后出具")
    if enrolment.erased_at is not None:
        reason, reason_zh = "the number is erased; an earlier one still holds", "号码已删除；此前的证明仍有效"
        raise RuleBroken(field="number", reason=reason, reason_zh=reason_zh)


def _keep(work: Work, enrolment: Enrolment, written: str) -> Certificate:
    facts = (work.new_id(), enrolment.court_id, enrolment.id, digest(written))
    fresh = Certificate(*facts, work.actor.id, work.now)
    work.session.add(fresh)
    return fresh


def _attested(work: Work, enrolment: Enrolment, written: str) -> Attested:
    court, order = work.scope.one(Court, enrolment.court_id), work.scope.one(Order, enrolment.order_id)
    zone = ZoneInfo(court.zone)
    ended: datetime = enrolment.ended_at or work.now
    return Attested(
        court=court.name,
        court_en=court.name_en,
        enquiry=court.enquiry,
        zone=court.zone,
        case_number=order.case_number,
        number=masked(enrolment.number),
        played=enrolment.activated_at is not None,
        ended_on=ended.astimezone(zone).date(),
        ended_for=enrolment.ended_for or "",
        proofs=tuple(Proof(one.node_id, one.proof, one.at) for one in removal(work, enrolment.id).nodes),
        issued_on=work.now.astimezone(zone).date(),
        issued_at=work.now,
        code=written,
    )
