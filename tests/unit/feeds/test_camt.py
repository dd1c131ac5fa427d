"""Account messages of ISO 20022 in every version's shape: what is told of each entry, and what is not taken."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ivr.domain.payment import ReviewFor
from ivr.domain.statement import BadLine, Entry, Heading, Kind, Outgoing
from tests.unit.feeds.camt_samples import MASTER, entries, message, ntry, read, statement, txdtls, wrong

CASE = "（2017）川1302执1234号"


@pytest.mark.parametrize("kind", ["052", "053", "054"])
@pytest.mark.parametrize("version", range(2, 14))
def test_every_version_of_every_message_is_read_alike(kind: str, version: int) -> None:
    detail = txdtls(
        version, amount="100.00", tx="T1", e2e="E1", account="6222000000000001", text=CASE, reference="RF18"
    )
    (entry,) = entries(message(ntry(detail, version=version), kind=kind, version=version))
    told = entry.remittance
    assert (told.external_id, told.account, told.amount, told.currency) == (
        "R1",
        "6222000000000001",
        Decimal("100.00"),
        "CNY",
    )
    assert (told.status, told.reversal, told.text, told.reference) == ("BOOK", False, CASE, "RF18")
    assert told.booked_at.isoformat() == "2026-03-02T00:00:00+08:00"
    assert (entry.references.account, entry.references.booked_on) == (MASTER, date(2026, 3, 2))
    assert (entry.references.transaction, entry.references.end_to_end) == ("T1", "E1")


@pytest.mark.parametrize(("kind", "meant"), [("052", Kind.INTRADAY), ("053", Kind.CLOSING), ("054", Kind.ANNOUNCEMENT)])
def test_the_heading_says_account_and_days(kind: str, meant: Kind) -> None:
    days = "<FrToDt><FrDtTm>2026-03-01T00:00:00</FrDtTm><ToDtTm>2026-03-01T23:59:59</ToDtTm></FrToDt>"
    (heading,) = read(message(kind=kind, before=days))
    assert heading == Heading(meant, MASTER, date(2026, 3, 1), date(2026, 3, 1))


def test_names_may_have_a_prefix_and_the_document_an_envelope() -> None:
    prefixed = message(ntry(), prefix="ns2")
    assert b"<ns2:Ntry>" in prefixed
    assert len(entries(prefixed)) == 1
    plain = message(ntry()).decode().removeprefix('<?xml version="1.0" encoding="UTF-8"?>\n')
    assert len(entries(f"<Envelope><AppHdr><MsgDefIdr>x</MsgDefIdr></AppHdr>{plain}</Envelope>".encode())) == 1


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "gb18030", "gbk"])
def test_an_encoding_that_the_file_names_is_followed(encoding: str) -> None:
    text = message(ntry(txdtls(text=CASE))).decode().replace("UTF-8", encoding.replace("-sig", ""))
    (entry,) = entries(text.encode(encoding))
    assert entry.remittance.text == CASE


@pytest.mark.parametrize("status", ["PDNG", "INFO", "FUTR"])
def test_what_is_not_booked_is_told_as_such(status: str) -> None:
    (entry,) = entries(message(ntry(status=status)))
    assert entry.remittance.status == ("INFO" if status == "FUTR" else status)


def test_an_unknown_status_is_never_taken_for_booked() -> None:
    assert wrong(message(ntry(status="DONE"))) == [(3, "Sts")]


@pytest.mark.parametrize(
    ("way", "reversal", "told"),
    [("CRDT", False, "credit"), ("DBIT", True, "reversal"), ("DBIT", False, "outgoing"), ("CRDT", True, "outgoing")],
)
@pytest.mark.parametrize("with_details", [True, False])
def test_credits_and_reversals_of_credits_are_told_and_nothing_else(
    way: str, reversal: bool, told: str, with_details: bool
) -> None:
    details = [txdtls(amount="100.00")] if with_details else []
    _, found = read(message(ntry(*details, way=way, reversal=reversal)))
    if told == "outgoing":
        assert isinstance(found, Outgoing)
    else:
        assert isinstance(found, Entry)
        assert found.remittance.reversal == (told == "reversal")


def test_our_own_money_that_came_back_is_for_a_person_and_a_returned_collection_is_a_reversal() -> None:
    """A payout that bounced names a case in its text; it must not count as the debtor's payment."""
    (came_back,) = entries(message(ntry(txdtls(text=CASE, returned=True))))
    assert came_back.remittance.doubt is ReviewFor.RETURNED
    (taken_back,) = entries(message(ntry(txdtls(text=CASE, returned=True), way="DBIT")))
    assert taken_back.remittance.reversal


