"""The whole life of an enrolment over HTTP, as a court, a bank and a carrier see it."""

import json
from datetime import timedelta

from sqlalchemy.orm import Session

from ivr.store import nodes
from ivr.store.tables import audit
from tests.integration.api.conftest import House, papers


def entry(**other: object) -> bytes:
    given = {
        "id": "20260306-1",
        "account": "622200000001",
        "amount": "2951.00",
        "currency": "CNY",
        "status": "BOOK",
        "reversal": False,
        "booked_at": "2026-03-06T05:12:00+08:00",
        "text": "履行款",
    }
    return json.dumps({**given, **other}, ensure_ascii=False).encode()


def test_an_order_becomes_an_announcement_and_the_full_payment_ends_it(house: House) -> None:
    house.court()
    key = house.active()
    assert [(one["number"], one["announce"]) for one in feed(house)] == [("+8615400000001", True)]

    part = house.pay(entry(amount="1000.00"))
    assert (part.status_code, part.json()["state"]) == (200, "credited")
    assert house.ask("GET", f"/enrolments/{key}", "clerk@shunqing").json()["state"] == "active"

    rest = house.pay(entry(id="20260306-2", amount="1951.00"))
    assert rest.json()["state"] == "credited"
    ended = house.ask("GET", f"/enrolments/{key}", "clerk@shunqing").json()
    assert (ended["state"], ended["ended_for"], ended["credited"]) == ("removed", "paid", "2951.00")
    assert [(one["number"], one["announce"]) for one in feed(house)] == [("+8615400000001", False)]
    assert house.ask("GET", "/audit/verify").json()["intact"] is True


def feed(house: House) -> list[dict[str, object]]:
    return list(house.ask("GET", "/registrations", "carrier").json()["items"])


def test_the_feed_gives_only_what_changed_since(house: House) -> None:
    house.court()
    house.active(1)
    first = house.ask("GET", "/registrations", "carrier").json()
    house.active(2)
    then = house.ask("GET", f"/registrations?since={first['next']}", "carrier").json()
    assert [one["number"] for one in then["items"]] == ["+8615400000002"]
    assert then["next"] == then["head"]
    nothing = house.ask("GET", f"/registrations?since={then['next']}", "carrier").json()
    assert (nothing["items"], nothing["next"]) == ([], then["next"])


def test_a_clerk_may_not_read_the_carriers_feed(house: House) -> None:
    house.court()
    assert house.ask("GET", "/registrations", "clerk@shunqing").status_code == 403


def test_the_drafter_cannot_approve_and_nobody_activates_in_the_grace_period(house: House) -> None:
    house.court()
    key = house.drafted()
    assert house.ask("POST", f"/enrolments/{key}/approve", "clerk@shunqing").status_code == 403
    house.step(key, "submit", "clerk@shunqing")
    house.step(key, "approve", "approver@shunqing")
    house.step(key, "warn", "clerk@shunqing", {"text": "告知", "sent_at": house.clock.now().isoformat()})
    early = house.ask("POST", f"/enrolments/{key}/activate", "clerk@shunqing")
    assert (early.status_code, early.json()["code"]) == (409, "too-early")
    assert feed(house) == []


def test_a_suspension_takes_one_person_and_a_resumption_two(house: House) -> None:
    house.court()
    key = house.active()
    assert house.step(key, "suspend", "clerk@shunqing", {"reason": "objection"})["state"] == "suspended"
    assert house.step(key, "resume", "approver@shunqing")["state"] == "suspended"
    again = house.ask("POST", f"/enrolments/{key}/resume", "approver@shunqing")
    assert (again.status_code, again.json()["code"]) == (409, "same-person")
    assert [one["announce"] for one in feed(house)] == [False]


def test_the_same_payment_again_gives_the_same_answer_and_is_counted_once(house: House) -> None:
    house.court()
    key = house.active()
    first, again = house.pay(entry(amount="2000.00")), house.pay(entry(amount="2000.00"))
    assert (again.status_code, again.json()) == (200, first.json())
    assert house.ask("GET", f"/enrolments/{key}", "clerk@shunqing").json()["credited"] == "2000.00"
    other = house.pay(entry(amount="2951.00"))
    assert (other.status_code, other.json()["field"]) == (409, "id")


