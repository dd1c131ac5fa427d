"""Case numbers: round trip, either kind of brackets and digits, inside texts, never a wrong one."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivr.domain.casenumber import CaseNumber, find_all, parse
from ivr.domain.errors import BadInput

FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
courts = st.one_of(
    st.just("最高法"),
    st.from_regex(
        r"[京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川黔滇藏陕甘青宁新兵]([0-9]{2}([0-9]{2})?)?", fullmatch=True
    ),
)
cases = st.builds(
    CaseNumber,
    st.integers(min_value=2016, max_value=2099).map(str),
    courts,
    st.sampled_from(["执", "执恢", "民初", "财保", "执异", "特执"]),
    st.integers(min_value=1, max_value=9_999_999).map(str),
)
brackets = st.sampled_from(["()", "（）", "〔〕", "[]"])


def written(case: CaseNumber, pair: str, gap: str = "", ending: str = "号") -> str:
    left, right = pair[0], pair[1]
    return f"{left}{case.year}{right}{gap}{case.court}{gap}{case.kind}{gap}{case.serial}{gap}{ending}"


@given(cases, brackets, st.sampled_from(["", " ", "\u3000", "\t"]), st.sampled_from(["号", ""]))
def test_every_way_of_writing_it_reads_as_one_canonical_form(
    case: CaseNumber, pair: str, gap: str, ending: str
) -> None:
    text = written(case, pair, gap, ending)
    assert parse(text) == case
    assert parse(text.translate(FULL_WIDTH)) == case
    assert str(parse(str(case))) == str(case) == f"（{case.year}）{case.court}{case.kind}{case.serial}号"


@given(
    cases,
    brackets,
    st.sampled_from(["", "还款 ", "代张三还", "款项：", "2000元,"]),
    st.sampled_from(["", "还款", " 2000元", "，谢谢"]),
)
def test_it_is_found_inside_a_remittance_text(case: CaseNumber, pair: str, before: str, behind: str) -> None:
    assert find_all(before + written(case, pair) + behind) == [case]


@given(st.lists(cases, max_size=4))
def test_all_of_them_are_found_in_order_without_repeats(several: list[CaseNumber]) -> None:
    text = "，".join(str(case) for case in several + several)
    assert find_all(text) == list(dict.fromkeys(several))


@given(st.text(max_size=80), st.text(alphabet="（）()0123456789川执恢号最高法 ", max_size=60))
def test_no_text_makes_it_fail(anything: str, alike: str) -> None:
    for text in (anything, alike):
        for case in find_all(text):
            assert find_all(str(case)) == [case]
        with suppress(BadInput):
            assert parse(str(parse(text))) == parse(text)


@given(cases, st.integers(min_value=0, max_value=9))
def test_a_longer_serial_is_never_read_as_the_shorter_one(case: CaseNumber, digit: int) -> None:
    longer = written(case, "()", ending="") + str(digit)
    assert case not in find_all(longer)


def test_an_amount_behind_the_serial_is_not_part_of_it() -> None:
    assert [str(one) for one in find_all("(2017)川1302执1234 2000元")] == ["（2017）川1302执1234号"]


@pytest.mark.parametrize(
    "text",
    [
        *("", "（2015）川1302执1号", "(2017)川1302执0123号", "(2017)川1302执号", "(2017)川1302 1234号"),
        *("(17)川1302执1号", "(2017)甲1302执1号", "(2017)川130执1号", "(2017)川1302执12345678号", "2017川1302执1号"),
        *("(2017)川1302执1号之一", "(2017)川1302执1号\x00", "(2017)川1302执1号;"),
    ],
)
def test_what_is_no_case_number_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(BadInput) as refused:
        parse(text)
    assert "川1302执1234号" in refused.value.text()
    assert "川1302执1234号" in refused.value.text("zh-CN")


@pytest.mark.parametrize(
    ("kind", "can"), [("执", True), ("执恢", True), ("民初", False), ("执异", False), ("执保", False)]
)
def test_only_enforcement_cases_carry_a_notice(kind: str, can: bool) -> None:
    assert parse(f"（2025）川1302{kind}1号").enforcement is can
