"""Sign-in through a real OpenID provider (pyop, in a process of its own): the whole dance, and what breaks it."""

from collections.abc import Generator, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from sqlalchemy import Engine

from ivr.kit.clock import SystemClock
from ivr.kit.openid.client import Client
from ivr.kit.openid.provider import Provider
from ivr.store.tables import openid_requests, sessions
from tests.servers.openid import CLIENT, REDIRECT, SECRET, USERS, Running, openid_provider
from tests.servers.people import Browser, People, people

CLERK = "clerk@shunqing"
RETURN = "/api/v1/session/openid/return"


@dataclass
class Door:
    house: People
    provider: Running
    browser: Browser

    def go(self, browser: Browser | None = None) -> str:
        """To the provider's own page."""
        sent = (browser or self.browser).client.get("/api/v1/session/openid")
        assert sent.status_code == 303, sent.text
        return str(sent.headers["location"])

    def typed(self, page: str, name: str) -> str:
        """The address that the provider sends the browser back to, without its host."""
        back = httpx.post(page, data={"user": name})
        assert back.status_code == 303, back.text
        parts = urlsplit(back.headers["location"])
        assert f"{parts.scheme}://{parts.netloc}{parts.path}" == REDIRECT
        return f"{parts.path}?{parts.query}"

    def dance(self, name: str) -> httpx.Response:
        return self.browser.client.get(self.typed(self.go(), name))


@pytest.fixture(scope="module")
def running() -> Iterator[Running]:
    with openid_provider() as provider:
        yield provider


@pytest.fixture
def door(engine: Engine, running: Running) -> Iterator[Door]:
    """The clerk of Shunqing is Alice there; nobody has added Bob."""
    yield from _door(engine, running)


def _door(engine: Engine, running: Running) -> Generator[Door, None, None]:
    gateway = Provider(Client(running.issuer, CLIENT, SECRET, REDIRECT), SystemClock())
    with people(engine, gateway, datetime.now(UTC)) as house:
        subject = {"subject": USERS["alice"]}
        linked = house.ask("POST", f"/staff/{house.staff[CLERK]}/subject", "court-admin@shunqing", json=subject)
        assert linked.status_code == 200, linked.text
        yield Door(house, running, house.browser())


def sessions_in(house: People) -> int:
    with house.engine.connect() as connection:
        return len(connection.execute(sessions.select()).all())