def test_a_collective_entry_is_told_by_its_parts() -> None:
    parts = [txdtls(amount="60.00", tx="T1"), txdtls(amount="40.00", tx="T2")]
    told = entries(message(ntry(*parts)))
    assert [(one.remittance.external_id, one.remittance.amount) for one in told] == [
        ("R1/T1", Decimal("60.00")),
        ("R1/T2", Decimal("40.00")),
    ]
    assert {one.references.batch for one in told} == {"R1"}


def test_parts_that_all_carry_the_entrys_reference_or_none_are_told_apart() -> None:
    same = [txdtls(amount="50.00", ref="R1", e2e="E1"), txdtls(amount="50.00", ref="R1", e2e="E1")]
    assert [one.remittance.external_id for one in entries(message(ntry(*same)))] == ["R1/E1", "R1/E1/2"]
    bare = [txdtls(amount="50.00"), txdtls(amount="50.00", e2e="NOTPROVIDED")]
    assert [one.remittance.external_id for one in entries(message(ntry(*bare)))] == ["R1/-/1", "R1/-/2"]


def test_parts_that_do_not_add_up_are_reported_and_all_go_to_a_person() -> None:
    content = message(ntry(txdtls(amount="60.00"), txdtls(amount="50.00")))
    assert wrong(content) == [(3, "TxDtls")]
    assert [one.remittance.doubt for one in entries(content)] == [ReviewFor.CONTRADICTED] * 2


def test_a_part_that_goes_the_other_way_is_taken_off_the_sum_and_is_none_of_ours() -> None:
    content = message(ntry(txdtls(amount="130.00", way="CRDT"), txdtls(amount="30.00", way="DBIT")))
    assert wrong(content) == []
    assert [one.remittance.amount for one in entries(content)] == [Decimal("130.00")]


def test_parts_without_amounts_leave_one_sum() -> None:
    content = message(ntry(txdtls(e2e="E1"), txdtls(e2e="E2")))
    assert wrong(content) == [(3, "TxDtls/Amt")]
    ((one,),) = [entries(content)]
    assert (one.remittance.amount, one.whole) == (Decimal("100.00"), True)


def test_a_single_transaction_takes_what_was_booked_not_what_was_ordered_in_another_currency() -> None:
    (entry,) = entries(message(ntry(txdtls(amount="14.00", currency="USD"))))
    assert (entry.remittance.amount, entry.remittance.currency) == (Decimal("100.00"), "CNY")


def test_a_number_that_is_cut_between_two_lines_of_text_is_for_a_person() -> None:
    """Half a serial is another person's case."""
    (cut,) = entries(message(ntry(txdtls(text=["（2017）川1302执12", "34号"]))))
    assert cut.remittance.doubt is ReviewFor.AMBIGUOUS
    (whole,) = entries(message(ntry(txdtls(text=[CASE, "履行款"]))))
    assert whole.remittance.doubt is None


