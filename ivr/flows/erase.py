"""Erase the personal data of whom no ground is left to keep: names, numbers, texts go, counts and states stay.

The audit trail is not touched: it has ids and digests only, and still verifies.
"""

from collections.abc import Callable
from dataclasses import dataclass

from ivr.domain.enrolment import Enrolment
from ivr.domain.erased import ERASED, marker
from ivr.domain.order import Person
from ivr.domain.staff import Actor, require
from ivr.flows.desk import Desk, Work
from ivr.flows.inbox.erase import erase_statements
from ivr.store import papers, retention
from ivr.store.digest import row_digest

AT_ONCE = 100
"""Persons, or payments, a transaction."""


@dataclass(frozen=True)
class Erased:
    """How much was erased."""

    enrolments: int = 0
    persons: int = 0
    payments: int = 0
    statements: int = 0

    def __add__(self, other: "Erased") -> "Erased":
        mine, theirs = vars(self), vars(other)
        return Erased(**{name: mine[name] + theirs[name] for name in mine})


def due_for_erasure(work: Work) -> list[retention.Due]:
    """What an erasure would erase now, payments aside."""
    require(work.actor, "sweep")
    return retention.due(work.session, work.now)


def erase_all(desk: Desk, actor: Actor, rest: Callable[[], None] = lambda: None) -> Erased:
    """All that is due, a few at a time; again, and there is nothing. Raises NotPermitted."""
    require(actor, "sweep")
    total = Erased()
    for step in (erase, erase_payments, erase_files):
        while (done := _once(desk, actor, step)) != Erased():
            total += done
            rest()
    if total != Erased():
        retention.overwrite(desk.engine)
    return total


def erase(work: Work) -> Erased:
    """Some persons' due enrolments, and with the last of them the person. ``Erased()`` when there are no more."""
    total = Erased()
    for person in retention.persons_with_due(work.session, work.now, AT_ONCE):
        due = retention.due_of(work.session, person, work.now)
        for enrolment in due:
            _erase_enrolment(work, enrolment)
        work.session.flush()
        for proof in retention.unused_proofs(work.session, person):
            proof.number, proof.reference = marker(proof.id), ERASED
        whole = not retention.any_kept(work.session, person)
        if whole:
            _erase_person(work, person)
        total += Erased(len(due), int(whole))
    return total


def erase_payments(work: Work) -> Erased:
    """What banks sent word for word; sums, dates and what was credited stay."""
    due = retention.due_payments(work.session, work.now, AT_ONCE)
    for payment in due:
        before = row_digest(payment)
        retention.erase_sealed(payment)
        work.record("erase_payment", payment.id, court_id=payment.court_id, before=before, after=row_digest(payment))
    return Erased(payments=len(due))


def erase_files(work: Work) -> Erased:
    """Banks' statements as they came."""
    return Erased(statements=erase_statements(work))


def _once(desk: Desk, actor: Actor, step: Callable[[Work], Erased]) -> Erased:
    with desk.work(actor) as work:
        return step(work)


def _erase_enrolment(work: Work, enrolment: Enrolment) -> None:
    before, order = row_digest(enrolment), retention.order_of(work.session, enrolment)
    order.number, enrolment.number = marker(order.id), marker(enrolment.id)
    enrolment.erased_at = work.now
    for row in (order, enrolment):
        retention.erase_sealed(row)
    retention.erase_sealed_of(work.session, "enrolment_id", enrolment.id)
    work.record("erase", enrolment.id, court_id=enrolment.court_id, before=before, after=row_digest(enrolment))


def _erase_person(work: Work, person: Person) -> None:
    before = row_digest(person)
    retention.erase_sealed(person)
    retention.erase_sealed_of(work.session, "person_id", person.id)
    person.id_index = marker(person.id)
    for debt in retention.obligations_of(work.session, person):
        debt.account = marker(debt.id)
        papers.forget_accounts(work.session, debt.id)
    for shared in retention.debts_without_debtors(work.session, person):
        retention.erase_sealed(shared)
    work.record("erase_person", person.id, court_id=person.court_id, before=before, after=row_digest(person))
