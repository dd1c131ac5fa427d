"""The story of money with a slip of the pen: kept, suggested, claimed, decided by another, and the notice ends."""

from typing import Any

import httpx
import pytest

from tests.integration.api.conftest import House
from tests.integration.api.test_api_story import entry, feed

CLERK, APPROVER = "clerk@shunqing", "approver@shunqing"
WRONG = {"account": "", "text": "王小明还款（2026）川13O2执1号"}


@pytest.fixture
def key(house: House) -> str:
    house.court()
    assert house.ask("PUT", "/courts/shunqing/code", json={"code": "川1302"}).status_code == 200
    return house.active()


def done(answer: httpx.Response) -> Any:
    assert answer.is_success, answer.text
    return answer.json()


def test_unmatched_money_is_claimed_by_two_people_and_ends_the_notice(house: House, key: str) -> None:
    stray = done(house.pay(entry(**WRONG)))
    assert stray["review_for"] == "unmatched"
    done(house.ask("POST", f"/payments/{stray['id']}/court", json={"court": "shunqing"}))
    (waits,) = done(house.ask("GET", "/payments/review", CLERK))
    assert (waits["due"]["day"], waits["late"]) == ("2026-03-09", False)
    read = {"json": {"reason": "认领"}, "headers": {"Accept-Language": "zh-CN"}}
    shown = done(house.ask("POST", f"/payments/{stray['id']}/review", CLERK, **read))
    (suggested,) = shown["suggestions"]
    assert (suggested["case_number"], suggested["why"]) == ("（2026）川1302执1号", "letters")
    assert (shown["text"], "数字" in suggested["reason"]) == (WRONG["text"], True)

    new = {"kind": "claim", "subject": stray["id"], "content": {"obligation": suggested["obligation_id"]}}
    claim = done(house.ask("POST", "/proposals", CLERK, json=new))
    (listed,) = done(house.ask("GET", "/proposals", APPROVER))
    assert listed == claim
    said = done(house.ask("POST", f"/proposals/{claim['id']}/content", APPROVER, json={"reason": "复核"}))
    accepted = {"digest": said["digest"]}
    assert house.ask("POST", f"/proposals/{claim['id']}/accept", CLERK, json=accepted).status_code == 403
    assert [one["announce"] for one in feed(house)] == [True]
    decided = done(house.ask("POST", f"/proposals/{claim['id']}/accept", APPROVER, json=accepted))
    assert decided["verdict"] == "accepted"

    assert [one["announce"] for one in feed(house)] == [False]
    ended = done(house.ask("GET", f"/enrolments/{key}", CLERK))
    assert (ended["state"], ended["ended_for"], ended["credited"]) == ("removed", "paid", "2951.00")
    assert done(house.ask("GET", "/payments/review", CLERK)) == []


def test_a_list_of_reasons_shows_what_is_told_for_information(house: House, key: str) -> None:
    done(house.pay(entry(amount="1000.00")))
    assert done(house.ask("GET", "/payments/review", CLERK)) == []
    (part,) = done(house.ask("GET", "/payments/review?why=part-paid&why=overpaid", CLERK))
    assert (part["review_for"], part["due"]) == ("part-paid", None)
    assert house.ask("GET", "/payments/review?why=nothing", CLERK).status_code == 422


def test_a_courts_code_is_its_own(house: House, key: str) -> None:
    house.court("gaoping", "南充市高坪区人民法院")
    for code, status in (("川1302", 409), ("川13 02", 422), ("x", 422), ("川1303", 200)):
        assert house.ask("PUT", "/courts/gaoping/code", json={"code": code}).status_code == status
    assert house.ask("PUT", "/courts/gaoping/code", "approver@gaoping", json={"code": "川1304"}).status_code == 403
