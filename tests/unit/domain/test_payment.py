"""What money is for: never guessed."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivr.domain.payment import (
    Obligation,
    Remittance,
    ReviewFor,
    case_keys,
    countable,
    entry_id,
    match,
)

debts = st.lists(st.integers(0, 9), max_size=4, unique=True).map(
    lambda ids: [Obligation(str(n), "c", "p", "x", str(n), Decimal("1.00"), str(n)) for n in ids]
)


def remittance(**changes: object) -> Remittance:
    given_: dict[str, object] = {"amount": Decimal("1.00"), "currency": "CNY", "status": "BOOK", "reversal": False}
    rest = {
        "source": "bank",
        "external_id": "e",
        "account": "",
        "booked_at": datetime(2026, 1, 1, tzinfo=UTC),
        "text": "",
    }
    return Remittance(**(rest | given_ | changes))  # type: ignore[arg-type]


@given(debts, debts)
def test_one_debt_by_the_best_key_or_a_person_looks(by_account: list[Obligation], by_case: list[Obligation]) -> None:
    found = match(by_account, by_case)
    best = by_account or by_case
    assert found.obligation is (best[0] if len(best) == 1 else None)
    assert found.review_for is (None if len(best) == 1 else ReviewFor.AMBIGUOUS if best else ReviewFor.UNMATCHED)


@given(st.text(alphabet="张三李四还款法院", max_size=30))
def test_a_name_is_no_key(text: str) -> None:
    assert case_keys(text) == []


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({}, None),
        ({"status": "PDNG"}, ReviewFor.NOT_BOOKED),
        ({"currency": "USD"}, ReviewFor.FOREIGN_CURRENCY),
        ({"amount": Decimal("-1")}, ReviewFor.ODD_AMOUNT),
        ({"amount": Decimal("NaN")}, ReviewFor.ODD_AMOUNT),
        ({"amount": Decimal("1.001")}, ReviewFor.ODD_AMOUNT),
    ],
)
def test_only_booked_yuan_in_whole_fen_is_money(changes: dict[str, object], why: ReviewFor | None) -> None:
    assert countable(remittance(**changes)) == why


def test_a_reversal_has_an_id_of_its_own() -> None:
    assert entry_id(remittance()) == "e"
    assert entry_id(remittance(reversal=True)) == "e#reversal"
