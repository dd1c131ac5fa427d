"""Names, ID numbers and texts go through a whole life over API, command line and webhook, and turn up nowhere else.

The service, its Asterisk and its command line are processes of their own. Searched are: what the service says of
itself, every answer that is given to other people and to refused ones, every file and file name below the data folder
(the database, its log, AstDB, prompts, rendered settings), the exported trail and the registrations.
"""

import contextlib
import json
import sqlite3
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from ivr.bootstrap import open_gateway
from ivr.domain.court import Court
from ivr.domain.staff import Actor
from ivr.feeds.webhook import sign
from ivr.flows.add_court import add_court
from ivr.flows.add_staff import add_staff
from ivr.kit.debs import Tree
from ivr.settings import load
from tests.integration.api.conftest import NO_TO_ALL
from tests.integration.canaries_of_money import decide_about_money
from tests.integration.canary_statements import send_statements
from tests.servers.command import LONG_S, Service, install, until
from tests.servers.court import id_number, papers

NAME, PRESIDENT, WARNING, PAYER, SENT_BACK, DOCUMENT, NO_PROOF = (
    "金丝雀甲",
    "金丝雀乙",
    "金丝雀丙已收到告知",
    "金丝雀丁付款",
    "金丝雀戊须补正",
    "金丝雀己收条",
    "金丝雀庚未签名",
)
ID_NUMBER = id_number(777)
CANARIES = (NAME, PRESIDENT, WARNING, PAYER, SENT_BACK, DOCUMENT, NO_PROOF, ID_NUMBER, ID_NUMBER[6:14] + ID_NUMBER[14:])
FORMS = {form for canary in CANARIES for form in (canary, json.dumps(canary)[1:-1], repr(canary.encode())[2:-1])}
"""As it is, and as JSON and Python escape it."""
SECRET = "a secret that both sides keep well"
BANK = "abc-bank"


@dataclass
class Town:
    """The running service, its people's tokens, and what was answered to whom it was none of their business."""

    service: Service
    tokens: dict[str, str]
    told: list[str] = field(default_factory=list)

    def ask(self, method: str, path: str, who: str, **request: Any) -> httpx.Response:
        headers = {"Authorization": f"Bearer {self.tokens.get(who, 'none')}"}
        url = f"http://127.0.0.1:{self.service.port}/api/v1{path}"
        return httpx.request(method, url, headers=headers, timeout=60, **request)

    def done(self, method: str, path: str, who: str, **request: Any) -> Any:
        answer = self.ask(method, path, who, **request)
        assert answer.is_success, answer.text
        self.told.append(answer.text + str(answer.headers))
        return answer.json()

    def refused(self, method: str, path: str, who: str, **request: Any) -> int:
        answer = self.ask(method, path, who, **request)
        assert answer.status_code >= 400, answer.text
        self.told.append(answer.text + str(answer.headers) + str(answer.url))
        return answer.status_code

    def pay(self, entry: dict[str, Any], secret: str = SECRET) -> httpx.Response:
        body, stamp = json.dumps(entry, ensure_ascii=False).encode(), str(int(time.time()))
        headers = {"X-Timestamp": stamp, "X-Signature": sign(stamp, body, secret)}
        url = f"http://127.0.0.1:{self.service.port}/api/v1/payments/{BANK}"
        answer = httpx.post(url, content=body, headers=headers, timeout=60)
        self.told.append(answer.text)
        return answer

    def cli(self, *arguments: str, who: str) -> subprocess.CompletedProcess[str]:
        environment = self.service.environment | {"IVR_TOKEN": self.tokens[who]}
        done = Service(self.service.data, self.service.port, environment).do(*arguments)
        self.told.append(done.stdout + done.stderr)
        return done


@pytest.fixture
def town(tools: Tree, tmp_path: Path) -> Town:
    service = install(tools, tmp_path / "data", IVR_FEEDS=json.dumps({BANK: SECRET}))
    return Town(service, staffed(tmp_path / "data"))


@pytest.fixture(autouse=True)
def folders(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "papers").mkdir()


def staffed(data: Path) -> dict[str, str]:
    """Two courts, and people whose tokens are known here."""
    tokens: dict[str, str] = {}
    first = Actor("first-start", "operator", None)
    with open_gateway(load(data=data)) as gateway, gateway.desk.work(first) as work:
        for role in ("operator", "carrier"):
            tokens[role] = f"{role}-" * 4
            add_staff(work, role, role, None, tokens[role])
        tokens[BANK] = "of-the-banks-own-system-" * 2
        add_staff(work, BANK, "bank", None, tokens[BANK])
        for court in ("shunqing", "gaoping"):
            given = ("示例区人民法院", "Sample District Court", "0817-12368", 1, "en", "Asia/Shanghai")
            add_court(work, Court(court, *given))
            for role in ("clerk", "approver", "auditor"):
                tokens[f"{role}@{court}"] = f"{role}-of-{court}-" * 3
                add_staff(work, role, role, court, tokens[f"{role}@{court}"])
    return tokens


