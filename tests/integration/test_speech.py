"""The shipped wording, spoken by the real default voice, mastered and stored as a call will play it."""

import json
import random
import time
from pathlib import Path

import numpy as np
import pytest

from ivr.domain.court import Court
from ivr.domain.prompt import Prompt
from ivr.kit.debs import Tree
from ivr.speech import lexicon, recogniser, wording
from ivr.speech.chain import Chain
from ivr.speech.codecs import CODECS, wav
from ivr.speech.engines.google import Google
from ivr.speech.errors import BadRecording, InstallError, NotHeard
from ivr.speech.hearing import CLEAR, FAIR, Listener, faults
from ivr.speech.install import install, installed
from ivr.speech.library import PromptLibrary
from ivr.speech.mastering.level import active_speech_level
from ivr.speech.phonemes.mandarin import Mandarin
from ivr.speech.sound import Sound
from ivr.speech.speaker import speaker
from ivr.speech.studio import CourtStudio
from ivr.speech.transcript import missed
from ivr.speech.wording import Wording
from tests.bench.misread import misread

ROOT = Path(__file__).parents[2]
VOICES, RECOGNISER = ROOT / "var" / "speech", ROOT / "var" / "recogniser"
LEXICON = ROOT / "prompts" / "lexicon"
COURTS = {"zh-CN": "单[shan4]县人民法院", "en": "Shunqing District People's Court"}
LANGUAGES = sorted(COURTS)


def notice(language: str) -> Wording:
    template = wording.load(ROOT / "prompts", language)
    return wording.fill(template, court=COURTS[language], enquiry="0817-2345698", language=language)


@pytest.fixture(scope="module")
def chain(tools: Tree) -> Chain:
    install(VOICES)
    return speaker(VOICES, ROOT / "prompts", tools.command("usr/bin/espeak-ng"))


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> PromptLibrary:
    return PromptLibrary(tmp_path_factory.mktemp("prompts"))


@pytest.fixture(scope="module")
def prompts(chain: Chain, library: PromptLibrary) -> dict[str, Prompt]:
    return {language: library.build(notice(language), chain) for language in LANGUAGES}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_default_voice_speaks_the_notice_in_10_to_15_seconds(prompts: dict[str, Prompt], language: str) -> None:
    prompt = prompts[language]
    assert (prompt.engine, prompt.fallback) == ("kokoro", None)
    assert 10 <= prompt.seconds <= 15


@pytest.fixture(scope="module")
def listener(library: PromptLibrary) -> Listener:
    recogniser.install(RECOGNISER)
    return Listener(library, recogniser.Programs(RECOGNISER), Mandarin(lexicon.load(LEXICON, "zh-CN")).words)


@pytest.mark.listens
def test_a_caller_hears_the_words_that_were_to_be_said(listener: Listener, prompts: dict[str, Prompt]) -> None:
    mandarin, english = listener.hear([prompts["zh-CN"].key, prompts["en"].key])
    assert mandarin.tones is not None
    assert mandarin.tones < 0.1, mandarin
    assert english.words is not None
    assert english.words < 0.15, english
    assert faults(mandarin) == faults(english) == []
    assert min(mandarin.stoi or 0, english.stoi or 0) > 0.83


@pytest.mark.listens
def test_syllables_with_another_tone_are_noticed(
    listener: Listener, library: PromptLibrary, prompts: dict[str, Prompt], chain: Chain, tmp_path: Path
) -> None:
    own, chance = prompts["zh-CN"], random.Random(1)  # noqa: S311  the same in every run
    others = [misread(own.text, listener.read, chance, first) for first in (1, 3, 5, 7, 9, 11)]
    keys = [own.key, *(library.build(Wording(COURTS["zh-CN"], "zh-CN", text), chain).key for text, _ in others)]
    for key in keys:
        (tmp_path / key).write_bytes(library.sound(key))
    right, *wrong = listener.recogniser.heard([(tmp_path / key, "zh-CN") for key in keys])
    taken = set(missed(own.text, right, listener.read))
    noticed = [
        len({*missed(own.text, heard, listener.read)}.intersection(places) - taken)
        for heard, (_, places) in zip(wrong, others, strict=True)
    ]
    assert sum(noticed) > sum(len(places) for _, places in others) / 5, (noticed, others, wrong)


