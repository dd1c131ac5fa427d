"""Two people's decision about a payment from the command line."""

import json
from datetime import UTC, datetime

from ivr.bootstrap import open_gateway
from ivr.domain.money import yuan
from ivr.domain.payment import Remittance
from ivr.domain.staff import Actor
from ivr.flows.record_payment import record_payment
from ivr.settings import load
from tests.servers.court import papers
from tests.unit.cli.conftest import Office


def odd_payment(office: Office) -> str:
    office.draft(1)
    account = papers(1, datetime.now(UTC).date()).account
    entry = Remittance("bank", "1", account, yuan("5.00"), "USD", "BOOK", False, datetime.now(UTC), "")
    with open_gateway(load()) as gateway, gateway.desk.work(Actor("b" * 16, "bank", None)) as work:
        return record_payment(work, entry, "{}").id


def test_one_proposes_another_reads_and_decides(office: Office) -> None:
    payment = odd_payment(office)
    file = office.folder / "content.json"
    file.write_text(json.dumps({"as": "refund"}), encoding="utf-8")
    make = ("proposal", "make", "close-review", payment, "--content-file", str(file), "--json")
    made = office.ivr(*make, token=office.clerk).json
    assert "content" not in made
    assert [one["id"] for one in office.ivr("proposal", "list", "--json", token=office.approver).json] == [made["id"]]
    shown = office.ivr("proposal", "show", made["id"], "--reason", "复核", "--json", token=office.approver)
    assert shown.json["content"] == {"as": "refund"}
    accept = ("proposal", "decide", made["id"], "--accept", shown.err.split()[-1])
    assert office.ivr(*accept, token=office.clerk).status == 4
    assert office.ivr("proposal", "decide", made["id"], token=office.approver).status == 2
    assert "accepted" in office.ivr(*accept, token=office.approver).out
    assert office.ivr("proposal", "list", "--json", token=office.approver).json == []
    assert "已采纳" in office.ivr("proposal", "list", "--all", "--lang", "zh-CN", token=office.approver).out


def test_it_may_be_refused_or_taken_back(office: Office) -> None:
    payment = odd_payment(office)
    file, why = office.folder / "content.json", office.folder / "why.txt"
    why.write_text("请先换汇\n", encoding="utf-8")
    file.write_text("[]", encoding="utf-8")
    make = ("proposal", "make", "close-review", payment, "--content-file", str(file), "--json")
    assert office.ivr(*make, token=office.clerk).status == 2
    file.write_text(json.dumps({"as": "not-ours"}), encoding="utf-8")
    first = office.ivr(*make, token=office.clerk).json["id"]
    refused = office.ivr("proposal", "decide", first, "--refuse", str(why), "--json", token=office.approver).json
    assert (refused["verdict"], "reason" in refused) == ("refused", False)
    second = office.ivr(*make, token=office.clerk).json["id"]
    assert office.ivr("proposal", "withdraw", second, "--json", token=office.clerk).json["verdict"] == "withdrawn"
