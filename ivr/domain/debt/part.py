"""What a money debt consists of, and in which order money is credited to it."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class Part(StrEnum):
    COSTS = "costs"
    INTEREST = "interest"
    """General interest: what the judgment itself awards."""
    PRINCIPAL = "principal"
    DOUBLED = "doubled"
    """The doubled part of the interest for late performance (加倍部分债务利息)."""


BY_LAW: Final = (Part.COSTS, Part.INTEREST, Part.PRINCIPAL, Part.DOUBLED)
"""Civil Code art 561: costs, interest, principal; the doubled part last (法释〔2014〕8号 art 4)."""

NAMES_ZH: Final[Mapping[Part, str]] = {
    Part.COSTS: "费用",
    Part.INTEREST: "一般债务利息",
    Part.PRINCIPAL: "本金",
    Part.DOUBLED: "加倍部分债务利息",
}
NAMES_EN: Final[Mapping[Part, str]] = {
    Part.COSTS: "costs",
    Part.INTEREST: "general interest",
    Part.PRINCIPAL: "principal",
    Part.DOUBLED: "doubled part for late performance",
}
