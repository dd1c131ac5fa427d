"""One court's people against another court's cases, on every route there is (invariant I5)."""

import json
from typing import Any

import pytest
from sqlalchemy import Connection

from ivr.store.tables import debts, deliveries, obligations, payments, proposals, subscriptions, wordings
from tests.integration.api.conftest import House, papers
from tests.integration.api.test_api_story import entry

STRANGERS = tuple(f"{role}@gaoping" for role in ("clerk", "approver", "president", "auditor", "court-admin"))
MINE = "顺庆区"
HOLDER = {"proven_on": "2026-03-02", "reference": "x", "holder_id_number": papers(1)["id_number"]}
LINE = {"number": "15400000001", "event": "closed", "at": "2026-03-02T09:00:00+08:00"}
TOLD = {"text": "告知", "sent_at": "2026-03-02T09:00:00+08:00"}
REASON = {"reason": "objection"}
COLUMNS = {"columns": {"id": "A", "booked_on": "B", "amount": "C"}}
WORDING = {"language": "zh-CN", "text": "{court}提醒您，请督促该机主履行义务。详询{enquiry}。"}
ASKED = {"court": "shunqing"}
"""For the routes that want the court named; the others pass it over."""

# What a request of the other court's people must end in. "empty" lists nothing, "own" shows their own court only,
# "apart" has nothing of any court in it, or only the asker; "people" are shown to their administrator only; "door" is
# how one signs in.
ROUTES: dict[tuple[str, str], tuple[str, Any]] = {
    ("POST", "/courts"): (
        "refused",
        {"id": "c", "name": "某某区人民法院", "name_en": "Some Court", "enquiry": "12368"},
    ),
    ("GET", "/courts"): ("own", None),
    ("PUT", "/courts/{court_id}/enquiry"): ("refused", {"enquiry": "12368"}),
    ("PUT", "/courts/{court_id}/languages"): ("refused", {"languages": ["zh-CN"]}),
    ("PUT", "/courts/{court_id}/online-voice"): ("refused", {"voice": None}),
    ("PUT", "/courts/{court_id}/retention"): ("refused", {"days": 400}),
    ("PUT", "/courts/{court_id}/code"): ("refused", {"code": "川1302"}),
    ("POST", "/courts/{court_id}/notices"): ("refused", {"language": "zh-CN"}),
    ("POST", "/session"): ("door", {"login": "li.wen", "password": "some password"}),
    ("GET", "/courts/{court_id}/notices/{language}"): ("refused", None),
    ("GET", "/session/openid"): ("door", None),
    ("GET", "/session/openid/return"): ("door", None),
    ("GET", "/session"): ("apart", None),
    ("GET", "/session/state"): ("refused", None),
    ("DELETE", "/session"): ("refused", None),
    ("GET", "/session/all"): ("refused", None),
    ("DELETE", "/session/all/{session_id}"): ("refused", None),
    ("GET", "/session/events"): ("empty", None),
    ("POST", "/session/second-factor"): ("refused", {"code": "123456"}),
    ("POST", "/session/password"): ("refused", {"new": "some new password"}),
    ("POST", "/session/totp"): ("refused", None),
    ("POST", "/session/totp/confirm"): ("refused", {"code": "123456"}),
    ("GET", "/tokens"): ("apart", None),
    ("POST", "/tokens"): ("refused", {"name": "A", "staff": "0" * 16}),
    ("POST", "/tokens/claim"): ("refused", None),
    ("POST", "/tokens/{token_id}/rotate"): ("refused", {"overlap": 0}),
    ("DELETE", "/tokens/{token_id}"): ("refused", None),
    ("POST", "/staff"): ("refused", {"name": "A", "role": "clerk", "court": "shunqing"}),
    ("GET", "/staff"): ("people", None),
    ("POST", "/staff/{staff_id}/end"): ("refused", None),
    ("POST", "/staff/{staff_id}/account"): ("refused", {"login": "li.wen"}),
    ("POST", "/staff/{staff_id}/subject"): ("refused", {"subject": "1"}),
    ("POST", "/enrolments/import"): ("refused", None),
    ("POST", "/enrolments"): ("apart", papers(1)),
    ("GET", "/enrolments"): ("empty", None),
    ("POST", "/enrolments/search"): ("empty", {"number": "15400000001"}),
    ("GET", "/enrolments/{enrolment_id}"): ("refused", None),
    ("POST", "/enrolments/{enrolment_id}/person"): ("refused", REASON),
    ("GET", "/enrolments/{enrolment_id}/evidence"): ("refused", None),
    ("PUT", "/enrolments/{enrolment_id}/papers"): ("refused", papers(1)),
    ("POST", "/enrolments/{enrolment_id}/submit"): ("refused", None),
    ("POST", "/enrolments/{enrolment_id}/send-back"): ("refused", REASON),
    ("POST", "/enrolments/{enrolment_id}/withdraw"): ("refused", None),
    ("POST", "/enrolments/{enrolment_id}/restore"): ("refused", None),
    ("POST", "/enrolments/{enrolment_id}/approve"): ("refused", None),
    ("POST", "/enrolments/{enrolment_id}/warn"): ("refused", TOLD),
    ("POST", "/enrolments/{enrolment_id}/send-warning"): ("refused", None),
    ("POST", "/enrolments/{enrolment_id}/tell-ended"): ("refused", TOLD),
    ("GET", "/enrolments/{enrolment_id}/messages"): ("refused", None),
    ("POST", "/enrolments/{enrolment_id}/activate"): ("refused", None),
    ("POST", "/enrolments/{enrolment_id}/suspend"): ("refused", REASON),
    ("POST", "/enrolments/{enrolment_id}/resume"): ("refused", None),
    ("POST", "/enrolments/{enrolment_id}/remove"): ("refused", {"reason": "order-withdrawn"}),
    ("POST", "/enrolments/{enrolment_id}/correct"): ("refused", {"reason": "wrong-person"}),
    ("POST", "/enrolments/{enrolment_id}/objections"): ("refused", {"words": "同名", "received_on": "2026-03-02"}),
    ("GET", "/enrolments/{enrolment_id}/objections"): ("refused", None),
    ("POST", "/enrolments/{enrolment_id}/listing-cleared"): ("refused", {"on": "2026-03-02"}),
    ("POST", "/objections/{objection_id}/words"): ("refused", REASON),
    ("POST", "/objections/{objection_id}/decide"): ("refused", {"upheld": True, "on": "2026-03-05"}),
    ("POST", "/objections/{objection_id}/reconsider"): ("refused", {"received_on": "2026-03-05"}),
    ("POST", "/objections/{objection_id}/withdraw"): ("refused", None),
    ("GET", "/enrolments/{enrolment_id}/certificate"): ("refused", None),
    ("POST", "/check"): ("door", {"code": "04HMA-SW9NF-6YY09-38NK7"}),
    ("GET", "/figures"): ("own", None),
    ("GET", "/figures.csv"): ("apart", None),
    ("GET", "/figures.svg"): ("apart", None),
    ("GET", "/due"): ("empty", None),
    ("GET", "/batches"): ("empty", None),
    ("GET", "/batches/{batch_id}"): ("refused", None),
    ("POST", "/batches/{batch_id}/submit"): ("refused", None),
    ("POST", "/batches/{batch_id}/withdraw"): ("refused", None),
    ("POST", "/batches/{batch_id}/approve"): ("refused", {"digest": "0" * 16, "answers": {}}),
    ("POST", "/batches/{batch_id}/warn"): ("refused", None),
    ("POST", "/enrolments/{enrolment_id}/holder"): ("refused", HOLDER),
    ("POST", "/lines/reports"): ("refused", LINE),
    ("GET", "/payments/review"): ("empty", None),
    ("POST", "/payments/{source}"): ("refused", None),
    ("GET", "/debts/{debt_id}"): ("refused", None),
    ("POST", "/debts/{debt_id}/terms"): ("refused", REASON),
    ("GET", "/debts/{debt_id}/statement"): ("refused", None),
    ("POST", "/payments/{payment_id}/review"): ("refused", REASON),
    ("POST", "/payments/{payment_id}/court"): ("refused", {"court": "gaoping"}),
    ("POST", "/proposals"): ("refused", {"kind": "close-review", "subject": "0" * 16, "content": {"as": "refund"}}),
    ("GET", "/proposals"): ("empty", None),
    ("GET", "/proposals/{proposal_id}"): ("refused", None),
    ("POST", "/proposals/{proposal_id}/content"): ("refused", REASON),
    ("POST", "/proposals/{proposal_id}/accept"): ("refused", {"digest": "0" * 16}),
    ("POST", "/proposals/{proposal_id}/refuse"): ("refused", REASON),
    ("POST", "/proposals/{proposal_id}/withdraw"): ("refused", None),
    ("POST", "/statements/{source}"): ("refused", None),
    ("GET", "/statements"): ("empty", None),
    ("GET", "/statements/{statement_id}"): ("refused", None),
    ("POST", "/statements/{statement_id}/again"): ("refused", None),
    ("GET", "/feeds/{source}/columns"): ("refused", None),
    ("PUT", "/feeds/{source}/columns"): ("refused", COLUMNS),
    ("POST", "/feeds/{source}/columns/preview"): ("refused", {**COLUMNS, "sample": ""}),
    ("POST", "/courts/{court_id}/wordings"): ("refused", WORDING),
    ("GET", "/courts/{court_id}/wordings"): ("refused", None),
    ("GET", "/wordings/{wording_id}"): ("refused", None),
    ("POST", "/wordings/{wording_id}/hearings"): ("refused", None),
    ("GET", "/nodes"): ("apart", None),
    ("POST", "/nodes/{node_id}/plans/{digest}/confirm"): ("refused", None),
    ("GET", "/registrations"): ("refused", None),
    ("GET", "/audit/verify"): ("own", None),
    ("GET", "/audit/export"): ("refused", None),
    ("GET", "/audit/entries"): ("refused", None),
    ("POST", "/subscriptions"): ("refused", {"url": "https://a.example", "kinds": ["removed"], "court": "shunqing"}),
    ("GET", "/subscriptions"): ("empty", None),
    ("GET", "/subscriptions/{subscription_id}"): ("refused", None),
    ("DELETE", "/subscriptions/{subscription_id}"): ("refused", None),
    ("GET", "/subscriptions/{subscription_id}/deliveries"): ("refused", None),
    ("POST", "/subscriptions/{subscription_id}/deliveries/{delivery_id}/redeliver"): ("refused", None),
}


