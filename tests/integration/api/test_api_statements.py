"""Statements over the API: sent by a bank while they are large, kept, read, and told about line by line."""

import base64
import http.client
from collections.abc import Iterator

import pytest

from ivr.domain.statement import MOST_BYTES
from ivr.flows.inbox.work_through import work_through
from tests.integration.api.conftest import House, papers
from tests.unit.feeds.camt_samples import message, ntry, txdtls
from tests.unit.feeds.table_samples import ROW, TWO, csv

COLUMNS = {"columns": {name: list(one) if len(one) > 1 else one[0] for name, one in TWO.headings.items()}}


@pytest.fixture
def bank(house: House) -> House:
    house.court()
    added = house.ask("POST", "/staff", json={"name": "abc-bank", "role": "bank"})
    house.tokens["bank"] = added.json()["token"]
    return house


def statement(amount: str = "2951.00", ref: str = "R1") -> bytes:
    return message(ntry(txdtls(account=papers(1)["account"]), amount=amount, ref=ref), ntry(amount="x", ref="R2"))


def test_a_bank_sends_a_statement_and_sees_what_became_of_it(bank: House) -> None:
    key = bank.active(1)
    sent = bank.ask("POST", "/statements/abc-bank", "bank", content=statement())
    assert (sent.status_code, sent.json()["progress"]) == (202, "waiting")
    work_through(bank.desk)
    told = bank.ask("GET", f"/statements/{sent.json()['id']}", "bank", headers={"Accept-Language": "zh-CN"}).json()
    assert (told["progress"], told["fresh"], told["bad"]) == ("done", 1, 1)
    assert told["problems"] == [{"line": 5, "field": "Amt", "detail": "金额缺失，或超过两位小数"}]
    assert bank.ask("GET", f"/enrolments/{key}", "clerk@shunqing").json()["state"] == "removed"


def test_the_same_content_again_is_answered_with_the_first(bank: House) -> None:
    answers = [bank.ask("POST", "/statements/abc-bank", "bank", content=statement()) for _ in range(2)]
    assert [one.status_code for one in answers] == [202, 200]
    assert answers[0].json()["id"] == answers[1].json()["id"]
    assert len(bank.ask("GET", "/statements").json()) == 1


def test_another_banks_name_and_an_empty_body_are_refused_and_nothing_is_kept(bank: House) -> None:
    before = bank.rows()
    assert bank.ask("POST", "/statements/xyz-bank", "bank", content=statement()).status_code == 403
    empty = bank.ask("POST", "/statements/abc-bank", "bank", content=b"")
    assert (empty.status_code, empty.json()["field"]) == (422, "file")
    assert bank.rows() == before


def test_what_is_too_large_is_refused_while_it_comes_in(bank: House) -> None:
    before = bank.rows()
    connection = http.client.HTTPConnection(str(bank.client.base_url.netloc.decode()), timeout=30)
    connection.putrequest("POST", "/api/v1/statements/abc-bank")
    connection.putheader("Authorization", f"Bearer {bank.tokens['bank']}")
    connection.putheader("Content-Length", str(MOST_BYTES + 1))
    connection.endheaders()
    assert connection.getresponse().status == 413
    connection.close()
    assert bank.rows() == before


def test_a_large_body_is_taken_though_others_have_a_small_limit(bank: House) -> None:
    def pieces() -> Iterator[bytes]:
        yield from (b"x" * 100_000 for _ in range(30))

    sent = bank.ask("POST", "/statements/abc-bank", "bank", content=pieces())
    assert (sent.status_code, sent.json()["size"]) == (202, 3_000_000)


def test_columns_are_tried_on_a_sample_then_set_then_used(bank: House) -> None:
    row = [*ROW[:6], papers(1)["account"], "", ""]
    asked = {**COLUMNS, "sample": base64.b64encode(csv(row, ["X"]).encode("gb18030")).decode()}
    seen = bank.ask("POST", "/feeds/abc-bank/columns/preview", json=asked).json()
    assert [(one["id"], one["amount"]) for one in seen["entries"]] == [("L1", "2951.00")]
    assert [one["line"] for one in seen["problems"]] == [3]
    sent = bank.ask("POST", "/statements/abc-bank", "bank", content=csv(row).encode()).json()
    work_through(bank.desk)
    assert bank.ask("GET", f"/statements/{sent['id']}").json()["progress"] == "refused"
    assert bank.ask("PUT", "/feeds/abc-bank/columns", json=COLUMNS).json()["version"] == 1
    assert bank.ask("GET", "/feeds/abc-bank/columns").json()["columns"] == COLUMNS["columns"]
    assert bank.ask("POST", f"/statements/{sent['id']}/again").json()["progress"] == "waiting"
    work_through(bank.desk)
    assert bank.ask("GET", f"/statements/{sent['id']}").json()["fresh"] == 1
