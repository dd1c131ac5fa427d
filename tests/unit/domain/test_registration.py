"""What callers of one number should hear, what a node keeps of it, and which plans wait for a person."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivr.domain.errors import BadInput, Unsafe
from ivr.domain.plan import Limits, Plan, plan_changes, require_safe
from ivr.domain.registration import REMOVED, Change, Live, node_key, node_value, project

NOW = datetime(2026, 3, 2, 1, tzinfo=UTC)
prompts = st.lists(st.from_regex(r"[0-9a-f]{32}", fullmatch=True), min_size=1, max_size=2).map(tuple)
lives = st.lists(
    st.builds(
        Live,
        st.from_regex(r"[0-9a-f]{16}", fullmatch=True),
        prompts,
        st.integers(0, 5).map(lambda days: NOW + timedelta(days=days)),
        st.integers(10, 90).map(lambda days: NOW + timedelta(days=days)),
    ),
    max_size=5,
    unique_by=lambda one: one.enrolment_id,
)


@given(lives, st.randoms())
def test_the_two_oldest_play_in_order_until_the_first_of_them_ends(all_of_them: list[Live], chance: object) -> None:
    desired = project(all_of_them)
    first = sorted(all_of_them, key=lambda one: (one.activated_at, one.enrolment_id))[:2]
    shuffled = list(all_of_them)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert project(shuffled) == desired
    assert [part for part in desired.enrolments.split("+") if part] == [one.enrolment_id for one in first]
    assert [part for part in desired.notice.split("&") if part] == [prompt for one in first for prompt in one.prompts]
    assert desired.expires_at == min((one.expires_at for one in first), default=None)
    assert (desired == REMOVED) is (not all_of_them)


def change(n: int, *, removed: bool = False, certain: bool = False) -> Change:
    ends = None if removed else NOW
    return Change(f"+8615400{n:06d}", n, "" if removed else "a" * 32, "" if removed else "b" * 16, ends, certain)


def test_the_node_keeps_expiry_prompts_and_enrolments() -> None:
    one = Change("+8615400000001", 1, "a" * 32 + "&" + "c" * 32, "b" * 16 + "+" + "d" * 16, NOW, False)
    assert node_value(one) == f"{int(NOW.timestamp())}:{'a' * 32}&{'c' * 32}:{'b' * 16}+{'d' * 16}"
    assert node_key(one.number) == "8615400000001"


@given(lives.filter(bool))
def test_every_projection_fits_a_node(all_of_them: list[Live]) -> None:
    desired = project(all_of_them)
    value = node_value(Change("+86154", 1, desired.notice, desired.enrolments, desired.expires_at, False))
    assert len(value) < 250
    assert set(value) <= set("0123456789abcdef:&+")


@pytest.mark.parametrize("bad", ["", "x", "a" * 31, "A" * 32, "a" * 32 + "&", "${x}", "a" * 32 + "\n", "a" * 32 + ":1"])
def test_what_is_no_id_never_reaches_a_node(bad: str) -> None:
    for field in ("notice", "enrolments"):
        changes: dict[str, Any] = {field: bad}
        with pytest.raises(BadInput):
            node_value(change(1)._replace(**changes))
    with pytest.raises(BadInput):
        node_value(change(1)._replace(expires_at=None))


changes = st.lists(st.tuples(st.booleans(), st.booleans()), max_size=60).map(
    lambda kinds: [change(n, removed=gone, certain=sure) for n, (gone, sure) in enumerate(kinds, 1)]
)
limits = st.builds(Limits, st.sampled_from([0.0, 0.1, 0.5]), st.integers(0, 20))


@given(changes, st.integers(0, 200), limits)
def test_a_plan_holds_every_change_once_and_waits_only_when_it_is_large(
    all_of_them: list[Change], held: int, limit: Limits
) -> None:
    plan = plan_changes(all_of_them, len(all_of_them), held)
    assert {key for key, _ in plan.puts} | set(plan.removes) == {node_key(one.number) for one in all_of_them}
    assert plan.empty is (not all_of_them)
    uncertain = [one for one in all_of_them if one.removed and not one.certain]
    large = max(len(plan.puts), len(uncertain)) > max(limit.always_allowed, int(held * limit.share))
    if held and large:
        with pytest.raises(Unsafe):
            require_safe(plan, limit, "node-1")
    else:
        require_safe(plan, limit, "node-1")


@given(changes)
def test_removals_that_rest_on_repayment_are_never_held_back(all_of_them: list[Change]) -> None:
    plan = plan_changes(all_of_them, len(all_of_them), 10)
    paid = {node_key(one.number) for one in all_of_them if one.removed and one.certain}
    part = plan.certain_part()
    assert (set(part.removes), part.puts) == (paid, ())
    require_safe(part, Limits(0.0, 0), "node-1")


@given(changes, changes)
def test_two_people_confirm_one_plan_and_no_other(first: list[Change], second: list[Change]) -> None:
    one, other = plan_changes(first, 99, 10), plan_changes(second, 99, 10)
    assert (one.digest == other.digest) is ((one.puts, one.removes) == (other.puts, other.removes))
    assert one.digest != Plan(98, 10, one.puts, one.removes, one.certain, one.prompts).digest
    assert len(one.digest) == 16
