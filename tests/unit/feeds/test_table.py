"""Tables of banks, CSV and XLSX: read by the columns that were set, in any encoding and style that banks use."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ivr.domain.columns import columns
from ivr.domain.errors import BadInput
from ivr.domain.statement import BadLine, Entry, Outgoing
from ivr.feeds.table.row import amount
from tests.unit.feeds.table_samples import (
    CASE,
    ROW,
    SIGNED,
    SIGNED_HEADINGS,
    csv,
    entries,
    read_csv,
    read_xlsx,
    wrong,
    xlsx,
)


def changed(**cells: Any) -> list[Any]:
    at = {"id": 0, "day": 1, "time": 2, "credit": 3, "debit": 4, "account": 6, "text": 8}
    row: list[Any] = list(ROW)
    for name, value in cells.items():
        row[at[name]] = value
    return row


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
@pytest.mark.parametrize("above", [0, 5])
def test_a_csv_file_is_read_in_any_encoding_that_banks_use(encoding: str, delimiter: str, above: int) -> None:
    (entry,) = entries(read_csv(csv(ROW, above=above, delimiter=delimiter).encode(encoding)))
    told = entry.remittance
    assert (told.external_id, told.amount, told.currency, told.account) == ("L1", Decimal("2951.00"), "CNY", ROW[6])
    assert told.booked_at.isoformat() == "2026-03-02T09:30:00+08:00"
    assert told.text == f"转账 {CASE}"
    assert entry.line == above + 2


def test_a_workbook_is_read_like_the_same_table_as_text() -> None:
    as_text = xlsx(ROW, above=3)
    as_cells = xlsx(changed(day=date(2026, 3, 2), credit=2951), above=3)
    for content in (as_text, as_cells):
        (entry,) = entries(read_xlsx(content))
        assert entry.remittance.amount == Decimal("2951.00")
        assert entry.remittance.text == f"转账 {CASE}"
        assert entry.line == 5


@pytest.mark.parametrize("written", ["2026-03-01", "2026/3/1", "2026/03/01", "20260301", "2026.3.1", "2026年3月1日"])
def test_days_are_read_in_every_style(written: str) -> None:
    (entry,) = entries(read_csv(csv(changed(day=written)).encode()))
    assert entry.remittance.booked_at.date().isoformat() == "2026-03-01"


@pytest.mark.parametrize("written", ["2026-3", "01/03/2026", "2026-13-01", "20260230", "1026-03-01", "３月1日", ""])
def test_what_is_no_day_is_refused(written: str) -> None:
    assert wrong(read_csv(csv(changed(day=written)).encode())) == [(2, "交易日期")]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2951", "2951.00"),
        ("2,951.00", "2951.00"),
        ("1,002,951.5", "1002951.50"),
        ("¥2,951.00", "2951.00"),
        ("￥2951", "2951.00"),
        ("２，９５１．００", "2951.00"),
        ("-2,951.00", "-2951.00"),
        ("(2,951.00)", "-2951.00"),
        ("2951.000", "2951.00"),
    ],
)
def test_amounts_are_read_exactly(written: str, meant: str) -> None:
    assert amount(written) == Decimal(meant)


@pytest.mark.parametrize(
    "written", ["", "1,23", "1,2345.00", "2951.001", "1e3", "NaN", "--5", "(5", "5)", "5-", "二十"]
)
def test_what_is_no_amount_is_never_guessed(written: str) -> None:
    assert amount(written) is None


@pytest.mark.parametrize(
    ("credit", "debit", "told"),
    [
        ("100.00", "", (Decimal("100.00"), False)),
        ("100.00", "0.00", (Decimal("100.00"), False)),
        ("-100.00", "", (Decimal("100.00"), True)),
        ("", "100.00", None),
        ("0.00", "100.00", None),
    ],
)
def test_two_columns_say_what_came_in_what_went_out_and_what_was_taken_back(credit: str, debit: str, told: Any) -> None:
    (found,) = read_csv(csv(changed(credit=credit, debit=debit)).encode())
    if told is None:
        assert isinstance(found, Outgoing)
    else:
        assert isinstance(found, Entry)
        assert (found.remittance.amount, found.remittance.reversal) == told


@pytest.mark.parametrize(
    ("written", "mark", "told"),
    [("10.00", "", False), ("-10.00", "", None), ("-10.00", "冲正", True), ("10.00", "Y", True)],
)
def test_one_signed_column_needs_the_banks_mark_for_what_was_taken_back(written: str, mark: str, told: Any) -> None:
    text = ",".join(SIGNED_HEADINGS) + f"\nL1,2026-03-02,{written},USD,{mark},x\n"
    (found,) = read_csv(text.encode(), SIGNED)
    assert isinstance(found, Outgoing) if told is None else found.remittance.reversal == told  # type: ignore[union-attr]


def test_a_bad_row_is_named_by_line_and_heading_and_the_rest_goes_on() -> None:
    rows = [changed(id="A"), changed(id=""), changed(credit="much"), changed(id="D")]
    found = read_csv(csv(*rows).encode())
    assert [one.remittance.external_id for one in entries(found)] == ["A", "D"]
    assert wrong(found) == [(3, "交易流水号"), (4, "贷方发生额")]


def test_sums_below_the_table_are_no_rows() -> None:
    assert len(read_csv(csv(ROW, ["", "", "", "2,951.00"], ["合计"], []).encode())) == 1


def test_a_quotation_that_never_ends_is_named_and_loses_no_row_before_it() -> None:
    found = read_csv((csv(ROW) + 'L2,2026-03-02,,"5.00,,,,,\r\n').encode())
    assert len(entries(found)) == 1
    assert wrong(found) == [(3, "row")]


def test_the_table_is_not_guessed_when_a_heading_is_missing_or_there_twice() -> None:
    for content in (csv(ROW).replace("附言", "备注"), csv(ROW).replace("余额", "附言")):
        assert wrong(read_csv(content.encode())) == [(1, "headings")]


def test_a_broken_character_refuses_its_row_only() -> None:
    content = csv(changed(id="A", text="x"), changed(id="B", text="?y?"), changed(id="C")).encode()
    found = read_csv(content.replace(b"?y?", b"\xff\xfe"))
    assert [one.remittance.external_id for one in entries(found)] == ["A", "C"]
    assert wrong(found) == [(3, "摘要")]


@pytest.mark.parametrize("text", ["=cmd|' /C calc'!A0", "@SUM(1)", "+1", "-1", "=1+1"])
def test_a_formula_in_a_csv_text_is_text_and_nowhere_else_taken(text: str) -> None:
    (entry,) = entries(read_csv(csv(changed(text=text)).encode()))
    assert entry.remittance.text == f"转账 {text}"
    assert wrong(read_csv(csv(changed(credit="=1+1")).encode())) == [(2, "贷方发生额")]


def test_numbers_kept_as_text_by_an_export_are_unwrapped() -> None:
    (entry,) = entries(read_csv(csv(changed(account='="6222000000000001"', id="'00012")).replace('"="', "=").encode()))
    assert (entry.remittance.account, entry.remittance.external_id) == ("6222000000000001", "00012")


def test_a_formula_in_a_workbook_is_refused_with_its_place_and_never_evaluated() -> None:
    found = read_xlsx(xlsx(changed(id="A"), changed(credit="=1000*1000"), changed(id="C")))
    assert wrong(found) == [(3, "贷方发生额")]
    assert len(entries(found)) == 2


def test_a_number_that_a_spreadsheet_has_rounded_is_refused_as_an_id() -> None:
    assert wrong(read_xlsx(xlsx(changed(id=6222000000000000123)))) == [(2, "交易流水号")]
    (entry,) = entries(read_xlsx(xlsx(changed(id=202603010017.0, credit=0.1 + 0.2))))
    assert (entry.remittance.external_id, entry.remittance.amount) == ("202603010017", Decimal("0.30"))


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"id": "A", "booked_on": "B"}, "amount"),
        ({"id": "A", "booked_on": "B", "amount": "C", "credit": "D"}, "amount"),
        ({"booked_on": "B", "amount": "C"}, "id"),
        ({"id": "A", "booked_on": "B", "amount": "C", "payer": "D"}, "payer"),
        ({"id": "A", "booked_on": "B", "amount": ["C", "D"]}, "amount"),
        ({"id": "", "booked_on": "B", "amount": "C"}, "id"),
        ({"id": "A\n", "booked_on": "B", "amount": "C"}, "id"),
        ({"id": "A", "booked_on": "B", "amount": "C", "debit": "D"}, "debit"),
    ],
)
def test_columns_that_cannot_be_meant_are_refused_with_their_field(given: dict[str, Any], field: str) -> None:
    with pytest.raises(BadInput) as refused:
        columns(given)
    assert refused.value.field == field


CELLS = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co"), exclude_characters='"'), min_size=1, max_size=30
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 10**12), CELLS), max_size=6), st.sampled_from(["utf-8", "gb18030"]))
def test_what_was_written_is_what_is_read(rows: list[tuple[int, str]], encoding: str) -> None:
    made = [
        changed(id=f"L{n}", credit=f"{fen // 100:,}.{fen % 100:02}", text=text) for n, (fen, text) in enumerate(rows)
    ]
    content = csv(*([f'"{cell}"' for cell in row] for row in made), delimiter="\t").replace("\t", ",")
    told = [one.remittance for one in entries(read_csv(content.encode(encoding)))]
    assert [(one.external_id, one.amount) for one in told] == [
        (f"L{n}", Decimal(fen) / 100) for n, (fen, _) in enumerate(rows)
    ]


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400), st.integers(0, 600), st.integers(0, 600))
def test_whatever_is_in_a_table_is_answered_and_never_raises(noise: bytes, at: int, upto: int) -> None:
    good = csv(ROW, ROW).encode()
    for content in (noise, good[:at] + noise + good[upto:]):
        assert all(isinstance(one, Entry | Outgoing | BadLine) for one in read_csv(content))


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=60), st.integers(0, 6000))
def test_whatever_is_in_a_workbook_is_answered_and_never_raises(noise: bytes, at: int) -> None:
    good = xlsx(ROW)
    for content in (good[:at], good[:at] + noise + good[at + len(noise) :]):
        assert all(isinstance(one, Entry | Outgoing | BadLine) for one in read_xlsx(content))
