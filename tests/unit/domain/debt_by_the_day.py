"""A debt worked out day by day in whole numbers, written from the text of the law alone; slow, and nothing of ours.

Civil Code art 561; 法释〔2014〕8号 arts 1 to 4 and 7. Each day has its interest, exact. A run of days with one base and
one rate that nothing interrupts is one line of working; lines are rounded half-up to the fen, and nothing else is.
"""

import calendar
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from ivr.domain.debt.credit import Credit
from ivr.domain.debt.terms import Terms

PARTS = ("costs", "interest", "principal", "doubled")

Run = tuple[Any, int, int]
"""What tells one line from the next, what has accrued in it (a numerator), and of what (the denominator), in fen."""


def fen(yuan: Any) -> int:
    whole, _, rest = f"{yuan:.2f}".replace("-", "").partition(".")
    return int(whole + rest) * (-1 if yuan < 0 else 1)


@dataclass
class ByTheDay:
    terms: Terms
    left: dict[str, int] = field(default_factory=dict)
    paid: dict[str, int] = field(
        default_factory=lambda: dict.fromkeys(("costs", "interest", "principal", "doubled"), 0)
    )
    over: int = 0
    closed: set[str] = field(default_factory=set)
    runs: dict[str, Run | None] = field(default_factory=dict)

    def work_out(self, credits: Iterable[Credit], first: date, on: date) -> dict[str, int]:
        """``first``: a day before anything happens."""
        judgment = self.terms.judgment
        self.left = {name: fen(getattr(judgment, name)) for name in self.paid}
        money = of_each_day(credits)
        day = first
        while day <= on:
            self._accrue(day)
            waivers = [one for one in self.terms.waivers if one.on == day]
            if day in money or waivers:
                self._end_lines()
            for waiver in waivers:
                gone = self.left[waiver.part] if waiver.amount is None else fen(waiver.amount)
                self.left[waiver.part] -= min(gone, self.left[waiver.part])
                self.closed |= {str(waiver.part)} if waiver.amount is None else set()
            self._pay(money.get(day, 0))
            day += timedelta(days=1)
        self._end_lines()
        return {**self.left, "over": self.over}

    def _accrue(self, day: date) -> None:
        for n, (base, rates) in enumerate(self._sums()):
            self._go_on(f"interest {n}", self._general(day, base, rates))
        self._go_on("doubled", self._doubled(day))

    def _go_on(self, name: str, today: Run | None) -> None:
        now = self.runs.get(name)
        if now is not None and today is not None and now[0] == today[0]:
            self.runs[name] = (now[0], now[1] + today[1], now[2])
        else:
            self._end_line(name)
            self.runs[name] = today

    def _sums(self) -> list[tuple[int, Any]]:
        """Of each sum of the principal what is unpaid, and its rates: each payment went to the one that is first."""
        judgment = self.terms.judgment
        if not judgment.tranches:
            return [(self.left["principal"], judgment.rates)]
        sums, gone = [], fen(judgment.principal) - self.left["principal"]
        for one in judgment.tranches:
            part = min(gone, fen(one.amount))
            sums.append((fen(one.amount) - part, one.rates))
            gone -= part
        return sums

    def _general(self, day: date, base: int, rates: Any) -> Run | None:
        for rate in rates:
            if rate.first <= day and (rate.last is None or day <= rate.last) and "interest" not in self.closed:
                length = 365 + calendar.isleap(day.year) if rate.basis == "actual" else int(rate.basis)
                line = (rate.first, day.year if rate.basis == "actual" else 0)
                return (line, base * fen(rate.percent), 100 * 100 * length)
        return None

    def _doubled(self, day: date) -> Run | None:
        late = self.terms.judgment.late
        if late is None or day < date(2014, 8, 1) or "doubled" in self.closed:
            return None
        for stay in self.terms.stays:
            if stay.first <= day and (stay.last is None or day <= stay.last) and not stay.asked_by_debtor:
                return None
        counted = ("principal", "costs") if late.on_costs else ("principal",)
        unpaid = sum(self.left[name] for name in counted)
        total = sum(fen(getattr(self.terms.judgment, name)) for name in counted)
        over = [one for one in late.dues if one.on < day]
        due = sum(total if one.amount is None else fen(one.amount) for one in over)
        base = due - (total - unpaid)
        return (len(over), base * 175, 1_000_000) if base > 0 else None

    def _end_lines(self) -> None:
        for name in list(self.runs):
            self._end_line(name)

    def _end_line(self, name: str) -> None:
        run = self.runs.get(name)
        if run is not None:
            self.left[name.partition(" ")[0]] += (2 * run[1] + run[2]) // (2 * run[2])
            self.runs[name] = None

    def _pay(self, amount: int) -> None:
        order = [str(part) for part in self.terms.judgment.order]
        amount, self.over = amount + self.over, 0
        for name in order if amount > 0 else []:
            part = min(amount, self.left[name])
            self.left[name] -= part
            self.paid[name] += part
            amount -= part
        for name in reversed(order) if amount < 0 else []:
            part = min(-amount, self.paid[name])
            self.left[name] += part
            self.paid[name] -= part
            amount += part
        self.over = amount


def of_each_day(credits: Iterable[Credit]) -> dict[date, int]:
    """Reversed money never came, as far as it is known which it was."""
    entries = {one.key: one for one in credits}
    left = {key: fen(one.amount) for key, one in entries.items()}
    for one in sorted(entries.values(), key=lambda entry: (entry.on, entry.key)):
        if one.reverses in entries and one.amount < 0:
            gone = min(left[one.reverses], -left[one.key])
            left[one.reverses] -= gone
            left[one.key] += gone
    money: dict[date, int] = {}
    for key, amount in left.items():
        if amount:
            money[entries[key].on] = money.get(entries[key].on, 0) + amount
    return money
