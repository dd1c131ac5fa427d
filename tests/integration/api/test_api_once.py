"""``Idempotency-Key``: whatever is sent twice is done once, and answered twice."""

import threading
from datetime import timedelta
from typing import Any

import httpx
import pytest
from sqlalchemy import event, select

from ivr.domain.staff import SYSTEM
from ivr.flows.answer_once import HOLD
from ivr.flows.sweep import sweep_once
from ivr.store.tables import claims, enrolments
from ivr.web.route import REPLAYED
from tests.integration.api.conftest import NO_TO_ALL, House, papers

NOT_KEYED = {
    *("/session", "/session/second-factor", "/session/password", "/session/totp", "/session/totp/confirm"),
    *("/payments/{source}", "/statements/{source}"),  # what is sent makes it idempotent
    *("/enrolments/search", "/enrolments/{enrolment_id}/person", "/objections/{objection_id}/words"),  # looks
    *("/proposals/{proposal_id}/content", "/wordings/{wording_id}/hearings", "/payments/{payment_id}/review"),  # looks
    *("/check", "/debts/{debt_id}/terms", "/feeds/{source}/columns/preview"),  # looks
}
KEY = {"Idempotency-Key": "8e03978e-40d5-43e8-bc93-6894a57f9324"}


def draft(house: House, n: int = 1, who: str = "clerk@shunqing", key: str = "a-key") -> httpx.Response:
    return house.ask("POST", "/enrolments", who, json=papers(n), headers={"Idempotency-Key": key})


def count(house: House, table: Any) -> int:
    with house.engine.connect() as connection:
        return len(connection.execute(select(table.c.id)).all())


def test_every_post_that_changes_something_takes_a_key(house: House) -> None:
    paths = house.client.get("/openapi.json").json()["paths"]
    posts = {path.removeprefix("/api/v1"): one["post"] for path, one in paths.items() if "post" in one}
    keyed = {
        path for path, one in posts.items() if any(p["name"] == "Idempotency-Key" for p in one.get("parameters", ()))
    }
    assert set(posts) - keyed == NOT_KEYED
    assert all("409" in posts[path]["responses"] for path in keyed)


def test_the_same_again_gives_the_same_answer_and_changes_nothing(house: House) -> None:
    house.court()
    first, again = draft(house), draft(house)
    assert (again.status_code, again.content) == (201, first.content)
    assert (REPLAYED in first.headers, again.headers[REPLAYED]) == (False, "true")
    assert again.headers["content-type"] == "application/json"
    assert count(house, enrolments) == 1


def test_the_key_with_another_body_or_address_is_another_request(house: House) -> None:
    house.court()
    key = draft(house).json()["id"]
    other = draft(house, 2)
    assert (other.status_code, other.json()["code"], other.json()["field"]) == (422, "key-reused", "Idempotency-Key")
    # The route belongs to the key, so the very same key elsewhere is a new one.
    submitted = house.ask("POST", f"/enrolments/{key}/submit", "clerk@shunqing", headers={"Idempotency-Key": "a-key"})
    assert (submitted.status_code, submitted.json()["state"]) == (200, "submitted")


def test_one_persons_answer_is_not_anothers(house: House) -> None:
    house.court()
    draft(house)
    again = draft(house, 1, "approver@shunqing")
    assert (again.status_code, REPLAYED in again.headers) == (403, False)
    house.tokens["clerk@shunqing"] = "gone"
    assert draft(house).status_code == 401


def test_a_refusal_is_not_kept(house: House) -> None:
    house.court()
    key = house.drafted()
    early = house.ask("POST", f"/enrolments/{key}/approve", "approver@shunqing", json=NO_TO_ALL, headers=KEY)
    assert early.status_code == 409
    house.step(key, "submit", "clerk@shunqing")
    now = house.ask("POST", f"/enrolments/{key}/approve", "approver@shunqing", json=NO_TO_ALL, headers=KEY)
    assert (now.status_code, REPLAYED in now.headers) == (200, False)


