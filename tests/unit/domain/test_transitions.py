"""The machine's table: complete, with every guard checked, every right given, and drawn in the README as it is."""

from pathlib import Path

from ivr.domain.diagram import section
from ivr.domain.guards import CHECKS
from ivr.domain.staff import PERMITTED
from ivr.domain.transitions import LIVING, TRANSITIONS, Action, Cause, Guard, State, Target

README = Path(__file__).parents[3] / "README.md"


def test_every_action_has_its_transition_its_right_and_every_guard_its_check() -> None:
    assert set(TRANSITIONS) == set(Action)
    assert all(one.who == PERMITTED[one.action] and one.who for one in TRANSITIONS.values())
    assert set(CHECKS) == set(Guard) == {guard for one in TRANSITIONS.values() for guard in one.needs}


def test_every_state_can_be_reached_and_every_living_one_can_be_silenced_and_ended() -> None:
    reached = {one.target for one in TRANSITIONS.values()}
    assert reached - set(Target) == set(State)
    for action in (Action.SUSPEND, Action.REMOVE, Action.EXPIRE, Action.CORRECT):
        assert TRANSITIONS[action].sources == LIVING
        assert Cause.SILENCE in TRANSITIONS[action].causes


def test_nothing_sounds_without_the_grace_or_two_people_and_an_open_debt_and_a_proven_holder() -> None:
    for one in TRANSITIONS.values():
        if Cause.SOUND in one.causes:
            assert {Guard.GRACE_OVER, Guard.TWO_PEOPLE} & set(one.needs)
            assert {Guard.DEBT_OPEN, Guard.HOLDER_PROVEN, Guard.ORDER_IN_FORCE} <= set(one.needs)
    assert Guard.SECOND_PERSON in TRANSITIONS[Action.APPROVE].needs


def test_nobody_drafts_and_approves() -> None:
    prepares = {role for action in (Action.AMEND, Action.SUBMIT) for role in TRANSITIONS[action].who}
    assert not prepares & TRANSITIONS[Action.APPROVE].who


def test_the_readme_shows_the_machine_as_it_is() -> None:
    assert f"\n{section()}\n" in README.read_text(encoding="utf-8"), section.__doc__
