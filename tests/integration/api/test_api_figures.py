"""The figures over HTTP: as JSON, as a table, as a picture."""

import pytest

from tests.integration.api.conftest import House

MARCH = {"first": "2026-03", "last": "2026-03"}


def test_they_come_as_json_a_table_and_a_picture(house: House) -> None:
    house.court()
    for n in range(1, 7):
        house.drafted(n)
    told = house.ask("GET", "/figures", "auditor@shunqing", params=MARCH).json()
    (first, *_) = told["figures"]
    assert (first["group"], first["debtors"], first["paid"], first["share"]) == ("no-notice", 6, 0, 0.0)
    assert "nothing here shows" in told["note_en"]
    sheet = house.ask("GET", "/figures.csv", "clerk@shunqing", params=MARCH)
    assert (sheet.headers["content-type"], b"shunqing,no-notice,6,0" in sheet.content) == (
        "text/csv; charset=utf-8",
        True,
    )
    picture = house.ask("GET", "/figures.svg", "operator", params=MARCH)
    assert (picture.headers["content-type"], picture.text[:4]) == ("image/svg+xml", "<svg")


@pytest.mark.parametrize("path", ["/figures", "/figures.csv", "/figures.svg"])
def test_a_wrong_month_is_named_and_a_carrier_sees_none(house: House, path: str) -> None:
    wrong = house.ask("GET", path, params={"first": "2026-03", "last": "March"})
    assert (wrong.status_code, wrong.json()["field"]) == (422, "last")
    assert house.ask("GET", path, "carrier", params=MARCH).status_code == 403
