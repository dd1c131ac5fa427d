"""Refusals are told in the reader's language to the last word: no role, state or step as programs write it."""

import re

import pytest

from ivr.domain.called import ACTIONS, ROLES, STATES, Names, called
from ivr.domain.enrolment import State
from ivr.domain.errors import NotPermitted, OutOfScope, SamePerson, WrongState
from ivr.domain.staff import PERMITTED, Role
from ivr.domain.transitions import Action

CODES = [(ROLES, {*Role, "system"}), (STATES, {*State}), (ACTIONS, {*PERMITTED, *Action, "rotate_token"})]
LETTERS = re.compile(r"[A-Za-z_]")


@pytest.mark.parametrize(("names", "codes"), CODES, ids=["roles", "states", "actions"])
def test_every_code_is_called_something_in_both_languages_and_nothing_else_is(names: Names, codes: set[str]) -> None:
    assert set(names) == codes
    for zh, en in names.values():
        assert not LETTERS.search(zh)
        assert re.fullmatch(r"[A-Za-z' -]+", en)


@pytest.mark.parametrize("action", sorted(ACTIONS))
def test_a_refusal_holds_no_code(action: str) -> None:
    for refused in (
        NotPermitted(role="court-admin", action=action),
        WrongState(state="active", action=action),
        SamePerson(action=action),
    ):
        assert not LETTERS.search(refused.text("zh-CN"))
        assert "_" not in refused.text("en")


def test_a_token_of_too_little_scope_is_told_which_scope_programs_ask_for() -> None:
    refused = OutOfScope(role="clerk", action="read_feed", scope="read_feed")
    assert "（read_feed）" in refused.text("zh-CN")
    assert "(read_feed)" in refused.text("en")
    assert "read the feed of numbers" in refused.text("en")


def test_what_nobody_has_named_is_shown_as_it_is() -> None:
    assert called(ACTIONS, "fly", "zh-CN") == "fly"