@pytest.mark.parametrize("key", ["", "x" * 129, "a b", "钥".encode().decode("latin-1")])
def test_what_is_no_key_is_refused_by_the_headers_name(house: House, key: str) -> None:
    house.court()
    headers = [(b"Idempotency-Key", key.encode("latin-1"))]
    token = house.tokens["clerk@shunqing"]
    answer = house.client.post(
        "/api/v1/enrolments",
        json=papers(),
        headers=[*headers, (b"Authorization", f"Bearer {token}".encode())],
    )
    assert (answer.status_code, answer.json()["field"].lower()) == (422, "idempotency-key")


def test_a_token_in_an_answer_is_kept_sealed_and_told_again_to_the_same_person(house: House) -> None:
    new = {"name": "A", "role": "operator"}
    first = house.ask("POST", "/staff", json=new, headers=KEY).json()
    assert first["token"] not in str(house.rows())
    assert house.ask("POST", "/staff", json=new, headers=KEY).json() == first
    assert house.ask("POST", "/staff", "other operator", json=new, headers=KEY).json()["id"] != first["id"]


def test_after_a_day_the_key_is_new_and_the_answer_gone(house: House) -> None:
    house.court()
    draft(house)
    house.clock.time += timedelta(hours=24, seconds=1)
    assert draft(house).status_code == 409  # done anew: this order is there already
    draft(house, 2, key="two")
    house.clock.time += timedelta(hours=24, seconds=1)
    sweep_once(house.desk, SYSTEM)
    assert count(house, claims) == 0


def test_of_many_at_once_one_is_done_and_the_others_wait_or_get_its_answer(house: House) -> None:
    house.court()
    answers: list[httpx.Response] = []
    start = threading.Barrier(6)

    def ask() -> None:
        start.wait()
        answers.append(draft(house))

    threads = [threading.Thread(target=ask) for _ in range(6)]
    for one in threads:
        one.start()
    for one in threads:
        one.join(60)
    assert count(house, enrolments) == 1
    done = [one for one in answers if one.status_code == 201]
    wait = [one for one in answers if one.status_code == 409]
    assert done
    assert len(done) + len(wait) == 6
    assert len({one.content for one in done}) == 1
    assert {(one.json()["code"], one.json()["retry"], one.headers["retry-after"]) for one in wait} <= {
        ("still-running", True, "1")
    }


def test_a_process_that_died_before_it_changed_anything_is_replaced_after_a_while(house: House) -> None:
    house.court()
    with at(house, "INSERT INTO enrolments"):
        cut(house)
    assert (draft(house).json()["code"], count(house, enrolments)) == ("still-running", 0)
    house.clock.time += HOLD
    assert draft(house).status_code == 201


def test_what_was_changed_is_never_done_again_also_when_its_answer_was_lost(house: House) -> None:
    house.court()
    with at(house, "UPDATE claims SET begun=", "answer="):
        cut(house)
    assert count(house, enrolments) == 1
    house.clock.time += HOLD
    again = draft(house)
    assert (again.status_code, again.json()["code"], again.json()["retry"]) == (409, "outcome-unknown", False)
    assert count(house, enrolments) == 1


def cut(house: House) -> None:
    try:
        answer = draft(house)
    except httpx.HTTPError:
        return
    assert answer.status_code == 500


class at:  # noqa: N801 - reads as a sentence where it is used
    """Ends the request, with nothing cleaned up after it, at the first statement that has all of these words."""

    def __init__(self, house: House, *words: str) -> None:
        self.house, self.words = house, words
        self.dead = False

    def __enter__(self) -> None:
        event.listen(self.house.engine, "before_cursor_execute", self._fail)

    def __exit__(self, *_: object) -> None:
        event.remove(self.house.engine, "before_cursor_execute", self._fail)

    def _fail(self, _c: object, _k: object, statement: str, *_: object) -> None:
        # Once dead, the process writes nothing more: not even that it gives its claim back.
        self.dead = self.dead or all(word in statement for word in self.words)
        if self.dead:
            raise RuntimeError("the process is gone")
