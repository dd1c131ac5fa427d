"""The papers that must exist before a notice may (SPC Provisions 2017, arts 1, 2, 4, 5)."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivr.domain.errors import BadInput, NeverEnrolled
from ivr.domain.idnumber import check_character
from ivr.domain.order import Ground, HolderProof, Order, check_order, check_proof
from ivr.domain.papers import Papers, checked

TODAY = date(2026, 3, 2)
DAY = timedelta(days=1)


def id_number(birth: str = "19900307") -> str:
    return f"511302{birth}001" + check_character(f"511302{birth}001")


def order(**changes: Any) -> Order:
    given_: dict[str, Any] = {
        "id": "o",
        "court_id": "c",
        "person_id": "p",
        "case_number": "（2025）川1302执1号",
        "decision": "listing",
        "ground": Ground.ABLE_BUT_REFUSES,
        "decided_on": date(2026, 1, 5),
        "served_on": date(2026, 1, 8),
        "listed_until": None,
        "warned_in_notice_on": date(2025, 12, 1),
        "president": "sealed",
        "signed_on": date(2026, 1, 6),
        "number": "+8615400000001",
        "ends_on": date(2027, 1, 1),
    }
    return Order(**(given_ | changes))


def refused_field(changed: Order) -> str | None:
    with pytest.raises(BadInput) as refused:
        check_order(changed, id_number(), TODAY)
    return refused.value.field


def test_complete_papers_pass() -> None:
    check_order(order(), id_number(), TODAY)


@pytest.mark.parametrize("field", ["decided_on", "served_on", "signed_on", "warned_in_notice_on"])
def test_nothing_is_dated_ahead(field: str) -> None:
    assert refused_field(order(**{field: TODAY + DAY})) == field


def test_the_decision_is_served_after_it_was_made_and_the_warning_came_before() -> None:
    assert refused_field(order(served_on=date(2026, 1, 4))) == "served_on"
    assert refused_field(order(warned_in_notice_on=date(2026, 1, 6))) == "warned_in_notice_on"
    check_order(order(served_on=date(2026, 1, 5), warned_in_notice_on=date(2026, 1, 5)), id_number(), TODAY)


def test_the_president_must_have_signed() -> None:
    assert refused_field(order(president=" ")) == "president"


def test_an_order_runs_to_the_end_of_its_last_day() -> None:
    check_order(order(ends_on=TODAY), id_number(), TODAY)
    assert refused_field(order(ends_on=TODAY - DAY)) == "order_ends_on"


def test_ground_1_has_no_term_and_the_others_have_one() -> None:
    assert refused_field(order(listed_until=date(2028, 1, 5))) == "listed_until"
    for ground in set(Ground) - {Ground.ABLE_BUT_REFUSES}:
        assert refused_field(order(ground=ground)) == "listed_until"
        check_order(order(ground=ground, listed_until=date(2028, 1, 5)), id_number(), TODAY)


@given(st.dates(min_value=date(2020, 3, 1), max_value=TODAY), st.integers(1, 7), st.integers(-3, 3))
def test_a_term_is_two_years_or_one_to_three_more_to_the_day(decided: date, years: int, days: int) -> None:
    leap_day = (decided.month, decided.day) == (2, 29)
    until = date(decided.year + years, decided.month, 28 if leap_day else decided.day) + days * DAY
    days_of_papers = dict.fromkeys(("decided_on", "served_on", "signed_on", "warned_in_notice_on"), decided)
    changed = order(ground=2, listed_until=until, **days_of_papers)
    if days or not 2 <= years <= 5 or until < TODAY:
        assert refused_field(changed) == "listed_until"
    else:
        check_order(changed, id_number(), TODAY)


def test_a_consumption_restriction_alone_is_never_enrolled() -> None:
    for word in ("限制消费令", "consumption-restriction"):
        with pytest.raises(NeverEnrolled) as refused:
            checked(replace(PAPERS, decision=word))
        assert refused.value.field == "decision"
    with pytest.raises(BadInput) as wrong:
        checked(replace(PAPERS, decision="判决书"))
    assert wrong.value.field == "decision"
    assert checked(PAPERS).decision == checked(replace(PAPERS, decision="listing")).decision == "listing"


def test_a_number_whose_holder_has_another_id_number_is_never_enrolled_whatever_the_name() -> None:
    with pytest.raises(NeverEnrolled) as refused:
        checked(replace(PAPERS, holder_id_number=id_number("19900308")))
    assert refused.value.field == "holder_id_number"
    assert id_number("19900308") not in refused.value.text()


def test_who_was_a_minor_when_it_was_decided_is_never_enrolled() -> None:
    with pytest.raises(NeverEnrolled) as refused:
        check_order(order(), id_number("20080106"), TODAY)
    assert refused.value.field == "id_number"
    check_order(order(), id_number("20080105"), TODAY)


def proof(**changes: Any) -> HolderProof:
    given_: dict[str, Any] = {"proven_on": TODAY, "reference": "回函", "proven_until": TODAY}
    return HolderProof(id="h", court_id="c", person_id="p", number="+86154", **(given_ | changes))


def test_the_holder_is_proven_today() -> None:
    check_proof(proof(), TODAY)
    wrong: list[tuple[dict[str, Any], str]] = [
        ({"proven_on": TODAY + DAY}, "proven_on"),
        ({"proven_on": TODAY - 9 * DAY, "proven_until": TODAY - DAY}, "proven_until"),
        ({"reference": " "}, "proof_reference"),
    ]
    for changes, field in wrong:
        with pytest.raises(BadInput) as refused:
            check_proof(proof(**changes), TODAY)
        assert refused.value.field == field


PAPERS = Papers(
    number="154 0000 0001",
    name=" 张三 ",
    id_number=id_number().lower(),
    case_number="(2025)川1302执1",
    decision="失信决定书",
    ground=1,
    decided_on=date(2026, 1, 5),
    served_on=date(2026, 1, 8),
    warned_in_notice_on=date(2025, 12, 1),
    president="李四",
    signed_on=date(2026, 1, 6),
    order_ends_on=date(2027, 1, 1),
    proven_on=TODAY,
    proven_until=TODAY,
    proof_reference="回函 17",
    holder_id_number=id_number(),
    account="6222000000000001",
    owed=Decimal("100"),
)


def test_papers_come_out_in_canonical_form_and_stay_so() -> None:
    done = checked(PAPERS)
    assert (done.number, done.name, done.id_number) == ("+8615400000001", "张三", id_number())
    assert done.holder_id_number == id_number()
    assert (done.case_number, done.owed) == ("（2025）川1302执1号", Decimal("100.00"))
    assert checked(done) == done


HOSTILE = [
    "",
    " ",
    "\r\n",
    "a\nb",
    "a\x00b",
    "${x}",
    "a;b",
    '"',
    "'",
    "\\",
    "`x`",
    "<b>",
    "{x}",
    "x" * 10_000,
    "\u202eabc",
    "\ud800",
]


@pytest.mark.parametrize(
    "field",
    [
        *("number", "name", "id_number", "case_number", "decision", "president", "proof_reference"),
        *("holder_id_number", "account"),
    ],
)
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_in_any_field_is_refused_with_its_name(field: str, text: str) -> None:
    change: dict[str, Any] = {field: text}
    with pytest.raises((BadInput, NeverEnrolled)) as refused:
        checked(replace(PAPERS, **change))
    assert refused.value.field == field
    assert not text.strip() or text not in refused.value.text()


def test_only_enforcement_cases_and_the_six_grounds_are_papers() -> None:
    wrong: list[tuple[dict[str, Any], str]] = [
        ({"case_number": "（2025）川1302民初1号"}, "case_number"),
        ({"ground": 0}, "ground"),
        ({"ground": 7}, "ground"),
    ]
    for changes, field in wrong:
        with pytest.raises(BadInput) as refused:
            checked(replace(PAPERS, **changes))
        assert refused.value.field == field
