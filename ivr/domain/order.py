"""The court's papers that must exist before a notice may: decision, enforcement notice, order, proof of the holder.

Source: SPC Provisions 2017 (法释〔2017〕7号) arts 1, 2, 4 and 5; an order names the number or there is no notice.
"""

from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from ivr.domain.errors import BadInput, NeverEnrolled
from ivr.domain.idnumber import minor_on


class Ground(IntEnum):
    """Art 1: why somebody is listed. The first has no fixed term; the others run two years, at most five (art 2)."""

    ABLE_BUT_REFUSES = 1
    OBSTRUCTS = 2
    HIDES_ASSETS = 3
    BREACHES_REPORTING = 4
    BREACHES_CONSUMPTION_RESTRICTION = 5
    BREACHES_SETTLEMENT = 6


PROOF_DAYS = 30
"""A proof of the holder holds so long, unless the court says another day: numbers are reissued after weeks."""
TERM_YEARS, LONGEST_TERM_YEARS = 2, 5


@dataclass
class Order:
    """One listing decision with the order that names a number. Dates are the court's own calendar days.

    ``first_case``: of a resumed case (执恢), the number of the case in which the debt was enforced first (执).
    """

    id: str
    court_id: str
    person_id: str
    case_number: str
    decision: str
    ground: int
    decided_on: date
    served_on: date
    listed_until: date | None
    warned_in_notice_on: date
    president: str
    signed_on: date
    number: str
    ends_on: date
    first_case: str | None = None


@dataclass
class HolderProof:
    """That a number is registered to this person: matched by ID number at the carrier, never by name."""

    id: str
    court_id: str
    person_id: str
    number: str
    proven_on: date
    reference: str
    proven_until: date

    def holds(self, today: date) -> bool:
        """Whether it still proves anything."""
        return self.proven_on <= today <= self.proven_until


@dataclass
class Person:
    """The person named. Name and ID number are encrypted at rest and leave only through an audited read."""

    id: str
    court_id: str
    name: str
    id_number: str
    id_index: str


def check_order(order: Order, id_number: str, today: date) -> None:
    """Raises BadInput or NeverEnrolled unless the papers are complete and in force today."""
    _check_sequence(order, today)
    _check_term(order, today)
    if minor_on(id_number, order.decided_on):
        raise NeverEnrolled(field="id_number", reason="the person was a minor", reason_zh="作出决定时未满十八周岁")


def check_proof(proof: HolderProof, today: date) -> None:
    """Raises BadInput when the proof is dated ahead, or its time is over (a number may have a new holder by then)."""
    if proof.proven_on > today:
        _wrong("proven_on", "it lies in the future", "日期在将来")
    if proof.proven_until < today or proof.proven_until < proof.proven_on:
        _wrong("proven_until", "the proof is no longer valid; ask the carrier again", "核验已过期，请向运营商重新核验")
    if not proof.reference.strip():
        _wrong("proof_reference", "give the reference of the carrier's answer", "请填写运营商回函文号")


def _check_sequence(order: Order, today: date) -> None:
    for field in ("decided_on", "served_on", "signed_on", "warned_in_notice_on"):
        if getattr(order, field) > today:
            _wrong(field, "it lies in the future", "日期在将来")
    if order.served_on < order.decided_on:
        _wrong("served_on", "the decision cannot be served before it is made", "送达日期早于决定日期")
    if order.warned_in_notice_on > order.decided_on:
        _wrong("warned_in_notice_on", "the warning must come before the decision", "风险提示须早于纳入决定")
    if not order.president.strip():
        _wrong("president", "the court president must have signed", "须有院长签发")


def _check_term(order: Order, today: date) -> None:
    if order.ground == Ground.ABLE_BUT_REFUSES and order.listed_until is not None:
        _wrong("listed_until", "ground 1 has no fixed term; leave it empty", "第一项情形无固定期限，请留空")
    if order.ground != Ground.ABLE_BUT_REFUSES:
        _check_fixed_term(order, today)
    if order.ends_on < today:
        _wrong("order_ends_on", "the order is over", "指令已到期")


def _check_fixed_term(order: Order, today: date) -> None:
    if order.listed_until is None:
        _wrong("listed_until", "grounds 2 to 6 have a fixed term; give its end", "第二至六项情形有固定期限，请填写")
    elif order.listed_until not in (ends := terms(order.decided_on)):
        _wrong("listed_until", f"write one of {', '.join(map(str, ends))}", f"应为：{'、'.join(map(str, ends))}")

    if order.listed_until is not None and order.listed_until < today:
        _wrong("listed_until", "the listing is over", "纳入期限已届满")


def terms(decided_on: date) -> list[date]:
    """When a listing on grounds 2 to 6 can end: after two years, or one to three years later (art 2)."""
    return [_years_after(decided_on, years) for years in range(TERM_YEARS, LONGEST_TERM_YEARS + 1)]


def _years_after(day: date, years: int) -> date:
    leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year + years, day=28 if leap_day else day.day)


def _wrong(field: str, reason: str, reason_zh: str) -> None:
    raise BadInput(field=field, reason=reason, reason_zh=reason_zh)
