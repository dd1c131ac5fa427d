"""General interest: what the judgment awards on the unpaid principal."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction

from ivr.domain.debt.days import Span, both, by_year, count
from ivr.domain.debt.judgment import Basis, Rate
from ivr.domain.debt.part import Part
from ivr.domain.debt.rounding import half_up
from ivr.domain.debt.statement import Accrual


def interest(rates: tuple[Rate, ...], principal: Decimal, span: Span) -> Iterator[Accrual]:
    """The lines of a time in which the principal did not change. On the actual basis each calendar year has its own."""
    for rate in rates:
        found = both(span, (rate.first, rate.last or span[1])) if principal else None
        if found:
            for part in by_year(found) if rate.basis is Basis.ACTUAL else [found]:
                yield _line(rate, principal, part)


def _line(rate: Rate, principal: Decimal, span: Span) -> Accrual:
    days, year = count(span), _days_of_year(rate.basis, span[0].year)
    exact = Fraction(principal) * Fraction(rate.percent) / 100 * days / year
    return Accrual(Part.INTEREST, *span, days, principal, rate, year, half_up(exact))


def _days_of_year(basis: Basis, year: int) -> int:
    return count((date(year, 1, 1), date(year, 12, 31))) if basis is Basis.ACTUAL else int(basis)
