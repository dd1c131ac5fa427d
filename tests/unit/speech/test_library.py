import hashlib
import json
import subprocess
import sys
import threading
from pathlib import Path

import numpy as np
import pytest

from ivr.speech.chain import Chain
from ivr.speech.codecs import CODECS
from ivr.speech.errors import DamagedPrompt, MasteringError, NobodySpoke, NoPrompt, NoticeTooLong
from ivr.speech.library import PromptLibrary
from ivr.speech.sound import Sound
from ivr.speech.wording import Wording
from tests.unit.speech.voices import Hum, Mute

ROOT = Path(__file__).parents[3]
WORDING = Wording("甲县人民法院", "zh-CN", "甲县人民法院提醒您，单[shan4]县。请拨打一二三。")


@pytest.fixture
def library(tmp_path: Path) -> PromptLibrary:
    return PromptLibrary(tmp_path / "prompts")


def test_a_prompt_is_named_by_its_content(library: PromptLibrary) -> None:
    prompt = library.build(WORDING, Chain([Hum()]))
    assert hashlib.sha256(library.path(prompt.key, "wav").read_bytes()).hexdigest()[:32] == prompt.key
    assert (prompt.engine, prompt.voice, prompt.language, prompt.fallback) == ("hum", "hum-zh-CN", "zh-CN", None)
    assert prompt.text == "甲县人民法院提醒您，单县。请拨打一二三。"
    assert library.path(prompt.key, "alaw").stat().st_size == pytest.approx(8000 * prompt.seconds, abs=8)
    library.verify(prompt.key)
    assert library.get(prompt.key) == prompt
    assert library.keys() == [prompt.key]


def test_the_voice_is_asked_for_whole_sentences(library: PromptLibrary) -> None:
    hum = Hum()
    library.build(WORDING, Chain([hum]))
    assert hum.asked == ["甲县人民法院提醒您，单[shan4]县。", "请拨打一二三。"]


def test_nothing_is_built_twice(library: PromptLibrary) -> None:
    first = library.build(WORDING, Chain([Hum()]))
    again = Hum()
    assert library.build(WORDING, Chain([again])) == first
    assert again.asked == []


@pytest.mark.parametrize("change", ["text", "edition"])
def test_another_text_or_another_voice_is_built(library: PromptLibrary, change: str) -> None:
    library.build(WORDING, Chain([Hum()]))
    hum = Hum(edition="2" if change == "edition" else "1")
    wording = Wording(WORDING.court, "zh-CN", WORDING.text + "再见。") if change == "text" else WORDING
    library.build(wording, Chain([hum]))
    assert hum.asked


def test_the_same_speech_gives_the_same_bytes_anywhere(library: PromptLibrary, tmp_path: Path) -> None:
    other = PromptLibrary(tmp_path / "other")
    first, second = library.build(WORDING, Chain([Hum()])), other.build(WORDING, Chain([Hum()]))
    for codec in [*CODECS]:
        assert library.path(first.key, codec).read_bytes() == other.path(second.key, codec).read_bytes()


def test_every_file_is_at_minus_26_dbov(library: PromptLibrary) -> None:
    key = library.build(WORDING, Chain([Hum()])).key
    note = json.loads(library.path(key, "wav").with_suffix(".json").read_text(encoding="utf-8"))
    assert set(note["level_dbov"]) == set(CODECS)
    assert all(level == pytest.approx(-26, abs=0.5) for level in note["level_dbov"].values())


def test_a_node_gets_what_it_plays_and_never_the_master(library: PromptLibrary) -> None:
    key = library.build(WORDING, Chain([Hum()])).key
    assert [path.suffix for path in library.node_files(key)] == [".alaw", ".ulaw", ".g722", ".sln", ".sln16"]


def test_a_prompt_of_an_older_release_is_played_from_the_files_it_has(library: PromptLibrary) -> None:
    key = library.build(WORDING, Chain([Hum()])).key
    note = library.path(key, "wav").with_suffix(".json")
    kept = json.loads(note.read_text(encoding="utf-8"))
    kept["sha256"] = {codec: kept["sha256"][codec] for codec in ("alaw", "wav")}
    note.write_text(json.dumps(kept), encoding="utf-8")
    library.path(key, "ulaw").unlink()
    assert [path.suffix for path in library.node_files(key)] == [".alaw"]


def test_the_next_engine_speaks_and_the_reason_is_told(library: PromptLibrary) -> None:
    prompt = library.build(WORDING, Chain([Mute(), Hum()]))
    assert prompt.engine == "hum"
    assert prompt.fallback is not None
    assert "lost its voice" in prompt.fallback
    assert library.get(prompt.key) == prompt
    assert library.build(WORDING, Chain([Hum()])).fallback is None
    assert library.get(prompt.key).fallback is None


