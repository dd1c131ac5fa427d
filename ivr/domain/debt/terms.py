"""The terms of a debt: what the judgment says, and what has been ordered or agreed since."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ivr.domain.debt.judgment import Due, Judgment
from ivr.domain.debt.part import Part


@dataclass(frozen=True)
class Stay:
    """The judgment was reviewed or retried, and its enforcement stayed, from the day ``first`` to the day ``last``.

    Both days are included; ``last`` None: it still is. They do not count for the doubled part, unless the debtor asked
    for the stay (法释〔2014〕8号 art 3); stays for other reasons are none of these. General interest goes on.
    """

    first: date
    last: date | None
    asked_by_debtor: bool
    ground: str


@dataclass(frozen=True)
class Waiver:
    """The creditor gives up ``amount`` of one part on a day; None: all of that part, and nothing more accrues on it."""

    on: date
    part: Part
    amount: Decimal | None = None


@dataclass(frozen=True)
class Agreement:
    """An enforcement settlement by instalments. ``ended_on``: enforcement of the judgment was resumed on that day.

    ``settles``: performing it in full performs the judgment, and what is left of that is given up then (SPC Provisions
    on enforcement settlements, 法释〔2018〕3号, art 8). Else it says only when what is to be paid.
    """

    signed_on: date
    instalments: tuple[Due, ...]
    settles: bool
    ended_on: date | None = None

    @property
    def total(self) -> Decimal:
        return sum((one.amount or Decimal(0) for one in self.instalments), Decimal("0.00"))


@dataclass(frozen=True)
class Limit:
    """The debtor of this ``obligation`` is liable for no more than ``up_to`` yuan of the debt."""

    obligation: str
    up_to: Decimal


@dataclass(frozen=True)
class Terms:
    judgment: Judgment
    stays: tuple[Stay, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    agreement: Agreement | None = None
    limits: tuple[Limit, ...] = ()


def begins_on(terms: Terms) -> date | None:
    """The first day from which a rate goes on: until then the fixed amounts are worked out, with what had come."""
    return min((rate.first for rate in terms.judgment.every_rate), default=None)


def plain(owed: Decimal) -> Terms:
    """The simplest debt: one amount, and nothing that accrues."""
    return Terms(Judgment(owed))
