"""The one place where anything is rounded.

Each line of working (one period with one base and one rate) is exact until its result, which is rounded half-up to the
fen. Nothing else is rounded: sums of lines are sums of whole fen, so every line can be checked by itself with a pencil.
"""

from decimal import Decimal
from fractions import Fraction

from ivr.domain.money import from_fen


def half_up(yuan: Fraction) -> Decimal:
    """``yuan`` is not negative."""
    return from_fen(int(yuan * 100 + Fraction(1, 2)))
