"""Measures one file of a notice as it is heard, and says what is out of bounds."""

from dataclasses import dataclass

import numpy as np

from ivr.domain.prompt import MOST_SECONDS
from ivr.speech.both import Both
from ivr.speech.codecs import CODECS
from ivr.speech.errors import SilentSound
from ivr.speech.mastering.level import active_speech_level
from ivr.speech.mastering.loudness import BOUND_DB, PEAK_LIMIT_DBOV, TARGET_DBOV, true_peak
from ivr.speech.sound import Sound

_LEAD_SECONDS, _TAIL_SECONDS = (0.3, 0.5), (0.1, 0.35)
"""Shorter, and the switch swallows the first syllable; longer, and callers wait for nothing."""
_SILENT_DBOV = -61.0
"""35 dB below speech."""
_FRAME_SECONDS = 0.01
_TELEPHONE_HZ = 200.0
_LEAST_BELOW_DB = 25.0


@dataclass(frozen=True)
class Measured:
    """One file of a prompt. Levels in dBov, times in seconds; ``low_db``: what lies below 200 Hz, against all of it."""

    codec: str
    seconds: float
    dbov: float
    peak: float
    lead: float
    tail: float
    low_db: float


def measure(codec: str, sound: Sound, dbov: float | None = None, peak: float | None = None) -> Measured:
    """``dbov`` and ``peak``: where they are known. Raises :class:`~ivr.speech.errors.SilentSound`."""
    lead, tail = _silences(sound)
    level = active_speech_level(sound.samples, sound.rate) if dbov is None else dbov
    return Measured(
        codec=codec,
        seconds=round(sound.seconds, 3),
        dbov=round(level, 2),
        peak=round(true_peak(sound) if peak is None else peak, 1),
        lead=round(lead, 2),
        tail=round(tail, 2),
        low_db=round(_low_db(sound), 1),
    )


def faults(one: Measured) -> list[Both]:
    """What is out of bounds in one file."""
    found = []

    def bound(holds: bool, zh: str, en: str) -> None:
        if not holds:
            found.append(Both(f"{one.codec}：{zh}", f"{one.codec}: {en}"))

    bound(abs(one.dbov - TARGET_DBOV) <= BOUND_DB, f"音量 {one.dbov} dBov", f"its level is {one.dbov} dBov")
    bound(one.peak <= PEAK_LIMIT_DBOV, f"峰值 {one.peak} dBov", f"its peak is {one.peak} dBov")
    bound(one.seconds <= MOST_SECONDS + 0.05, f"长 {one.seconds} 秒", f"it lasts {one.seconds} s")
    bound(_within(one.lead, _LEAD_SECONDS), f"开头静默 {one.lead} 秒", f"it begins with {one.lead} s of silence")
    bound(_within(one.tail, _TAIL_SECONDS), f"结尾静默 {one.tail} 秒", f"it ends with {one.tail} s of silence")
    narrow = CODECS[one.codec].rate == 8000
    low = f"{one.low_db} dB"
    bound(not narrow or one.low_db <= -_LEAST_BELOW_DB, f"200 Hz 以下为 {low}", f"below 200 Hz there is {low}")
    return found


def _within(value: float, bounds: tuple[float, float]) -> bool:
    return bounds[0] <= value <= bounds[1]


def _silences(sound: Sound) -> tuple[float, float]:
    size = round(_FRAME_SECONDS * sound.rate)
    frames = sound.samples[: len(sound.samples) // size * size].astype(np.float64).reshape(-1, size)
    loud = np.flatnonzero(np.mean(np.square(frames), axis=1) > 10 ** (_SILENT_DBOV / 10))
    if not len(loud):
        raise SilentSound
    return float(loud[0]) * _FRAME_SECONDS, sound.seconds - float(loud[-1] + 1) * _FRAME_SECONDS


def _low_db(sound: Sound) -> float:
    size = 1 << (len(sound.samples) - 1).bit_length()  # as it is, a length may be prime, and its transform slow
    power = np.square(np.abs(np.fft.rfft(sound.samples.astype(np.float64), size)))
    edge = round(_TELEPHONE_HZ * size / sound.rate)
    return 10 * float(np.log10(max(float(power[:edge].sum()), 1e-12) / float(power.sum())))
