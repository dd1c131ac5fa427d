"""Settle a debt: what is left of it is worked out anew, and when nothing is, every debtor's notice ends with it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, tzinfo

from ivr.domain.debt.balance import Balance
from ivr.domain.debt.credit import Credit
from ivr.domain.debt.debt import Debt
from ivr.domain.debt.ledger import statement
from ivr.domain.debt.limits import performed
from ivr.domain.debt.statement import Movement, Statement, Why
from ivr.domain.debt.terms import Terms
from ivr.domain.enrolment import LIVING, Action, Enrolment
from ivr.domain.payment import Obligation
from ivr.domain.reasons import EndedFor
from ivr.flows.debt_terms import terms_of, zone_of
from ivr.flows.desk import Work
from ivr.flows.remove import end
from ivr.store import debts, enrolments


def settle(work: Work, debt: Debt) -> Balance:
    """What is left as of the day of the last money or waiver. Called after every change of what counts for the debt.

    When nothing was left then, nothing accrues after it, so a debt that is paid in full today ends today, however late
    the bank tells of it. Several debts in one transaction are settled in the order of their ids, so that no two wait
    for each other. Settled again, it changes nothing. Nothing is ever enabled by it (safeguard 6).
    """
    return settle_all(work, [debt.id])[debt.id]


def settle_all(work: Work, debt_ids: Collection[str]) -> Mapping[str, Balance]:
    """The same for many debts at once: what is asked of the store is asked for all of them together."""
    work.session.flush()
    locked = debts.lock_all(work.session, debt_ids)
    owing = debts.obligations_by_debt(work.session, debt_ids)
    courts = {one.court_id: zone_of(work, one) for one in {debt.court_id: debt for debt in locked}.values()}
    zones = {one.id: courts[one.court_id] for one in locked}
    credits = debts.credits_by_debt(work.session, zones)
    told = {one.id: _told(work, one, owing[one.id], credits.get(one.id, []), zones[one.id]) for one in locked}
    done = [(one, debt.statement) for debt in told.values() for one in debt.done if one.discharged_at is None]
    living = enrolments.of_obligations(work.session, [one.id for one, _ in done])
    for obligation, last in done:
        _discharge(work, obligation, last, living.get(obligation.id, []))
    for again in (one for debt in told.values() for one in debt.owing if one.discharged_at is not None):
        _owe_again(work, again)
    return {key: one.statement.balance for key, one in told.items()}


@dataclass(frozen=True)
class _Told:
    """``done``: the debtors who owe nothing of it any more; ``owing``: the others."""

    statement: Statement
    done: list[Obligation]
    owing: list[Obligation]


def _told(work: Work, debt: Debt, owing: list[Obligation], credits: list[Credit], zone: tzinfo) -> _Told:
    terms = terms_of(work, debt, owing)
    found = statement(terms, credits, _last_day(terms, credits) or work.now.astimezone(zone).date())
    own = performed(terms.limits, credits) if terms.limits else ()
    done = [one for one in owing if found.balance.nil or one.id in own]
    return _Told(found, done, [one for one in owing if one not in done])


def _last_day(terms: Terms, credits: list[Credit]) -> date | None:
    return max([*(one.on for one in credits), *(one.on for one in terms.waivers)], default=None)


def _discharge(work: Work, obligation: Obligation, told: Statement, its: list[Enrolment]) -> None:
    obligation.discharged_at = work.now
    work.certain = True
    paid = {"before": str(told.fixed.left + told.accrued), "after": str(told.came)}
    work.record("discharge", obligation.id, court_id=obligation.court_id, **paid)
    for enrolment in its:
        if enrolment.state in LIVING:
            end(work, enrolment, Action.REMOVE, _ground(told))


def _owe_again(work: Work, obligation: Obligation) -> None:
    """Money was taken back or reversed. Notices that have ended stay so: for a new one there must be a new order."""
    before, obligation.discharged_at = str(obligation.discharged_at), None
    work.record("owe_again", obligation.id, court_id=obligation.court_id, before=before)


def _ground(told: Statement) -> EndedFor:
    """SPC Provisions 2017, art 10: performed (1), a settlement fully performed (2), or the creditor's own wish (3)."""
    if any(isinstance(one, Movement) and one.why is Why.SETTLED for one in told.entries):
        return EndedFor.SETTLEMENT_PERFORMED
    return EndedFor.PAID if told.came > 0 else EndedFor.CREDITOR_ASKED
