"""Debtors who are liable for a part of a debt only, such as a guarantor up to an amount."""

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal

from ivr.domain.debt.balance import NOTHING
from ivr.domain.debt.credit import Credit, came
from ivr.domain.debt.terms import Limit


def performed(limits: Iterable[Limit], credits: Iterable[Credit]) -> set[str]:
    """The obligations whose own accounts have brought all that their debtors are liable for.

    What others paid lowers the debt, and not what the limit leaves open: until nothing is left of the debt, the
    creditor may ask for all of the part (Civil Code, arts 178 and 691).
    """
    own: dict[str, Decimal] = defaultdict(lambda: NOTHING)
    for one in came(credits):
        own[one.obligation_id] += one.amount
    return {one.obligation for one in limits if own[one.obligation] >= one.up_to}
