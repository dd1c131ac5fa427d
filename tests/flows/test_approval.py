"""An approval answers for what papers cannot show, and what was answered stays with it, sealed."""

import pytest

from ivr.domain.concerns import NO_CONCERNS, Answer, Concern, from_text
from ivr.domain.enrolment import State
from ivr.domain.errors import NeverEnrolled, RuleBroken
from ivr.flows.approve import approve
from ivr.flows.send_back import send_back
from tests.flows.office import Office, approver, clerk


def test_nothing_is_approved_until_every_concern_is_answered(office: Office) -> None:
    one = office.submitted(office.court("shunqing"))
    for answers in (None, {}, {Concern.CAMPUS_LOAN: Answer(False)}):
        with pytest.raises(RuleBroken) as refused:
            office.do(approver("shunqing"), approve, one.id, answers)
        assert refused.value.field in set(Concern)
    assert office.found(one).state is State.SUBMITTED
    assert office.do(approver("shunqing"), approve, one.id, NO_CONCERNS).state is State.APPROVED


def test_a_number_registered_to_somebody_else_is_not_approved(office: Office) -> None:
    one = office.submitted(office.court("shunqing"))
    with pytest.raises(NeverEnrolled) as refused:
        office.do(approver("shunqing"), approve, one.id, NO_CONCERNS | {Concern.OTHER_HOLDER: Answer(True, "其妻使用")})
    assert refused.value.field == "other_holder"
    assert (office.found(one).state, office.found(one).answers) == (State.SUBMITTED, None)


def test_the_answers_are_sealed_and_go_with_the_approval_they_belong_to(office: Office) -> None:
    one = office.submitted(office.court("shunqing"))
    given = {**NO_CONCERNS, Concern.CAMPUS_LOAN: Answer(True, "王某已毕业")}
    approved = office.do(approver("shunqing"), approve, one.id, given)
    assert "王某" not in str(approved.answers)
    assert from_text(office.vault.open(str(approved.answers), f"enrolments.answers.{one.id}")) == given
    assert office.do(clerk("shunqing"), send_back, one.id, "另需核实").answers is None