def test_money_that_matches_nothing_is_kept_and_is_the_operators_to_pass_on(house: House) -> None:
    house.court()
    house.drafted()
    kept = house.pay(entry(account="000000000000", text="no idea", extra={"kept": "ignored"}))
    assert (kept.status_code, kept.json()["review_for"]) == (200, "unmatched")
    house.pay(entry(id="2", currency="USD"))
    mine = house.ask("GET", "/payments/review", "clerk@shunqing").json()
    assert [(one["review_for"], one["amount"]) for one in mine] == [("foreign-currency", "2951.00")]
    (stray,) = house.ask("GET", "/payments/review").json()
    assert (stray["id"], stray["court_id"], "text" in stray) == (kept.json()["id"], None, False)
    assert house.ask("POST", f"/payments/{stray['id']}/review", json={"reason": "hearing"}).status_code == 403
    passed = house.ask("POST", f"/payments/{stray['id']}/court", json={"court": "shunqing"})
    assert (passed.status_code, passed.json()["court_id"]) == (200, "shunqing")
    assert house.ask("GET", "/payments/review").json() == []
    assert len(house.ask("GET", "/payments/review", "clerk@shunqing").json()) == 2


def test_a_person_is_shown_only_for_a_reason_that_is_written_down(house: House) -> None:
    house.court()
    key = house.drafted()
    assert house.ask("POST", f"/enrolments/{key}/person", "clerk@shunqing", json={"reason": " "}).status_code == 422
    shown = house.ask("POST", f"/enrolments/{key}/person", "clerk@shunqing", json={"reason": "objection hearing"})
    assert shown.json() == {"name": "王小明", "id_number": papers()["id_number"]}
    with house.engine.connect() as connection:
        entries = connection.execute(audit.select().where(audit.c.action == "reveal")).all()
    assert [(one.subject, one.reason) for one in entries] == [(key, "objection hearing")]


def test_pages_follow_one_another_until_there_is_no_next(house: House) -> None:
    house.court()
    keys = {house.drafted(n) for n in range(1, 6)}
    seen: list[str] = []
    after: str | None = ""
    while after is not None:
        page = house.ask("GET", f"/enrolments?limit=2&state=drafted&after={after}", "clerk@shunqing").json()
        seen += [one["id"] for one in page["items"]]
        after = page["next"]
    assert (len(seen), set(seen)) == (5, keys)
    assert house.ask("GET", "/enrolments?state=active", "clerk@shunqing").json()["items"] == []


def test_lists_mask_numbers_and_a_search_by_number_is_written_down_without_it(house: House) -> None:
    house.court()
    key = house.drafted(7)
    found = house.ask("POST", "/enrolments/search", "clerk@shunqing", json={"number": "0086 154-0000-0007"}).json()
    assert [(one["id"], one["number"]) for one in found["items"]] == [(key, "+86154****0007")]
    with house.engine.connect() as connection:
        (search,) = connection.execute(audit.select().where(audit.c.action == "search")).all()
    assert "00000007" not in str(search)  # fewer digits stand in one of many hashes by chance


def test_a_removal_is_final_only_when_every_node_is_proven_silent(house: House) -> None:
    house.court()
    key = house.active()
    with Session(house.engine) as session, session.begin():
        nodes.take(session, "node-1", "follower", house.clock.now(), timedelta(seconds=20))
        nodes.leased(session, "node-1", house.clock.now() + timedelta(seconds=20))
    house.step(key, "remove", "approver@shunqing", {"reason": "order-withdrawn"})
    waiting = house.ask("GET", f"/enrolments/{key}", "clerk@shunqing").json()["removal"]
    assert (waiting["final"], waiting["nodes"][0]["proof"]) == (False, "waiting")
    house.clock.time += timedelta(seconds=21)
    over = house.ask("GET", f"/enrolments/{key}", "clerk@shunqing").json()["removal"]
    assert (over["final"], over["nodes"][0]["proof"]) == (True, "lease-over")


def test_a_large_plan_takes_two_operators_and_must_be_the_one_the_node_waits_for(house: House) -> None:
    with Session(house.engine) as session, session.begin():
        nodes.take(session, "node-1", "follower", house.clock.now(), timedelta(seconds=20))
        nodes.troubled(session, "node-1", "too large", "00c0ffee00c0ffee")
    (node,) = house.ask("GET", "/nodes").json()
    assert (node["waits_for"], node["trouble"]) == ("00c0ffee00c0ffee", "too large")
    path = f"/nodes/node-1/plans/{node['waits_for']}/confirm"
    assert house.ask("POST", path).json() == {"confirmed": False}
    assert house.ask("POST", path).json()["code"] == "same-person"
    assert house.ask("POST", path, "other operator").json() == {"confirmed": True}
    assert house.ask("POST", "/nodes/node-1/plans/0000000000000000/confirm").json()["field"] == "digest"
    assert house.ask("POST", "/nodes/node-2/plans/0000000000000000/confirm").status_code == 404


def test_followers_are_woken_by_a_change_and_not_by_a_look(house: House) -> None:
    house.court()
    house.active()
    woken = len(house.wakes)
    assert woken > 0
    house.ask("GET", "/enrolments", "clerk@shunqing")
    assert len(house.wakes) == woken
