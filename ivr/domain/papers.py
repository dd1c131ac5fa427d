"""All that one draft needs, as a clerk hands it in, and its checked form."""

from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from ivr.domain import casenumber, money, text
from ivr.domain.errors import BadInput
from ivr.domain.idnumber import resident_id
from ivr.domain.number import enrollable
from ivr.domain.order import Ground


@dataclass(frozen=True)
class Papers:
    """All that a draft needs, as a clerk hands it in. ``owed`` in yuan; dates are the court's calendar days.

    Whoever prints it by mistake does not print who it is about.
    """

    number: str
    name: str = field(repr=False)
    id_number: str = field(repr=False)
    case_number: str
    ground: int
    decided_on: date
    served_on: date
    warned_in_notice_on: date
    president: str = field(repr=False)
    signed_on: date
    order_ends_on: date
    proven_on: date
    proven_until: date
    proof_reference: str
    account: str
    owed: Decimal
    listed_until: date | None = None


def checked(papers: Papers) -> Papers:
    """Every field in its canonical form. Raises BadInput or NeverEnrolled naming the first field that is wrong."""
    return replace(
        papers,
        number=enrollable(papers.number),
        name=text.plain(papers.name, "name", 60),
        id_number=resident_id(papers.id_number),
        case_number=_enforcement_case(papers.case_number),
        ground=_ground(papers.ground),
        president=text.plain(papers.president, "president", 60),
        proof_reference=text.plain(papers.proof_reference, "proof_reference", 120),
        account=text.account(papers.account),
        owed=money.yuan(papers.owed, "owed"),
    )


def _enforcement_case(given: str) -> str:
    case = casenumber.parse(given)
    if not case.enforcement:
        reason, reason_zh = "only enforcement cases (执, 执恢) can carry a notice", "仅限执行案件（执、执恢）"
        raise BadInput(field="case_number", reason=reason, reason_zh=reason_zh)
    return str(case)


def _ground(given: int) -> int:
    if given not in set(Ground):
        reason, reason_zh = "write 1 to 6 (SPC Provisions 2017, art 1)", "请填写 1 至 6（2017 年规定第一条）"
        raise BadInput(field="ground", reason=reason, reason_zh=reason_zh)
    return given
