"""Reads a recording that somebody handed in, and refuses what cannot become a notice, with what to do.

What a file is, its content says, never its name. Two channels are mixed and any rate from 8 kHz is taken: the master is
made anew from it. All limits were tried against the files in ``tests/unit/speech/test_upload.py``.
"""

import io
from typing import Any

import av
import numpy as np
from numpy.typing import NDArray

from ivr.speech.both import Both
from ivr.speech.errors import BadRecording, SilentSound
from ivr.speech.mastering.level import active_speech_level
from ivr.speech.sound import Samples, Sound

MOST_BYTES = 20_000_000
_FORMATS = {"wav", "flac", "mp3", "ogg"}
_SHORTEST_SECONDS, _LONGEST_SECONDS = 2.0, 30.0
"""With its silences; a notice itself lasts 20 s at the most."""
_LOWEST_RATE = 8000
_MOST_OFFSET = 0.03
_CLIPPED = 0.999
_MOST_CLIPPED_RUNS = 10
_LEVELS_DBOV = (-50.0, -9.0)
_LEAST_ABOVE_NOISE_DB = 25.0
_SPOKEN_ABOVE_NOISE_DB = 12.0
_FRAME_SECONDS = 0.02

_SAVE = Both("请以 WAV、FLAC、MP3 或 Opus 重新导出后上传。", "Export it again as WAV, FLAC, MP3 or Opus.")
_RECORD = Both("请重新录制后上传。", "Record it again.")


def read(content: bytes, field: str = "recording") -> Sound:
    """The recording as one channel at its own rate, from its first word to its last.

    Raises :class:`~ivr.speech.errors.BadRecording`.
    """
    if not content:
        raise _bad(field, Both("文件为空", "the file is empty"), _SAVE)
    if len(content) > MOST_BYTES:
        raise _bad(field, Both("文件超过 20 MB", "the file has more than 20 MB"), _SAVE)
    sound = _decoded(content, field)
    _check_length(sound, field)
    _check_sound(sound, field)
    return _trimmed(sound)


def _decoded(content: bytes, field: str) -> Sound:
    try:
        with av.open(io.BytesIO(content), "r") as source:
            if not _FORMATS & set(source.format.name.split(",")) or not source.streams.audio:
                raise _bad(field, Both("不是所支持的录音格式", "it is no recording in a format that is read"), _SAVE)
            said = source.duration / av.time_base if source.duration else None
            sound = _mixed(source, field)
    except (av.FFmpegError, ValueError, IndexError) as fault:
        raise _bad(field, Both("无法解码", "it cannot be decoded"), _SAVE) from fault
    if _cut_short(content) or (said is not None and sound.seconds < 0.97 * said - 0.2):
        raise _bad(field, Both("文件不完整", "the file is cut short"), _SAVE)
    return sound


def _mixed(source: Any, field: str) -> Sound:
    resampler = av.AudioResampler(format="flt", layout="mono")
    parts: list[Samples] = []
    rate, count = source.streams.audio[0].rate, 0
    for frame in source.decode(audio=0):
        for out in resampler.resample(frame):
            parts.append(out.to_ndarray().reshape(-1).astype(np.float32))
            rate, count = out.sample_rate, count + len(parts[-1])
        if count > _LONGEST_SECONDS * rate:  # the rest is not even decoded
            raise _too_long(field)
    return Sound(np.concatenate(parts), rate)


def _cut_short(content: bytes) -> bool:
    """A WAV file says how long it is; programs that cannot know leave zero or all ones there."""
    size = int.from_bytes(content[4:8], "little")
    return content[:4] == b"RIFF" and size not in {0, 0xFFFFFFFF} and size + 8 > len(content) + 1