@pytest.fixture
def key(house: House) -> str:
    """An announcing enrolment of Shunqing, a payment of its that waits, a proposal about it, and a second court."""
    house.court()
    house.court("gaoping", "南充市高坪区人民法院")
    enrolment = house.active(1)
    owed(house)
    house.pay(entry(currency="USD"))
    proposed(house)
    subscribed(house)
    return enrolment


DEBT = "8" * 16


def owed(house: House) -> None:
    """Under the id that the routes below are asked with; all other rows are as they were."""
    with house.engine.begin() as connection:
        (first,) = connection.execute(debts.select()).mappings().all()
        connection.execute(debts.insert().values({**first, "id": DEBT}))
        connection.execute(obligations.update().values(debt_id=DEBT))
        connection.execute(debts.delete().where(debts.c.id != DEBT))


def proposed(house: House) -> None:
    """Under the id that the routes below are asked with."""
    (payment,) = house.ask("GET", "/payments/review", "clerk@shunqing").json()
    new = {"kind": "close-review", "subject": payment["id"], "content": {"as": "refund"}}
    assert house.ask("POST", "/proposals", "clerk@shunqing", json=new).status_code == 201
    assert house.ask("POST", "/courts/shunqing/wordings", "clerk@shunqing", json=WORDING).status_code == 201
    with house.engine.begin() as connection:
        connection.execute(proposals.update().where(proposals.c.kind == "close-review").values(id="7" * 16))
        connection.execute(wordings.update().values(id="9" * 16))
        connection.execute(payments.update().values(id="8" * 16))


