"""The clocks of an objection (SPC Provisions 2017, arts 11 and 12)."""

from datetime import date, timedelta

import pytest

from ivr.domain.errors import BadInput, RuleBroken
from ivr.domain.objection import OPEN, Objection, Stage, ask_again, decide, open_on, take_back

MONDAY = date(2025, 3, 3)
DAY = timedelta(days=1)


def objection(stage: Stage = Stage.REVIEW) -> Objection:
    one = Objection("o", "c", "e", Stage.REVIEW, "sealed", MONDAY)
    if stage is Stage.WITHDRAWN:
        take_back(one)
    if stage in {Stage.REFUSED, Stage.RECONSIDERATION, Stage.DISMISSED}:
        decide(one, False, MONDAY + 4 * DAY)
    if stage in {Stage.RECONSIDERATION, Stage.DISMISSED}:
        ask_again(one, MONDAY + 7 * DAY)
    if stage in {Stage.DISMISSED, Stage.UPHELD}:
        decide(one, stage is Stage.UPHELD, MONDAY + 9 * DAY)
    assert one.stage is stage
    return one


def test_the_court_has_15_days_the_person_10_and_the_court_above_15() -> None:
    due = {stage: found.day if (found := objection(stage).due) else None for stage in Stage}
    assert due == {
        Stage.REVIEW: date(2025, 3, 18),
        Stage.REFUSED: date(2025, 3, 17),
        Stage.RECONSIDERATION: date(2025, 3, 25),
        Stage.DISMISSED: None,
        Stage.UPHELD: None,
        Stage.WITHDRAWN: None,
    }


def test_it_is_open_until_it_is_decided_for_good_and_for_ten_days_after_a_refusal() -> None:
    far = date(2026, 1, 1)
    assert {stage for stage in Stage if open_on(objection(stage), far)} == {Stage.REVIEW, Stage.RECONSIDERATION}
    refused = objection(Stage.REFUSED)
    assert open_on(refused, date(2025, 3, 17))
    assert not open_on(refused, date(2025, 3, 18))


def test_the_person_may_ask_again_to_the_last_day_and_not_after() -> None:
    ask_again(objection(Stage.REFUSED), date(2025, 3, 17))
    for on in (date(2025, 3, 18), date(2025, 3, 6)):
        with pytest.raises(BadInput) as refused:
            ask_again(objection(Stage.REFUSED), on)
        assert refused.value.field == "received_on"


@pytest.mark.parametrize("stage", Stage)
def test_what_is_closed_is_neither_decided_nor_asked_again_nor_taken_back(stage: Stage) -> None:
    on = MONDAY + 10 * DAY
    for allowed, step in (
        ({Stage.REVIEW, Stage.RECONSIDERATION}, lambda one: decide(one, True, on)),
        ({Stage.REFUSED}, lambda one: ask_again(one, on)),
        (OPEN, take_back),
    ):
        if stage in allowed:
            step(objection(stage))
            continue
        with pytest.raises(RuleBroken) as refused:
            step(objection(stage))
        assert refused.value.field == "objection"


def test_nothing_is_decided_before_it_was_received() -> None:
    for one in (objection(), objection(Stage.RECONSIDERATION)):
        with pytest.raises(BadInput) as refused:
            decide(one, True, MONDAY - DAY)
        assert refused.value.field == "on"