@contextlib.contextmanager
def running(town: Town, log: Path) -> Iterator[None]:
    with log.open("w") as stderr:
        process = subprocess.Popen(
            [*town.service._argv(("run",))], env=town.service.environment, stderr=stderr, stdout=stderr
        )
        try:
            until(town.service.health)
            until(town.service.announces)
            yield
        finally:
            process.terminate()
            process.wait(LONG_S)


def draft(serial: int, **change: object) -> dict[str, Any]:
    given = vars(papers(serial, datetime.now(UTC).date(), **change))
    texts: dict[str, Any] = {name: str(value) for name, value in given.items() if value is not None}
    return {**texts, "ground": given["ground"]}


def personal(serial: int, **change: object) -> dict[str, Any]:
    own = {"name": NAME, "president": PRESIDENT, "id_number": ID_NUMBER, "holder_id_number": ID_NUMBER}
    return draft(serial, **(own | change))


def live(town: Town, folder: Path) -> dict[str, Any]:
    """From the draft to the payment; the grace period is passed by dating the approval back in the store."""
    key = town.done("POST", "/enrolments", "clerk@shunqing", json=personal(1))["id"]
    path = f"/enrolments/{key}"
    town.done("POST", f"{path}/submit", "clerk@shunqing")
    town.done("POST", f"{path}/send-back", "approver@shunqing", json={"reason": SENT_BACK})
    town.done("POST", f"{path}/submit", "clerk@shunqing")
    town.done("POST", f"{path}/approve", "approver@shunqing", json=NO_TO_ALL)
    earlier = datetime.now(UTC) - timedelta(days=2)
    with contextlib.closing(sqlite3.connect(folder / "gateway.db", timeout=30)) as store, store:
        store.execute("UPDATE enrolments SET approved_at = ?", [str((earlier - timedelta(1)).replace(tzinfo=None))])
    warning = {"text": WARNING, "sent_at": earlier.isoformat()}
    town.done("POST", f"{path}/warn", "clerk@shunqing", json=warning)
    town.done("POST", f"{path}/activate", "clerk@shunqing")
    return {"key": key, "path": path, "account": personal(1)["account"], "owed": personal(1)["owed"]}


def refuse_everything(town: Town, path: str) -> None:
    """Wrong fields, wrong people, wrong order, broken JSON: each with the canaries in what is sent."""
    for wrong in (
        {"id_number": ID_NUMBER[:-1] + ("0" if ID_NUMBER[-1] != "0" else "1")},
        *({name: NAME} for name in ("number", "case_number", "account", "owed", "decided_on", "decision")),
        {"name": f"{NAME}${{x}}"},
        {"president": f"{PRESIDENT}\a"},
        {"holder_id_number": id_number(778)},
        {"number": "110"},
    ):
        assert town.refused("POST", "/enrolments", "clerk@shunqing", json={**personal(2), **wrong}) < 500
    body = json.dumps(personal(2), ensure_ascii=False).encode()
    for broken in (body[:-3], body.replace(b'"name"', b'"name'), body.decode().encode("gb18030")):
        town.refused("POST", "/enrolments", "clerk@shunqing", content=broken)
    for method, place in (("GET", path), ("POST", f"{path}/person"), ("POST", f"{path}/remove")):
        town.refused(method, place, "clerk@gaoping", **({"json": {"reason": NAME}} if method == "POST" else {}))
        town.refused(method, place, "nobody", **({"json": {"reason": NAME}} if method == "POST" else {}))
    town.refused("POST", f"{path}/warn", "clerk@shunqing", json={"text": WARNING, "sent_at": NAME})
    town.refused("POST", f"{path}/approve", "approver@shunqing", json=NO_TO_ALL)
    town.refused("POST", "/enrolments/search", "clerk@shunqing", json={"number": NAME})


def pay(town: Town, alive: dict[str, Any]) -> None:
    entry = {
        "id": "1",
        "account": alive["account"],
        "amount": alive["owed"],
        "currency": "CNY",
        "status": "BOOK",
        "reversal": False,
        "booked_at": datetime.now(UTC).isoformat(),
        "text": PAYER,
    }
    assert town.pay(entry, "another secret of the same length").status_code == 401
    assert town.pay({**entry, "amount": NAME}).status_code == 422
    assert town.pay({**entry, "id": "2", "account": "000000", "text": f"{PAYER} {ID_NUMBER}"}).is_success
    send_statements(town, BANK, NAME, f"{PAYER} {ID_NUMBER}")
    assert town.pay(entry).is_success


