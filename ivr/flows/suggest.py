"""Suggest which of the court's own debts money may be for. A person claims it, another decides; nothing is matched."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from ivr.domain.matching import Keys, keys
from ivr.domain.payment import Obligation
from ivr.domain.suggestion import Candidate, Why, candidates, near_accounts
from ivr.flows.desk import Work
from ivr.store import keys as lookups

MOST: Final = 20


@dataclass(frozen=True)
class Suggestion:
    """``written``: the case number or account that the money may have meant."""

    obligation: Obligation
    written: str
    why: Why


def suggest(work: Work, court_id: str | None, said: Mapping[str, str]) -> list[Suggestion]:
    """The likelier first. Of the one court only, so that no text tells a court of another's case."""
    account, given, text = (said.get(name, "") for name in ("account", "reference", "text"))
    accounts, cases = near_accounts(account), candidates(f"{given} {text}")
    own = lookups.by_accounts(work.session, [one.key for one in accounts], court_id)
    owing = lookups.by_cases(work.session, [one.key for one in cases], court_id)
    named = _named(work, court_id, keys(account, given, text))
    first: dict[str, Suggestion] = {}
    for one in [*named, *_of(accounts, own), *_of(cases, owing)]:
        first.setdefault(one.obligation.id, one)
    return list(first.values())[:MOST]


def _named(work: Work, court_id: str | None, given: Keys) -> list[Suggestion]:
    """What the keys themselves lead to, where that is more than one debt, or the money came too early."""
    (found,) = lookups.found(work.session, [given], court_id)
    by_case = [(one, case) for case, owing in found.by_case.items() for one in owing]
    by_key = [(one, one.account) for one in found.by_account] + [(one, one.case_number) for one in found.by_reference]
    return [Suggestion(one, written, Why.NAMED) for one, written in [*by_key, *by_case]]


def _of(near: list[Candidate], found: Mapping[str, list[Obligation]]) -> list[Suggestion]:
    return [Suggestion(one, each.key, each.why) for each in near for one in found.get(each.key, ())]
