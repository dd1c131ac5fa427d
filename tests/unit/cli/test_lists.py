"""No list is cut short without a word: who reads it would take the rest for not there."""

from collections.abc import Iterator

import pytest

from ivr.cli.verbs import VERBS, Group
from tests.unit.cli.conftest import Ivr, Office


def lists() -> Iterator[str]:
    for name, group in VERBS.items():
        if isinstance(group, Group) and "list" in group.verbs:
            yield name


@pytest.mark.parametrize("noun", list(lists()))
def test_every_list_can_be_asked_for_more(ivr: Ivr, noun: str) -> None:
    assert "--limit" in ivr(noun, "list", "--help").out


def test_a_list_that_is_cut_short_says_so_beside_the_rows(office: Office) -> None:
    cut = office.ivr("staff", "list", "--limit", "2", "--json", token=office.operator)
    assert (len(cut.json), "--limit" in cut.err) == (2, True)
    whole = office.ivr("staff", "list", "--limit", "3", "--json", token=office.operator)
    assert (len(whole.json), whole.err) == (3, "")
