"""A recording that the court hands in: taken in every usual format, or refused with the field and what to do."""

import io
import time
from collections.abc import Callable
from pathlib import Path

import av
import numpy as np
import pytest

from ivr.speech import upload
from ivr.speech.chain import Chain
from ivr.speech.codecs import ffmpeg, wav
from ivr.speech.engines.recording import Recording
from ivr.speech.errors import BadRecording, NobodySpoke
from ivr.speech.library import PromptLibrary
from ivr.speech.sound import Samples, Sound
from ivr.speech.wording import Wording
from tests.unit.speech.voices import Hum

RATE = 24_000
SPEECH = Hum().speak("字" * 60, "zh-CN").samples * np.float32(0.5)
PAUSED = np.concatenate([SPEECH, np.zeros(RATE // 2, np.float32)])
QUIET_NOISE = np.random.default_rng(1).normal(0, 0.0005, len(PAUSED)).astype(np.float32)
GOOD = PAUSED + QUIET_NOISE


def file(samples: Samples, rate: int = RATE) -> bytes:
    return wav.encode(Sound(samples.astype(np.float32), rate))


def stereo_at_96_khz() -> bytes:
    wide = np.repeat(np.clip(GOOD * 32767, -32768, 32767).astype(np.int16), 4)
    both = np.stack([wide, wide]).T.reshape(1, -1)
    buffer = io.BytesIO()
    with av.open(buffer, "w", format="wav") as output:
        stream = output.add_stream("pcm_s16le", rate=96_000, layout="stereo")
        frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(both), format="s16", layout="stereo")
        frame.sample_rate = 96_000
        output.mux([*stream.encode(frame), *stream.encode(None)])
    return buffer.getvalue()


TAKEN: dict[str, Callable[[], bytes]] = {
    "wav": lambda: file(GOOD),
    "flac": lambda: ffmpeg.encode(Sound(GOOD, RATE), "flac", "flac"),
    "mp3": lambda: ffmpeg.encode(Sound(GOOD, RATE), "libmp3lame", "mp3"),
    "opus": lambda: ffmpeg.encode(Sound(GOOD, RATE), "libopus", "ogg"),
    "stereo at 96 kHz": stereo_at_96_khz,
    "telephone rate": lambda: file(GOOD[::3], 8000),
}
REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "no bytes": (lambda: b"", "empty"),
    "a picture under another name": (lambda: b"\x89PNG\r\n\x1a\n" + b"0" * 5000, "decoded|format"),
    "text": (lambda: b"RIFF or not, this is text.\n" * 200, "decoded|format"),
    "cut-short wav": (lambda: file(GOOD)[:-40_000], "cut short"),
    "cut-short flac": (lambda: ffmpeg.encode(Sound(GOOD, RATE), "flac", "flac")[:-60_000], "cut short|decoded"),
    "more than six minutes": (lambda: file(np.tile(GOOD, 62), RATE), "longer than 30 s|20 MB"),
    "half a minute and more": (lambda: file(np.tile(GOOD, 6)), "longer than 30 s"),
    "one second": (lambda: file(GOOD[:RATE]), "only 1.0 s"),
    "direct current": (lambda: file(GOOD + 0.1), "direct-current"),
    "clipped": (lambda: file(np.clip(GOOD * 12, -1, 1)), "clipped"),
    "silent": (lambda: file(np.zeros(3 * RATE, np.float32)), "silent"),
    "faint": (lambda: file(PAUSED * np.float32(0.002)), "level"),
    "noisy": (lambda: file(PAUSED + 40 * QUIET_NOISE), "above the noise"),
}


@pytest.mark.parametrize("name", sorted(TAKEN))
def test_every_usual_format_is_taken(name: str) -> None:
    sound = upload.read(TAKEN[name]())
    assert sound.seconds == pytest.approx(len(SPEECH) / RATE, abs=0.2)
    assert np.abs(sound.samples).max() > 0.1


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_what_cannot_be_a_notice_is_refused_with_the_field_and_what_to_do(name: str) -> None:
    make, reason = REFUSED[name]
    began = time.monotonic()
    with pytest.raises(BadRecording, match=reason) as refused:
        upload.read(make())
    assert refused.value.field == "recording"
    assert refused.value.text("zh-CN").startswith("recording：录音不可用：")
    assert "录" in refused.value.text("zh-CN") or "导出" in refused.value.text("zh-CN")
    assert time.monotonic() - began < 20


def test_a_recording_becomes_a_notice_at_the_level_of_all_others(tmp_path: Path) -> None:
    library = PromptLibrary(tmp_path)
    prompt = library.build(Wording("甲", "zh-CN", "甲法院提醒您。再见。"), Chain([Recording(file(GOOD), "zh-CN")]))
    assert (prompt.engine, prompt.voice) == ("recording", "human")
    assert prompt.seconds == pytest.approx(0.4 + 6.0 + 0.2, abs=0.15)
    library.verify(prompt.key)


def test_a_recording_in_another_language_never_speaks(tmp_path: Path) -> None:
    with pytest.raises(NobodySpoke, match="no voice for the language en"):
        PromptLibrary(tmp_path).build(Wording("A", "en", "A court."), Chain([Recording(file(GOOD), "zh-CN")]))
