"""Payments that wait for a person, from the command line."""

import json

from tests.unit.cli.conftest import Office
from tests.unit.cli.test_proposals import odd_payment


def test_what_waits_is_listed_read_and_claimed(office: Office) -> None:
    payment = odd_payment(office)
    (waits,) = office.ivr("payment", "list", "--json", token=office.clerk).json
    assert (waits["id"], waits["review_for"], "raw" in waits) == (payment, "foreign-currency", False)
    assert "foreign-currency" in office.ivr("payment", "list", "--why", "foreign-currency", token=office.clerk).out
    assert office.ivr("payment", "list", "--why", "overpaid", "--json", token=office.clerk).json == []
    shown = office.ivr("payment", "show", payment, "--reason", "核对", "--json", token=office.clerk).json
    assert (shown["claimable"], shown["closings"], "said" in shown) == (True, ["not-ours", "refund"], False)
    (suggested,) = shown["suggestions"]
    file = office.folder / "claim.json"
    file.write_text(json.dumps({"obligation": suggested["obligation_id"], "amount": "36.10"}), encoding="utf-8")
    claim = ("proposal", "make", "claim", payment, "--content-file", str(file), "--json")
    assert office.ivr(*claim, token=office.clerk).json["kind"] == "claim"
    told = office.ivr("payment", "show", payment, "--reason", "核对", "--lang", "zh-CN", token=office.clerk)
    assert ("附言中写有此号" in told.out, "须由人认领" in told.err) == (True, True)
    assert office.ivr("payment", "list", token=office.operator).status == 0
    assert office.ivr("payment", "pass-on", payment, "mingchuan", token=office.operator).status == 3


def test_a_courts_code_is_set(office: Office) -> None:
    set_code = ("court", "code", "mingchuan", "川1302", "--json")
    assert office.ivr(*set_code, token=office.operator).json["code"] == "川1302"
    assert office.ivr(*set_code, token=office.clerk).status == 4
