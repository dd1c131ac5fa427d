"""The trail over HTTP: a court's own people get it, and it names where each step came from."""

import json

import pytest

from tests.integration.api.conftest import House


def entries(house: House, court: str = "shunqing") -> list[dict[str, str]]:
    answer = house.ask("GET", f"/audit/export?court={court}")
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].startswith("application/jsonl")
    header, *rest = map(json.loads, answer.text.splitlines())
    assert (header["court_id"], header["count"]) == (court, len(rest))
    return rest


def test_an_export_names_the_address_that_each_step_came_from(house: House) -> None:
    house.court()
    house.drafted()
    assert {entry["origin"] for entry in entries(house)} == {"127.0.0.1"}


@pytest.mark.parametrize(
    ("forwarded", "origin"),
    [("203.0.113.9", "203.0.113.9"), ("2001:DB8::7", "2001:db8::7"), ("张三", "unknown"), ("x" * 500, "unknown")],
)
def test_what_a_proxy_says_is_kept_only_when_it_is_an_address(house: House, forwarded: str, origin: str) -> None:
    house.court()
    house.ask("GET", "/audit/export?court=shunqing", headers={"X-Forwarded-For": forwarded.encode()})
    assert entries(house)[-2]["origin"] == origin


@pytest.mark.parametrize("court", ["nowhere", "gaoping"])
def test_a_chain_that_is_not_ones_own_is_refused(house: House, court: str) -> None:
    house.court()
    assert house.ask("GET", f"/audit/export?court={court}", "clerk@shunqing").status_code == 403
    assert house.ask("GET", f"/audit/export?court={court}").status_code == 404
    assert house.ask("GET", f"/audit/export?court={court}", None).status_code == 401
