"""Amend a draft: what its papers say otherwise, checked as when they came in."""

from ivr.domain import enrolment as life
from ivr.domain.enrolment import Action, Enrolment
from ivr.domain.order import Person, check_order, check_proof
from ivr.domain.papers import Papers, checked
from ivr.domain.staff import require
from ivr.flows.desk import Work
from ivr.flows.facts import EnrolmentFacts
from ivr.flows.file_papers import file_obligation, file_proof, fill_order, require_free, require_same
from ivr.flows.line_doubt import require_no_report_since
from ivr.flows.step import apply
from ivr.flows.terms import ends


def amend(work: Work, enrolment_id: str, papers: Papers) -> Enrolment:
    """Raises what a draft raises, and BadInput when the papers are another person's or another case's."""
    require(work.actor, Action.AMEND)
    enrolment = work.scope.locked(Enrolment, enrolment_id)
    life.step(enrolment, Action.AMEND)
    papers = checked(papers)
    facts = EnrolmentFacts(work, enrolment)
    person = work.scope.one(Person, enrolment.person_id)
    require_same(work, person, facts.order, papers)
    person.name = work.vault.seal(papers.name, f"persons.name.{person.id}")
    order = fill_order(work, facts.order, papers)
    check_order(order, papers.id_number, facts.today)
    proof = file_proof(work, person, papers)
    check_proof(proof, facts.today)
    require_no_report_since(work, facts.court, proof.number, proof.proven_on)
    debt = file_obligation(work, person, papers)
    require_free(work, debt, papers.number, enrolment.id)

    def change(one: Enrolment) -> None:
        one.number = papers.number
        one.ends_at, one.expires_at = ends(facts.court, order, proof.proven_until)
        one.drafted_by, one.sent_back_for = work.actor.id, None

    return apply(work, enrolment, Action.AMEND, change)
