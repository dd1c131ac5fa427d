"""2: an enrolment that is unapproved, unwarned or in its grace period is refused, and its number is silent."""

from collections.abc import Sequence
from dataclasses import dataclass

from ivr.cli.demo.call import Call
from ivr.cli.demo.proof import Check, Proof
from ivr.cli.demo.proofs.measure import silent
from ivr.cli.demo.words import Words, same

TITLE = Words(
    "未批准、未告知、宽限期内：一律不播报", "Unapproved, unwarned, or within the grace period: nothing is played"
)


@dataclass(frozen=True)
class Early:
    """``code``: how the gateway refused to activate it; ``wanted``: how it had to."""

    which: Words
    call: Call
    code: str
    wanted: str


def not_yet(cases: Sequence[Early]) -> Proof:
    """Three cases, three numbers."""
    checks = [check for case in cases for check in _checks(case)]
    numbers = len({case.call.heard.dialled for case in cases})
    what = Words("三种情形，三个号码", "Three cases, three numbers")
    checks.append(Check(what, same(numbers), same(3), numbers == len(cases) == 3))
    return Proof("2", TITLE, tuple(checks), tuple(case.call.name for case in cases))


def _checks(case: Early) -> list[Check]:
    what = Words(f"{case.which.zh}：启用被拒绝", f"{case.which.en}: activation is refused")
    refused = Check(what, same(case.code), same(case.wanted), case.code == case.wanted)
    return [refused, *silent(case.which, case.call.heard, case.call.called)]
