"""What whoever judges speech asks of a recogniser."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol


class Recogniser(Protocol):
    def heard(self, files: Sequence[tuple[Path, str]]) -> list[str]:
        """The words of each file of sound, told by its language (``zh-CN``, ``en``, …), in their order.

        Raises :class:`~ivr.speech.errors.NotHeard`.
        """
        ...

    def clear(self, pairs: Sequence[tuple[Path, Path]]) -> list[float]:
        """How clear each second file is beside the first, its original: STOI, 0 to 1.

        Both are WAV files of the same sampling rate. Raises :class:`~ivr.speech.errors.NotHeard`.
        """
        ...
