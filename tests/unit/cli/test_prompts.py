"""``ivr prompts``: building for every court, and tidying up."""

import os
import time
from dataclasses import replace
from pathlib import Path

import pytest

from ivr.bootstrap import open_gateway
from ivr.domain.court import ONLINE_VOICES, Court
from ivr.domain.staff import SYSTEM
from ivr.settings import load
from ivr.speech.chain import Chain
from ivr.speech.library import PromptLibrary
from ivr.speech.wording import Wording
from tests.unit.cli.conftest import Ivr, Office
from tests.unit.speech.voices import Hum


def test_a_court_without_a_wording_is_told_with_its_name_and_the_rest_goes_on(office: Office, tmp_path: Path) -> None:
    os.environ["IVR_WORDING"] = str(tmp_path / "no-wording")
    try:
        (tmp_path / "no-wording/lexicon").mkdir(parents=True)
        for name in ("zh-CN.tsv", "en.tsv"):
            (tmp_path / "no-wording/lexicon" / name).touch()
        done = office.ivr("prompts", "build", "--all", "--json", token=office.operator)
    finally:
        del os.environ["IVR_WORDING"]
    assert done.status == 1
    assert done.json == []
    assert "mingchuan zh-CN" in done.err
    assert "notice.txt" in done.err


def test_the_operator_tidies_up_and_nobody_else(office: Office, ivr: Ivr, tmp_path: Path) -> None:
    library = PromptLibrary(tmp_path / "data/prompts")
    key = library.build(Wording("甲", "zh-CN", "甲法院。"), Chain([Hum()])).key
    assert ivr("prompts", "collect", "--json", token=office.operator).json == []  # too young
    yesterday = time.time() - 2 * 86400
    for path in library.folder.root.rglob("*"):
        os.utime(path, (yesterday, yesterday))
    assert ivr("prompts", "collect", token=office.clerk).status == 4
    told = ivr("prompts", "collect", "--dry-run", "--json", token=office.operator).json
    assert [one["key"] for one in told] == [key]
    assert library.keys() == [key]
    assert "Removed 1" in ivr("prompts", "collect", token=office.operator).err
    assert library.keys() == []


def test_every_file_is_measured_and_without_a_recogniser_it_says_how_to_set_one_up(ivr: Ivr, tmp_path: Path) -> None:
    key = PromptLibrary(tmp_path / "data/prompts").build(Wording("甲", "zh-CN", "甲法院。"), Chain([Hum()])).key
    measured = ivr("prompts", "check", "--json")
    assert {one["key"] for one in measured.json} == {key}
    assert "1 prompts, 0 things out of bounds" in measured.err
    ivr("prompts", "check", "--report", str(tmp_path / "report.html"))
    assert "甲法院。" in (tmp_path / "report.html").read_text(encoding="utf-8")
    listened = ivr("prompts", "check", "--listen")
    assert listened.status != 0
    assert "ivr prompts install --recogniser" in listened.err


def test_a_report_that_cannot_be_written_is_told_before_the_work(ivr: Ivr, tmp_path: Path) -> None:
    for nowhere in (tmp_path, tmp_path / "no-folder/report.html"):
        refused = ivr("prompts", "check", "--report", str(nowhere))
        assert (refused.status, "Field report is wrong" in refused.err) == (2, True)


@pytest.mark.parametrize("voice", ONLINE_VOICES)
def test_a_court_is_spoken_by_the_online_voice_that_it_chose_where_the_machine_allows_any(
    office: Office, ivr: Ivr, tmp_path: Path, voice: str
) -> None:
    admin = ivr("staff", "add", "管理员", "--role", "court-admin", "--court", "mingchuan", token=office.operator).out
    chosen = ivr("court", "voice", "mingchuan", "--online", voice, token=admin.strip())
    assert (chosen.status, "This machine allows none" in chosen.err) == (0, True)
    assert "none, or one of: gtts" in ivr("court", "voice", "mingchuan", "--online", "loud", token=admin.strip()).err
    for allowed, first in ((True, voice), (False, "kokoro")):
        with open_gateway(load(data=tmp_path / "data", online_voice=allowed)) as gateway:
            with gateway.desk.read(SYSTEM) as work:
                court = work.scope.one(Court, "mingchuan")
            assert gateway.speaker_of(court).engines[0].name == first
            assert gateway.speaker_of(replace(court, online_voice=None)).engines[0].name == "kokoro"
    assert ivr("court", "voice", "mingchuan", "--json", token=admin.strip()).json["online_voice"] is None
