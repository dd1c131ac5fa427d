"""One suite over every engine: what :class:`ivr.speech.engines.Engine` promises, each engine keeps.

The online voice speaks here through a small server of the same shape, since a test must not depend on a network.
"""

import base64
import io
import socket
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import av
import httpx
import numpy as np
import pytest

from ivr.kit.debs import Tree
from ivr.speech import lexicon
from ivr.speech.codecs import wav
from ivr.speech.engines import Engine
from ivr.speech.engines.edge import Edge
from ivr.speech.engines.espeak import Espeak
from ivr.speech.engines.google import Google
from ivr.speech.engines.kokoro import Kokoro
from ivr.speech.engines.recording import Recording
from ivr.speech.errors import BadReading, EngineError, EngineMissing, EngineTooSlow, NoVoice
from ivr.speech.espeak_program import EspeakProgram
from ivr.speech.mastering.level import active_speech_level
from ivr.speech.phonemes.english import English
from ivr.speech.phonemes.mandarin import Mandarin
from ivr.speech.phonemes.vocabulary import SYMBOLS
from ivr.speech.sound import Sound
from tests.servers.edge import EdgeService, in_pieces, serving
from tests.unit.speech.voices import Hum

ROOT = Path(__file__).parents[2]
SENTENCES = {"zh-CN": "单[shan4]县人民法院，电话0817-22。", "en": "The court's number is 0817-22."}
ENGINES = ["kokoro", "espeak-ng", "gtts", "edge-tts", "recording"]


class OnlineVoice(httpx.BaseTransport):
    """Answers as the online service does, with half a second of tone."""

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        assert request.url.scheme == "https"
        audio = base64.b64encode(tone_mp3()).decode()
        return httpx.Response(200, text=f')]}}\'\n\n[["wrb.fr","jQ1olc","[\\"{audio}\\"]",null]]')


def tone_mp3() -> bytes:
    buffer = io.BytesIO()
    with av.open(buffer, "w", format="mp3") as container:
        stream = container.add_stream("mp3", rate=24_000, layout="mono")
        tone = (9000 * np.sin(np.arange(24_000) / 8)).astype(np.int16)
        frame = av.AudioFrame.from_ndarray(tone.reshape(1, -1), format="s16", layout="mono")
        frame.sample_rate = 24_000
        container.mux([*stream.encode(frame), *stream.encode(None)])
    return buffer.getvalue()


def spoken_wav() -> bytes:
    """As a person may have recorded it."""
    hummed = Hum().speak("单县人民法院，请拨打电话。您好，您好，您好。", "zh-CN")
    return wav.encode(Sound(np.pad(hummed.samples * np.float32(0.5), (0, 6000)), hummed.rate))


@pytest.fixture(scope="session")
def program(tools: Tree) -> EspeakProgram:
    return EspeakProgram(tools.command("usr/bin/espeak-ng"))


@pytest.fixture(scope="session")
def english(program: EspeakProgram) -> English:
    return English(lexicon.load(ROOT / "prompts" / "lexicon", "en"), program)


@pytest.fixture(scope="session")
def edge_service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EdgeService]:
    with serving(EdgeService(in_pieces(tone_mp3())), tmp_path_factory.mktemp("edge")) as service:
        yield service


@pytest.fixture(scope="session")
def make(
    voices: Path, program: EspeakProgram, mandarin: Mandarin, english: English, edge_service: EdgeService
) -> dict[str, Callable[[], Engine]]:
    return {
        "kokoro": lambda: Kokoro(voices, {"zh-CN": mandarin, "en": english}),
        "espeak-ng": lambda: Espeak(program, mandarin, english),
        "gtts": lambda: Google(transport=OnlineVoice),
        "edge-tts": lambda: Edge(connector=edge_service.connector),
        "recording": lambda: Recording(spoken_wav(), "zh-CN"),
    }


@pytest.fixture(scope="module", params=ENGINES)
def engine(request: pytest.FixtureRequest, make: dict[str, Callable[[], Engine]]) -> Engine:
    return make[request.param]()


@pytest.mark.parametrize("language", sorted(SENTENCES))
def test_it_speaks_a_sentence_aloud_and_the_same_way_again(engine: Engine, language: str) -> None:
    if engine.whole and language == "en":  # a recording has one language
        with pytest.raises(NoVoice):
            engine.speak(SENTENCES[language], language)
        return
    sound = engine.speak(SENTENCES[language], language)
    assert sound.samples.dtype == np.float32
    assert sound.samples.ndim == 1
    assert np.isfinite(sound.samples).all()
    assert sound.rate >= 16_000
    assert 0.5 < sound.seconds < 9
    assert np.abs(sound.samples).max() <= 1.0
    assert -50 < active_speech_level(sound.samples, sound.rate) < -5
    assert np.array_equal(engine.speak(SENTENCES[language], language).samples, sound.samples)


def test_it_names_itself_its_voice_and_its_version(engine: Engine) -> None:
    assert engine.name in ENGINES
    for language in ["zh-CN"] if engine.whole else SENTENCES:
        assert engine.voice(language)
        assert engine.version(language) == engine.version(language)


