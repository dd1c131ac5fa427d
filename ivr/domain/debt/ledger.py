"""The ledger of a debt: its terms and the money that came, worked out to a day.

It is worked out from the start each time, and looks at days only, never at the order in which anything arrived.
"""

from collections.abc import Iterable
from datetime import date

from ivr.domain.debt.balance import NOTHING
from ivr.domain.debt.credit import Credit, came, net_by_day, refunds
from ivr.domain.debt.days import ONE_DAY
from ivr.domain.debt.instalments import beyond, performed_on
from ivr.domain.debt.running import Running
from ivr.domain.debt.shares import divide
from ivr.domain.debt.statement import Statement
from ivr.domain.debt.terms import Terms


def statement(terms: Terms, credits: Iterable[Credit], on: date) -> Statement:
    """As it stands at the end of the day ``on``: the money of that day is credited, and the day has accrued."""
    money = [one for one in came(credits) if one.on <= on]
    running = Running(terms)
    first = date.min
    waived = [one.on for one in terms.waivers if one.on <= on]
    for day in sorted({*waived, *(one.on for one in money)}):
        running.accrue((first, day))
        _move(running, money, day, on)
        first = day + ONE_DAY
    if first <= on:
        running.accrue((first, on))
    return _told(running, money, on)


def _move(running: Running, money: list[Credit], day: date, on: date) -> None:
    terms, agreement = running.terms, running.terms.agreement
    for waiver in terms.waivers:
        if waiver.on == day:
            running.waive(waiver)
    net, keys = net_by_day(money).get(day, NOTHING), tuple(one.key for one in money if one.on == day)
    if agreement is None or not agreement.settles or performed_on(agreement, money, on) != day:
        running.credit(day, net, keys)
        return
    too_much = beyond(agreement, money, day)
    running.credit(day, net - too_much, keys)
    running.settle(day)
    running.credit(day, too_much, keys)


def _told(running: Running, money: list[Credit], on: date) -> Statement:
    balance, credited = running.balance, sum(running.credited.values(), NOTHING)
    return Statement(
        on=on,
        fixed=running.terms.judgment.fixed,
        entries=tuple(running.entries),
        accrued=running.accrued,
        came=sum((one.amount for one in money), NOTHING),
        credited=credited,
        waived=running.waived,
        balance=balance,
        refunds=tuple(refunds(money, balance.overpaid)),
        divided=divide(credited, running.terms.judgment.creditors),
    )
