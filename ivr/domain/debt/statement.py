"""A debt on a day, with its working line by line."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from ivr.domain.debt.balance import Balance
from ivr.domain.debt.credit import Refund
from ivr.domain.debt.judgment import Rate
from ivr.domain.debt.part import Part


@dataclass(frozen=True)
class Accrual:
    """``amount`` = ``base`` × the rate × ``days``, rounded half-up to the fen. Both days count.

    ``rate`` None: the doubled part, 0.0175 % a day. ``year``: how many days the year of a yearly rate has.
    """

    part: Part
    first: date
    last: date
    days: int
    base: Decimal
    rate: Rate | None
    year: int
    amount: Decimal


class Why(StrEnum):
    PAID = "paid"
    TAKEN_BACK = "taken-back"
    WAIVED = "waived"
    SETTLED = "settled"
    """The rest, given up because an enforcement settlement has been performed in full."""


@dataclass(frozen=True)
class Movement:
    """What one day's money, or a waiver, took off each part; below zero, what was put on again.

    ``unapplied``: what of it there was nothing to credit to. ``after``: the balance once it is done.
    """

    why: Why
    on: date
    parts: Mapping[Part, Decimal]
    unapplied: Decimal
    after: Balance
    keys: tuple[str, ...] = ()

    @property
    def amount(self) -> Decimal:
        return sum(self.parts.values(), self.unapplied)


Entry = Accrual | Movement


@dataclass(frozen=True)
class Divided:
    """What of the money that was credited belongs to one of several creditors: its place in the judgment, from 1."""

    creditor: int
    amount: Decimal


@dataclass(frozen=True)
class Statement:
    """To the fen: ``fixed`` + ``accrued`` = ``credited`` + ``waived`` + what is left, and ``came`` = ``credited`` +
    what is unapplied.
    """

    on: date
    fixed: Balance
    entries: tuple[Entry, ...]
    accrued: Decimal
    came: Decimal
    credited: Decimal
    waived: Decimal
    balance: Balance
    refunds: tuple[Refund, ...]
    divided: tuple[Divided, ...]
