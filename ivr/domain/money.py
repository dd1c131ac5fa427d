"""Yuan as Decimal with two places, never float."""

import re
from decimal import Decimal

from ivr.domain.errors import BadInput

_AMOUNT = re.compile(r"[0-9]{1,15}(\.[0-9]{1,2})?")
_FEN = Decimal("0.01")


def yuan(given: str | Decimal, field: str = "amount") -> Decimal:
    """A positive amount, exact to the fen. BadInput for signs, exponents, a third decimal or zero."""
    text = format(given, "f") if isinstance(given, Decimal) and given.is_finite() else str(given)
    if isinstance(given, float) or not _AMOUNT.fullmatch(text) or Decimal(text) == 0:
        raise BadInput(
            field=field,
            reason="write a positive amount in yuan with at most two decimals, for example 2951.00",
            reason_zh="请填写大于零的人民币金额，最多两位小数，例如 2951.00",
        )
    return Decimal(text).quantize(_FEN)


def whole_fen(amount: Decimal) -> bool:
    """Whether nothing is lost when this amount is kept in fen."""
    return amount.is_finite() and amount == amount.quantize(_FEN)


def to_fen(amount: Decimal) -> int:
    """Whole fen, for storage."""
    return int(amount.quantize(_FEN) * 100)


def from_fen(fen: int) -> Decimal:
    """Yuan with two places."""
    return (Decimal(fen) / 100).quantize(_FEN)
