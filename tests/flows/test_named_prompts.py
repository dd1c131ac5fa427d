"""What a registration or a notice names is never collected."""

from ivr.flows.named_prompts import named_prompts
from tests.flows.office import OPERATOR, Office


def test_the_published_notices_of_all_courts_are_named(office: Office) -> None:
    office.court("shunqing", "zh-CN,en")
    other = office.publish(office.court("songyang"))
    named = office.look(OPERATOR, named_prompts)
    assert len(named) == 3
    assert other in named


def test_what_callers_hear_is_named_and_what_was_published_before_is_not(office: Office) -> None:
    office.court("shunqing")
    office.announced("shunqing")
    (before,) = office.look(OPERATOR, named_prompts)
    after = office.publish("shunqing")
    assert office.look(OPERATOR, named_prompts) == {after}
    assert before != after