def test_accounts_and_currencies_of_several_statements_are_kept_apart() -> None:
    two = [
        statement(ntry(ref="A"), account="111", name="S1"),
        statement(ntry(ref="B", currency="USD"), account="222", name="S2"),
    ]
    told = entries(message(statements=two))
    assert [(one.remittance.account, one.remittance.currency) for one in told] == [("111", "CNY"), ("222", "USD")]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"amount": "100.001"}, "Amt"),
        ({"amount": "-1"}, "Amt"),
        ({"amount": "１００"}, "Amt"),
        ({"amount": ""}, "Amt"),
        ({"currency": "yuan"}, "Amt/@Ccy"),
        ({"way": "UP"}, "CdtDbtInd"),
        ({"day": "2026-02-30"}, "BookgDt"),
    ],
)
def test_a_bad_entry_is_named_by_line_and_field_and_the_rest_goes_on(changes: dict[str, Any], field: str) -> None:
    content = message(ntry(ref="A"), ntry(**changes), ntry(ref="C"))
    assert wrong(content) == [(4, field)]
    assert [one.remittance.external_id for one in entries(content)] == ["A", "C"]


def test_the_payers_name_and_account_are_passed_over_and_never_taken_for_ours() -> None:
    party = "<RltdPties><Dbtr><Nm>张三</Nm></Dbtr><DbtrAcct><Id><Othr><Id>1</Id></Othr></Id></DbtrAcct>"
    told = txdtls(account="6222", text="x").replace("<RltdPties>", party)
    (entry,) = entries(message(ntry(told.replace("</TxDtls>", "<Purp><Cd>A</Cd></Purp></TxDtls>"))))
    assert (entry.remittance.account, entry.remittance.text) == ("6222", "x")
    assert "张三" not in repr(vars(entry.remittance))


def test_without_the_banks_reference_the_entry_has_no_id_of_its_own() -> None:
    (entry,) = entries(message(ntry(txdtls(e2e="E1"), ref="")))
    assert (entry.remittance.external_id, entry.references.end_to_end) == ("", "E1")


@pytest.mark.parametrize(
    "content",
    [
        message(ntry(), version=1),
        message(ntry(), version=14),
        message(ntry(), kind="053").replace(b"camt.053", b"camt.054"),
        message(ntry(), kind="053").replace(b"camt.053", b"pain.001"),
        b"<Document xmlns='urn:iso:std:iso:20022:tech:xsd:camt.053.001.02'><BkToCstmrStmt/></Document>",
        b"<html></html>",
    ],
)
def test_another_message_or_version_is_refused_with_its_line(content: bytes) -> None:
    assert entries(content) == []
    assert len(wrong(content)) == 1


def test_what_stands_before_a_cut_is_told_and_the_cut_is_named() -> None:
    content = message(ntry(ref="A"), ntry(ref="B"))
    cut = content[: content.index(b"<AcctSvcrRef>B")]
    assert [one.remittance.external_id for one in entries(cut)] == ["A"]
    assert wrong(cut) == [(4, "xml")]


TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cf", "Cn", "Co")), max_size=40)
AMOUNTS = st.integers(1, 10**12).map(lambda fen: Decimal(fen) / 100)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(AMOUNTS, TEXTS, st.booleans(), st.sampled_from(["BOOK", "PDNG", "INFO"])), max_size=5))
def test_what_was_written_is_what_is_read(rows: list[tuple[Decimal, str, bool, str]]) -> None:
    made = [
        ntry(
            txdtls(text=text.replace("&", "&amp;").replace("<", "&lt;")),
            amount=f"{amount:.2f}",
            way="DBIT" if reversal else "CRDT",
            reversal=reversal,
            status=status,
            ref=f"R{n}",
        )
        for n, (amount, text, reversal, status) in enumerate(rows)
    ]
    told = [one.remittance for one in entries(message(*made))]
    assert [(one.amount, one.text, one.reversal, one.status) for one in told] == [
        (amount, " ".join(text.split()), reversal, status) for amount, text, reversal, status in rows
    ]


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300), st.integers(0, 2000), st.integers(0, 2000))
def test_whatever_is_in_the_file_is_answered_and_never_raises(noise: bytes, at: int, upto: int) -> None:
    good = message(ntry(txdtls(amount="1.00", text=CASE)), ntry(ref="B"))
    spoilt = good[:at] + noise + good[upto:]
    assert all(isinstance(one, Heading | Entry | Outgoing | BadLine) for one in read(spoilt) + read(noise))
