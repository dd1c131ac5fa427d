"""Enforcement of a debt was stayed. One with the same first day takes the place of the one before, and may end it."""

from ivr.domain.debt.read import read_stay
from ivr.domain.debt.write import written
from ivr.domain.proposal import Proposal
from ivr.flows.desk import Work
from ivr.flows.proposals.debt_subject import change, current, look, not_ahead
from ivr.flows.proposals.kind import Content, Kind


def _check(work: Work, debt_id: str, content: Content) -> Content:
    stay = read_stay(content)
    not_ahead(work, debt_id, "first", stay.first)
    return dict(written(stay))


def _apply(work: Work, proposal: Proposal, content: Content) -> None:
    stay = read_stay(content)
    others = [one for one in current(work, proposal.subject).stays if one.first != stay.first]
    change(work, proposal.subject, stays=tuple(sorted([*others, stay], key=lambda one: one.first)))


KIND = Kind("登记中止或暂缓执行", "a stay of enforcement", look, _check, _apply)
