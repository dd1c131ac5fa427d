"""The security checklists: each line names tests that exist, or a reason."""

import re
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
LISTS = sorted((TESTS / "asvs").glob("*.md"))
LEVEL_2 = {"V1", "V2", "V3", "V4", "V5", "V6", "V7", "V8", "V9", "V10", "V11", "V12", "V13", "V14"}
_LINE = re.compile(r"^- (?P<ids>[0-9.]+(?:(?:, | to )[0-9.]+)*) (?P<what>[^:]+):\s+(?P<held>.+)$", re.DOTALL)


def lines() -> list[str]:
    """Each item with its continued lines."""
    texts = [one.read_text(encoding="utf-8") for one in LISTS]
    return [item.strip() for text in texts for item in re.findall(r"^- .*(?:\n  .*)*", text, re.MULTILINE)]


def test_every_test_that_a_checklist_names_exists() -> None:
    written = "".join(file.read_text(encoding="utf-8") for file in TESTS.rglob("test_*.py"))
    there = set(re.findall(r"def (test_\w+)\(", written))
    named = {name for line in lines() for name in re.findall(r"`(test_\w+)`", line)}
    assert named
    assert not named - there


@pytest.mark.parametrize("line", lines(), ids=lambda line: line[2:].split(" ")[0])
def test_a_line_has_its_number_what_it_asks_for_and_what_holds_it(line: str) -> None:
    found = _LINE.match(line)
    assert found, line
    assert "`test_" in found["held"] or re.search(r"\w{4}", found["held"])


def test_no_chapter_is_left_out_and_no_number_is_there_twice() -> None:
    chapters = {
        number for one in LISTS for number in re.findall(r"^#+ .*?(V[0-9]+)", one.read_text("utf-8"), re.MULTILINE)
    }
    numbers = [match["ids"] for line in lines() if (match := _LINE.match(line))]
    assert chapters >= LEVEL_2
    assert len(numbers) == len(set(numbers))
