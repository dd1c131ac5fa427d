"""Every list: at most so many, and a link to the rest that leads to the end."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import insert

from ivr.store.tables import evidence
from tests.integration.api.conftest import House
from tests.integration.api.test_api_story import entry

ADMIN, CLERK, AUDITOR = "court-admin@shunqing", "clerk@shunqing", "auditor@shunqing"
NOT_PAGED = {
    "/nodes",  # as many as there are switches
    "/registrations",  # a feed, with numbers of its own
    "/due",  # so many of each kind, what is due first
    *("/session/all", "/session/events"),  # one person's own
    "/enrolments/{enrolment_id}/objections",
    "/enrolments/{enrolment_id}/messages",
}


def walk(house: House, path: str, who: str) -> list[Any]:
    """Each item, by the links alone, two at a time."""
    url = f"{path}{'&' if '?' in path else '?'}limit=2"
    found: list[Any] = []
    for _ in range(50):
        answer = house.ask("GET", url, who)
        assert answer.status_code == 200, answer.text
        told = answer.json()
        items = told["items"] if isinstance(told, dict) else told
        assert len(items) <= 2
        found += items
        if "next" not in answer.links:
            return found
        url = answer.links["next"]["url"].removeprefix("/api/v1")
    raise AssertionError("the links lead nowhere")


def test_every_list_links_to_its_next_page(house: House) -> None:
    description = house.client.get("/openapi.json").json()
    for path, methods in description["paths"].items():
        told = methods.get("get", {}).get("responses", {}).get("200", {})
        schema = told.get("content", {}).get("application/json", {}).get("schema", {})
        name = path.removeprefix("/api/v1")
        if schema.get("type") == "array" and name not in NOT_PAGED:
            assert "Link" in told.get("headers", {}), name
            given = {one["name"]: one["schema"] for one in methods["get"]["parameters"] if one["in"] == "query"}
            assert (given["limit"]["minimum"], given["limit"]["maximum"]) == (1, 200), name


def test_the_links_lead_through_the_whole_list(house: House) -> None:
    house.court()
    for n in range(1, 6):
        house.drafted(n)
        house.pay(entry(id=f"unclear-{n}", currency="USD"))
        house.ask("POST", "/subscriptions", ADMIN, json={"url": "https://a.example/", "kinds": ["removed"]})
        house.ask("POST", "/tokens", CLERK, json={"name": f"token {n}"})
        house.court(f"court-{n}")
    key = house.active(6)
    heard = {"node_id": "n", "enrolment_id": key, "at": house.clock.now(), "outcome": "connected"}
    with house.engine.begin() as connection:
        connection.execute(insert(evidence), [{**heard, "call": f"call-{n}", "heard_ms": n} for n in range(5)])
    expected = {
        ("/enrolments", CLERK): 6,
        ("/enrolments?state=drafted", CLERK): 5,
        ("/staff", ADMIN): 5,
        ("/tokens", CLERK): 6,
        ("/subscriptions", ADMIN): 5,
        ("/payments/review", CLERK): 5,
        ("/courts", "operator"): 6,
        (f"/enrolments/{key}/evidence", CLERK): 5,
    }
    for (path, who), count in expected.items():
        found = walk(house, path, who)
        assert len({str(one) for one in found}) == len(found) == count, path


def test_the_trail_is_shown_newest_first_and_by_what_it_is_about(house: House) -> None:
    house.court()
    key = house.active(1)
    house.drafted(2)
    numbers = [one["n"] for one in walk(house, "/audit/entries", AUDITOR)]
    assert numbers == list(range(len(numbers), 0, -1))
    steps = [one["action"] for one in walk(house, f"/audit/entries?subject={key}", AUDITOR)]
    assert steps == ["activate", "warn", "approve", "submit", "draft"]
    assert [one["subject"] for one in walk(house, "/audit/entries?action=activate", AUDITOR)] == [key]
    today = str(house.clock.now().date())
    assert [one["action"] for one in walk(house, f"/audit/entries?first={today}", AUDITOR)] == ["draft", "activate"]
    assert walk(house, f"/audit/entries?last={house.clock.now().date() - timedelta(days=30)}", AUDITOR) == []
    for who in (CLERK, "approver@shunqing"):
        assert house.ask("GET", "/audit/entries", who).status_code == 403


@pytest.mark.parametrize("path", ["/enrolments", "/staff", "/audit/entries", "/courts", "/tokens", "/batches"])
@pytest.mark.parametrize("wrong", ["limit=0", "limit=201", "limit=x", "after=!", "after=abc", "after=W10"])
def test_what_is_no_page_is_refused_with_its_field(house: House, path: str, wrong: str) -> None:
    house.court()
    who = {"/staff": ADMIN, "/audit/entries": AUDITOR, "/courts": "operator"}.get(path, CLERK)
    answer = house.ask("GET", f"{path}?{wrong}", who)
    assert (answer.status_code, answer.json()["field"]) == (422, wrong.partition("=")[0])