def test_a_browser_is_shown_a_page_and_goes_on_from_there(door: Door) -> None:
    """A redirection would begin at the provider's site, and the strict cookie would stay at home."""
    door.browser.client.headers.update({"Accept": "text/html", "Accept-Language": "en"})
    back = door.dance("alice")
    assert (back.status_code, back.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert '<a href="/sign-in">Continue</a>' in back.text
    assert "My account" in door.browser.client.get("/sign-in").text


def test_whoever_was_added_signs_in_with_a_session_like_any_other(door: Door) -> None:
    back = door.dance("alice")
    assert (back.status_code, back.json()["needs"]) == (200, None), back.text
    assert door.browser.get().json()["id"] == door.house.staff[CLERK]
    assert door.browser.get("/enrolments").status_code == 200
    door.browser.csrf = back.json()["csrf"]
    issued = door.browser.client.post(
        "/api/v1/tokens", json={"name": "mine"}, headers={"X-CSRF-Token": door.browser.csrf}
    )
    assert issued.status_code == 201
    assert ("shunqing", door.house.staff[CLERK], "sign_in", "openid") in door.house.trail()


def test_the_browser_is_sent_with_code_flow_pkce_state_and_nonce(door: Door) -> None:
    asked = {key: value[0] for key, value in parse_qs(urlsplit(door.go()).query).items()}
    assert (asked["response_type"], asked["code_challenge_method"], asked["scope"]) == ("code", "S256", "openid")
    assert (asked["client_id"], asked["redirect_uri"]) == (CLIENT, REDIRECT)
    assert min(len(asked[key]) for key in ("state", "nonce", "code_challenge")) >= 43
    again = {key: value[0] for key, value in parse_qs(urlsplit(door.go()).query).items()}
    assert all(asked[key] != again[key] for key in ("state", "nonce", "code_challenge"))


def test_a_stranger_is_not_added_whatever_the_provider_says(door: Door) -> None:
    refused = door.dance("bob")
    assert (refused.status_code, refused.json()["code"]) == (401, "wrong-credentials")
    assert sessions_in(door.house) == 0
    assert ("gateway", "system", "refuse_sign_in", "openid") in door.house.trail()


@pytest.mark.parametrize(
    "fault",
    [
        *("nonce", "no-nonce", "aud", "azp", "iss", "expired", "no-exp", "at-hash", "no-sub"),
        *("none", "hs256", "other-key", "garbage"),
    ],
)
def test_an_id_token_with_a_fault_signs_nobody_in(door: Door, fault: str) -> None:
    refused = door.dance(f"alice+{fault}")
    assert (refused.status_code, refused.json()["code"]) == (401, "openid-refused"), refused.text
    assert sessions_in(door.house) == 0
    assert ("gateway", "system", "refuse_sign_in", "openid-refused") in door.house.trail()


def test_a_state_is_good_once(door: Door) -> None:
    back = door.typed(door.go(), "alice")
    assert door.browser.client.get(back).status_code == 200
    assert door.browser.client.get(back).json()["code"] == "openid-refused"
    assert sessions_in(door.house) == 1


def test_a_state_belongs_to_the_browser_that_was_sent(door: Door) -> None:
    """Otherwise somebody could be signed in to an account that is not theirs by a link."""
    back = door.typed(door.go(), "alice")
    assert door.house.browser().client.get(back).json()["code"] == "openid-refused"
    assert door.browser.client.get(back).json()["code"] == "openid-refused"


def test_a_state_of_nobody_or_none_is_refused(door: Door) -> None:
    door.go()
    for query in ("", "?state=x&code=y", "?error=access_denied"):
        assert door.browser.client.get(RETURN + query).json()["code"] == "openid-refused"


def test_a_state_is_over_after_ten_minutes(door: Door) -> None:
    back = door.typed(door.go(), "alice")
    door.house.clock.pass_by(timedelta(minutes=10))
    assert door.browser.client.get(back).json()["code"] == "openid-refused"


def test_a_code_that_was_taken_from_another_sign_in_does_not_fit_the_pkce_verifier(door: Door) -> None:
    theirs = door.typed(door.go(door.house.browser()), "alice")
    stolen = parse_qs(urlsplit(theirs).query)["code"][0]
    mine = parse_qs(urlsplit(door.go()).query)["state"][0]
    assert door.browser.client.get(f"{RETURN}?state={mine}&code={stolen}").json()["code"] == "openid-refused"


def test_an_answer_that_names_another_issuer_is_refused(door: Door) -> None:
    back = door.typed(door.go(), "alice")
    assert door.browser.client.get(f"{back}&iss=https://evil.example").json()["code"] == "openid-refused"


def test_a_key_that_is_newer_than_ours_is_asked_for(engine: Engine) -> None:
    with openid_provider() as fresh:
        door = next(opened := _door(engine, fresh))
        assert door.dance("alice").status_code == 200
        httpx.post(f"{fresh.issuer}/new-key")
        assert door.dance("alice").status_code == 200
        opened.close()


def test_a_provider_that_is_down_is_told_and_local_accounts_still_work(engine: Engine) -> None:
    with openid_provider() as gone:
        door = next(opened := _door(engine, gone))
        page = door.go()
        back = door.typed(page, "alice")
        gone.end()
        answer = door.browser.client.get(back)
        assert (answer.status_code, answer.json()["code"]) == (503, "openid-down")
        assert door.house.ready("approver@shunqing", "zhao.an").get().status_code == 200
        opened.close()


def test_a_provider_that_speaks_for_another_issuer_is_not_used(engine: Engine, running: Running) -> None:
    other = running.issuer.replace("127.0.0.1", "localhost")
    with people(engine, Provider(Client(other, CLIENT, SECRET, REDIRECT), SystemClock())) as house:
        answer = house.browser().client.get("/api/v1/session/openid")
    assert (answer.status_code, answer.json()["code"]) == (503, "openid-down")


def test_whoever_left_cannot_come_back_through_the_provider(door: Door) -> None:
    assert door.dance("alice").status_code == 200
    door.house.ask("POST", f"/staff/{door.house.staff[CLERK]}/end", "court-admin@shunqing")
    assert door.browser.get().status_code == 401
    assert door.dance("alice").status_code == 401


def test_one_subject_is_one_person(door: Door) -> None:
    path = f"/staff/{door.house.staff['approver@shunqing']}/subject"
    twice = door.house.ask("POST", path, "court-admin@shunqing", json={"subject": USERS["alice"]})
    assert (twice.status_code, twice.json()["code"]) == (409, "clash")


def test_neither_state_nor_verifier_can_be_read_in_the_store(door: Door) -> None:
    state = parse_qs(urlsplit(door.go()).query)["state"][0]
    with door.house.engine.connect() as connection:
        kept = connection.execute(openid_requests.select()).one()
    assert state not in str(kept)
    assert kept.verifier.startswith("1.")


def test_without_a_provider_there_is_nothing_to_visit(engine: Engine) -> None:
    with people(engine) as house:
        assert house.browser().client.get("/api/v1/session/openid").json()["code"] == "no-openid"
