"""A decision about money with a canary in each of its words: proposed, read, refused, and wrong in every field."""

import contextlib
import sqlite3
from datetime import UTC, datetime, timedelta
from typing import Any


def decide_about_money(town: Any, enrolment: str, name: str, document: str, no_proof: str) -> None:
    """What it says is told to whoever reads it, and to nobody else."""
    day = str(datetime.now(UTC).date() - timedelta(1))
    said = {"amount": "1.00", "on": day, "document": document, "proof": "receipt"}
    new = {"kind": "direct-payment", "subject": _debt(town, enrolment), "content": said}
    key = town.done("POST", "/proposals", "clerk@shunqing", json=new)["id"]
    read = town.ask("POST", f"/proposals/{key}/content", "approver@shunqing", json={"reason": "复核"}).json()
    assert read["content"]["document"] == document
    town.done("POST", f"/proposals/{key}/refuse", "approver@shunqing", json={"reason": no_proof})
    town.done("GET", "/proposals?only_open=false", "clerk@shunqing")
    for wrong in ({"amount": name}, {"on": name}, {"proof": name}, {name: "x"}):
        town.refused("POST", "/proposals", "clerk@shunqing", json={**new, "content": {**said, **wrong}})
    town.refused("POST", f"/proposals/{key}/content", "clerk@gaoping", json={"reason": name})


def _debt(town: Any, enrolment: str) -> str:
    query = "SELECT obligation_id FROM enrolments WHERE id = ?"
    with contextlib.closing(sqlite3.connect(town.service.data / "gateway.db", timeout=30)) as store:
        return str(store.execute(query, [enrolment]).fetchone()[0])
