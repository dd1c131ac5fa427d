"""edge-tts, an online voice: off unless a court chooses it, because it sends the notice's text to Microsoft.

The library passes for Microsoft's own browser, and the service changes what it asks of one without notice: then it is
refused, and the next voice speaks. Nobody has promised it to a court.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from typing import TYPE_CHECKING, Any

from ivr.kit import farewell
from ivr.speech import readings
from ivr.speech.engines import online, voices
from ivr.speech.normalise import spoken
from ivr.speech.sound import Sound

if TYPE_CHECKING:
    import aiohttp

VOICES = {
    "zh-CN": "zh-CN-YunyangNeural",
    "zh-TW": "zh-TW-HsiaoChenNeural",
    "yue": "zh-HK-HiuGaaiNeural",
    "en": "en-US-AriaNeural",
    "ko": "ko-KR-SunHiNeural",
}

Connector = Callable[[], "aiohttp.BaseConnector | None"]
"""Makes the way to the network for one sentence; None is the machine's own, with its proxy settings."""


class Edge:
    """Speaks through the service behind Microsoft Edge's "read aloud". ``limit_seconds`` bounds a whole sentence."""

    name = "edge-tts"
    whole = False

    def __init__(self, limit_seconds: float = 20, connector: Connector = lambda: None) -> None:
        self._limit_seconds, self._connector = limit_seconds, connector

    def voice(self, language: str) -> str:
        return voices.named(VOICES, self.name, language)

    def version(self, language: str) -> str:
        return self.voice(language)

    def speak(self, sentence: str, language: str) -> Sound:
        voice, text = self.voice(language), readings.plain(spoken(sentence, language))
        return online.decoded(farewell.run(self._said(text, voice)), self.name)

    async def _said(self, text: str, voice: str) -> bytes:
        from aiohttp import ClientError  # noqa: PLC0415  only where the online voice is used
        from edge_tts import Communicate  # noqa: PLC0415
        from edge_tts.exceptions import EdgeTTSException, NoAudioReceived  # noqa: PLC0415

        try:
            async with asyncio.timeout(self._limit_seconds):
                return await self._joined(Communicate(text, voice, connector=self._connector()).stream())
        except TimeoutError as fault:
            raise online.too_slow(self.name, self._limit_seconds) from fault
        except NoAudioReceived as fault:
            raise online.no_audio(self.name) from fault
        except (ClientError, EdgeTTSException, OSError, ValueError, LookupError, RuntimeError) as fault:
            raise online.no_answer(self.name, fault) from fault

    async def _joined(self, parts: AsyncIterator[Mapping[str, Any]]) -> bytes:
        mp3 = b""
        async for part in parts:
            mp3 += part.get("data", b"")
            if len(mp3) > online.MOST_BYTES:
                raise online.too_slow(self.name, self._limit_seconds)
        return mp3
