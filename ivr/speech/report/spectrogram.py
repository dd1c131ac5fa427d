"""A sound's spectrum over time, as a small PNG in greys."""

import io
from typing import Final

import numpy as np
from PIL import Image

from ivr.speech.sound import Sound

_WINDOW_S: Final = 0.02
_STEP_S: Final = 0.01
_RANGE_DB: Final = 60.0
"""Darker than that below the loudest is white."""


def spectrogram(sound: Sound, most_hz: float) -> bytes:
    """One column for each 10 ms, low frequencies at the bottom."""
    size, step = round(_WINDOW_S * sound.rate), round(_STEP_S * sound.rate)
    padded = np.pad(sound.samples.astype(np.float64), (0, size))
    frames = np.lib.stride_tricks.sliding_window_view(padded, size)[::step] * np.hanning(size)
    power = np.square(np.abs(np.fft.rfft(frames, n=4 * size, axis=1)))
    kept = power[:, : round(most_hz * 4 * size / sound.rate) + 1]
    decibel = 10 * np.log10(np.maximum(kept / kept.max(initial=1e-12), 1e-12))
    grey = np.clip(255 * -decibel / _RANGE_DB, 0, 255).astype(np.uint8)
    file = io.BytesIO()
    Image.fromarray(np.flipud(grey.T)).save(file, "PNG", optimize=True)
    return file.getvalue()
