"""Show one enrolment: its order, what is owed and paid, and the proof of its end."""

from dataclasses import dataclass
from decimal import Decimal

from ivr.domain.enrolment import Enrolment
from ivr.domain.order import Order
from ivr.domain.payment import Obligation
from ivr.domain.staff import require
from ivr.flows.debt_statement import debt_statement
from ivr.flows.desk import Work
from ivr.flows.removal import Removal, removal
from ivr.store import payments


@dataclass(frozen=True)
class EnrolmentView:
    """No name and no ID number: those are shown by ``reveal`` only.

    ``credited``: of this person's money; ``left``: of the debt today, whoever of joint debtors has paid.
    """

    enrolment: Enrolment
    order: Order
    obligation: Obligation
    credited: Decimal
    left: Decimal
    removal: Removal | None
    sent_back_for: str | None


def view_enrolment(work: Work, enrolment_id: str) -> EnrolmentView:
    """Raises NotFound also for another court's enrolment. ``removal`` is None while it lives."""
    require(work.actor, "read_cases")
    enrolment = work.scope.one(Enrolment, enrolment_id)
    obligation = work.scope.one(Obligation, enrolment.obligation_id)
    ended = removal(work, enrolment_id) if enrolment.ended_at else None
    credited = payments.credited(work.session, obligation.id)
    order = work.scope.one(Order, enrolment.order_id)
    left = debt_statement(work, obligation.debt_id).statement.balance.left
    return EnrolmentView(enrolment, order, obligation, credited, left, ended, _sent_back_for(work, enrolment))


def _sent_back_for(work: Work, enrolment: Enrolment) -> str | None:
    sealed = enrolment.sent_back_for
    return work.vault.open(sealed, f"enrolments.sent_back_for.{enrolment.id}") if sealed else None
