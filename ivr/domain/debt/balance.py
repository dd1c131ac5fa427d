"""What is left of a debt on a day."""

from dataclasses import dataclass
from decimal import Decimal

from ivr.domain.debt.part import Part

NOTHING = Decimal("0.00")


@dataclass(frozen=True)
class Balance:
    """Yuan, each in whole fen and never below zero; ``unapplied`` alone may be.

    ``doubled``: the doubled part of the interest for late performance. ``unapplied``: money beyond what was owed; below
    zero, money that was taken back though it had never been credited.
    """

    costs: Decimal = NOTHING
    interest: Decimal = NOTHING
    principal: Decimal = NOTHING
    doubled: Decimal = NOTHING
    unapplied: Decimal = NOTHING

    def of(self, part: Part) -> Decimal:
        return {
            Part.COSTS: self.costs,
            Part.INTEREST: self.interest,
            Part.PRINCIPAL: self.principal,
            Part.DOUBLED: self.doubled,
        }[part]

    @property
    def left(self) -> Decimal:
        """All that is still owed."""
        return self.costs + self.interest + self.principal + self.doubled

    @property
    def nil(self) -> bool:
        """Performed in full."""
        return self.left == 0

    @property
    def overpaid(self) -> Decimal:
        """What must be given back."""
        return max(self.unapplied, NOTHING)
