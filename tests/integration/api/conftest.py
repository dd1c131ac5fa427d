"""A gateway's API over a real HTTP server and real databases in turn, with a clock that the test moves."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from sqlalchemy import Column, Engine, Table, select

from ivr.documents.certificate import draw
from ivr.domain.certificate import Attested
from ivr.domain.concerns import Concern
from ivr.domain.idnumber import check_character
from ivr.domain.staff import Actor
from ivr.feeds.trust import Trust
from ivr.feeds.webhook import sign
from ivr.flows.add_staff import add_staff
from ivr.flows.desk import Desk
from ivr.kit.ids import random_id
from ivr.kit.openid.client import Client
from ivr.kit.openid.provider import Provider
from ivr.kit.vault import Vault
from ivr.store.tables import metadata
from ivr.web.parts import Parts
from tests.servers.studio import Studio
from tests.servers.web import browser, on_stage, quick_passwords

OPERATOR = "operator-token"
SECRET = "a shared secret"
FIRST_OPERATOR = Actor("setup", "operator", None)

NO_TO_ALL: dict[str, Any] = {concern: {"yes": False} for concern in Concern}


class Clock:
    """Monday morning in Nanchong, until the test says otherwise."""

    def __init__(self) -> None:
        self.time = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)

    def now(self) -> datetime:
        return self.time

    def monotonic(self) -> float:
        return self.time.timestamp()


@dataclass
class House:
    """``wakes`` counts how often followers were woken."""

    engine: Engine
    desk: Desk
    clock: Clock
    client: httpx.Client
    tokens: dict[str, str] = field(default_factory=dict)
    wakes: list[bool] = field(default_factory=list)
    studio: Studio = field(default_factory=Studio)

    def ask(self, method: str, path: str, who: str | None = "operator", **request: Any) -> httpx.Response:
        headers = dict(request.pop("headers", {}))
        if who is not None:
            headers["Authorization"] = f"Bearer {self.tokens[who]}"
        return self.client.request(method, f"/api/v1{path}", headers=headers, **request)

    def pay(self, body: bytes, source: str = "abc-bank", secret: str = SECRET) -> httpx.Response:
        stamp = str(int(self.clock.now().timestamp()))
        headers = {"X-Timestamp": stamp, "X-Signature": sign(stamp, body, secret)}
        return self.client.post(f"/api/v1/payments/{source}", content=body, headers=headers)

    def rows(self) -> dict[str, list[Any]]:
        """Everything in the database, to see that nothing of it has changed; but for when tokens were last used."""
        with self.engine.connect() as connection:
            return {
                table.name: sorted(map(str, connection.execute(select(*_all_but_use(table)))))
                for table in metadata.sorted_tables
            }

    def court(self, key: str = "shunqing", name: str = "南充市顺庆区人民法院") -> None:
        """A court with a clerk, an approver and a published notice."""
        new = {"id": key, "name": name, "name_en": "A District People's Court", "enquiry": "0817-12368"}
        assert self.ask("POST", "/courts", json=new).status_code == 201
        for role in ("clerk", "approver", "president", "auditor", "court-admin"):  # who manages the others comes last
            added = self.ask("POST", "/staff", json={"name": role, "role": role, "court": key})
            self.tokens[f"{role}@{key}"] = added.json()["token"]
        published = self.ask("POST", f"/courts/{key}/notices", f"approver@{key}", json={"language": "zh-CN"})
        assert published.status_code == 201, published.text

    def drafted(self, n: int = 1, court: str = "shunqing") -> str:
        added = self.ask("POST", "/enrolments", f"clerk@{court}", json=papers(n))
        assert added.status_code == 201, added.text
        return str(added.json()["id"])

    def active(self, n: int = 1, court: str = "shunqing") -> str:
        key = self.drafted(n, court)
        warning = {"text": "您已被纳入失信被执行人名单", "sent_at": self.clock.now().isoformat()}
        self.step(key, "submit", f"clerk@{court}")
        self.step(key, "approve", f"approver@{court}")
        self.step(key, "warn", f"clerk@{court}", warning)
        self.clock.time += timedelta(days=3, minutes=1)
        self.step(key, "activate", f"clerk@{court}")
        return key

    def step(self, key: str, step: str, who: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        if step == "approve" and body is None:
            body = NO_TO_ALL
        answer = self.ask("POST", f"/enrolments/{key}/{step}", who, json=body)
        assert answer.status_code == 200, answer.text
        return dict(answer.json())


def _all_but_use(table: Table) -> list[Column[Any]]:
    return [column for column in table.columns if column.name != "last_used_at"]


def papers(n: int = 1, **other: Any) -> dict[str, Any]:
    """The papers of an invented person; numbers of the unassigned block 154000."""
    first = f"51130219800101{n:03}"
    return {
        "number": f"154000{n:05}",
        "name": "王小明",
        "id_number": first + check_character(first),
        "holder_id_number": other.get("id_number", first + check_character(first)),
        "case_number": f"(2026)川1302执{n}号",
        "decision": "listing",
        "ground": 1,
        "decided_on": "2026-01-05",
        "served_on": "2026-01-08",
        "warned_in_notice_on": "2025-12-01",
        "president": "李院长",
        "signed_on": "2026-01-05",
        "order_ends_on": "2027-01-04",
        "proven_on": "2026-02-01",
        "proven_until": "2026-08-01",
        "proof_reference": "川移核〔2026〕17号",
        "account": f"6222{n:08}",
        "owed": "2951.00",
        **other,
    }


def certified(given: Attested) -> bytes:
    """Drawn, and not signed."""
    return draw(given, "https://notice.example/check")


@pytest.fixture
def house(engine: Engine) -> Iterator[House]:
    clock, wakes, studio = Clock(), [False][:0], Studio()
    desk = Desk(engine, clock, random_id, Vault(b"k" * 32), lambda: wakes.append(True))
    with desk.work(FIRST_OPERATOR) as work:
        add_staff(work, "Operator", "operator", None, OPERATOR)
        add_staff(work, "Other operator", "operator", None, "other-token")
        add_staff(work, "Carrier", "carrier", None, "carrier-token")
    feeds = {"abc-bank": Trust(SECRET), "xyz-bank": Trust("another secret")}
    idp = Provider(Client("http://127.0.0.1:9", "us", None, "http://127.0.0.1:8000/"), clock)
    parts = Parts(
        desk,
        feeds,
        studio,
        lambda: {"ok": True},
        "0.1.0",
        certified,
        passwords=quick_passwords(),
        openid=idp,
    )
    with on_stage(parts) as url, browser(url) as client:
        tokens = {
            "operator": OPERATOR,
            "other operator": "other-token",
            "carrier": "carrier-token",
            "nobody": "no-such-token",
        }
        yield House(engine, desk, clock, client, tokens, wakes, studio)