@pytest.mark.listens
def test_a_notice_in_noise_is_not_clear(
    listener: Listener, library: PromptLibrary, prompts: dict[str, Prompt], tmp_path: Path
) -> None:
    clean = wav.decode(library.sound(prompts["zh-CN"].key))
    found = []
    for level in (0.0, 0.02, 0.2):
        noise = np.random.default_rng(1).normal(0, level, len(clean.samples)).astype(np.float32)
        (tmp_path / f"{level}.wav").write_bytes(wav.encode(Sound(clean.samples + noise, clean.rate)))
        found.append((tmp_path / "0.0.wav", tmp_path / f"{level}.wav"))
    same, some, much = listener.recogniser.clear(found)
    assert same.stoi == pytest.approx(1.0, abs=1e-6)
    assert same.stoi > CLEAR > some.stoi > much.stoi


@pytest.mark.listens
def test_a_notice_behind_a_law_is_of_good_quality_and_one_in_noise_is_not(
    listener: Listener, library: PromptLibrary, prompts: dict[str, Prompt], tmp_path: Path
) -> None:
    recogniser.add_pesq(RECOGNISER)  # says what it takes on a machine with no C compiler
    for one in listener.hear([prompt.key for prompt in prompts.values()]):
        assert (one.pesq or 0) > 3.7, one
    clean = wav.decode(library.sound(prompts["zh-CN"].key))
    noise = np.random.default_rng(1).normal(0, 0.005, len(clean.samples)).astype(np.float32)
    for name, sound in (("clean", clean), ("noisy", Sound(clean.samples + noise, clean.rate))):
        (tmp_path / name).write_bytes(wav.encode(sound))
    (found,) = listener.recogniser.clear([(tmp_path / "clean", tmp_path / "noisy")])
    assert (found.pesq or 9) < FAIR


def test_pesq_without_the_recogniser_says_what_comes_first(tmp_path: Path) -> None:
    with pytest.raises(InstallError, match="ivr prompts install --recogniser"):
        recogniser.add_pesq(tmp_path)


@pytest.mark.listens
def test_a_recording_that_says_something_else_than_its_text_is_refused(
    listener: Listener, library: PromptLibrary, prompts: dict[str, Prompt], chain: Chain
) -> None:
    court = Court("shan", COURTS["zh-CN"], COURTS["en"], "0817-2345698", 3, "zh-CN", "Asia/Shanghai")
    studio = CourtStudio(ROOT / "prompts", library, lambda _court: chain, lambda _court: {}, lambda: listener)
    content = library.path(prompts["zh-CN"].key, "wav").read_bytes()
    own = studio.text_in_force(court, "zh-CN")
    assert studio.try_recording(court, "zh-CN", own, content).engine == "recording"
    other = "{court}告知您，您拨打的电话所登记的使用人欠钱不还，请转告他尽早到庭说明情况。请拨打{enquiry}。"
    with pytest.raises(BadRecording, match="is heard otherwise") as refused:
        studio.try_recording(court, "zh-CN", other, content)
    assert refused.value.field == "recording"


def test_without_the_recogniser_it_says_how_to_set_it_up(library: PromptLibrary, tmp_path: Path) -> None:
    nobody = recogniser.Programs(tmp_path)
    assert nobody.heard([]) == []
    with pytest.raises(NotHeard, match="ivr prompts install --recogniser"):
        nobody.heard([(tmp_path / "a.wav", "en")])


