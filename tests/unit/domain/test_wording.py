"""A text's difference from another says exactly what both are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivr.domain.errors import RuleBroken
from ivr.domain.wording import Change, difference, require_heard

texts = st.text("法院提醒您，。court is {enquiry}", max_size=30)


@given(texts, texts)
def test_without_what_is_added_it_is_the_one_and_without_what_is_removed_the_other(before: str, after: str) -> None:
    parts = difference(before, after)
    assert "".join(part.text for part in parts if part.change is not Change.ADDED) == before
    assert "".join(part.text for part in parts if part.change is not Change.REMOVED) == after


def test_words_are_kept_whole_and_characters_stand_alone() -> None:
    parts = difference("请督促其履行 the notice", "请您督促其履行 the notices")
    assert (Change.ADDED, "您") in parts
    assert (Change.REMOVED, "notice") in parts
    assert (Change.ADDED, "notices") in parts


def test_what_nobody_listened_to_is_not_accepted() -> None:
    require_heard(heard=True)
    with pytest.raises(RuleBroken, match="listen"):
        require_heard(heard=False)
