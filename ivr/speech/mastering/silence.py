"""The silences of a notice."""

from collections.abc import Sequence

import numpy as np

from ivr.speech.errors import SilentSound
from ivr.speech.sound import Samples, Sound

LEAD_SECONDS = 0.4
"""The switch opens its media path in this time; without it the first syllable is lost."""
BETWEEN_SECONDS = 0.5
TAIL_SECONDS = 0.2

_FLOOR = 10 ** (-45 / 20)
_MARGIN_SECONDS = 0.02


def trimmed(sound: Sound) -> Sound:
    """``sound`` without the silence at its ends (45 dB below its loudest sample), its new ends faded in 20 ms."""
    loud = np.abs(sound.samples)
    peak = float(loud.max(initial=0))
    if peak <= 0:
        raise SilentSound
    heard = np.flatnonzero(loud >= peak * _FLOOR)
    margin = round(_MARGIN_SECONDS * sound.rate)
    samples = sound.samples[max(heard[0] - margin, 0) : heard[-1] + margin + 1].copy()
    ramp = np.linspace(0, 1, min(margin, len(samples)), dtype=np.float32)
    samples[: len(ramp)] *= ramp
    samples[len(samples) - len(ramp) :] *= ramp[::-1]
    return Sound(samples, sound.rate)


def joined(sentences: Sequence[Sound]) -> Sound:
    """The sentences one after another, with a notice's silences. All must have one rate."""
    rate = sentences[0].rate
    parts: list[Samples] = [_silence(LEAD_SECONDS, rate)]
    for sentence in sentences:
        parts += [sentence.samples, _silence(BETWEEN_SECONDS, rate)]
    parts[-1] = _silence(TAIL_SECONDS, rate)
    return Sound(np.concatenate(parts), rate)


def _silence(seconds: float, rate: int) -> Samples:
    return np.zeros(round(seconds * rate), dtype=np.float32)
