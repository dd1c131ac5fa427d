"""What was heard, laid out in time, and how like a prompt it is."""

import wave
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ivr.carrier.packet import Packet
from ivr.kit import g711
from ivr.kit.g711 import RATE, Samples

DECODERS: Final = {0: g711.ulaw_decode, 8: g711.alaw_decode}
"""By static payload type (RFC 3551): PCMU and PCMA."""
SLIP: Final = 0.25
"""Seconds between the sender's clock and the arrival that are no more jitter."""
LASTING: Final = 1.0
"""Seconds that a lateness must last to be more than a stall."""
STALL: Final = 2.0
"""Seconds that the first packet may be late against those after it."""
FLOOR: Final = 1e-4
"""Power, as a part of the prompt's own, below which a stretch of what was heard counts as silence: -40 dB."""


@dataclass(frozen=True, slots=True, eq=False)
class Audio:
    """Sound with a place in time: 16-bit samples at 8 kHz, the first at ``start`` (seconds since the epoch)."""

    start: float
    samples: Samples

    @property
    def seconds(self) -> float:
        return len(self.samples) / RATE

    @property
    def end(self) -> float:
        return self.start + self.seconds

    def between(self, begin: float | None, end: float | None) -> "Audio":
        """The part from ``begin`` to ``end`` (wall clock); None leaves that side open."""
        first = 0 if begin is None else max(0, round((begin - self.start) * RATE))
        last = len(self.samples) if end is None else max(first, round((end - self.start) * RATE))
        return Audio(self.start + first / RATE, self.samples[first:last])

    def write_wav(self, path: Path) -> None:
        """A mono 16-bit WAV at 8 kHz."""
        with wave.open(str(path), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(RATE)
            file.writeframes(self.samples.astype("<i2").tobytes())


def lay_out(packets: Iterable[Packet]) -> Audio:
    """Packets on one time line, by the sender's clock, silent where nothing came; empty where there is no sound."""
    senders: dict[int, list[Packet]] = {}
    for packet in packets:
        if packet.payload_type in DECODERS and packet.payload:
            senders.setdefault(packet.ssrc, []).append(packet)
    placed = [place for sender in senders.values() for place in _places(sender)]
    if not placed:
        return Audio(0.0, np.zeros(0, np.int16))
    start = min(at for at, _ in placed)
    pieces = [(round((at - start) * RATE), DECODERS[p.payload_type](p.payload)) for at, p in placed]
    samples = np.zeros(max(first + len(piece) for first, piece in pieces), np.int16)
    for first, piece in pieces:
        samples[first : first + len(piece)] = piece
    return Audio(start, samples)


def _places(packets: list[Packet]) -> Iterable[tuple[float, Packet]]:
    """Each packet of one sender with the time it belongs to.

    A stall delays packets, and those after it catch up; a lateness that lasts is silence the sender did not count, or a
    new clock. A packet that comes too early can only be a new clock.
    """
    packets = sorted(packets, key=lambda packet: packet.at)
    arrived = np.array([packet.at for packet in packets])
    steps = [_signed(b.timestamp - a.timestamp) / RATE for a, b in pairwise(packets)]
    due = arrived[0] + np.concatenate([[0.0], np.cumsum(steps)])
    late = arrived - due
    soon = np.searchsorted(arrived, arrived + LASTING, "right")
    shift = float(late[: soon[0]][late[: soon[0]] > -STALL].min())
    for index, packet in enumerate(packets):
        lasting = float(late[index : soon[index]].min())
        if late[index] < shift - SLIP:
            shift = float(late[index])
        elif lasting > shift + SLIP:
            shift = lasting
        yield float(due[index]) + shift, packet


def _signed(difference: int) -> int:
    """The distance of two 32-bit timestamps, which wrap."""
    return (difference + 0x80000000) % 0x100000000 - 0x80000000


class Likeness(NamedTuple):
    """``peak`` 0..1; ``offset_s``: where in what was heard the prompt begins (negative: its beginning is missing)."""

    peak: float
    offset_s: float


def similarity(heard: Samples, prompt: Samples) -> Likeness:
    """The highest normalised cross-correlation of the whole prompt with any equally long stretch of what was heard.

    1 is the same waveform at any loudness. Measured with espeak-ng: another court's name of the same length in the same
    sentence and voice 0.33, another voice 0.04; 5 % of packets lost 0.97, 10 % 0.94; heard to the half 0.71.
    """
    if not len(heard) or not len(prompt):
        return Likeness(0.0, 0.0)
    width = len(prompt)
    sound = np.concatenate([np.zeros(width), heard.astype(np.float64), np.zeros(width)])
    want = prompt.astype(np.float64)
    products = _correlate(sound, want)
    energy = np.concatenate([[0.0], np.cumsum(sound**2)])
    window = energy[width:] - energy[:-width]
    own = float(np.sum(want**2)) or 1.0
    peaks = np.abs(products) / np.sqrt(np.maximum(window, FLOOR * own) * own)
    best = int(np.argmax(peaks))
    return Likeness(min(1.0, float(peaks[best])), (best - width) / RATE)


def _correlate(sound: NDArray[np.float64], want: NDArray[np.float64]) -> NDArray[np.float64]:
    """The inner product of ``want`` with each stretch of ``sound`` that it fits into, by FFT."""
    size = 1 << (len(sound) - 1).bit_length()
    spectrum = np.fft.rfft(sound, size) * np.conj(np.fft.rfft(want, size))
    products: NDArray[np.float64] = np.fft.irfft(spectrum, size)
    return products[: len(sound) - len(want) + 1]
