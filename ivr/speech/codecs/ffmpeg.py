"""Codecs and containers through FFmpeg's libraries (PyAV), in memory; the same sound gives the same bytes."""

import io
from collections.abc import Mapping
from typing import Any

import av
import numpy as np
from av.codec.context import Flags

from ivr.speech.codecs import pcm
from ivr.speech.sound import Sound

_REPEATABLE = {"fflags": "+bitexact"}
"""Without it the muxers write a random serial number and the library's version."""


def encode(
    sound: Sound, codec: str, container: str, bit_rate: int | None = None, options: Mapping[str, str] | None = None
) -> bytes:
    """``sound`` as a file of ``container``."""
    buffer = io.BytesIO()
    with av.open(buffer, "w", format=container, options=_REPEATABLE) as output:
        stream: Any = output.add_stream(codec, rate=sound.rate, layout="mono", options=dict(options or {}))
        stream.codec_context.flags |= Flags.bitexact
        if bit_rate:
            stream.bit_rate = bit_rate
        output.mux([*stream.encode(_frame(sound)), *stream.encode(None)])
    return buffer.getvalue()


def decode(content: bytes, container: str | None = None, rate: int | None = None) -> Sound:
    """The first audio stream, mixed to one channel. ``None``: whatever container, its own rate.

    Raises ``av.FFmpegError`` for what is no such file, ValueError or IndexError for one without sound.
    """
    with av.open(io.BytesIO(content), "r", format=container) as source:
        resampler = av.AudioResampler(format="flt", layout="mono", rate=rate)
        frames = [out for frame in source.decode(audio=0) for out in resampler.resample(frame)]
        frames += resampler.resample(None)
    samples = np.concatenate([frame.to_ndarray().reshape(-1) for frame in frames])
    return Sound(samples.astype(np.float32), frames[0].sample_rate)


def _frame(sound: Sound) -> av.AudioFrame:
    frame = av.AudioFrame.from_ndarray(pcm.integers(sound.samples).reshape(1, -1), format="s16", layout="mono")
    frame.sample_rate = sound.rate
    return frame
