"""Settle a debt: what is left of it is worked out anew, and when nothing is, every debtor's notice ends with it."""

from ivr.domain.debt.balance import NOTHING, Balance
from ivr.domain.debt.debt import Debt
from ivr.domain.enrolment import LIVING, Action
from ivr.domain.payment import Obligation
from ivr.domain.reasons import EndedFor
from ivr.flows.desk import Work
from ivr.flows.remove import end
from ivr.store import debts, enrolments


def settle(work: Work, debt: Debt) -> Balance:
    """What is left as of the day of the last money. Called after every change of what counts for the debt.

    Several debts in one transaction are settled in the order of their ids, so that no two wait for each other.
    Settled again, it changes nothing. Nothing is ever enabled by it (safeguard 6).
    """
    work.session.flush()
    debts.lock(work.session, debt)
    owing = debts.obligations_of(work.session, debt)
    owed, credited = owing[0].owed, debts.credited(work.session, debt)
    balance = Balance(principal=max(owed - credited, NOTHING), unapplied=max(credited - owed, NOTHING))
    if balance.nil:
        for obligation in owing:
            if obligation.discharged_at is None:
                _discharge(work, obligation, before=str(owed), after=str(credited))
    return balance


def _discharge(work: Work, obligation: Obligation, **paid: str) -> None:
    obligation.discharged_at = work.now
    work.certain = True
    work.record("discharge", obligation.id, court_id=obligation.court_id, **paid)
    for enrolment in enrolments.of_obligation(work.session, obligation.id):
        if enrolment.state in LIVING:
            end(work, enrolment, Action.REMOVE, EndedFor.PAID)
