"""General interest: what the judgment awards on the unpaid principal."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction

from ivr.domain.debt.balance import NOTHING
from ivr.domain.debt.days import Span, both, by_year, count
from ivr.domain.debt.judgment import Basis, Judgment, Rate
from ivr.domain.debt.part import Part
from ivr.domain.debt.rounding import half_up
from ivr.domain.debt.statement import Accrual


def interest(judgment: Judgment, unpaid: Decimal, span: Span) -> Iterator[Accrual]:
    """The lines of a time in which the ``unpaid`` principal did not change.

    On the actual basis each calendar year has its own.
    """
    for base, rates in _bases(judgment, unpaid):
        for rate in rates if base else ():
            found = both(span, (rate.first, rate.last or span[1]))
            if found:
                for part in by_year(found) if rate.basis is Basis.ACTUAL else [found]:
                    yield _line(rate, base, part)


def _bases(judgment: Judgment, unpaid: Decimal) -> Iterator[tuple[Decimal, tuple[Rate, ...]]]:
    """What each rate goes on. Of a tranche as much is unpaid as the ones behind it leave room for."""
    if not judgment.tranches:
        yield unpaid, judgment.rates
    behind = judgment.principal
    for one in judgment.tranches:
        behind -= one.amount
        yield min(max(unpaid - behind, NOTHING), one.amount), one.rates


def _line(rate: Rate, base: Decimal, span: Span) -> Accrual:
    days, year = count(span), _days_of_year(rate.basis, span[0].year)
    exact = Fraction(base) * Fraction(rate.percent) / 100 * days / year
    return Accrual(Part.INTEREST, *span, days, base, rate, year, half_up(exact))


def _days_of_year(basis: Basis, year: int) -> int:
    return count((date(year, 1, 1), date(year, 12, 31))) if basis is Basis.ACTUAL else int(basis)