def work_at_the_command_line(town: Town, folder: Path) -> None:
    file = folder / "1.json"
    good = {name: str(value) for name, value in personal(3).items()}
    for name, text in (("name", NAME), ("number", NAME), ("owed", NAME)):
        file.write_text(json.dumps({**good, name: text}, ensure_ascii=False), encoding="utf-8")
        town.cli("enrol", "draft", str(file), "--json", who="clerk@shunqing")
    rows = [good, {**good, "number": NAME}, {**good, "id_number": NAME}]
    lines = [",".join(good), *(",".join(row.values()) for row in rows)]
    (folder / "rows.csv").write_text("\n".join(lines), encoding="utf-8")
    assert town.cli("enrol", "import", str(folder / "rows.csv"), who="clerk@shunqing").returncode == 2
    for verb in (("enrol", "list"), ("audit", "verify"), ("keys", "rotate"), ("sweep",)):
        town.cli(*verb, who="operator" if verb[0] in {"keys", "sweep", "audit"} else "clerk@shunqing")


def break_a_row(town: Town, folder: Path) -> None:
    """What nobody foresaw: the state of a row is somebody's name. The answer has a number to quote, and no more."""
    key = town.done("POST", "/enrolments", "clerk@shunqing", json=personal(4))["id"]
    set_state(folder, key, NAME)
    assert town.refused("GET", f"/enrolments/{key}", "clerk@shunqing") == 500
    set_state(folder, key, "drafted")


def set_state(folder: Path, key: str, state: str) -> None:
    with contextlib.closing(sqlite3.connect(folder / "gateway.db", timeout=30)) as store, store:
        store.execute("PRAGMA secure_delete=ON")  # as the service does: what it replaces leaves no trace
        store.execute("UPDATE enrolments SET state = ? WHERE id = ?", [state, key])


def found(text: str) -> list[str]:
    return sorted(form for form in FORMS if form in text)


def test_personal_data_turns_up_nowhere(town: Town, tmp_path: Path) -> None:
    data, log = tmp_path / "data", tmp_path / "log"
    assert town.cli("prompts", "publish", "shunqing", "--fallback", who="approver@shunqing").returncode == 0
    with running(town, log):
        alive = live(town, data)
        until(lambda: announced(data))
        at_work = astdb(data)
        shown = town.ask("POST", f"{alive['path']}/person", "clerk@shunqing", json={"reason": "当面核对"}).json()
        assert (shown["name"], shown["id_number"]) == (NAME, ID_NUMBER)
        refuse_everything(town, alive["path"])
        work_at_the_command_line(town, tmp_path / "papers")
        break_a_row(town, data)
        decide_about_money(town, alive["key"], NAME, DOCUMENT, NO_PROOF)
        pay(town, alive)
        town.done("GET", "/registrations", "carrier")
        for path in ("/enrolments", alive["path"], f"{alive['path']}/evidence"):
            town.done("GET", path, "clerk@shunqing")
        exported = town.ask("GET", "/audit/export?court=shunqing", "auditor@shunqing").text
        for page in ("healthz", "openapi.json"):
            town.told.append(httpx.get(f"http://127.0.0.1:{town.service.port}/{page}").text)
        until(lambda: "removed" in town.ask("GET", alive["path"], "clerk@shunqing").text)

    assert alive["key"] in at_work
    assert "reveal" in exported
    assert "unexpected" in log.read_text()
    assert found(exported) == []
    assert found(log.read_text()) == []
    assert found("\n".join(town.told)) == []
    files = [path for path in data.rglob("*") if data / "tools/programs" not in path.parents]
    assert found("\n".join(map(str, files))) == []
    holding = {str(path): forms for path in files if path.is_file() and (forms := held(path))}
    assert holding == {}
    assert any(path.name == "astdb.sqlite3" for path in files)


def held(path: Path) -> list[str]:
    content = path.read_bytes()
    return [form for form in FORMS if form.encode() in content or form.encode("utf-16-le") in content]


def announced(data: Path) -> bool:
    return "notice" in astdb(data)


def astdb(data: Path) -> str:
    """A copy's content: nobody opens the live file."""
    (file,) = data.rglob("astdb.sqlite3")
    copy = data.parent / "astdb-copy"
    copy.write_bytes(file.read_bytes())
    with contextlib.closing(sqlite3.connect(copy)) as store:
        try:
            return "\n".join(store.iterdump())
        except sqlite3.DatabaseError:  # copied in the middle of a commit: asked again
            return ""
