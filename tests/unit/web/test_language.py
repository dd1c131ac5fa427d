"""Which language an answer is in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivr.web.language import chosen


@pytest.mark.parametrize("header", ["zh-CN", "zh", "zh-Hans-CN,en;q=0.9", "en;q=0.5, ZH-cn;q=0.8", "fr, zh;q=0.2"])
def test_who_prefers_chinese_is_answered_in_chinese(header: str) -> None:
    assert chosen(header) == "zh-CN"


@pytest.mark.parametrize("header", ["", "*", "en", "fr", "en,zh", "en-GB, zh;q=0.9", "zh;q=0", "zh;q=2", "zh;q=NaN"])
def test_everybody_else_is_answered_in_english(header: str) -> None:
    assert chosen(header) == "en"


@given(st.text())
def test_no_header_is_too_strange(header: str) -> None:
    assert chosen(header) in {"zh-CN", "en"}
