"""What was recorded of a debt by mistake is struck out: a stay, a waiver, or the settlement by instalments."""

from dataclasses import replace
from datetime import date
from enum import StrEnum

from ivr.domain.debt.part import Part
from ivr.domain.debt.terms import Terms
from ivr.domain.errors import RuleBroken
from ivr.domain.proposal import Proposal
from ivr.flows.desk import Work
from ivr.flows.proposals.content import day, one_of, only
from ivr.flows.proposals.debt_subject import change, current, look
from ivr.flows.proposals.kind import Content, Kind


class What(StrEnum):
    """A stay is named by its first day, a waiver by its day and part, a settlement by the day of its signing."""

    STAY = "stay"
    WAIVER = "waiver"
    INSTALMENTS = "instalments"


def _check(work: Work, debt_id: str, content: Content) -> Content:
    only(content, "what", "on", "part")
    what, on = What(one_of(content, "what", list(What))), day(content, "on")
    read = {"what": what.value, "on": str(on)}
    if what is What.WAIVER:
        read["part"] = one_of(content, "part", list(Part))
    if _struck(current(work, debt_id), read) == current(work, debt_id):
        raise RuleBroken(field="on", reason="nothing of that day is recorded", reason_zh="没有该日的登记")
    return read


def _struck(terms: Terms, content: Content) -> Terms:
    on, agreement = date.fromisoformat(content["on"]), terms.agreement
    if content["what"] == What.STAY:
        return replace(terms, stays=tuple(one for one in terms.stays if one.first != on))
    if content["what"] == What.WAIVER:
        others = tuple(one for one in terms.waivers if (one.on, one.part) != (on, content["part"]))
        return replace(terms, waivers=others)
    return replace(terms, agreement=None if agreement and agreement.signed_on == on else agreement)


def _apply(work: Work, proposal: Proposal, content: Content) -> None:
    struck = _struck(current(work, proposal.subject), content)
    change(work, proposal.subject, stays=struck.stays, waivers=struck.waivers, agreement=struck.agreement)


KIND = Kind("删去误登的中止、放弃或分期", "a stay, waiver or settlement recorded by mistake", look, _check, _apply)
