"""``ivr sweep``, ``ivr court retain`` and ``ivr keys``: what they print, and whom they refuse."""

from pathlib import Path

from tests.unit.cli.conftest import Office


def test_a_sweep_says_what_it_did_and_a_dry_run_what_it_would_do(office: Office) -> None:
    office.draft(1)
    assert office.ivr("sweep", "--dry-run", "--json", token=office.operator).json == []
    done = office.ivr("sweep", "--json", token=office.operator)
    nothing = dict.fromkeys(("enrolments", "persons", "payments", "statements"), 0)
    assert done.json == {"expired": 0, "forgotten": 0, "erased": nothing}
    assert office.ivr("sweep", token=office.clerk).status == 4
    assert office.ivr("sweep", "--dry-run", token=office.clerk).status == 4


def test_a_courts_period_is_set(office: Office) -> None:
    told = office.ivr("court", "retain", "mingchuan", "--days", "90", "--json", token=office.operator)
    assert told.json["retention_days"] == 90
    assert office.ivr("court", "retain", "mingchuan", "--days", "1", token=office.operator).status == 2
    assert office.ivr("court", "retain", "mingchuan", "--days", "90", token=office.clerk).status == 4


def test_keys_are_changed_and_old_ones_kept_for_a_day(office: Office, tmp_path: Path) -> None:
    enrolment = office.draft(1).json["id"]
    done = office.ivr("keys", "rotate", "--json", token=office.operator)
    assert done.json["rows"] == 2
    assert "Back up" in done.err
    assert "张示例" in office.ivr("enrol", "show", enrolment, "--reveal", "当面核对", token=office.clerk).out
    (old,) = (tmp_path / "data/keys/retired").iterdir()
    kept = office.ivr("keys", "retire", "--json", token=office.operator)
    assert kept.json == {"removed": [], "waiting": [old.stem]}
    assert office.ivr("keys", "rotate", token=office.clerk).status == 4
