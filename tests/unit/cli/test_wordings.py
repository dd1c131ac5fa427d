"""A court's own wording from the command line, in a language that it has recorded."""

import json
from pathlib import Path

import numpy as np
import pytest

from ivr.speech.codecs import wav
from ivr.speech.sound import Sound
from tests.unit.cli.conftest import Ivr, Office
from tests.unit.speech.voices import Hum

NAME, TEXT = "ནག་ཆུ་གྲོང་ཁྱེར་མི་དམངས་ཁྲིམས་ཁང", "{court}། ཁ་པར་{enquiry}།"
COURT = ("court", "add", "naqu", "--name", "那曲市人民法院", "--name-en", "Nagqu City People's Court")
SPEAKS = ("--enquiry", "0896-12368", "--languages", "bo", "--name-in", f"bo={NAME}")


def settled(office: Office) -> tuple[str, str]:
    """A court that speaks Tibetan, and the tokens of its clerk and its approver."""
    assert office.ivr(*COURT, *SPEAKS, token=office.operator).status == 0
    people = (("staff", "add", "李某", "--role", role, "--court", "naqu") for role in ("clerk", "approver"))
    clerk, approver = (office.ivr(*person, token=office.operator).out.strip() for person in people)
    return clerk, approver


@pytest.fixture
def draft(tmp_path: Path) -> tuple[str, ...]:
    hummed = Hum().speak("字" * 60, "bo").samples * np.float32(0.5)
    sound = Sound(np.concatenate([hummed, np.full(12_000, 0.0005, np.float32)]), 24_000)
    (tmp_path / "said.wav").write_bytes(wav.encode(sound))
    (tmp_path / "text.txt").write_text(TEXT + "\n", encoding="utf-8")
    said = ("--recording", str(tmp_path / "said.wav"))
    return ("wording", "draft", "naqu", "bo", str(tmp_path / "text.txt"), *said, "--json")


def test_it_is_drafted_looked_at_heard_and_accepted_by_another(
    office: Office, draft: tuple[str, ...], tmp_path: Path
) -> None:
    clerk, approver = settled(office)
    made = office.ivr(*draft, token=clerk).json
    assert (made["language"], made["engine"], made["replaces"]) == ("bo", "recording", "")
    assert "in force since" in office.ivr("wording", "list", "naqu", token=approver).out
    shown = office.ivr("wording", "show", made["id"], token=approver).out
    assert f"{{+{TEXT[:7]}" in shown
    assert NAME in shown
    read = office.ivr("proposal", "show", made["proposal"], "--reason", "复核", token=approver)
    accept = ("proposal", "decide", made["proposal"], "--accept", read.err.split()[-1])
    unheard = office.ivr(*accept, token=approver)
    assert (unheard.status != 0, "listen to it" in unheard.err) == (True, True)
    heard = office.ivr("wording", "hear", made["id"], "--out", str(tmp_path / "heard.wav"), token=approver)
    assert "Listen to" in heard.out + heard.err
    assert 5 < wav.decode((tmp_path / "heard.wav").read_bytes()).seconds < 9
    assert office.ivr(*accept, token=approver).status == 0
    (listed,) = office.ivr("wording", "list", "naqu", "--json", token=approver).json
    assert listed["in_force_since"]
    (court,) = [one for one in office.ivr("court", "list", "--json", token=office.operator).json if one["id"] == "naqu"]
    assert court["names"] == {"bo": NAME}


def test_a_draft_that_cannot_be_spoken_says_what_is_wrong_with_which_field(
    office: Office, draft: tuple[str, ...], tmp_path: Path
) -> None:
    clerk, _ = settled(office)
    (tmp_path / "said.wav").write_bytes(b"")
    assert "recording" in office.ivr(*draft, token=clerk).err
    (tmp_path / "text.txt").write_text("{court}། 7000 {enquiry}།", encoding="utf-8")
    assert "7000" in office.ivr(*draft, token=clerk).err
    assert json.loads(office.ivr("wording", "list", "naqu", "--json", token=clerk).out) == []


def test_a_courts_name_in_another_language_is_written_with_its_language(ivr: Ivr, office: Office) -> None:
    wrong = ivr(*COURT, "--enquiry", "0896-12368", "--languages", "bo", "--name-in", NAME, token=office.operator)
    assert (wrong.status, "name-in" in wrong.err) == (2, True)
    missing = ivr(*COURT, "--enquiry", "0896-12368", "--languages", "zh-CN,bo", token=office.operator)
    assert (missing.status, "names" in missing.err) == (2, True)
