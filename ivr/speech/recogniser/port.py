"""What whoever judges speech asks of a recogniser."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol


@dataclass(frozen=True)
class Clearness:
    """``stoi``: 0 to 1. ``pesq``: -0.5 to 4.5 (narrow band, ITU-T P.862), None where it is not set up."""

    stoi: float
    pesq: float | None = None


class Recogniser(Protocol):
    def heard(self, files: Sequence[tuple[Path, str]]) -> list[tuple[str, ...]]:
        """The words of each file of sound, told by its language (``zh-CN``, ``en``, …), in their order.

        A text from each that listened: two makes in Mandarin, else one. Raises :class:`~ivr.speech.errors.NotHeard`.
        """
        ...

    def clear(self, pairs: Sequence[tuple[Path, Path]]) -> list[Clearness]:
        """How clear each second file is beside the first, its original.

        Both are WAV files of the same sampling rate, 8 kHz for PESQ. Raises :class:`~ivr.speech.errors.NotHeard`.
        """
        ...
