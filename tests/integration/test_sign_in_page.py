"""The page for signing in, as a browser without scripts uses it: every step, every refusal, and what it may load."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

import httpx
import pyotp
import pytest
from sqlalchemy import Engine, update

from ivr.kit.totp import STEP_S
from ivr.store.tables import staff
from tests.servers.people import PASSWORD, Browser, People, people

CLERK = "clerk@shunqing"
LOGIN = "li.wen"
STEP = timedelta(seconds=STEP_S)
ENGLISH = {"Accept-Language": "en"}


@pytest.fixture
def house(engine: Engine) -> Iterator[People]:
    with people(engine) as made:
        yield made


@dataclass
class Reader:
    """Somebody who fills in forms; ``page`` is what is on the screen."""

    house: People
    client: httpx.Client
    page: str = ""
    secret: str = ""

    def open(self) -> str:
        return self._show(self.client.get("/sign-in"))

    def send(self, step: str = "", **fields: str) -> httpx.Response:
        """With the hidden fields of the page on the screen."""
        hidden = dict(re.findall(r'type="hidden" name="(csrf)" value="([^"]*)"', self.page))
        answer = self.client.post(f"/sign-in{step}", data=hidden | fields)
        self._show(self.client.get("/sign-in") if answer.status_code == 303 else answer)
        return answer

    def code(self) -> str:
        return pyotp.TOTP(self.secret).at(self.house.clock.now())

    def ready(self) -> None:
        """Through a first sign-in to the open account."""
        self.open()
        self.send(login=LOGIN, password=self.house.account(CLERK, LOGIN))
        self.send("/password", new=PASSWORD)
        self.send("/totp")
        self.secret = found(r'class="secret"><code>([^<]*)', self.page)
        self.send("/totp/confirm", code=self.code())

    def _show(self, answer: httpx.Response) -> str:
        self.page = answer.text
        return self.page


def reader(house: People, **headers: str) -> Reader:
    return Reader(house, house.browser(**(headers or ENGLISH)).client)


def found(pattern: str, page: str) -> str:
    match = re.search(pattern, page)
    assert match, page
    return match[1]


def test_a_person_goes_from_the_one_time_password_to_the_own_account(house: People) -> None:
    someone = reader(house)
    assert "Sign-in name" in someone.open()
    assert someone.send(login=LOGIN, password=house.account(CLERK, LOGIN)).status_code == 303
    assert "Choose a password" in someone.page
    someone.send("/password", new=PASSWORD)
    someone.send("/totp")
    someone.secret = found(r'class="secret"><code>([^<]*)', someone.page)
    someone.send("/totp/confirm", code=someone.code())
    assert len(re.findall(r"[A-Z2-7]{4}(-[A-Z2-7]{4}){3}", someone.page)) == 10
    assert "clerk · clerk · shunqing" in someone.open()


def test_a_later_sign_in_asks_for_the_code_and_signing_out_ends_it(house: People) -> None:
    first = reader(house)
    first.ready()
    house.clock.pass_by(STEP)
    later = reader(house)
    later.open()
    later.send(login=LOGIN, password=PASSWORD)
    wrong = later.send("/code", code="000000")
    assert wrong.status_code == 401
    assert 'role="alert"' in later.page
    assert "Six digits" in later.page
    later.send("/code", code=first.code())
    assert "My account" in later.page
    later.send("/out")
    assert "Sign-in name" in later.page
    assert later.client.get("/api/v1/session").status_code == 401


def test_a_wrong_password_is_told_in_the_readers_language_and_lets_nobody_in(house: People) -> None:
    chinese = reader(house, **{"Accept-Language": "zh-CN"})
    assert '<html lang="zh-CN">' in chinese.open()
    answer = chinese.send(login="<script>alert(1)</script>", password="wrong")
    assert answer.status_code == 401
    assert "登录名、密码或验证码有误" in chinese.page
    assert "alert(1)" not in chinese.page
    assert "set-cookie" not in answer.headers


def test_a_password_is_changed_with_the_present_one_and_the_other_sessions_end(house: People) -> None:
    first, other = reader(house), reader(house)
    first.ready()
    house.clock.pass_by(STEP)
    other.open()
    other.send(login=LOGIN, password=PASSWORD)
    other.send("/code", code=first.code())
    first.open()
    assert first.send("/password", current="not it", new="another long sentence").status_code == 401
    assert "My account" in first.page
    assert first.send("/password", current=PASSWORD, new="short").status_code == 422
    assert first.send("/password", current=PASSWORD, new="another long sentence").status_code == 303
    assert "password changed" in first.page
    assert "Sign-in name" in other.open()


def test_a_form_of_another_site_or_without_the_sessions_token_does_nothing(house: People) -> None:
    someone = reader(house)
    someone.ready()
    someone.open()
    elsewhere = {"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"}
    assert someone.client.post("/sign-in/out", data={}, headers=elsewhere).status_code == 403
    assert someone.client.post("/sign-in/out", data={"csrf": "guessed"}).status_code == 403
    login = {"login": LOGIN, "password": PASSWORD}
    assert someone.client.post("/sign-in", data=login, headers=elsewhere).status_code == 403
    assert "My account" in someone.open()


def test_a_session_is_seen_and_ended_from_another_one(house: People) -> None:
    first, other = reader(house), reader(house)
    first.ready()
    house.clock.pass_by(STEP)
    other.open()
    other.send(login=LOGIN, password=PASSWORD)
    other.send("/code", code=first.code())
    first.send("/end", session=found(r'name="session" value="([^"]*)', first.open()))
    assert "this one" in first.page
    assert 'name="session"' not in first.page
    assert "Sign-in name" in other.open()
    assert first.send("/end", session="0" * 16).status_code == 404


def test_sessions_are_listed_over_the_api_too_and_only_ones_own(house: People) -> None:
    mine, theirs = house.ready(CLERK, LOGIN), house.ready("approver@shunqing", "zhao.an")
    (one,) = mine.get("/session/all").json()
    assert one["current"]
    ended = theirs.client.delete(f"/api/v1/session/all/{one['id']}", headers={"X-CSRF-Token": theirs.csrf})
    assert ended.status_code == 404
    mine.client.delete(f"/api/v1/session/all/{one['id']}", headers={"X-CSRF-Token": mine.csrf})
    assert mine.get("/session/all").status_code == 401


def test_whoever_changes_an_account_or_guesses_at_it_is_told_to_its_owner(house: People) -> None:
    browser = house.ready(CLERK, LOGIN)
    Browser(house, house.browser().client).sign_in(LOGIN, "a wrong password")
    told = browser.get("/session/events").json()
    assert [(one["action"], one["by_somebody_else"]) for one in told] == [
        ("refuse_sign_in", True),
        ("enrol_totp", False),
        ("change_password", False),
        ("sign_in", False),
        ("open_account", True),
    ]
    assert {one["origin"] for one in told} == {"127.0.0.1"}
    other = house.ready("approver@shunqing", "zhao.an")
    assert len(other.get("/session/events").json()) == 4


def test_a_page_loads_our_own_files_only_and_holds_no_script_or_style_of_its_own(house: People) -> None:
    someone = reader(house)
    pages = [someone.open()]
    someone.send(login=LOGIN, password=house.account(CLERK, LOGIN))
    pages.append(someone.page)
    someone.send("/password", new=PASSWORD)
    pages.append(someone.page)
    answer = someone.send("/totp")
    pages.append(someone.page)
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
    assert (answer.headers["cache-control"], answer.headers["referrer-policy"]) == ("no-store", "no-referrer")
    for page in pages:
        assert set(re.findall(r'(?:src|href)="([^"]*)"', page)) <= {
            "/sign-in/style.css",
            "/sign-in/password.js",
            *re.findall(r'href="(otpauth:[^"]*)"', page),
        }
        assert not re.search(r"<script(?! src=)|<style| style=| on[a-z]+=", page)
    for name, kind in (("style.css", "text/css"), ("password.js", "text/javascript")):
        assert someone.client.get(f"/sign-in/{name}").headers["content-type"].startswith(kind)


def test_a_password_may_be_pasted_filled_in_shown_and_is_never_cut(house: People) -> None:
    someone = reader(house)
    page = someone.open()
    assert 'autocomplete="username"' in page
    assert 'autocomplete="current-password"' in page
    assert 'data-shows="password"' in page
    someone.send(login=LOGIN, password=house.account(CLERK, LOGIN))
    assert 'autocomplete="new-password"' in someone.page
    assert 'data-strength-of="new"' in someone.page
    for one in (page, someone.page):
        assert "maxlength" not in one
        assert "onpaste" not in one


def test_what_is_shown_is_text_and_never_markup(house: People) -> None:
    someone = reader(house)
    someone.ready()
    with house.engine.begin() as connection:
        connection.execute(update(staff).values(name='<img src=x onerror="alert(1)">'))
    page = someone.open()
    assert "<img" not in page
    assert "&lt;img" in page
