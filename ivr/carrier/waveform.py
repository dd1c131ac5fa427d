"""A prompt and what was heard of it, one above the other on one time axis."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np

from ivr.kit.g711 import RATE, Samples
from ivr.kit.svg import element, picture, text

WIDTH: Final = 900.0
LEFT: Final = 24.0
PLOT: Final = WIDTH - 2 * LEFT
TRACK: Final = 104.0
FIRST: Final = 96.0
GAP: Final = 40.0
STEPS: Final = (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 30, 60)


@dataclass(frozen=True, slots=True)
class Words:
    """The picture's words, in the reader's language. ``note`` stands at the right of the title: ``likeness 0.998``."""

    title: str
    prompt: str = "Prompt"
    heard: str = "Heard"
    note: str = ""
    seconds: str = "s"


@dataclass(frozen=True, slots=True)
class Mark:
    """A moment of what was heard, in seconds from its beginning: ``answered``."""

    at: float
    label: str


def waveform(prompt: Samples, heard: Samples, offset_s: float, words: Words, marks: Sequence[Mark] = ()) -> str:
    """SVG text; ``offset_s`` is where in ``heard`` the prompt begins, as ``similarity`` found it."""
    begin = min(0.0, offset_s)
    end = max(len(heard) / RATE, offset_s + len(prompt) / RATE, 0.1)
    scale = PLOT / (end - begin)
    second = FIRST + TRACK + GAP
    bottom = second + TRACK
    body = [text(LEFT, 38, words.title, "title ink"), text(WIDTH - LEFT, 38, words.note, "head ink", "end")]
    body += [_shade(LEFT + (offset_s - begin) * scale, top, len(prompt) / RATE * scale) for top in (FIRST, second)]
    body += [*_label(FIRST, words.prompt), *_label(second, words.heard)]
    body += [_sound(prompt, LEFT + (offset_s - begin) * scale, FIRST, scale, "blue")]
    body += [_sound(heard, LEFT - begin * scale, second, scale, "green")]
    body += _axis(begin, end, scale, bottom + 8, words.seconds)
    for mark in marks:
        body += _mark(LEFT + (mark.at - begin) * scale, second, bottom, mark.label)
    return picture(WIDTH, bottom + 52, words.title, body, "waveform")


def _shade(x: float, top: float, width: float) -> str:
    """Where the prompt lies, on either track."""
    return element("rect", x=x, y=top, width=width, height=TRACK, rx=4, class_="blue", opacity=0.08)


def _label(top: float, words: str) -> list[str]:
    middle = top + TRACK / 2
    line = element("line", x1=LEFT, y1=middle, x2=WIDTH - LEFT, y2=middle, class_="line-line")
    return [text(LEFT, top - 14, words, "head ink"), line]


def _sound(samples: Samples, x: float, top: float, scale: float, colour: str) -> str:
    return element("path", d=_outline(samples, x, top + TRACK / 2, scale), class_=colour)


def _outline(samples: Samples, x: float, middle: float, scale: float) -> str:
    """The highest and lowest sample of each pixel column, as one closed shape; each track fills its own height."""
    columns = max(1, round(len(samples) / RATE * scale))
    edges = np.linspace(0, len(samples), columns + 1).astype(int)
    pieces = [samples[a : max(b, a + 1)].astype(int) for a, b in pairwise(edges)]
    loudest = max((int(np.abs(piece).max(initial=0)) for piece in pieces), default=0) or 1
    unit = TRACK / 2 / loudest
    upper = [(x + i, middle - max(piece.max(initial=0) * unit, 0.4)) for i, piece in enumerate(pieces)]
    lower = [(x + i, middle - min(piece.min(initial=0) * unit, -0.4)) for i, piece in enumerate(pieces)]
    return "M" + " L".join(f"{px:.0f} {py:.1f}" for px, py in upper + lower[::-1]) + " Z"


def _axis(begin: float, end: float, scale: float, y: float, seconds: str) -> Iterable[str]:
    step = next((step for step in STEPS if (end - begin) / step <= 12), STEPS[-1])
    yield element("line", x1=LEFT, y1=y, x2=WIDTH - LEFT, y2=y, class_="line-line")
    for index in range(int(np.ceil(begin / step - 1e-9)), int(end / step + 1e-9) + 1):
        x = LEFT + (index * step - begin) * scale
        yield element("line", x1=x, y1=y, x2=x, y2=y + 5, class_="soft-line")
        if x < WIDTH - LEFT - 14:
            yield text(x, y + 22, f"{index * step:g}", "small soft", "middle" if x > LEFT + 8 else "start")
    yield text(WIDTH - LEFT, y + 22, seconds, "small soft", "end")


def _mark(x: float, top: float, bottom: float, label: str) -> list[str]:
    near_edge = x > WIDTH - 140
    line = element(
        "line", x1=x, y1=top - 8, x2=x, y2=bottom, class_="amber-line", stroke_width=1.5, stroke_dasharray="4 3"
    )
    return [line, text(x - 6 if near_edge else x + 6, top - 14, label, "small amber", "end" if near_edge else "start")]
