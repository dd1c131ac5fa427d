"""``ivr prompts publish``, one court's and all courts', with the fallback voice as the only one that is set up."""

from pathlib import Path

import pytest

from ivr.kit.debs import Tree
from ivr.speech.codecs import wav
from tests.unit.cli.conftest import Office

OTHER = ("court", "add", "linhe", "--name", "临河区人民法院", "--name-en", "Linhe District Court", "--enquiry", "12368")


@pytest.fixture
def court(office: Office, tools: Tree) -> Office:
    """Its machine has espeak-ng and no other voice."""
    programs = office.folder / "data/tools/programs"
    programs.parent.mkdir(exist_ok=True)
    programs.symlink_to(tools.root.parent)
    return office


def test_one_court_or_all_of_them(court: Office) -> None:
    for wrong in ((), ("mingchuan", "--all")):
        refused = court.ivr("prompts", "publish", *wrong, token=court.operator)
        assert (refused.status, "--all" in refused.err) == (2, True)


def test_a_voice_that_stands_in_is_published_only_on_purpose(court: Office) -> None:
    refused = court.ivr("prompts", "publish", "mingchuan", token=court.approver)
    assert (refused.status, refused.out) == (3, "")
    assert "espeak-ng stood in" in refused.err
    assert "ivr prompts install" in refused.err
    assert published(court) == {"mingchuan": []}
    told = court.ivr("prompts", "publish", "mingchuan", "--fallback", "--json", token=court.approver)
    assert [one["language"] for one in told.json] == ["zh-CN"]
    assert published(court) == {"mingchuan": ["zh-CN"]}


def test_whoever_builds_or_drafts_is_told_that_another_voice_stood_in(court: Office) -> None:
    text = court.folder / "text.txt"
    text.write_text("{court}提醒您：您拨打的号码的登记机主被列为失信被执行人，请督促其履行义务。详询{enquiry}。")
    draft = ("wording", "draft", "mingchuan", "zh-CN", str(text))
    for told in (court.ivr("prompts", "build", token=court.clerk), court.ivr(*draft, token=court.clerk)):
        assert (told.status, "mingchuan has the fallback voice: " in told.err) == (0, True), told.err


def test_all_courts_are_published_in_one_step_and_one_courts_trouble_keeps_no_other(court: Office) -> None:
    assert (
        court.ivr(*OTHER, "--languages", "bo", "--name-in", "bo=ནག་ཆུ་མི་དམངས་ཁྲིམས་ཁང", token=court.operator).status == 0
    )
    told = court.ivr("prompts", "publish", "--all", "--fallback", token=court.operator)
    assert told.status == 1
    assert told.out.startswith("mingchuan zh-CN")
    assert "linhe: " in told.err
    assert "bo/notice.txt" in told.err
    assert "Courts: 1 published, 0 unchanged, 1 failed." in told.err
    assert published(court) == {"linhe": [], "mingchuan": ["zh-CN"]}


def test_what_callers_hear_already_is_left_as_it_is(court: Office) -> None:
    first = court.ivr("prompts", "publish", "--all", "--fallback", "--json", token=court.operator)
    assert [one["court_id"] for one in first.json] == ["mingchuan"]
    again = court.ivr("prompts", "publish", "--all", "--json", token=court.operator)
    assert (again.status, again.json) == (0, [])
    assert "Courts: 0 published, 1 unchanged, 0 failed." in again.err


def test_nobody_builds_for_hours_and_is_refused_then(court: Office, tmp_path: Path) -> None:
    refused = court.ivr("prompts", "publish", "--all", token=court.clerk)
    assert (refused.status, "may not publish a notice" in refused.err) == (4, True)
    assert not list((tmp_path / "data").glob("prompts/*"))


def test_what_callers_hear_now_can_be_heard(court: Office, tmp_path: Path) -> None:
    hear = ("prompts", "hear", "mingchuan", "zh-CN", "--out", str(tmp_path / "heard.wav"))
    nothing = court.ivr(*hear, token=court.clerk)
    assert (nothing.status, "no such notice: zh-CN" in nothing.err) == (5, True)
    (told,) = court.ivr("prompts", "publish", "mingchuan", "--fallback", "--json", token=court.approver).json
    assert told["text"] in court.ivr(*hear, token=court.clerk).out
    heard = wav.decode((tmp_path / "heard.wav").read_bytes())
    assert heard.seconds == pytest.approx(told["seconds"], abs=1)
    nowhere = court.ivr(*hear[:-1], str(tmp_path / "no-folder/heard.wav"), token=court.clerk)
    assert (nowhere.status, "Field out is wrong" in nowhere.err) == (2, True)


def published(office: Office) -> dict[str, list[str]]:
    courts = office.ivr("court", "list", "--json", token=office.operator).json
    return {court["id"]: court["published"] for court in courts}