def test_a_language_without_a_voice_is_refused_by_name(engine: Engine) -> None:
    for ask in (engine.voice, engine.version, lambda language: engine.speak("bod", language)):
        with pytest.raises(NoVoice, match="bo") as refusal:
            ask("bo")
        assert refusal.value.facts["engine"] == engine.name


def test_a_reading_changes_what_is_said(make: dict[str, Callable[[], Engine]]) -> None:
    for name in ("kokoro", "espeak-ng"):
        one = make[name]()
        assert not np.array_equal(
            one.speak("单[shan4]县。", "zh-CN").samples, one.speak("单[dan1]县。", "zh-CN").samples
        )
        with pytest.raises(BadReading):
            one.speak("县[1]。", "zh-CN")


def test_a_sentence_too_long_for_the_model_is_refused(make: dict[str, Callable[[], Engine]]) -> None:
    with pytest.raises(EngineError, match="510 is the most"):
        make["kokoro"]().speak("法院" * 90 + "。", "zh-CN")


def test_a_model_that_is_not_installed_is_said_with_what_to_do(tmp_path: Path, mandarin: Mandarin) -> None:
    with pytest.raises(EngineMissing, match="ivr prompts install"):
        Kokoro(tmp_path, {"zh-CN": mandarin}).speak("法院。", "zh-CN")


def test_a_damaged_model_never_speaks(tmp_path: Path, voices: Path, mandarin: Mandarin) -> None:
    for path in voices.rglob("*.bin"):
        (tmp_path / "voices").mkdir(exist_ok=True)
        (tmp_path / "voices" / path.name).write_bytes(path.read_bytes())
    (tmp_path / "kokoro-v1.0.int8.onnx").write_bytes(b"half a model")
    with pytest.raises(EngineMissing, match="damaged"):
        Kokoro(tmp_path, {"zh-CN": mandarin}).speak("法院。", "zh-CN")


def test_a_model_that_takes_too_long_is_stopped(voices: Path, mandarin: Mandarin) -> None:
    slow = Kokoro(voices, {"zh-CN": mandarin}, limit_seconds=0.05)
    began = time.monotonic()
    with pytest.raises(EngineTooSlow):
        slow.speak("您拨打的号码，其实名登记机主已被列入失信被执行人名单，请您督促其尽快履行义务。", "zh-CN")
    assert time.monotonic() - began < 8


@pytest.mark.parametrize("argv", [["no-such-espeak"], ["/bin/false"], ["/bin/true"]])
def test_an_espeak_that_is_missing_or_broken_is_said(argv: list[str], mandarin: Mandarin) -> None:
    broken = EspeakProgram(argv)
    with pytest.raises(EngineMissing, match="Install espeak-ng"):
        Espeak(broken, mandarin, English(lexicon.Lexicon({}), broken)).speak("法院。", "zh-CN")


def test_an_espeak_that_hangs_is_stopped(mandarin: Mandarin, tmp_path: Path) -> None:
    hanging = tmp_path / "espeak-ng"
    hanging.write_text("#!/bin/sh\nexec sleep 30\n")
    hanging.chmod(0o755)
    began = time.monotonic()
    with pytest.raises(EngineTooSlow):
        EspeakProgram([str(hanging)], timeout_seconds=0.3).phonemes(["court"], "en-us")
    assert time.monotonic() - began < 5


def test_english_is_read_in_symbols_the_model_knows(english: English) -> None:
    symbols = english.symbols("Shunqing District People's Court (Sichuan) informs you: urge this person, please.")
    assert set(symbols) <= set(SYMBOLS)
    assert symbols.startswith("ʃˈunʧˈɪŋ dˈɪstɹɪkt pˈipᵊlz kˈɔɹt")
    assert symbols.endswith("plˈiz.")


def test_without_a_network_the_online_voice_fails_at_once_and_says_so() -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        proxy = f"http://127.0.0.1:{closed.getsockname()[1]}"
        began = time.monotonic()
        with pytest.raises(EngineError, match="no answer from the online service") as failure:
            Google(limit_seconds=5, transport=lambda: httpx.HTTPTransport(proxy=proxy)).speak("法院。", "zh-CN")
    assert time.monotonic() - began < 5
    assert "网络" in failure.value.text("zh-CN")


def test_an_online_voice_that_never_answers_is_given_up_within_its_time() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        proxy = f"http://127.0.0.1:{silent.getsockname()[1]}"
        began = time.monotonic()
        with pytest.raises(EngineTooSlow):
            Google(limit_seconds=0.5, transport=lambda: httpx.HTTPTransport(proxy=proxy)).speak("法院。", "zh-CN")
    assert time.monotonic() - began < 3


class Answer(httpx.BaseTransport):
    def __init__(self, status: int, body: bytes) -> None:
        self._status, self._body = status, body

    def handle_request(self, request: httpx.Request) -> httpx.Response:  # noqa: ARG002  its answer is fixed
        return httpx.Response(self._status, content=self._body)


@pytest.mark.parametrize(
    ("status", "body"),
    [(403, b""), (500, b"x"), (200, b""), (200, b"<html>"), (200, b'jQ1olc","[\\"AAAA\\"]'), (302, b"")],
)
def test_an_answer_without_usable_audio_is_an_engine_error(status: int, body: bytes) -> None:
    with pytest.raises(EngineError, match="gtts"):
        Google(transport=lambda: Answer(status, body)).speak("法院。", "zh-CN")
