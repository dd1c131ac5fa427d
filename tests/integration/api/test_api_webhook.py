"""A bank's signed webhook: whatever it signed is kept, also what cannot be read as it is."""

import json

import pytest

from tests.integration.api.conftest import House

ENTRY = {
    "id": "20260301-000017",
    "amount": "2951.00",
    "currency": "CNY",
    "status": "BOOK",
    "reversal": False,
    "booked_at": "2026-03-01T05:12:00+08:00",
}


@pytest.mark.parametrize(
    ("body", "field"),
    [
        (json.dumps({**ENTRY, "amount": "2951.001"}).encode(), "amount"),
        (b'{"id": "\xff', "body"),
        (b"[]", "body"),
    ],
    ids=["amount", "no-utf-8", "no-object"],
)
def test_a_signed_body_that_cannot_be_read_is_refused_with_its_field_and_kept_once(
    house: House, body: bytes, field: str
) -> None:
    for _ in range(2):
        refused = house.pay(body)
        assert (refused.status_code, refused.json()["field"]) == (422, field)
    (kept,) = house.ask("GET", "/statements").json()
    assert (kept["source"], kept["progress"], kept["size"], kept["bad"]) == ("abc-bank", "refused", len(body), 1)
    (problem,) = house.ask("GET", f"/statements/{kept['id']}").json()["problems"]
    assert (problem["line"], problem["field"]) == (1, field)
    rows = house.rows()
    assert rows["payments"] == []
    assert "2951" not in str(rows["statement_parts"])


def test_what_is_not_signed_is_not_kept(house: House) -> None:
    before = house.rows()
    assert house.pay(b"[]", secret="another").status_code == 401
    assert house.rows() == before
