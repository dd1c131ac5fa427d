"""Money that counts for a debt, on the day on which it was booked."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import groupby

from ivr.domain.debt.balance import NOTHING


@dataclass(frozen=True)
class Credit:
    """``key`` tells one entry from every other, whenever it arrives. ``amount`` is below zero for a reversal.

    ``reverses``: the key of the entry that is reversed, where that is known. ``obligation_id``: whose account it is.
    """

    on: date
    key: str
    amount: Decimal
    obligation_id: str = ""
    reverses: str | None = None


@dataclass(frozen=True)
class Refund:
    """Money of one entry that was not owed."""

    key: str
    obligation_id: str
    amount: Decimal


def came(credits: Iterable[Credit]) -> list[Credit]:
    """What really came, by day. An identified reversal undoes its original on the original's own day: that money never
    came. One whose original is not known, or is smaller, takes the rest back on its own day.
    """
    found = {one.key: one for one in credits}
    for back in sorted(found.values(), key=_place):
        first = found.get(back.reverses or "")
        if back.amount < 0 and first is not None and first.amount > 0:
            undone = min(first.amount, -back.amount)
            found[first.key] = replace(first, amount=first.amount - undone)
            found[back.key] = replace(back, amount=back.amount + undone)
    return sorted((one for one in found.values() if one.amount), key=_place)


def net_by_day(credits: Iterable[Credit]) -> dict[date, Decimal]:
    """``credits`` by day, as ``came`` gives them. One day's entries have no order among themselves."""
    return {day: sum((one.amount for one in same), NOTHING) for day, same in groupby(credits, lambda one: one.on)}


def refunds(credits: list[Credit], overpaid: Decimal) -> list[Refund]:
    """Which entries were too much: those that came last. ``credits`` as ``came`` gives them."""
    found: list[Refund] = []
    for one in reversed(credits):
        part = min(one.amount, overpaid)
        if part > 0:
            found.append(Refund(one.key, one.obligation_id, part))
            overpaid -= part
    return found


def _place(credit: Credit) -> tuple[date, str]:
    return credit.on, credit.key
