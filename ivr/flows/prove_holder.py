"""Prove a number's holder anew: the carrier was asked again whose it is."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from ivr.domain.enrolment import Enrolment
from ivr.domain.errors import BadInput
from ivr.domain.idnumber import resident_id
from ivr.domain.order import PROOF_DAYS, HolderProof, Order, Person, check_proof
from ivr.domain.reasons import SuspendedFor
from ivr.domain.staff import require
from ivr.domain.text import plain
from ivr.flows.desk import Work
from ivr.flows.facts import EnrolmentFacts
from ivr.flows.line_doubt import require_no_report_since
from ivr.flows.suspend import silence
from ivr.flows.terms import ends
from ivr.store import lines


@dataclass(frozen=True)
class CarrierAnswer:
    """``proven_until`` None: 30 days from the answer. ``holder_id_number``: whose number it is, by the carrier."""

    proven_on: date
    reference: str
    holder_id_number: str = field(repr=False)
    proven_until: date | None = None


@dataclass(frozen=True)
class Proven:
    """``matched`` False: the number is somebody else's, and everything on it for this person is suspended."""

    enrolment: Enrolment
    matched: bool


def prove_holder(work: Work, enrolment_id: str, answer: CarrierAnswer) -> Proven:
    """A new proof holds for every running enrolment of this person on this number, in this court.

    It ends no suspension: two people do. Raises BadInput for an older proof than the one on file or a wrong day,
    RuleBroken when the carrier has reported a change since.
    """
    require(work.actor, "prove_holder")
    enrolment = work.scope.locked(Enrolment, enrolment_id)
    facts = EnrolmentFacts(work, enrolment)
    person = work.scope.one(Person, enrolment.person_id)
    index = work.vault.index(resident_id(answer.holder_id_number, "holder_id_number"), "id_number")
    running = lines.living_of_person(work.session, person.id, enrolment.number)
    if index != person.id_index:
        for one in running:
            silence(work, one, SuspendedFor.NUMBER_REASSIGNED)
        return Proven(enrolment, matched=False)
    proof = _renewed(work, facts, answer)
    for one in running:
        order = work.scope.one(Order, one.order_id)
        one.ends_at, one.expires_at = ends(facts.court, order, proof.proven_until)
        work.touch(one)
        work.record("prove_holder", one.id, court_id=one.court_id, after=str(proof.proven_until))
    return Proven(enrolment, matched=True)


def _renewed(work: Work, facts: EnrolmentFacts, answer: CarrierAnswer) -> HolderProof:
    proof = facts.proof
    if answer.proven_on < proof.proven_on:
        reason, reason_zh = f"a proof of {proof.proven_on} is on file", f"已有 {proof.proven_on} 的核验"
        raise BadInput(field="proven_on", reason=reason, reason_zh=reason_zh)
    require_no_report_since(work, facts.court, facts.enrolment.number, answer.proven_on)
    proof.proven_on, proof.reference = answer.proven_on, plain(answer.reference, "reference", 120)
    proof.proven_until = answer.proven_until or answer.proven_on + timedelta(days=PROOF_DAYS)
    check_proof(proof, facts.today)
    return proof
