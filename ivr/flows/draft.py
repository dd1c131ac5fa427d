"""Draft an enrolment: the papers come in, are checked, and wait for another person."""

from zoneinfo import ZoneInfo

from ivr.domain.court import Court
from ivr.domain.enrolment import Enrolment, State
from ivr.domain.order import HolderProof, Order, check_order, check_proof
from ivr.domain.papers import Papers, checked
from ivr.domain.payment import Obligation
from ivr.domain.staff import require
from ivr.flows.desk import Work
from ivr.flows.file_papers import file_obligation, file_order, file_person, file_proof, require_free
from ivr.flows.line_doubt import require_no_report_since
from ivr.flows.terms import ends


def draft(work: Work, papers: Papers, batch_id: str | None = None) -> Enrolment:
    """Raises BadInput or NeverEnrolled naming the field; RuleBroken when this order already names this number."""
    require(work.actor, "draft")
    court = work.scope.one(Court, work.actor.court_id or "")
    today = work.now.astimezone(ZoneInfo(court.zone)).date()
    papers = checked(papers)
    person = file_person(work, court.id, papers)
    order = file_order(work, person, papers)
    check_order(order, papers.id_number, today)
    proof = file_proof(work, person, papers)
    check_proof(proof, today)
    require_no_report_since(work, court, proof.number, proof.proven_on)
    debt = file_obligation(work, person, papers)
    require_free(work, debt, papers.number)
    enrolment = _enrolment(work, court, order, proof, debt)
    enrolment.batch_id = batch_id
    work.session.add(enrolment)
    work.session.flush()
    work.record("draft", enrolment.id, after=enrolment.state)
    return enrolment


def _enrolment(work: Work, court: Court, order: Order, proof: HolderProof, obligation: Obligation) -> Enrolment:
    ends_at, expires_at = ends(court, order, proof.proven_until)
    return Enrolment(
        id=work.new_id(),
        court_id=court.id,
        order_id=order.id,
        person_id=order.person_id,
        obligation_id=obligation.id,
        number=order.number,
        state=State.DRAFTED,
        drafted_by=work.actor.id,
        drafted_at=work.now,
        expires_at=expires_at,
        ends_at=ends_at,
    )
