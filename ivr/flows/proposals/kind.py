"""What every kind of proposal says about itself."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ivr.domain.proposal import Proposal
from ivr.flows.desk import Work

Content = Mapping[str, Any]
"""A JSON object. Amounts and days are strings in it."""


@dataclass(frozen=True)
class Subject:
    """``facts``: what must not change between proposing and deciding; a digest of the row, where that is all."""

    court_id: str
    person_id: str | None
    facts: str


@dataclass(frozen=True)
class Kind:
    """``look`` finds the subject in the actor's own court and locks it; raises NotFound.

    ``check`` gives the content in its canonical form; raises BadInput or RuleBroken. It is asked when something is
    proposed, and again before ``apply`` does it.
    """

    zh: str
    en: str
    look: Callable[[Work, str], Subject]
    check: Callable[[Work, str, Content], Content]
    apply: Callable[[Work, Proposal, Content], None]
