"""A notice drawn: its waveform, its spectrum, and its pitch with the shapes of the tones that are expected."""

import base64
import math
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from typing import Final

import numpy as np

from ivr.kit.svg import element, picture, text
from ivr.speech.report.pitch import STEP_S, Pitch
from ivr.speech.report.spectrogram import spectrogram
from ivr.speech.report.syllables import Placed
from ivr.speech.sound import Sound

WIDTH: Final = 1180.0
_LEFT: Final = 46.0
_PLOT: Final = WIDTH - _LEFT - 16
_WAVE, _SPECTRUM, _TONES = (30.0, 70.0), (112.0, 150.0), (288.0, 130.0)
"""Top and height of each lane."""
_ROWS: Final = 4
_ROW: Final = 13.0
"""Of syllables below their tones: as many as keep one from its neighbours, each so high."""
_BOTTOM: Final = 496.0
_MOST_HZ: Final = 4000.0
_JUMP: Final = math.log(1.25)
"""From one hundredth of a second to the next no voice moves so far."""
_SHAPES: Final = {"1": (5, 5), "2": (3, 5), "3": (2, 1, 4), "4": (5, 1)}
"""Chao's five levels; the neutral tone has no shape of its own."""


def draw(
    sound: Sound, voice: Pitch, syllables: Sequence[Placed], title: str, missed: Collection[int] = frozenset()
) -> str:
    """SVG text. ``sound`` is what is heard; ``voice``: its pitch every STEP_S, as ``pitch`` gives it.

    ``missed``: the places of the syllables that nobody heard as they were to be said, which are marked.
    """
    scale = _PLOT / max(sound.seconds, 0.1)
    body = [_wave(sound), _spectrum(sound), *_labels()]
    body += _times(sound.seconds, scale)
    body += _tones(syllables, scale, missed)
    body += [element("path", d=one, class_="blue-line", stroke_width=2) for one in _lines(voice, scale)]
    return picture(WIDTH, _BOTTOM, title, body, "notice")


def _wave(sound: Sound) -> str:
    top, height = _WAVE
    columns = round(_PLOT)
    edges = np.linspace(0, len(sound.samples), columns + 1).astype(int)
    pieces = [sound.samples[a : max(b, a + 1)] for a, b in pairwise(edges)]
    unit, middle = height / 2, top + height / 2
    upper = [(_LEFT + n, middle - float(one.max(initial=0)) * unit) for n, one in enumerate(pieces)]
    lower = [(_LEFT + n, middle - float(one.min(initial=0)) * unit) for n, one in enumerate(pieces)]
    path = "M" + " L".join(f"{x:.0f} {y:.1f}" for x, y in upper + lower[::-1]) + " Z"
    return element("path", d=path, class_="green")


def _spectrum(sound: Sound) -> str:
    top, height = _SPECTRUM
    address = "data:image/png;base64," + base64.b64encode(spectrogram(sound, _MOST_HZ)).decode()
    return element("image", href=address, x=_LEFT, y=top, width=_PLOT, height=height, preserveAspectRatio="none")


def _labels() -> Iterator[str]:
    top, height = _SPECTRUM
    for kilohertz in (0, 2, 4):
        y = top + height * (1 - kilohertz * 1000 / _MOST_HZ)
        yield text(_LEFT - 6, y + 5, f"{kilohertz} kHz" if kilohertz else "0", "small soft", "end")
    yield element("rect", x=_LEFT, y=_TONES[0], width=_PLOT, height=_TONES[1], class_="line-line")


def _times(seconds: float, scale: float) -> Iterator[str]:
    for second in range(int(seconds) + 1):
        x = _LEFT + second * scale
        yield element("line", x1=x, y1=_WAVE[0], x2=x, y2=_TONES[0] + _TONES[1], class_="line-line", opacity=0.5)
        yield text(x, _BOTTOM - 6, f"{second} s", "small soft", "middle")


def _tones(syllables: Sequence[Placed], scale: float, missed: Collection[int]) -> Iterator[str]:
    for n, one in enumerate(syllables):
        first, last = _LEFT + one.first * scale, _LEFT + one.last * scale
        y = _TONES[0] + _TONES[1] + _ROW * (1 + n % _ROWS)
        yield text((first + last) / 2, y, one.syllable, "small red" if n in missed else "small ink", "middle")
        shape = _SHAPES.get(one.syllable[-1:])
        if shape:
            xs = np.linspace(first, last, len(shape))
            path = "M" + " L".join(f"{x:.1f} {_level(float(level)):.1f}" for x, level in zip(xs, shape, strict=True))
            yield element("path", d=path, class_="amber-line", stroke_width=5, opacity=0.45)


def _lines(voice: Pitch, scale: float) -> Iterator[str]:
    """The voiced stretches, on the speaker's own range: the lowest twentieth is level 1, the highest is 5."""
    heard = voice[~np.isnan(voice)]
    if len(heard) < 2:
        return
    low, high = (math.log(float(np.percentile(heard, share))) for share in (5, 95))
    points: list[str] = []
    before = float("nan")
    for n, hertz in enumerate([*voice, float("nan")]):
        if math.isnan(hertz) or (points and abs(math.log(hertz / before)) > _JUMP):
            if len(points) > 1:
                yield "M" + " L".join(points)
            points = []
        before = hertz
        if math.isnan(hertz):
            continue
        level = 1 + 4 * (math.log(hertz) - low) / max(high - low, 0.05)
        points.append(f"{_LEFT + (n * STEP_S + 0.02) * scale:.1f} {_level(min(max(level, 0.6), 5.4)):.1f}")


def _level(level: float) -> float:
    """The height of one of five levels in its lane."""
    top, height = _TONES
    return top + height * (1 - (level - 0.5) / 5)
