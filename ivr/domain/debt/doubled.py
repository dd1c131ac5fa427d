"""The doubled part of the interest for late performance.

法释〔2014〕8号, art 1: unpaid money debt other than general interest × 0.0175 % a day × days of lateness.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Final

from ivr.domain.debt.balance import NOTHING
from ivr.domain.debt.days import ONE_DAY, Span, both, count, without
from ivr.domain.debt.judgment import Judgment, Late
from ivr.domain.debt.part import Part
from ivr.domain.debt.rounding import half_up
from ivr.domain.debt.statement import Accrual
from ivr.domain.debt.terms import Stay

A_DAY: Final = Fraction(175, 1_000_000)
IN_FORCE: Final = date(2014, 8, 1)
"""Days before it follow older rules (art 7): the court works those out itself, as a fixed amount."""


def doubled(judgment: Judgment, stays: tuple[Stay, ...], unpaid: Decimal, span: Span) -> Iterator[Accrual]:
    """The lines of a time in which ``unpaid``, as ``counts`` adds it up, did not change."""
    if judgment.late is None:
        return
    total = counts(judgment.late, judgment.costs, judgment.principal)
    for days, due in _late(judgment.late, total, span):
        base = max(due - (total - unpaid), NOTHING)  # what has been paid was paid for what was due first
        for part in without(days, _not_counted(stays, days[1])) if base else ():
            exact = Fraction(base) * A_DAY * count(part)
            yield Accrual(Part.DOUBLED, *part, count(part), base, None, 0, half_up(exact))


def counts(late: Late, costs: Decimal, principal: Decimal) -> Decimal:
    """What of a debt the doubled part accrues on."""
    return principal + costs if late.on_costs else principal


def _late(late: Late, total: Decimal, span: Span) -> Iterator[tuple[Span, Decimal]]:
    """The days of a span on which something is late, and how much was due by then."""
    due = NOTHING
    dues = sorted(late.dues, key=lambda one: one.on)
    for one, following in zip(dues, [*dues[1:], None], strict=True):
        due = min(total, due + (total if one.amount is None else one.amount))
        found = both(span, (max(one.on + ONE_DAY, IN_FORCE), following.on if following else span[1]))
        if found:
            yield found, due


def _not_counted(stays: tuple[Stay, ...], last: date) -> list[Span]:
    return [(one.first, one.last or max(one.first, last)) for one in stays if not one.asked_by_debtor]
