"""A court's work from the command line: the same flows as over the API."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.servers.court import number
from tests.unit.cli.conftest import Ivr, Office


def test_the_first_operator_is_made_once(ivr: Ivr, tmp_path: Path) -> None:
    first = ivr("staff", "first", "王操作", "--json")
    assert first.json["role"] == "operator"
    assert ivr("staff", "first", "又一人").status == 3
    assert (tmp_path / "data/keys/data.key").stat().st_mode & 0o777 == 0o600
    assert len((tmp_path / "data/keys/data.key").read_bytes()) == 32


def test_a_token_is_told_alone_so_that_it_can_go_into_a_file(ivr: Ivr) -> None:
    told = ivr("staff", "first", "王操作")
    assert len(told.out.split()) == 1
    assert told.out.strip() not in told.err


def test_an_enrolment_goes_its_way(office: Office) -> None:
    drafted = office.draft(1).json["id"]
    assert office.ivr("enrol", "submit", drafted, "--json", token=office.clerk).json["state"] == "submitted"
    approve = ("enrol", "approve", drafted, "--json")
    assert "campus" in office.ivr(*approve, token=office.approver).err
    assert office.ivr(*approve, "--none", token=office.approver).json["state"] == "approved"
    text = office.folder / "warning.txt"
    text.write_text("您的号码将播放法院告知。", encoding="utf-8")
    sent = datetime.now(UTC).isoformat()
    warn = ("enrol", "warn", drafted, "--text-file", str(text), "--sent-at", sent)
    assert office.ivr(*warn, "--json", token=office.clerk).json["state"] == "warned"
    early = office.ivr("enrol", "activate", drafted, token=office.clerk)
    assert early.status == 3
    assert "grace period" in early.err
    suspend = ("enrol", "suspend", drafted, "--reason", "objection", "--json")
    assert office.ivr(*suspend, token=office.clerk).json["state"] == "suspended"
    assert office.ivr("enrol", "resume", drafted, "--json", token=office.clerk).json["resume_asked_by"]
    remove = ("enrol", "remove", drafted, "--reason", "wrong-person", "--json")
    assert office.ivr(*remove, token=office.clerk).json["state"] == "removed"


def test_a_list_shows_states_and_goes_on_page_by_page(office: Office) -> None:
    ids = [office.draft(serial).json["id"] for serial in (3, 2, 1)][::-1]  # the newest first
    page = office.ivr("enrol", "list", "--limit", "2", "--json", token=office.clerk)
    assert [row["id"] for row in page.json] == ids[:2]
    where = page.err.rpartition("--after ")[2].strip()
    rest = office.ivr("enrol", "list", "--after", where, "--json", token=office.clerk)
    assert [row["id"] for row in rest.json] == ids[2:]
    assert office.ivr("enrol", "list", "--state", "active", "--json", token=office.clerk).json == []


def test_a_number_is_found_without_standing_in_the_process_list(office: Office) -> None:
    drafted = office.draft(2).json["id"]
    office.draft(3)
    file = office.folder / "number.txt"
    file.write_text(number(2))
    found = office.ivr("enrol", "list", "--number-file", str(file), "--json", token=office.clerk)
    assert [row["id"] for row in found.json] == [drafted]


def test_names_are_shown_only_for_a_reason(office: Office) -> None:
    drafted = office.draft(1).json["id"]
    plain = office.ivr("enrol", "show", drafted, "--json", token=office.clerk)
    assert plain.json["person"] is None
    for sealed in ("张示例", "president", "warning_text"):
        assert sealed not in plain.out
    shown = office.ivr("enrol", "show", drafted, "--reveal", "当面核对", token=office.clerk)
    assert "张示例" in shown.out
    assert office.ivr("enrol", "show", drafted, "--reveal", "", token=office.clerk).status == 2


@pytest.fixture
def csv(office: Office) -> Path:
    rows = [office.papers(serial) for serial in (1, 2, 3)]
    papers = [json.loads(row.read_text()) for row in rows]
    papers[1]["ground"] = "9"
    lines = [",".join(papers[0]), *(",".join(paper.values()) for paper in papers)]
    file = office.folder / "rows.csv"
    file.write_text("\n".join(lines), encoding="utf-8")
    return file


def test_an_import_is_all_or_nothing_and_names_each_bad_row(office: Office, csv: Path) -> None:
    told = office.ivr("enrol", "import", str(csv), "--json", token=office.clerk)
    assert told.status == 2
    assert [(bad["line"], bad["field"]) for bad in told.json["bad"]] == [(3, "ground")]
    assert office.ivr("enrol", "list", "--json", token=office.clerk).json == []


def test_an_import_keeps_the_good_rows_when_asked_and_none_in_a_dry_run(office: Office, csv: Path) -> None:
    dry = office.ivr("enrol", "import", str(csv), "--keep-good", "--dry-run", token=office.clerk)
    assert "of 3 rows 2 are good" in dry.err
    assert office.ivr("enrol", "list", "--json", token=office.clerk).json == []
    assert office.ivr("enrol", "import", str(csv), "--keep-good", token=office.clerk).status == 2
    assert len(office.ivr("enrol", "list", "--json", token=office.clerk).json) == 2


def test_the_audit_trail_verifies_after_work(office: Office) -> None:
    office.draft(1)
    chains = office.ivr("audit", "verify", "--json", token=office.operator)
    assert chains.status == 0
    assert {chain["name"]: chain["broken_at"] for chain in chains.json} == {"mingchuan": None, "gateway": None}


def test_a_lost_key_is_told_and_no_new_one_is_made_over_it(office: Office, tmp_path: Path) -> None:
    key = tmp_path / "data/keys/data.key"
    key.unlink()
    told = office.ivr("enrol", "list", token=office.clerk)
    assert told.status == 1
    assert "data.key" in told.err
    assert not key.exists()


def test_an_asterisk_that_was_never_installed_is_told_with_what_to_do(ivr: Ivr) -> None:
    for verb in ("start", "stop", "status", "render"):
        told = ivr("pbx", verb)
        assert told.status == 1
        assert "ivr pbx install" in told.err
