"""The wideband master: 24 kHz, 16 bit, mono, in a WAV file."""

import io
import wave

import numpy as np

from ivr.speech.codecs import pcm
from ivr.speech.sound import Sound

RATE = 24_000


def encode(sound: Sound) -> bytes:
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(sound.rate)
        file.writeframes(pcm.integers(sound.samples).astype("<i2").tobytes())
    return buffer.getvalue()


def decode(content: bytes) -> Sound:
    with wave.open(io.BytesIO(content)) as file:
        frames = file.readframes(file.getnframes())
        return Sound(pcm.floats(np.frombuffer(frames, dtype="<i2").astype(np.int16)), file.getframerate())
