"""Yuan: exact, never a float."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivr.domain.errors import BadInput
from ivr.domain.money import from_fen, to_fen, whole_fen, yuan

fens = st.integers(min_value=1, max_value=10**17 - 1)


@given(fens)
def test_fen_and_yuan_go_there_and_back(fen: int) -> None:
    assert to_fen(from_fen(fen)) == fen
    assert to_fen(-from_fen(fen)) == -fen
    assert yuan(str(from_fen(fen))) == from_fen(fen) == yuan(from_fen(fen))
    assert from_fen(fen).as_tuple().exponent == -2


@given(st.lists(fens.map(from_fen), max_size=50))
def test_a_sum_loses_nothing(amounts: list[Decimal]) -> None:
    assert to_fen(sum(amounts, Decimal(0))) == sum(to_fen(one) for one in amounts)


@pytest.mark.parametrize(
    "given_",
    [
        *(
            "",
            "0",
            "0.00",
            "-1",
            "+1",
            "1.",
            ".5",
            "1.001",
            "1e3",
            "1E3",
            "1,000.00",
            " 1",
            "1 ",
            "1\n",
            "NaN",
            "Infinity",
        ),
        *("1_000", "１２", "元", "0x10", "1" * 16, "1;2", "${1}"),
        *(Decimal("NaN"), Decimal("Infinity"), Decimal("-1"), Decimal("0"), Decimal("1.001"), Decimal("1E+20")),
    ],
)
def test_what_is_no_exact_positive_amount_is_refused(given_: str | Decimal) -> None:
    with pytest.raises(BadInput) as refused:
        yuan(given_, "owed")
    assert refused.value.field == "owed"


@given(st.floats())
def test_a_float_is_refused_whatever_it_is(given_: float) -> None:
    with pytest.raises(BadInput):
        yuan(given_)  # type: ignore[arg-type]


def test_a_decimal_with_an_exponent_is_the_amount_that_it_is() -> None:
    assert yuan(Decimal("1E+3")) == Decimal("1000.00")


@pytest.mark.parametrize(
    ("amount", "whole"), [("1", True), ("1.10", True), ("1.100", True), ("1.001", False), ("NaN", False)]
)
def test_whole_fen(amount: str, whole: bool) -> None:
    assert whole_fen(Decimal(amount)) is whole


@given(st.text(max_size=20))
def test_any_text_is_an_amount_or_is_refused(text: str) -> None:
    try:
        assert yuan(text) > 0
    except BadInput:
        return
