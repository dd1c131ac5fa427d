"""Debts over the API: terms proposed and accepted, money from the bank, and the statement of a day."""

import json
from typing import Any

import pytest

from tests.integration.api.conftest import House, papers
from tests.integration.api.test_api_story import entry

TERMS = {"principal": "2951.00", "costs": "50.00", "late": {"dues": [{"on": "2026-02-20"}]}}


@pytest.fixture
def debt(house: House) -> str:
    house.court()
    key = house.drafted(1)
    shown = house.ask("GET", f"/enrolments/{key}", "clerk@shunqing").json()
    assert shown["left"] == shown["owed"]
    return str(shown["debt_id"])


def accepted(house: House, kind: str, subject: str, content: dict[str, Any]) -> None:
    new = {"kind": kind, "subject": subject, "content": content}
    key = house.ask("POST", "/proposals", "clerk@shunqing", json=new).json()["id"]
    read = house.ask("POST", f"/proposals/{key}/content", "approver@shunqing", json={"reason": "review"})
    done = house.ask("POST", f"/proposals/{key}/accept", "approver@shunqing", json={"digest": read.json()["digest"]})
    assert done.status_code == 200, done.text


def statement(house: House, debt: str, on: str) -> Any:
    answer = house.ask("GET", f"/debts/{debt}/statement", "clerk@shunqing", params={"on": on})
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_a_statement_is_told_to_the_fen_with_its_working(house: House, debt: str) -> None:
    accepted(house, "debt-terms", debt, TERMS)
    paid = {"id": "1", "account": papers(1)["account"], "amount": "60.00", "booked_at": "2026-03-02T09:00:00+08:00"}
    house.pay(json.dumps({**json.loads(entry()), **paid}).encode())
    told = statement(house, debt, "2026-03-12")
    assert [line["en"] for line in told["lines"]] == [
        "2026-02-21 to 2026-03-02, doubled part for late performance: 3,001.00 × 0.0175% a day × 10 days = 5.25",
        "2026-03-02, paid 60.00 (costs 50.00, principal 10.00); left 2,946.25",
        "2026-03-03 to 2026-03-12, doubled part for late performance: 2,941.00 × 0.0175% a day × 10 days = 5.15",
    ]
    assert all(line["zh"] for line in told["lines"])
    assert told["balance"] == {
        "costs": "0.00",
        "interest": "0.00",
        "principal": "2941.00",
        "doubled": "10.40",
        "left": "2951.40",
    }
    assert (told["accrued"], told["came"], told["overpaid"]) == ("10.40", "60.00", "0.00")


def test_its_terms_are_shown_for_a_reason_that_is_written_down(house: House, debt: str) -> None:
    accepted(house, "debt-terms", debt, {**TERMS, "creditors": [{"name": "某银行", "share": "1.00"}]})
    assert "某银行" not in house.ask("GET", f"/debts/{debt}", "clerk@shunqing").text
    shown = house.ask("POST", f"/debts/{debt}/terms", "clerk@shunqing", json={"reason": "hearing"})
    assert shown.json()["terms"]["judgment"]["creditors"] == [{"name": "某银行", "share": "1.00"}]
    entries = house.ask("GET", "/audit/entries", "auditor@shunqing", params={"court": "shunqing"}).text
    assert "read_debt" in entries
    assert "某银行" not in entries


def test_a_day_that_is_none_is_refused_by_its_name(house: House, debt: str) -> None:
    for day in ("2015-02-30", "yesterday", "1899-01-01"):
        answer = house.ask("GET", f"/debts/{debt}/statement", "clerk@shunqing", params={"on": day})
        assert (answer.status_code, answer.json()["field"]) == (422, "on")
