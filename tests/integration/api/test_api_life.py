"""The whole life of enrolments over HTTP: a batch, its decisions, a carrier's doubt, an objection, what is due."""

import csv
import io
from datetime import timedelta
from typing import Any

import pytest

from tests.integration.api.conftest import NO_TO_ALL, House, papers


@pytest.fixture
def court(house: House) -> House:
    house.court()
    return house


def asked(house: House, method: str, path: str, who: str, status: int = 200, **body: Any) -> Any:
    answer = house.ask(method, path, f"{who}@shunqing" if who in {"clerk", "approver"} else who, json=body or None)
    assert answer.status_code == status, answer.text
    return answer.json()


def day(house: House) -> str:
    return str(house.clock.now().date())


def sheet(count: int) -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(papers()))
    writer.writeheader()
    writer.writerows(papers(n) for n in range(1, count + 1))
    return out.getvalue().encode()


def imported(house: House, count: int = 3) -> str:
    answer = house.ask("POST", "/enrolments/import", "clerk@shunqing", content=sheet(count))
    assert answer.status_code == 201, answer.text
    return str(answer.json()["batch"])


def test_a_batch_is_looked_at_submitted_approved_and_told(court: House) -> None:
    batch = imported(court)
    review = asked(court, "GET", f"/batches/{batch}", "approver")
    assert {(item["state"], item["novelty"]) for item in review["items"]} == {("drafted", "new")}
    assert "15400000001" not in str(review), "numbers are masked"
    assert len(asked(court, "POST", f"/batches/{batch}/submit", "clerk")["done"]) == 3
    decision = {"digest": review["digest"], "answers": NO_TO_ALL}
    stale = court.ask("POST", f"/batches/{batch}/approve", "approver@shunqing", json=decision)
    assert (stale.status_code, stale.json()["field"]) == (409, "digest")
    seen = asked(court, "GET", f"/batches/{batch}", "approver")["digest"]
    some = [review["items"][0]["enrolment_id"]]
    first = asked(court, "POST", f"/batches/{batch}/approve", "approver", digest=seen, answers=NO_TO_ALL, only=some)
    assert (first["done"], first["refused"]) == (some, [])
    asked(court, "POST", f"/batches/{batch}/warn", "clerk")
    (message,) = asked(court, "GET", f"/enrolments/{some[0]}/messages", "clerk")
    assert (message["channel"], message["state"], message["text"]) == ("sms", "queued", None)
    assert len(asked(court, "POST", f"/batches/{batch}/withdraw", "clerk")["done"]) == 2


def test_an_approval_without_answers_names_the_first_question(court: House) -> None:
    key = court.drafted()
    court.step(key, "submit", "clerk@shunqing")
    refused = court.ask("POST", f"/enrolments/{key}/approve", "approver@shunqing")
    assert (refused.status_code, refused.json()["code"], refused.json()["field"]) == (409, "rule-broken", "campus_loan")
    answers = {**NO_TO_ALL, "other_holder": {"yes": True, "note": "其妻使用"}}
    never = court.ask("POST", f"/enrolments/{key}/approve", "approver@shunqing", json=answers)
    assert (never.status_code, never.json()["code"], never.json()["field"]) == (409, "never-enrolled", "other_holder")


def test_what_is_sent_back_says_why_and_is_amended(court: House) -> None:
    key = court.drafted()
    court.step(key, "submit", "clerk@shunqing")
    court.step(key, "send-back", "approver@shunqing", {"reason": "截止日期有误"})
    assert asked(court, "GET", f"/enrolments/{key}", "clerk")["sent_back_for"] == "截止日期有误"
    seen = court.ask("GET", f"/enrolments/{key}", "clerk@shunqing").headers["etag"]
    changed = {"json": papers(1, order_ends_on="2026-06-30"), "headers": {"If-Match": seen}}
    told = court.ask("PUT", f"/enrolments/{key}/papers", "clerk@shunqing", **changed).json()
    assert (told["state"], told["ends_at"]) == ("drafted", "2026-06-30T16:00:00Z")


def test_a_letter_counts_from_its_delivery(court: House) -> None:
    key = court.drafted()
    court.step(key, "submit", "clerk@shunqing")
    court.step(key, "approve", "approver@shunqing")
    sent = court.clock.now()
    court.clock.time += timedelta(hours=9)
    letter = {"text": "告知书", "channel": "letter", "sent_at": sent.isoformat()}
    arrived = {**letter, "delivered_at": court.clock.now().isoformat()}
    assert court.step(key, "warn", "clerk@shunqing", arrived)["grace_ends_at"] == "2026-03-05T11:00:00Z"


def test_a_carriers_report_silences_and_a_later_proof_and_two_people_bring_it_back(court: House) -> None:
    key = court.active()
    line = {"number": "0086 154 0000 0001", "event": "ported-out", "at": court.clock.now().isoformat()}
    assert set(asked(court, "POST", "/lines/reports", "carrier", 202, **line)) == {"id"}
    assert asked(court, "GET", f"/enrolments/{key}", "clerk")["suspended_for"] == "ported-out"
    proof = {"reference": "川移核〔2026〕99号", "holder_id_number": papers()["id_number"]}
    same = court.ask("POST", f"/enrolments/{key}/holder", "clerk@shunqing", json={**proof, "proven_on": day(court)})
    assert (same.status_code, same.json()["field"]) == (409, "proven_on")
    court.clock.time += timedelta(days=1)
    told = asked(court, "POST", f"/enrolments/{key}/holder", "clerk", **proof, proven_on=day(court))
    assert (told["matched"], told["enrolment"]["state"]) == (True, "suspended")
    court.step(key, "resume", "clerk@shunqing")
    assert court.step(key, "resume", "approver@shunqing")["state"] == "active"


def test_an_objection_goes_to_the_court_above_and_the_clocks_are_told(court: House) -> None:
    key = court.active()
    filed = asked(
        court, "POST", f"/enrolments/{key}/objections", "clerk", 201, words="同名同姓", received_on=day(court)
    )
    assert (filed["stage"], filed["due"]) == ("review", {"day": "2026-03-20", "certain": True})
    (task,) = asked(court, "GET", "/due", "clerk")
    assert (task["duty"], task["late"], task["objection_id"]) == ("review-objection", False, filed["id"])
    path = f"/objections/{filed['id']}"
    assert "同名" not in str(asked(court, "GET", f"/enrolments/{key}/objections", "clerk"))
    assert asked(court, "POST", f"{path}/words", "clerk", reason="hearing")["words"] == "同名同姓"
    assert asked(court, "POST", f"{path}/decide", "approver", upheld=False, on=day(court))["stage"] == "refused"
    assert asked(court, "POST", f"{path}/reconsider", "clerk", received_on=day(court))["stage"] == "reconsideration"
    upheld = asked(court, "POST", f"{path}/decide", "approver", upheld=True, on=day(court), reason="wrong-person")
    assert upheld["stage"] == "upheld"
    ended = asked(court, "GET", f"/enrolments/{key}", "clerk")
    assert (ended["state"], ended["ended_under"]) == ("corrected", "SPC Provisions 2017, art 9")
    assert ended["listing_due_on"] == "2026-03-10"
    cleared = asked(court, "POST", f"/enrolments/{key}/listing-cleared", "clerk", on=day(court))
    assert (cleared["listing_due_on"], cleared["listing_cleared_on"]) == (None, day(court))
    assert asked(court, "GET", "/due", "clerk") == []
