"""A court's own facts, changed from the command line."""

from tests.unit.cli.conftest import Office

BO = "མིང་ཆོན་ཁྲིམས་ཁང"


def court(office: Office) -> dict[str, object]:
    (one,) = office.ivr("court", "list", "--json", token=office.operator).json
    assert isinstance(one, dict)
    return one


def test_its_number_is_changed_and_what_is_left_to_do_is_said(office: Office) -> None:
    told = office.ivr("court", "enquiry", "mingchuan", "12368", token=office.operator)
    assert (told.status, "ivr prompts publish mingchuan" in told.out) == (0, True)
    assert court(office)["enquiry"] == "12368"


def test_its_languages_are_changed_with_its_name_in_each(office: Office) -> None:
    asked = ("court", "languages", "mingchuan", "zh-CN,bo")
    without = office.ivr(*asked, token=office.operator)
    assert (without.status, "names" in without.err) == (2, True)
    assert office.ivr(*asked, "--name-in", BO, token=office.operator).status == 2
    assert office.ivr(*asked, "--name-in", f"bo={BO}", token=office.operator).status == 0
    assert (court(office)["languages"], court(office)["names"]) == ("zh-CN,bo", {"bo": BO})


def test_its_clerk_changes_neither(office: Office) -> None:
    for asked in (("enquiry", "mingchuan", "12368"), ("languages", "mingchuan", "en")):
        assert office.ivr("court", *asked, token=office.clerk).status == 4
