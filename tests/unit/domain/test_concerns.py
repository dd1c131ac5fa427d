"""The approver answers for what papers cannot show (法发〔2019〕35号; SPC Provisions 2017, art 3)."""

import pytest

from ivr.domain.concerns import (
    LONGEST_NOTE,
    NO_CONCERNS,
    QUESTIONS,
    Answer,
    Concern,
    as_text,
    asked,
    check_answers,
    from_text,
)
from ivr.domain.errors import BadInput, NeverEnrolled, RuleBroken


def test_everything_is_asked_and_of_ground_1_whether_the_debt_is_secured() -> None:
    assert set(QUESTIONS) == set(Concern) == set(asked(1))
    assert set(asked(2)) == set(Concern) - {Concern.SECURED}


@pytest.mark.parametrize("concern", Concern)
def test_what_is_not_answered_is_refused_with_its_field(concern: Concern) -> None:
    with pytest.raises(RuleBroken) as refused:
        check_answers(1, {one: answer for one, answer in NO_CONCERNS.items() if one != concern})
    assert refused.value.field == concern
    check_answers(1, NO_CONCERNS)
    check_answers(2, {one: answer for one, answer in NO_CONCERNS.items() if one != Concern.SECURED})


@pytest.mark.parametrize("concern", [Concern.OTHER_HOLDER, Concern.SECURED])
def test_a_yes_to_what_the_law_or_the_order_forbids_refuses_whatever_the_note(concern: Concern) -> None:
    with pytest.raises(NeverEnrolled) as refused:
        check_answers(1, {**NO_CONCERNS, concern: Answer(True, "仍应登记")})
    assert refused.value.field == concern


@pytest.mark.parametrize("concern", [Concern.CAMPUS_LOAN, Concern.LISTED_OFFICER])
def test_a_yes_to_what_is_generally_not_done_needs_a_note(concern: Concern) -> None:
    check_answers(1, {**NO_CONCERNS, concern: Answer(True, "本人另有转移财产行为")})
    for note in ("", " ", "x" * (LONGEST_NOTE + 1), "${x}"):
        with pytest.raises(BadInput) as refused:
            check_answers(1, {**NO_CONCERNS, concern: Answer(True, note)})
        assert refused.value.field == concern


def test_answers_are_kept_as_they_were_given() -> None:
    given = {**NO_CONCERNS, Concern.CAMPUS_LOAN: Answer(True, "已毕业，另有收入")}
    assert from_text(as_text(given)) == given
