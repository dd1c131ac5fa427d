"""A rule: what is looked for, and what is said for it."""

import re
from collections.abc import Callable, Iterable

Say = Callable[[re.Match[str]], str]
Rule = tuple[re.Pattern[str], Say]

NUMBER = r"(\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?)"
"""A count as it is written, with thousands and decimals: one group."""


def rules(*given: tuple[str, Say]) -> tuple[Rule, ...]:
    """Patterns with what is said for each."""
    return tuple((re.compile(pattern), say) for pattern, say in given)


def applied(text: str, in_order: Iterable[Rule]) -> str:
    """``text`` after each rule in turn."""
    for pattern, say in in_order:
        text = pattern.sub(say, text)
    return text
