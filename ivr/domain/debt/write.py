"""Writes terms as JSON that ``read`` reads: what is not given is left out, and so is the order of the law."""

from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from ivr.domain.debt.part import BY_LAW


def written(value: Any) -> Any:
    """Amounts as strings with two places, days as ``2026-03-01``."""
    if is_dataclass(value):
        named = {field.name: getattr(value, field.name) for field in fields(value)}
        return {name: written(one) for name, one in named.items() if one is not None and one not in ((), BY_LAW)}
    if isinstance(value, tuple):
        return [written(one) for one in value]
    return str(value) if isinstance(value, (Decimal, date)) else value
