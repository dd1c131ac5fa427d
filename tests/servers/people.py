"""People at a gateway served over real HTTP: a browser for each, an authenticator program, and a clock to turn."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import httpx
import pyotp
from sqlalchemy import Engine, select

from ivr.domain.court import Court
from ivr.domain.staff import Actor
from ivr.flows.add_court import add_court
from ivr.flows.add_staff import add_staff
from ivr.flows.desk import Desk
from ivr.kit.ids import random_id
from ivr.kit.openid.provider import Provider
from ivr.kit.vault import Vault
from ivr.store.tables import audit
from ivr.web.parts import Parts
from tests.flows.office import START, SteeredClock
from tests.servers.studio import Studio
from tests.servers.web import browser, on_stage, quick_passwords

SETUP = Actor("setup", "operator", None)
COURTS = {"shunqing": "南充市顺庆区人民法院", "gaoping": "南充市高坪区人民法院"}
PASSWORD = "tulip ladder window"


@dataclass
class People:
    """``staff`` and ``tokens`` by name: ``operator``, ``carrier``, and ``clerk@shunqing`` and the like."""

    engine: Engine
    desk: Desk
    clock: SteeredClock
    url: str
    staff: dict[str, str] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)
    open: ExitStack = field(default_factory=ExitStack)

    def ask(self, method: str, path: str, who: str, **request: Any) -> httpx.Response:
        headers = {"Authorization": f"Bearer {self.tokens.get(who, who)}", **request.pop("headers", {})}
        with browser(self.url) as client:
            return client.request(method, f"/api/v1{path}", headers=headers, **request)

    def add(self, name: str, role: str, court: str | None = None) -> None:
        token = f"ivr_{name}-token"
        with self.desk.work(SETUP) as work:
            self.staff[name] = add_staff(work, role, role, court, token).id
        self.tokens[name] = token

    def account(self, name: str, login: str) -> str:
        """A local account by the operator's hand, or the court administrator's; the one-time password."""
        boss = f"court-admin@{name.split('@')[1]}" if "@" in name else "operator"
        given = self.ask("POST", f"/staff/{self.staff[name]}/account", boss, json={"login": login})
        assert given.status_code == 201, given.text
        return str(given.json()["password"])

    def browser(self, **headers: str) -> "Browser":
        return Browser(self, self.open.enter_context(browser(self.url, **headers)))

    def ready(self, name: str, login: str) -> "Browser":
        """Through every step of a first sign-in, to an open session."""
        browser = self.browser()
        browser.sign_in(login, self.account(name, login))
        assert browser.post("/password", new=PASSWORD).status_code == 200
        browser.enrol()
        return browser

    def trail(self) -> list[tuple[str, str, str, str]]:
        """Court, actor, action and reason of every entry, in order."""
        wanted = select(audit.c.court_id, audit.c.actor, audit.c.action, audit.c.reason)
        with self.engine.connect() as connection:
            return [tuple(row) for row in connection.execute(wanted.order_by(audit.c.at, audit.c.n))]


@dataclass
class Browser:
    """Keeps cookies and the page's own token, as a page of ours would."""

    people: People
    client: httpx.Client
    csrf: str = ""
    secret: str = ""
    recovery: list[str] = field(default_factory=list)

    def post(self, step: str, **body: Any) -> httpx.Response:
        answer = self.client.post(f"/api/v1/session{step}", json=body, headers={"X-CSRF-Token": self.csrf})
        self.csrf = answer.json().get("csrf", self.csrf)
        return answer

    def get(self, path: str = "/session") -> httpx.Response:
        return self.client.get(f"/api/v1{path}")

    def sign_in(self, login: str, password: str = PASSWORD) -> httpx.Response:
        return self.post("", login=login, password=password)

    def enrol(self) -> None:
        self.secret = self.post("/totp").json()["secret"]
        done = self.post("/totp/confirm", code=self.code())
        assert done.status_code == 200, done.text
        self.recovery = done.json()["recovery_codes"]

    def code(self) -> str:
        return pyotp.TOTP(self.secret).at(self.people.clock.now())

    def cookie(self) -> str:
        return self.client.cookies["ivr"]


@contextmanager
def people(engine: Engine, openid: Provider | None = None, at: datetime = START) -> Iterator[People]:
    """Two courts, each with one of every kind, and those who belong to none."""
    clock = SteeredClock()
    clock.at = at
    desk = Desk(engine, clock, random_id, Vault(b"k" * 32), lambda: None)
    parts = Parts(desk, {}, Studio(), dict, "0", lambda _given: b"", passwords=quick_passwords(), openid=openid)
    with on_stage(parts) as url:
        made = People(engine, desk, clock, url)
        _settle(made)
        with made.open:
            yield made


def _settle(made: People) -> None:
    for name in ("operator", "carrier", "bank"):
        made.add(name, name)
    for slug, name in COURTS.items():
        with made.desk.work(SETUP) as work:
            add_court(work, Court(slug, name, "A District People's Court", "12368", 3, "zh-CN", "Asia/Shanghai"))
        for role in ("clerk", "approver", "president", "auditor", "court-admin"):
            made.add(f"{role}@{slug}", role, slug)
