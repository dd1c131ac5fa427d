"""What a judgment says about money: fixed amounts, and what accrues on them."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from ivr.domain.debt.balance import NOTHING, Balance
from ivr.domain.debt.part import BY_LAW, Part


class Basis(StrEnum):
    """How many days the year of a yearly rate has."""

    DAYS_360 = "360"
    DAYS_365 = "365"
    ACTUAL = "actual"
    """Each calendar year as many as it has: 365, or 366."""


@dataclass(frozen=True)
class Rate:
    """General interest on the unpaid principal: ``percent`` a year, from the day ``first`` to the day ``last``.

    Both days count; ``last`` None: until performance. The day on which money comes still counts in full (计算至…之日).
    """

    first: date
    last: date | None
    percent: Decimal
    basis: Basis = Basis.DAYS_365


@dataclass(frozen=True)
class Tranche:
    """``amount`` of the principal with general interest of its own, such as one of several loans in one judgment."""

    amount: Decimal
    rates: tuple[Rate, ...]


@dataclass(frozen=True)
class Due:
    """``amount`` must be performed by the end of the day ``on``; None: all of it."""

    on: date
    amount: Decimal | None = None


@dataclass(frozen=True)
class Late:
    """From when the doubled part accrues: the day after the last one of each period for performance.

    法释〔2014〕8号 art 2: 自履行期间届满之日起. On its last day the debtor may still perform, so that day is not late.

    ``on_costs``: whether the costs are part of what the judgment ordered to be paid, so that it accrues on them too
    (art 1: money debt other than general interest). A fee for the enforcement itself is not.
    """

    dues: tuple[Due, ...]
    on_costs: bool = True


@dataclass(frozen=True)
class Creditor:
    """One of several creditors of one case. ``share``: the claim in yuan by which what comes in is divided."""

    name: str
    share: Decimal


@dataclass(frozen=True)
class Judgment:
    """Fixed amounts in yuan, as awarded or as worked out by the court to a day from which a rate goes on.

    ``doubled``: what had accrued for lateness before 2014-08-01, under the older rules (法释〔2014〕8号 art 7).
    ``tranches``: in place of ``rates``, in the order in which what comes for the principal is theirs: what fell due
    first stands first (Civil Code, art 560). What of the principal is in none of them bears no interest, and is last.
    """

    principal: Decimal
    costs: Decimal = NOTHING
    interest: Decimal = NOTHING
    doubled: Decimal = NOTHING
    rates: tuple[Rate, ...] = ()
    late: Late | None = None
    order: tuple[Part, ...] = BY_LAW
    creditors: tuple[Creditor, ...] = ()
    tranches: tuple[Tranche, ...] = ()

    @property
    def every_rate(self) -> tuple[Rate, ...]:
        return self.rates + tuple(rate for one in self.tranches for rate in one.rates)

    @property
    def fixed(self) -> Balance:
        return Balance(self.costs, self.interest, self.principal, self.doubled)
