"""The tone of a telephone set: what its microphone makes of a voice on the way to the line.

Every voice on the telephone comes with it, and consonants are told apart by it. Of 40 notices, which no figure in the
README was taken from, a recogniser took 11.6 % of one voice's syllables for others behind A-law (tones counted) and
14.4 % of another's; with it 10.7 and 12.8 %. What it alone does to the sixty notices of the README was not measured.
"""

from functools import cache

import numpy as np

from ivr.speech.sound import Sound

RESPONSE_DB = (
    *((315, -7.1), (400, -4.7), (500, -3.2), (630, -2.4), (800, -1.2), (1000, 0.0)),
    *((1250, 1.4), (1600, 3.1), (2000, 4.0), (2500, 5.5), (3150, 5.5)),
)
"""Hz, and dB against 1 kHz: the sending side of ITU-T P.48's intermediate reference system, within the band."""

_TAPS = 129
_GRID = 4096


def sent(sound: Sound) -> Sound:
    """``sound``, of 8 kHz, as a telephone set would send it. Linear phase; as long as before."""
    samples = np.convolve(sound.samples.astype(np.float64), _kernel(sound.rate), mode="same")
    return Sound(samples.astype(np.float32), sound.rate)


@cache
def _kernel(rate: int) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """By frequency sampling; outside the table its first and last values hold."""
    hz, db = zip(*RESPONSE_DB, strict=True)
    wanted = 10 ** (np.interp(np.linspace(0, rate / 2, _GRID // 2 + 1), hz, db) / 20)
    middle = np.roll(np.fft.irfft(wanted), _TAPS // 2)[:_TAPS]
    kernel: np.ndarray[tuple[int], np.dtype[np.float64]] = middle * np.hamming(_TAPS)
    return kernel
