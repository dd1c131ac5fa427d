"""A debt while its days go by: what is left of each part, and the entries that led there."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from ivr.domain.debt.balance import NOTHING, Balance
from ivr.domain.debt.days import Span
from ivr.domain.debt.doubled import counts, doubled
from ivr.domain.debt.interest import interest
from ivr.domain.debt.part import Part
from ivr.domain.debt.statement import Accrual, Entry, Movement, Why
from ivr.domain.debt.terms import Terms, Waiver

Parts = dict[Part, Decimal]


class Running:
    """Changed day by day, in the order of days: accrue to the end of a day, then waive, then credit."""

    def __init__(self, terms: Terms) -> None:
        fixed = terms.judgment.fixed
        self.terms = terms
        self.left: Parts = {part: fixed.of(part) for part in Part}
        self.credited: Parts = dict.fromkeys(Part, NOTHING)
        self.accrued = self.waived = self.unapplied = NOTHING
        self.entries: list[Entry] = []
        self._closed: set[Part] = set()

    @property
    def balance(self) -> Balance:
        return Balance(**{part.value: left for part, left in self.left.items()}, unapplied=self.unapplied)

    def accrue(self, span: Span) -> None:
        """Nothing was paid or waived within these days, so each part's base is one and the same."""
        for line in list(self._lines(span)):
            self.left[line.part] += line.amount
            self.accrued += line.amount
            self.entries.append(line)

    def waive(self, waiver: Waiver) -> None:
        """At most what is left of the part."""
        left = self.left[waiver.part]
        if waiver.amount is None:
            self._closed.add(waiver.part)
        self._give_up(Why.WAIVED, waiver.on, {waiver.part: left if waiver.amount is None else min(left, waiver.amount)})

    def settle(self, on: date) -> None:
        """All that is left is given up."""
        self._give_up(Why.SETTLED, on, dict(self.left))

    def credit(self, on: date, amount: Decimal, keys: tuple[str, ...]) -> None:
        """Below zero it is taken back: first what was unapplied, then in the reverse of the order of crediting."""
        before, rest = self.unapplied, self.unapplied + amount
        moved = self._apply(rest) if rest > 0 else self._take_back(-rest)
        self.unapplied = rest - sum(moved.values())
        why = Why.PAID if amount >= 0 else Why.TAKEN_BACK
        self._moved(why, on, moved, self.unapplied - before, keys)

    def _lines(self, span: Span) -> Iterator[Accrual]:
        judgment = self.terms.judgment
        if Part.INTEREST not in self._closed:
            yield from interest(judgment, self.left[Part.PRINCIPAL], span)
        if judgment.late and Part.DOUBLED not in self._closed:
            unpaid = counts(judgment.late, self.left[Part.COSTS], self.left[Part.PRINCIPAL])
            yield from doubled(judgment, self.terms.stays, unpaid, span)

    def _apply(self, amount: Decimal) -> Parts:
        moved: Parts = {}
        for part in self.terms.judgment.order:
            moved[part] = min(self.left[part], amount)
            amount -= moved[part]
        return self._change(moved)

    def _take_back(self, amount: Decimal) -> Parts:
        moved: Parts = {}
        for part in reversed(self.terms.judgment.order):
            moved[part] = -min(self.credited[part], amount)
            amount += moved[part]
        return self._change(moved)

    def _change(self, moved: Parts) -> Parts:
        for part, amount in moved.items():
            self.left[part] -= amount
            self.credited[part] += amount
        return moved

    def _give_up(self, why: Why, on: date, parts: Parts) -> None:
        for part, amount in parts.items():
            self.left[part] -= amount
            self.waived += amount
        self._moved(why, on, parts, NOTHING, ())

    def _moved(self, why: Why, on: date, parts: Parts, unapplied: Decimal, keys: tuple[str, ...]) -> None:
        kept = {part: amount for part, amount in parts.items() if amount}
        if kept or unapplied:
            self.entries.append(Movement(why, on, kept, unapplied, self.balance, keys))
