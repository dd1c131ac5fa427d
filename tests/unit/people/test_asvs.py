"""The checklist names tests that exist."""

import re
from pathlib import Path

TESTS = Path(__file__).parents[2]
LIST = (TESTS / "asvs/people.md").read_text(encoding="utf-8")


def test_every_test_that_the_checklist_names_exists() -> None:
    written = "".join(file.read_text(encoding="utf-8") for file in TESTS.rglob("test_*.py"))
    there = set(re.findall(r"def (test_\w+)\(", written))
    assert set(re.findall(r"`(test_\w+)`", LIST)) <= there
