"""What makes Kokoro speak in one voice or another: its style vectors, of one voice or of several mixed.

They are points of one space, so a mixture is a voice of its own. Mixing wears off what is peculiar to a speaker: of 48
notices, which no figure in the README was taken from, Whisper took 15.2 % of zm_yunjian's syllables for others
behind A-law (tones counted), 17.6 % of zf_xiaobei's (of 24 only), and 9.2 % of the two mixed 6 to 4.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ivr.speech.engines import pinned
from ivr.speech.install import pins
from ivr.speech.install.install import voice_path

ROWS = 510
"""A vector for each length of a sentence, in symbols."""
_WIDTH = 256


@dataclass(frozen=True)
class Voice:
    """The weights of named voices, such as 6 and 4; ``speed`` beside the one that the model would choose itself."""

    weights: Mapping[str, int]
    speed: float = 1.0

    @property
    def name(self) -> str:
        """``af_heart``, or ``zm_yunjian(6)+zf_xiaobei(4)``, as other players of this model write a mixture.

        Behind it a speed that is another one, such as ``af_heart*1.1``.
        """
        parts = [f"{name}({weight})" for name, weight in self.weights.items()]
        mixed = "+".join(parts) if len(parts) > 1 else next(iter(self.weights))
        return mixed if self.speed == 1 else f"{mixed}*{self.speed:g}"


def there(folder: Path, voice: Voice) -> None:
    """Raises :class:`~ivr.speech.errors.EngineMissing` for the first voice that is not in ``folder``."""
    for name in voice.weights:
        pinned.there(voice_path(folder, name))


def style(folder: Path, voice: Voice) -> NDArray[np.float32]:
    """ROWS x 1 x 256. Raises :class:`~ivr.speech.errors.EngineMissing` for a file that is not the pinned one."""
    whole = sum(voice.weights.values())
    mixed = np.zeros((ROWS, 1, _WIDTH))
    for name, weight in voice.weights.items():
        mixed += weight / whole * _vectors(folder, name)
    return mixed.astype(np.float32)


def _vectors(folder: Path, name: str) -> NDArray[np.float32]:
    path = voice_path(folder, name)
    pinned.unaltered(path, pins.VOICES[name])
    return np.fromfile(path, dtype="<f4").reshape(ROWS, 1, _WIDTH)
