"""One money debt of a judgment: one or several persons owe it, each with an obligation and an account of their own."""

from dataclasses import dataclass


@dataclass
class Debt:
    """``terms`` are sealed; None while the one amount that the papers name is all there is to know.

    ``version``: how often the terms have been changed, 0 for those of the papers.
    """

    id: str
    court_id: str
    terms: str | None = None
    version: int = 0
