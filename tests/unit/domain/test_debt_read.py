"""Terms as JSON: written and read again they are the same, and what does not hold together is refused by its place."""

import json
from typing import Any

import pytest

from ivr.domain.debt.read import read_agreement, read_judgment, read_stay, read_terms, read_waiver
from ivr.domain.debt.write import written
from ivr.domain.errors import BadInput
from tests.unit.domain.debt_cases import cases

GOOD: dict[str, Any] = {
    "principal": "100.00",
    "costs": "10",
    "rates": [
        {"first": "2015-01-01", "last": "2015-06-30", "percent": "6"},
        {"first": "2015-07-01", "percent": "4.35", "basis": "360"},
    ],
    "late": {"dues": [{"on": "2015-01-31", "amount": "60.00"}, {"on": "2015-02-28", "amount": "50.00"}]},
    "order": ["principal", "costs", "interest", "doubled"],
    "creditors": [{"name": "甲", "share": "60.00"}],
}
STAY = {"first": "2015-01-02", "last": "2015-02-01", "asked_by_debtor": False, "ground": "再审"}
AGREED = {"signed_on": "2015-01-02", "instalments": [{"on": "2015-02-01", "amount": "1.00"}], "settles": True}


def test_what_is_written_is_read_as_it_was() -> None:
    for case in cases(300, agreed=True):
        assert read_terms(json.loads(json.dumps(written(case.terms)))) == case.terms, case


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"principal": None, "costs": None, "late": None}, "principal"),
        ({"principal": "0.00", "costs": "0.00", "late": None}, "principal"),
        ({"principal": 100}, "principal"),
        ({"principal": "1e3"}, "principal"),
        ({"costs": "-1.00"}, "costs"),
        ({"interest": "0.001"}, "interest"),
        ({"surprise": "1"}, "surprise"),
        ({"rates": {}}, "rates"),
        ({"rates": ["x"]}, "rates[0]"),
        ({"rates": [{"first": "2015-02-30", "percent": "6"}]}, "rates[0].first"),
        ({"rates": [{"first": "2015-01-02", "last": "2015-01-01", "percent": "6"}]}, "rates[0].last"),
        ({"rates": [{"first": "2015-01-01", "percent": "0"}]}, "rates[0].percent"),
        ({"rates": [{"first": "2015-01-01", "percent": "100.1"}]}, "rates[0].percent"),
        ({"rates": [{"first": "2015-01-01", "percent": "6", "basis": "364"}]}, "rates[0].basis"),
        ({"rates": [{"first": "2015-01-01", "percent": "6"}, *GOOD["rates"]]}, "rates[1].first"),
        ({"rates": [*reversed(GOOD["rates"])]}, "rates[1].first"),
        ({"tranches": [{"amount": "60.00", "rates": GOOD["rates"]}]}, "tranches"),
        ({"rates": None, "tranches": [{"amount": "60.00"}]}, "tranches[0].rates"),
        ({"rates": None, "tranches": [{"amount": "0", "rates": GOOD["rates"]}]}, "tranches[0].amount"),
        ({"rates": None, "tranches": [{"amount": "60.00", "rates": GOOD["rates"]}] * 2}, "tranches"),
        (
            {"rates": None, "tranches": [{"amount": "60.00", "rates": [*reversed(GOOD["rates"])]}]},
            "tranches[0].rates[1].first",
        ),
        ({"late": {"dues": []}}, "late.dues"),
        ({"late": {"dues": [{"on": "2015-01-31"}], "on_costs": "no"}}, "late.on_costs"),
        ({"late": {"dues": [{"on": "2015-01-31"}, {"on": "2015-02-28", "amount": "1.00"}]}}, "late.dues"),
        ({"late": {"dues": [{"on": "2015-01-31", "amount": "1.00"}] * 2}}, "late.dues"),
        ({"late": {"dues": [{"on": "2015-01-31", "amount": "110.01"}]}}, "late.dues"),
        ({"order": ["costs", "interest", "principal"]}, "order"),
        ({"order": ["costs"] * 4}, "order"),
        ({"order": [1, [], {}, None]}, "order"),
        ({"creditors": [{"name": "甲", "share": "0"}]}, "creditors[0].share"),
        ({"creditors": [{"name": "甲", "share": "1.00"}] * 2}, "creditors"),
        ({"creditors": [{"name": "甲", "share": "1.00"}] * 201}, "creditors"),
    ],
)
def test_a_judgment_that_does_not_hold_together_is_refused(change: dict[str, Any], field: str) -> None:
    assert read_judgment(GOOD)
    with pytest.raises(BadInput) as refused:
        read_judgment({**GOOD, **change})
    assert refused.value.field == field
    assert refused.value.text("zh-CN")


@pytest.mark.parametrize(
    ("read", "given", "field"),
    [
        (read_stay, {**STAY, "last": "2015-01-01"}, "last"),
        (read_stay, {**STAY, "asked_by_debtor": None}, "asked_by_debtor"),
        (read_stay, {**STAY, "ground": "x;y"}, "ground"),
        (read_waiver, {"on": "2015-01-02", "part": "all"}, "part"),
        (read_waiver, {"on": "2015-01-02", "part": "costs", "amount": "0"}, "amount"),
        (read_agreement, {**AGREED, "instalments": []}, "instalments"),
        (read_agreement, {**AGREED, "signed_on": "2015-03-01"}, "instalments"),
        (read_agreement, {**AGREED, "ended_on": "2015-01-01"}, "ended_on"),
        (read_agreement, {**AGREED, "settles": "yes"}, "settles"),
        (read_agreement, {**AGREED, "instalments": [{"on": "2015-02-01"}]}, "instalments[0].amount"),
        (read_terms, [], "content"),
    ],
)
def test_so_is_what_was_ordered_or_agreed_since(read: Any, given: Any, field: str) -> None:
    with pytest.raises(BadInput) as refused:
        read(given)
    assert refused.value.field == field
