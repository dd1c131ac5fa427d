"""Any debt and any money, for the tests that hold for all of them: thousands of cases, each named by its seed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_DOWN, Decimal
from random import Random
from typing import TypeVar

from ivr.domain.debt.credit import Credit
from ivr.domain.debt.judgment import Basis, Creditor, Due, Judgment, Late, Rate, Tranche
from ivr.domain.debt.part import BY_LAW, Part
from ivr.domain.debt.terms import Agreement, Limit, Stay, Terms, Waiver

STARTS = [date(2014, 5, 20), date(2015, 12, 1), date(2019, 12, 15), date(2024, 1, 31), date(2099, 12, 1)]
"""Before 2014-08-01, and into, through and out of leap years; 2100 is none."""
SPAN = 300
FEN, NOTHING = Decimal("0.01"), Decimal("0.00")
CREDITORS = (Creditor("甲", Decimal("2.00")), Creditor("乙", Decimal("1.00")), Creditor("丙", Decimal("1.00")))

One = TypeVar("One")


@dataclass(frozen=True)
class Case:
    """``first``: no day of anything is before it. ``on``: the day to work it out to."""

    seed: int
    terms: Terms
    money: list[Credit]
    first: date
    on: date


def cases(count: int, agreed: bool = False) -> Iterator[Case]:
    for seed in range(count):
        yield _Dice(seed).case(agreed)


class _Dice:
    def __init__(self, seed: int) -> None:
        self.seed, self.random = seed, Random(seed)  # noqa: S311
        self.start = self.random.choice(STARTS)

    def case(self, agreed: bool) -> Case:
        terms = self.terms(self.agreement() if agreed and self.coin() else None)
        return Case(self.seed, terms, self.money(), self.start, self.day(SPAN + 100))

    def terms(self, agreement: Agreement | None) -> Terms:
        principal, several = self.yuan(50_000), self.random.random() < 0.3
        costs, interest, doubled = (self.yuan(1000) if self.coin() else NOTHING for _ in range(3))
        judgment = Judgment(
            principal,
            costs,
            interest,
            doubled,
            rates=self.rates() if self.coin() and not several else (),
            late=self.late(principal) if self.coin() else None,
            order=tuple(self.random.sample(list(Part), 4)) if self.coin() else BY_LAW,
            creditors=CREDITORS if self.coin() else (),
            tranches=self.tranches(principal) if several else (),
        )
        return Terms(judgment, self.some(3, self.stay), self.some(2, self.waiver), agreement, self.some(2, self.limit))

    def rates(self) -> tuple[Rate, ...]:
        cuts = sorted({self.day() for _ in range(self.random.randint(1, 4))})
        last = self.start + timedelta(days=SPAN - 20)
        ends = [*(one - timedelta(days=1) for one in cuts[1:]), None if self.coin() or last < cuts[-1] else last]
        percents = [Decimal(self.random.randint(1, 2400)) / 100 for _ in cuts]
        return tuple(
            Rate(first, end, percent, self.random.choice(list(Basis)))
            for first, end, percent in zip(cuts, ends, percents, strict=True)
        )

    def tranches(self, principal: Decimal) -> tuple[Tranche, ...]:
        """All of the principal, or some of it bears no interest."""
        parts = self.random.randint(1, 3)
        each = (principal / (parts + self.coin())).quantize(FEN, ROUND_DOWN)
        return tuple(Tranche(each, self.rates()) for _ in range(parts) if each)

    def late(self, principal: Decimal) -> Late:
        on = {self.day() for _ in range(self.random.randint(1, 4))}
        each = (principal / len(on)).quantize(FEN, ROUND_DOWN)
        dues = tuple(Due(day, each) for day in on) if each and self.coin() else (Due(min(on)),)
        return Late(dues, self.coin())

    def stay(self) -> Stay:
        first, days = self.day(), timedelta(days=self.random.randint(0, 90))
        return Stay(first, first + days if self.coin() else None, self.coin(), "x")

    def limit(self) -> Limit:
        return Limit(f"{self.random.getrandbits(64):016x}", self.yuan(20_000))

    def waiver(self) -> Waiver:
        return Waiver(self.day(), self.random.choice(list(Part)), self.yuan(2000) if self.coin() else None)

    def agreement(self) -> Agreement:
        dues = [Due(self.day(), self.yuan(5000)) for _ in range(self.random.randint(1, 4))]
        return Agreement(self.start, tuple(dues), self.coin(), self.day() if self.coin() else None)

    def money(self) -> list[Credit]:
        """Payments, reversals of some of them, whole or in part, and reversals of nothing that is known."""
        paid = [Credit(self.day(), f"p{n}", self.yuan(20_000), f"o{n % 2}") for n in range(self.random.randint(0, 5))]
        back = []
        for n in range(self.random.randint(0, 2)):
            first = self.random.choice([*paid, None])
            amount = first.amount if first and self.coin() else self.yuan(20_000)
            back.append(Credit(self.day(), f"r{n}", -amount, "o0", first.key if first and self.coin() else None))
        return [*paid, *back]

    def some(self, most: int, make: Callable[[], One]) -> tuple[One, ...]:
        return tuple(make() for _ in range(self.random.randint(0, most)))

    def yuan(self, most: int) -> Decimal:
        return Decimal(self.random.randint(1, most * 100)) / 100

    def day(self, most: int = SPAN) -> date:
        return self.start + timedelta(days=self.random.randint(0, most))

    def coin(self) -> bool:
        return self.random.random() < 0.5
