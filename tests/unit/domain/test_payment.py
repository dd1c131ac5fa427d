"""What money is for: never guessed."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from ivr.domain.payment import Remittance, ReviewFor, countable, entry_id


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