def subscribed(house: House) -> None:
    """Shunqing's system has been told of something, under the ids that the routes below are asked with."""
    new = {"url": "https://cases.example/notices", "kinds": ["activated"], "court": "shunqing"}
    made = house.ask("POST", "/subscriptions", json=new).json()
    house.active(2)
    with house.engine.begin() as connection:
        connection.execute(deliveries.update().values(subscription_id=_renamed(connection, made["id"]), id="6" * 16))


def _renamed(connection: Connection, old: str) -> str:
    row = connection.execute(subscriptions.select().where(subscriptions.c.id == old)).mappings().one()
    connection.execute(subscriptions.insert().values({**row, "id": "5" * 16}))
    return "5" * 16


def test_every_route_has_its_line_here(house: House) -> None:
    paths = house.client.get("/openapi.json").json()["paths"]
    routes = {(method.upper(), path) for path, methods in paths.items() for method in methods}
    assert {(method, f"/api/v1{path}") for method, path in ROUTES} == routes - {("GET", "/healthz")}


def test_another_courts_cases_can_not_be_touched(house: House, key: str) -> None:
    before = house.rows()
    for method, path, body in routes("refused"):
        for who in STRANGERS:
            if (path, who) == ("/enrolments/import", "clerk@gaoping"):
                continue  # a clerk imports into the own court only: papers name none
            answer = house.ask(method, filled(path, key), who, json=body, params=ASKED)
            assert answer.status_code in {401, 403, 404}, (path, who, answer.text)
            assert MINE not in answer.text
    assert house.rows() == before


