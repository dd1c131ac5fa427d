"""``ivr audit``: what it prints, and the file that it writes."""

import json
import subprocess
from pathlib import Path

import pytest

from tests.unit.cli.conftest import Office


def test_a_chain_is_shown_with_what_to_note_down(office: Office) -> None:
    chains = {chain["name"]: chain for chain in office.ivr("audit", "verify", "--json", token=office.operator).json}
    assert chains["mingchuan"]["entries"] == 3
    assert len(chains["mingchuan"]["head"]) == 64


def test_an_export_is_whole_for_its_owner_only_and_says_it_came_from_the_command_line(office: Office) -> None:
    office.draft(1)
    file = office.folder / "trail.jsonl"
    told = office.ivr("audit", "export", "--court", "mingchuan", "--out", str(file), "--json", token=office.operator)
    header, *entries = map(json.loads, file.read_text(encoding="utf-8").splitlines())
    assert told.json["entries"] == header["count"] == len(entries)
    assert {"draft", "export_audit"} <= {entry["action"] for entry in entries if entry["origin"] == "cli"}
    assert file.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("out", ["missing/trail.jsonl", "."])
def test_what_cannot_be_written_is_told_and_leaves_nothing(office: Office, out: str) -> None:
    before = sorted(office.folder.rglob("*trail*"))
    told = office.ivr(
        "audit", "export", "--court", "mingchuan", "--out", str(office.folder / out), token=office.operator
    )
    assert told.status == 2
    assert "cannot be written" in told.err
    assert sorted(office.folder.rglob("*trail*")) == before


def test_the_program_in_the_readme_runs_as_it_stands(office: Office, tmp_path: Path) -> None:
    readme = (Path(__file__).parents[3] / "README.md").read_text(encoding="utf-8")
    (tmp_path / "check.py").write_text(readme.split("```python\n")[1].split("```")[0], encoding="utf-8")
    file = office.folder / "trail.jsonl"
    office.ivr("audit", "export", "--court", "mingchuan", "--out", str(file), token=office.operator)
    run = ["python3", str(tmp_path / "check.py"), str(file)]
    count, head = subprocess.run(run, capture_output=True, text=True, check=True).stdout.split()
    assert subprocess.run([*run, count, head], check=False).returncode == 0
    assert subprocess.run([*run, count, "0" * 64], check=False, capture_output=True).returncode == 1