def test_when_nobody_can_speak_every_reason_is_told_and_nothing_is_kept(library: PromptLibrary) -> None:
    with pytest.raises(NobodySpoke, match="lost its voice"):
        library.build(WORDING, Chain([Mute()]))
    other = Mute()
    other.name = "hoarse"
    with pytest.raises(NobodySpoke) as failure:
        library.build(WORDING, Chain([Mute(), other, Mute()]))
    assert failure.value.text("zh-CN").count("失声") == 2, "what two engines say alike is told once"
    with pytest.raises(NobodySpoke, match="no engine is set up"):
        library.build(WORDING, Chain([]))
    assert library.keys() == []


def test_a_notice_over_20_seconds_is_refused_and_nothing_is_kept(library: PromptLibrary) -> None:
    with pytest.raises(NoticeTooLong):
        library.build(Wording("甲", "zh-CN", "甲" * 250), Chain([Hum()]))
    assert library.keys() == []


@pytest.mark.parametrize("codec", ["alaw", "amr", "wav"])
def test_a_changed_file_is_found_and_built_again(library: PromptLibrary, codec: str) -> None:
    prompt = library.build(WORDING, Chain([Hum()]))
    path = library.path(prompt.key, codec)
    path.write_bytes(path.read_bytes()[:-1] + bytes([path.read_bytes()[-1] ^ 1]))
    with pytest.raises(DamagedPrompt) as damage:
        library.verify(prompt.key)
    assert damage.value.facts["file"] == path.name
    assert library.build(WORDING, Chain([Hum()])) == prompt
    library.verify(prompt.key)


def test_a_half_written_note_is_damage_and_is_built_again(library: PromptLibrary) -> None:
    prompt = library.build(WORDING, Chain([Hum()]))
    library.path(prompt.key, "wav").with_suffix(".json").write_text("{")
    with pytest.raises(DamagedPrompt):
        library.get(prompt.key)
    assert library.build(WORDING, Chain([Hum()])) == prompt


@pytest.mark.parametrize("key", ["", "../x", "A" * 32, "0" * 31, "0" * 32, "0" * 33, "0" * 32 + "\n", "/etc/passwd"])
def test_a_key_that_names_no_prompt_is_refused(library: PromptLibrary, key: str) -> None:
    for ask in (library.get, library.verify, lambda key: library.path(key, "alaw")):
        with pytest.raises(NoPrompt):
            ask(key)


def test_an_unknown_codec_is_refused(library: PromptLibrary) -> None:
    key = library.build(WORDING, Chain([Hum()])).key
    with pytest.raises(NoPrompt):
        library.path(key, "json")


def test_eight_at_once_build_once(library: PromptLibrary) -> None:
    hum = Hum()
    keys: list[str] = []
    threads = [threading.Thread(target=lambda: keys.append(library.build(WORDING, Chain([hum])).key)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert len(keys) == 8
    assert len(set(keys)) == 1
    assert len(hum.asked) == 2


def test_two_processes_build_once(tmp_path: Path) -> None:
    code = """
import sys
from pathlib import Path
from ivr.speech.chain import Chain
from ivr.speech.library import PromptLibrary
from tests.unit.speech.test_library import WORDING
from tests.unit.speech.voices import Hum
hum = Hum()
print(PromptLibrary(Path(sys.argv[1])).build(WORDING, Chain([hum])).key, len(hum.asked))
"""
    argv = [sys.executable, "-c", code, str(tmp_path / "prompts")]
    both = [subprocess.Popen(argv, stdout=subprocess.PIPE, text=True, cwd=ROOT) for _ in range(2)]
    told = sorted(process.communicate(timeout=60)[0].split()[1] for process in both)
    assert told == ["0", "2"]


def test_a_file_altered_between_two_builds_is_found_though_its_size_is_the_same(library: PromptLibrary) -> None:
    prompt = library.build(WORDING, Chain([Hum()]))
    library.build(WORDING, Chain([Hum()]))
    path = library.path(prompt.key, "ulaw")
    path.write_bytes(path.read_bytes()[::-1])
    hum = Hum()
    library.build(WORDING, Chain([hum]))
    assert hum.asked
    library.verify(prompt.key)


class Boom(Hum):
    """Hums far below the telephone band, where a caller hears nothing of it."""

    def speak(self, sentence: str, language: str) -> Sound:
        sound = super().speak(sentence, language)
        time = np.arange(len(sound.samples)) / sound.rate
        return Sound((0.3 * np.sin(2 * np.pi * 190 * time)).astype(np.float32), sound.rate)


def test_what_is_out_of_bounds_is_not_kept(library: PromptLibrary) -> None:
    with pytest.raises(MasteringError):
        library.build(WORDING, Chain([Boom()]))
    assert library.keys() == []
