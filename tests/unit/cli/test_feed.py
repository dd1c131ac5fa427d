"""``ivr feed``: statements sent, listed and shown, and the columns of tables."""

import json
from pathlib import Path

import pytest

from tests.unit.cli.conftest import Office
from tests.unit.feeds.camt_samples import message, ntry
from tests.unit.feeds.table_samples import ROW, TWO, csv


@pytest.fixture
def bank(office: Office) -> str:
    """The token of the bank's own system."""
    return office.ivr("staff", "add", "abc-bank", "--role", "bank", token=office.operator).out.strip()


def test_a_statement_is_read_and_each_bad_line_is_told(office: Office, bank: str, tmp_path: Path) -> None:
    file = tmp_path / "day.xml"
    file.write_bytes(message(ntry(), ntry(amount="x", ref="R2")))
    sent = office.ivr("feed", "send", "abc-bank", str(file), "--json", token=bank)
    assert (sent.status, sent.json["progress"], sent.json["fresh"], sent.json["bad"]) == (2, "done", 1, 1)
    assert [(one["line"], one["field"]) for one in sent.json["problems"]] == [(4, "Amt")]
    (listed,) = office.ivr("feed", "list", "--json", token=office.operator).json
    assert listed["id"] == sent.json["id"]
    shown = office.ivr("feed", "show", listed["id"], token=office.operator)
    assert "at most two decimals" in shown.out
    assert office.ivr("feed", "send", "abc-bank", str(file), token=office.clerk).status == 4
    assert office.ivr("feed", "send", "abc-bank", "nowhere.xml", token=bank).status == 2


def test_columns_are_tried_set_shown_and_used_again(office: Office, bank: str, tmp_path: Path) -> None:
    columns, sample = tmp_path / "columns.json", tmp_path / "day.csv"
    columns.write_text(json.dumps(TWO.headings), encoding="utf-8")
    sample.write_bytes(csv(ROW).encode("gb18030"))
    tried = ("feed", "columns", "abc-bank", "--file", str(columns), "--sample", str(sample), "--json")
    assert [one["external_id"] for one in office.ivr(*tried, token=office.operator).json] == ["L1"]
    refused = office.ivr("feed", "send", "abc-bank", str(sample), "--json", token=bank)
    assert (refused.status, refused.json["progress"]) == (2, "refused")
    made = office.ivr("feed", "columns", "abc-bank", "--file", str(columns), "--json", token=office.operator)
    assert made.json["version"] == 1
    assert office.ivr("feed", "columns", "abc-bank", "--json", token=office.operator).json == made.json
    again = office.ivr("feed", "again", refused.json["id"], "--json", token=office.operator)
    assert again.json["progress"] == "waiting"
    read = office.ivr("feed", "send", "abc-bank", str(sample), "--json", token=bank)
    assert (read.status, read.json["progress"], read.json["fresh"]) == (0, "done", 1)