def _check_length(sound: Sound, field: str) -> None:
    if sound.seconds > _LONGEST_SECONDS:
        raise _too_long(field)
    if sound.seconds < _SHORTEST_SECONDS:
        reason = Both(f"只有 {sound.seconds:.1f} 秒", f"it has only {sound.seconds:.1f} s")
        raise _bad(field, reason, _RECORD)
    if sound.rate < _LOWEST_RATE:
        reason = Both(f"采样率只有 {sound.rate} Hz", f"its rate is only {sound.rate} Hz")
        raise _bad(field, reason, Both("请以 8 kHz 以上的采样率录制。", "Record it at 8 kHz or more."))


def _check_sound(sound: Sound, field: str) -> None:
    if _clipped_runs(sound.samples) > _MOST_CLIPPED_RUNS:
        raise _bad(field, Both("录音削波失真", "it is clipped"), Both("请调低录音音量后重录。", "Record it less loud."))
    offset = abs(float(np.mean(sound.samples, dtype=np.float64)))
    if offset > _MOST_OFFSET:
        reason = Both(f"含直流分量（{offset:.0%}）", f"it has a direct-current part ({offset:.0%})")
        raise _bad(
            field, reason, Both("请检查录音设备或声卡后重录。", "Check the recorder or its sound card, record again.")
        )
    level = _level(sound, field)
    if not _LEVELS_DBOV[0] <= level <= _LEVELS_DBOV[1]:
        reason = Both(f"音量为 {level:.0f} dBov", f"its level is {level:.0f} dBov")
        remedy = Both("请以 -50 至 -9 dBov（以 -26 为宜）重录。", "Record it between -50 and -9 dBov; -26 is best.")
        raise _bad(field, reason, remedy)
    above = level - _noise_dbov(_frames_dbov(sound))
    if above < _LEAST_ABOVE_NOISE_DB:
        reason = Both(f"语音只比背景噪声高 {above:.0f} dB", f"its speech is only {above:.0f} dB above the noise")
        raise _bad(field, reason, Both("请在安静处靠近话筒重录。", "Record it in a quiet room, near the microphone."))


def _level(sound: Sound, field: str) -> float:
    try:
        return active_speech_level(sound.samples, sound.rate)
    except SilentSound as fault:
        raise _bad(field, Both("录音没有声音", "it is silent"), _RECORD) from fault


def _clipped_runs(samples: Samples) -> int:
    """How often three samples in a row stand at the end of the range."""
    full = np.abs(samples) >= _CLIPPED
    triples = full[:-2] & full[1:-1] & full[2:]
    return int(np.count_nonzero(triples & ~np.concatenate([[False], triples[:-1]])))


def _frames_dbov(sound: Sound) -> NDArray[np.float64]:
    """The level of each 20 ms."""
    size = round(_FRAME_SECONDS * sound.rate)
    whole = sound.samples[: len(sound.samples) // size * size].astype(np.float64).reshape(-1, size)
    levels: NDArray[np.float64] = 10 * np.log10(np.maximum(np.mean(np.square(whole), axis=1), 1e-12))
    return levels


def _noise_dbov(frames: NDArray[np.float64]) -> float:
    """The level of the quietest twentieth of the frames: every speaker pauses that long."""
    return float(np.mean(np.sort(frames)[: max(len(frames) // 20, 1)]))


def _trimmed(sound: Sound) -> Sound:
    """Without what came before the first and after the last word; a room's noise is not yet speech."""
    frames = _frames_dbov(sound)
    spoken = np.flatnonzero(frames > _noise_dbov(frames) + _SPOKEN_ABOVE_NOISE_DB)
    size = round(_FRAME_SECONDS * sound.rate)
    return Sound(sound.samples[max(spoken[0] - 2, 0) * size : (spoken[-1] + 3) * size], sound.rate)


def _too_long(field: str) -> BadRecording:
    limit = f"{_LONGEST_SECONDS:g}"
    remedy = Both("请剪到 20 秒以内。", "Cut it to 20 s.")
    return _bad(field, Both(f"超过 {limit} 秒", f"it is longer than {limit} s"), remedy)


def _bad(field: str, reason: Both, remedy: Both) -> BadRecording:
    return BadRecording(field=field, reason=reason, remedy=remedy)
