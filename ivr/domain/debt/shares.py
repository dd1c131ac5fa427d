"""Several creditors of one case: what has been credited, divided in proportion to their claims."""

from collections.abc import Sequence
from decimal import Decimal

from ivr.domain.debt.judgment import Creditor
from ivr.domain.debt.statement import Divided
from ivr.domain.money import from_fen, to_fen


def divide(credited: Decimal, creditors: Sequence[Creditor]) -> tuple[Divided, ...]:
    """In proportion (SPC Interpretation of the Civil Procedure Law, art 508). The shares add up to the whole.

    Each gets the whole fen of its share; the few that are left over go one each to the largest remainders, and to who
    stands first where these are equal. All that has been credited is divided at once, never payment by payment, so no
    fen wanders with the order in which the money came.
    """
    if not creditors:
        return ()
    fen, weights = to_fen(credited), [to_fen(one.share) for one in creditors]
    whole = [divmod(fen * weight, sum(weights)) for weight in weights]
    by_rest = sorted(range(len(whole)), key=lambda n: (-whole[n][1], n))
    more = set(by_rest[: fen - sum(part for part, _ in whole)])
    return tuple(Divided(n + 1, from_fen(part + (n in more))) for n, (part, _) in enumerate(whole))
