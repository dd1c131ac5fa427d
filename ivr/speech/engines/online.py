"""What every online voice has in common: how it fails, and the MP3 it answers with.

An online voice is off unless a court turns it on. It is sent a notice's text: the court's name and telephone number,
and nothing about a person.
"""

from typing import Final

import av

from ivr.speech.both import Both
from ivr.speech.codecs import ffmpeg
from ivr.speech.errors import EngineError, EngineTooSlow
from ivr.speech.sound import Sound

MOST_BYTES: Final = 4_000_000
"""Ten minutes of speech: whoever sends more is no voice."""
_REMEDY = Both(
    "请检查本机网络，或为该法院关闭在线语音。", "Check this machine's network, or take the court's online voice off."
)


def no_answer(engine: str, detail: object) -> EngineError:
    short = str(detail)[:200]
    return _failed(engine, Both(f"在线服务没有应答（{short}）", f"no answer from the online service ({short})"))


def no_audio(engine: str) -> EngineError:
    return _failed(engine, Both("在线服务没有返回音频", "the online service sent no audio"))


def too_slow(engine: str, seconds: float) -> EngineTooSlow:
    return EngineTooSlow(engine=engine, seconds=seconds, remedy=_REMEDY)


def decoded(mp3: bytes, engine: str) -> Sound:
    """Raises :class:`~ivr.speech.errors.EngineError` for what is no MP3."""
    try:
        return ffmpeg.decode(mp3, "mp3")
    except (av.FFmpegError, ValueError, IndexError) as fault:
        raise _failed(engine, Both(f"返回的音频无法解码（{fault}）", f"its audio cannot be read ({fault})")) from fault


def _failed(engine: str, reason: Both) -> EngineError:
    return EngineError(engine=engine, reason=reason, remedy=_REMEDY)
