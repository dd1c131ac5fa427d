"""``ivr prompts``: building for every court, and tidying up."""

import os
import time
from pathlib import Path

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
    listened = ivr("prompts", "check", "--listen")
    assert listened.status != 0
    assert "ivr prompts install --recogniser" in listened.err
