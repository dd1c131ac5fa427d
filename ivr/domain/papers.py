"""All that one draft needs, as a clerk hands it in, and its checked form."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal

from ivr.domain import casenumber, money, text
from ivr.domain.casenumber import CaseNumber
from ivr.domain.decision import listing
from ivr.domain.errors import BadInput, NeverEnrolled
from ivr.domain.idnumber import resident_id
from ivr.domain.number import enrollable
from ivr.domain.order import PROOF_DAYS, Ground


@dataclass(frozen=True)
class Papers:
    """All that a draft needs, as a clerk hands it in. ``owed`` in yuan; dates are the court's calendar days.

    ``proven_until`` None: 30 days from the proof. ``holder_id_number`` is the one in the carrier's answer: whose number
    it is.

    Whoever prints it by mistake does not print who it is about.
    """

    number: str
    name: str = field(repr=False)
    id_number: str = field(repr=False)
    case_number: str
    decision: str
    ground: int
    decided_on: date
    served_on: date
    warned_in_notice_on: date
    president: str = field(repr=False)
    signed_on: date
    order_ends_on: date
    proven_on: date
    proven_until: date | None
    proof_reference: str
    holder_id_number: str = field(repr=False)
    account: str
    owed: Decimal
    listed_until: date | None = None
    first_case: str | None = None


def checked(papers: Papers) -> Papers:
    """Every field in its canonical form. Raises BadInput or NeverEnrolled naming the first field that is wrong."""
    id_number, case = resident_id(papers.id_number), _enforcement_case(papers.case_number)
    return replace(
        papers,
        number=enrollable(papers.number),
        name=text.plain(papers.name, "name", 60),
        id_number=id_number,
        holder_id_number=matched(papers.holder_id_number, id_number),
        case_number=str(case),
        first_case=_first_case(case, papers.first_case),
        decision=listing(papers.decision),
        ground=_ground(papers.ground),
        proven_until=papers.proven_until or papers.proven_on + timedelta(days=PROOF_DAYS),
        president=text.plain(papers.president, "president", 60),
        proof_reference=text.plain(papers.proof_reference, "proof_reference", 120),
        account=text.account(papers.account),
        owed=money.yuan(papers.owed, "owed"),
    )


def matched(holder: str, id_number: str, field: str = "holder_id_number") -> str:
    """The ID number in the carrier's answer. Raises NeverEnrolled when it is another one than the person's.

    A name never proves a holder: people of the same name have been taken for one another.
    """
    if resident_id(holder, field) != id_number:
        reason = "the carrier's answer names another ID number: the number is not this person's"
        raise NeverEnrolled(field=field, reason=reason, reason_zh="运营商回函中的身份证号不同，号码不属于此人")
    return id_number


def _enforcement_case(given: str, field: str = "case_number") -> CaseNumber:
    case = casenumber.parse(given, field)
    if not case.enforcement:
        reason, reason_zh = "only enforcement cases (执, 执恢) can carry a notice", "仅限执行案件（执、执恢）"
        raise BadInput(field=field, reason=reason, reason_zh=reason_zh)
    return case


def _first_case(case: CaseNumber, given: str | None) -> str | None:
    """A resumed case names the case in which the same debt was enforced first; another case has none to name."""
    if case.resumed == (given is None):
        reason, reason_zh = (
            "give the first case's number (执) with a resumed one (执恢)",
            "恢复执行案件须填写首次执行案号",
        )
        if not case.resumed:
            reason, reason_zh = "only a resumed case (执恢) has one", "仅恢复执行案件填写"
        raise BadInput(field="first_case", reason=reason, reason_zh=reason_zh)
    if given is None:
        return None
    first = _enforcement_case(given, "first_case")
    if first.resumed:
        reason, reason_zh = "give the first of them, which is no resumed one", "请填写首次执行案号（执）"
        raise BadInput(field="first_case", reason=reason, reason_zh=reason_zh)
    return str(first)


def _ground(given: int) -> int:
    if given not in set(Ground):
        reason, reason_zh = "write 1 to 6 (SPC Provisions 2017, art 1)", "请填写 1 至 6（2017 年规定第一条）"
        raise BadInput(field="ground", reason=reason, reason_zh=reason_zh)
    return given
