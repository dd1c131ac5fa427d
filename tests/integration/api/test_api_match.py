"""``ETag`` and ``If-Match``: nobody's change is overwritten by somebody who did not see it."""

from typing import Any

import pytest

from tests.integration.api.conftest import NO_TO_ALL, House, papers
from tests.integration.api.test_api_story import entry

CLERK, APPROVER = "clerk@shunqing", "approver@shunqing"


def tag(house: House, key: str) -> str:
    return house.ask("GET", f"/enrolments/{key}", CLERK).headers["etag"]


def amend(house: House, key: str, match: str | None, **change: Any) -> tuple[int, str | None]:
    headers = {} if match is None else {"If-Match": match}
    answer = house.ask("PUT", f"/enrolments/{key}/papers", CLERK, json=papers(**change), headers=headers)
    return answer.status_code, answer.json().get("code", answer.json().get("state"))


def test_a_tag_is_strong_stays_while_nothing_changes_and_changes_with_anything(house: House) -> None:
    house.court()
    key = house.active()
    first = tag(house, key)
    assert first.startswith('"')
    assert tag(house, key) == first
    house.pay(entry(amount="1.00"))
    paid = tag(house, key)
    assert paid != first
    house.step(key, "suspend", CLERK, {"reason": "objection"})
    assert tag(house, key) not in {first, paid}


def test_papers_are_replaced_only_by_who_saw_what_they_replace(house: House) -> None:
    house.court()
    key = house.drafted()
    seen = tag(house, key)
    assert amend(house, key, None, order_ends_on="2026-12-01") == (428, "no-precondition")
    assert amend(house, key, seen, order_ends_on="2026-12-01") == (200, "drafted")
    assert amend(house, key, seen, order_ends_on="2026-11-01") == (412, "changed-meanwhile")
    assert house.ask("GET", f"/enrolments/{key}", CLERK).json()["order_ends_on"] == "2026-12-01"
    assert amend(house, key, tag(house, key), order_ends_on="2026-11-01") == (200, "drafted")


def test_a_step_with_a_stale_tag_changes_nothing_and_writes_nothing(house: House) -> None:
    house.court()
    key = house.drafted()
    seen = tag(house, key)
    house.step(key, "submit", CLERK)
    before = house.rows()
    stale = house.ask("POST", f"/enrolments/{key}/approve", APPROVER, json=NO_TO_ALL, headers={"If-Match": seen})
    assert (stale.status_code, stale.headers["content-type"]) == (412, "application/problem+json")
    assert house.rows() == before
    match = {"If-Match": tag(house, key)}
    fresh = house.ask("POST", f"/enrolments/{key}/approve", APPROVER, json=NO_TO_ALL, headers=match)
    assert fresh.status_code == 200


@pytest.mark.parametrize(("match", "status"), [("*", 200), ('"a", {}', 200), ("W/{}", 412), ('"a"', 412), ("", 412)])
def test_the_header_is_read_as_rfc_9110_says(house: House, match: str, status: int) -> None:
    house.court()
    key = house.drafted()
    header = {"If-Match": match.format(tag(house, key))}
    assert house.ask("POST", f"/enrolments/{key}/submit", CLERK, headers=header).status_code == status


def test_a_refused_precondition_gives_the_key_back(house: House) -> None:
    house.court()
    key = house.drafted()
    path, once = f"/enrolments/{key}/submit", {"Idempotency-Key": "one"}
    assert house.ask("POST", path, CLERK, headers={**once, "If-Match": '"a"'}).status_code == 412
    assert house.ask("POST", path, CLERK, headers={**once, "If-Match": tag(house, key)}).status_code == 200
    # The stale tag no longer matters: what is repeated is answered as it was.
    assert house.ask("POST", path, CLERK, headers={**once, "If-Match": '"a"'}).status_code == 200