@pytest.mark.listens
def test_a_language_that_the_recogniser_does_not_know_is_left_to_people(
    listener: Listener, library: PromptLibrary, prompts: dict[str, Prompt], tmp_path: Path
) -> None:
    (tmp_path / "a.wav").write_bytes(library.sound(prompts["en"].key))
    assert listener.recogniser.heard([(tmp_path / "a.wav", "ug")]) == [("",)]


@pytest.mark.listens
def test_what_is_no_sound_is_not_heard(listener: Listener, tmp_path: Path) -> None:
    (tmp_path / "a.wav").write_bytes(b"no sound")
    with pytest.raises(NotHeard):
        listener.recogniser.heard([(tmp_path / "a.wav", "en")])


@pytest.mark.parametrize("codec", sorted(CODECS))
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_caller_hears_is_at_minus_26_dbov(
    prompts: dict[str, Prompt], library: PromptLibrary, language: str, codec: str
) -> None:
    heard = CODECS[codec].decode(library.path(prompts[language].key, codec).read_bytes())
    assert active_speech_level(heard.samples, heard.rate) == pytest.approx(-26, abs=0.5)
    # A codec of frames fills the last one (20 ms), AMR after the 5 ms that it looks ahead.
    assert heard.seconds == pytest.approx(prompts[language].seconds, abs=0.027)
    assert abs(heard.samples[: int(0.35 * heard.rate)]).max() < 0.001  # the lead in which the media path opens


def test_nothing_is_built_twice(chain: Chain, library: PromptLibrary, prompts: dict[str, Prompt]) -> None:
    began = time.monotonic()
    assert {language: library.build(notice(language), chain) for language in LANGUAGES} == prompts
    assert time.monotonic() - began < 1


def test_a_build_from_nothing_gives_the_same_bytes(
    tools: Tree, chain: Chain, library: PromptLibrary, tmp_path: Path
) -> None:
    short = Wording(notice("zh-CN").court, "zh-CN", "单[shan4]县人民法院提示，请按时履行。")
    first, other = library.build(short, chain), PromptLibrary(tmp_path)
    afresh = other.build(short, speaker(VOICES, ROOT / "prompts", tools.command("usr/bin/espeak-ng")))
    assert (afresh, afresh.engine) == (first, "kokoro")
    for codec in CODECS:
        assert other.path(afresh.key, codec).read_bytes() == library.path(afresh.key, codec).read_bytes()


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_the_model_espeak_speaks_and_the_reason_is_kept(tools: Tree, tmp_path: Path, language: str) -> None:
    poor = speaker(tmp_path / "nothing", ROOT / "prompts", tools.command("usr/bin/espeak-ng"))
    prompt = PromptLibrary(tmp_path / "prompts").build(notice(language), poor)
    assert prompt.engine == "espeak-ng"
    assert prompt.fallback is not None
    assert "ivr prompts install" in prompt.fallback
    assert prompt.seconds <= 20


def test_an_online_voice_without_a_network_falls_back_and_says_so(
    chain: Chain, library: PromptLibrary, prompts: dict[str, Prompt], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    began = time.monotonic()
    prompt = library.build(notice("en"), Chain([Google(limit_seconds=5), *chain.engines]))
    assert time.monotonic() - began < 10
    assert (prompt.key, prompt.engine) == (prompts["en"].key, "kokoro")
    assert prompt.fallback is not None
    assert "gtts" in prompt.fallback


def test_the_note_beside_a_prompt_names_no_person_and_says_who_spoke(
    library: PromptLibrary, prompts: dict[str, Prompt]
) -> None:
    key = prompts["zh-CN"].key
    note = json.loads(library.path(key, "wav").with_suffix(".json").read_text(encoding="utf-8"))
    assert set(note) == {
        "key", "language", "text", "seconds", "engine", "voice", "fallback", "level_dbov", "sha256", "mastering",
    }  # fmt: skip
    library.verify(key)


def test_a_setup_that_is_there_is_only_checked() -> None:
    install(VOICES)
    began = time.monotonic()
    install(VOICES, npm=["no-such-npm"])
    assert installed(VOICES)
    assert time.monotonic() - began < 5
