"""A debt from the command line: found by its enrolment, its terms filed by two people, its statement on a day."""

import json

from tests.unit.cli.conftest import Office

TERMS = {
    "principal": "100000.00",
    "late": {"dues": [{"on": "2015-01-31"}]},
    "creditors": [{"name": "某银行", "share": "1"}],
}


def debt(office: Office) -> str:
    enrolment = office.draft(1).json["id"]
    return str(office.ivr("enrol", "show", enrolment, "--json", token=office.clerk).json["obligation"]["debt_id"])


def filed(office: Office) -> str:
    key, file = debt(office), office.folder / "terms.json"
    file.write_text(json.dumps(TERMS, ensure_ascii=False), encoding="utf-8")
    make = ("proposal", "make", "debt-terms", key, "--content-file", str(file), "--json")
    proposal = office.ivr(*make, token=office.clerk).json["id"]
    digest = office.ivr("proposal", "show", proposal, "--reason", "复核", token=office.approver).err.split()[-1]
    assert office.ivr("proposal", "decide", proposal, "--accept", digest, token=office.approver).status == 0
    return key


def test_the_statement_shows_its_working_in_both_languages(office: Office) -> None:
    statement = ("debt", "statement", filed(office), "--on", "2015-05-11")
    english = office.ivr(*statement, token=office.clerk)
    assert "100,000.00 × 0.0175% a day × 100 days = 1,750.00" in english.out
    assert "101,750.00" in english.out
    chinese = office.ivr(*statement, "--lang", "zh-CN", token=office.clerk).out
    assert "100,000.00 元 × 日 0.0175% × 100 天 = 1,750.00 元" in chinese
    told = office.ivr(*statement, "--json", token=office.clerk).json["statement"]
    assert (told["balance"]["left"], told["entries"][0]["days"]) == ("101750.00", 100)


def test_who_owes_it_is_shown_and_its_terms_only_for_a_reason(office: Office) -> None:
    key = filed(office)
    shown = office.ivr("debt", "show", key, "--json", token=office.clerk)
    assert (shown.json["version"], shown.json["terms"], len(shown.json["obligations"])) == (1, None, 1)
    assert "某银行" not in shown.out
    assert "某银行" in office.ivr("debt", "show", key, "--reveal", "核对", token=office.clerk).out
    assert office.ivr("debt", "show", "f" * 16, token=office.clerk).status != 0
