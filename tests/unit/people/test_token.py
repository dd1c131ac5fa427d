"""Tokens: how long they last, what they are for, and that nobody widens an own right."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivr.domain.errors import BadInput
from ivr.domain.staff import PERMITTED, Actor, Role, actions_of
from ivr.domain.token import LONGEST, Token, digest, lifetime, overlap, scope

NOW = datetime(2026, 3, 2, tzinfo=UTC)
ACTIONS = st.frozensets(st.sampled_from(sorted(PERMITTED)), min_size=1)


def test_a_token_lasts_ninety_days_unless_said_and_a_year_at_most() -> None:
    assert lifetime(None) == timedelta(days=90)
    assert lifetime(365) == LONGEST
    for days in (0, -1, 366, 10**9):
        with pytest.raises(BadInput):
            lifetime(days)


def test_an_old_token_stays_valid_for_a_day_at_most_beside_the_new_one() -> None:
    assert overlap(1440) == timedelta(hours=24)
    for minutes in (-1, 1441):
        with pytest.raises(BadInput):
            overlap(minutes)


def test_a_token_is_over_at_its_end_and_not_a_moment_later() -> None:
    token = Token("1" * 16, None, "2" * 16, "x", digest("x"), None, "2" * 16, NOW, NOW + timedelta(days=90))
    assert token.valid(token.ends_at - timedelta(microseconds=1))
    assert not token.valid(token.ends_at)


@given(st.sampled_from(sorted(Role)), st.none() | ACTIONS, st.none() | ACTIONS, st.booleans())
def test_no_token_is_wider_than_its_role_or_an_own_one_than_its_issuer(
    role: str, asked: frozenset[str] | None, mine: frozenset[str] | None, own: bool
) -> None:
    issuer = Actor("a" * 16, role, None, mine)
    try:
        kept = scope(asked, role, issuer, own=own)
    except BadInput:
        return
    given = actions_of(role) if kept is None else frozenset(kept.split(","))
    assert given <= actions_of(role)
    if own and mine is not None:
        assert given <= mine
    if asked is not None:
        assert given == asked


def test_a_scope_outside_the_role_is_refused_and_told_what_there_is() -> None:
    with pytest.raises(BadInput, match="draft") as refused:
        scope(["approve"], Role.CLERK, Actor("a" * 16, Role.CLERK, "shunqing"), own=True)
    assert refused.value.field == "actions"