def test_lists_hold_nothing_of_another_court(house: House, key: str) -> None:
    for method, path, body in routes("empty"):
        for who in STRANGERS:
            answer = house.ask(method, path, who, json=body)
            assert answer.status_code == 403 or answer.json() in ([], {"items": [], "next": None}), path


def test_ones_own_court_is_all_that_is_shown(house: House, key: str) -> None:
    for who in STRANGERS:
        courts = house.ask("GET", "/courts", who).json()
        chains = house.ask("GET", "/audit/verify", who).json()["chains"]
        assert ([court["id"] for court in courts], [chain["name"] for chain in chains]) == (["gaoping"], ["gaoping"])
        assert key not in house.ask("GET", "/nodes", who).text


def test_figures_are_of_ones_own_court_alone(house: House, key: str) -> None:
    for path in ("/figures", "/figures.csv", "/figures.svg"):
        for who in STRANGERS:
            answer = house.ask("GET", path, who, params={"first": "2026-01", "last": "2026-12"})
            assert (answer.status_code, "shunqing" in answer.text) == (200, False), (path, who)


def test_people_are_shown_to_their_own_courts_administrator_only(house: House, key: str) -> None:
    for who in STRANGERS:
        answer = house.ask("GET", "/staff", who)
        if who.startswith("court-admin"):
            assert {one["court_id"] for one in answer.json()} == {"gaoping"}
        else:
            assert answer.status_code == 403


def test_a_number_under_two_courts_orders_shows_each_court_its_own(house: House, key: str) -> None:
    new = house.ask("POST", "/enrolments", "clerk@gaoping", json=papers(1, account="622299999999")).json()
    for who, mine in (("clerk@gaoping", new["id"]), ("clerk@shunqing", key)):
        found = house.ask("POST", "/enrolments/search", who, json={"number": "15400000001"}).json()
        assert [one["id"] for one in found["items"]] == [mine]


def test_without_a_valid_token_nothing_is_shown(house: House, key: str) -> None:
    before = house.rows()
    for (method, path), (kind, body) in ROUTES.items():
        for who in (None, "nobody") if kind != "door" else ():
            answer = house.ask(method, filled(path, key), who, content=json.dumps(body), params=ASKED)
            assert (answer.status_code, "www-authenticate" in answer.headers) == (401, True), path
    assert house.rows() == before


def routes(wanted: str) -> list[tuple[str, str, Any]]:
    return [(method, path, body) for (method, path), (kind, body) in ROUTES.items() if kind == wanted]


def filled(path: str, key: str) -> str:
    names = {
        "staff_id": "0" * 16,
        "token_id": "0" * 16,
        "session_id": "0" * 16,
        "court_id": "shunqing",
        "language": "zh-CN",
        "enrolment_id": key,
        "debt_id": DEBT,
        "objection_id": "0" * 16,
        "batch_id": "0" * 16,
        "subscription_id": "5" * 16,
        "delivery_id": "6" * 16,
        "source": "abc-bank",
        "proposal_id": "7" * 16,
        "statement_id": "8" * 16,
        "wording_id": "9" * 16,
        "payment_id": "8" * 16,
        "node_id": "n",
        "digest": "0" * 16,
    }
    return path.format(**names)
