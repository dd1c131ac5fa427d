"""What a clerk does at the keyboard once a notice is over: the letter to the person, and the certificate."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from ivr.bootstrap import open_gateway
from ivr.flows.prove_silence import prove_silences
from ivr.settings import load
from tests.unit.cli.conftest import Office


@pytest.fixture
def ended(office: Office) -> str:
    """Removed, and proven silent."""
    key = str(office.draft(1).json["id"])
    assert office.ivr("enrol", "remove", key, "--reason", "order-withdrawn", token=office.clerk).status == 0
    with open_gateway(load(data=office.folder / "data")) as gateway:
        assert prove_silences(gateway.desk) == 1
    return key


def test_the_certificate_is_a_whole_signed_file_and_its_code_is_told(office: Office, ended: str) -> None:
    out = office.folder / "certificate.pdf"
    told = office.ivr("enrol", "certificate", ended, "--out", str(out), "--json", token=office.clerk)
    assert (told.status, told.json["file"], len(told.json["code"])) == (0, str(out), 23)
    assert out.read_bytes().startswith(b"%PDF-")
    assert b"/ETSI.CAdES.detached" in out.read_bytes()
    assert (office.folder / "data/keys/signature.p12").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("where", ["no/such/folder/certificate.pdf", "."])
def test_a_file_that_cannot_be_written_is_named(office: Office, ended: str, where: str) -> None:
    told = office.ivr("enrol", "certificate", ended, "--out", str(office.folder / where), token=office.clerk)
    assert told.status == 2
    assert "cannot be written" in told.err


def test_a_letter_that_tells_of_the_end_is_recorded(office: Office, ended: str, tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("告知书", encoding="utf-8")
    given = ("--text-file", str(letter), "--sent-at", datetime.now(UTC).isoformat())
    told = office.ivr("enrol", "tell-ended", ended, *given, "--json", token=office.clerk)
    assert (told.status, told.json["channel"], told.json["purpose"]) == (0, "letter", "ended")
    assert "告知书" not in told.out
    shown = office.ivr("enrol", "messages", ended, "--json", token=office.clerk)
    assert [one["text"] for one in shown.json] == ["告知书"]


def test_the_figures_are_a_table_json_and_files(office: Office, ended: str) -> None:
    month = f"{datetime.now(UTC):%Y-%m}"
    files = ("--csv", str(office.folder / "f.csv"), "--svg", str(office.folder / "f.svg"))
    shown = office.ivr("figures", "--from", month, "--to", month, *files, token=office.clerk)
    assert (shown.status, "<5" in shown.out, "nothing here shows" in shown.err) == (0, True, True)
    assert (office.folder / "f.csv").read_bytes().count(b"mingchuan") == 3
    assert (office.folder / "f.svg").read_text().startswith("<svg")
    told = office.ivr("figures", "--from", month, "--to", month, "--json", token=office.clerk).json
    assert [(one["group"], one["debtors"]) for one in told] == [("no-notice", None), ("warned", 0), ("announced", 0)]
    assert office.ivr("figures", "--from", "x", "--to", month, token=office.clerk).status == 2
