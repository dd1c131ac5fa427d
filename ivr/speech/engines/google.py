"""gTTS, an online voice: off unless a court chooses it, because it sends the notice's text to Google.

The text holds the court's name and telephone number, and nothing about a person.
"""

import base64
import re
from collections.abc import Callable
from typing import Any

import httpx

from ivr.kit.clock import Clock, SystemClock
from ivr.speech import readings
from ivr.speech.engines import online, voices
from ivr.speech.normalise import spoken
from ivr.speech.sound import Sound

VOICES = {"zh-CN": "zh-CN", "zh-TW": "zh-TW", "yue": "yue", "en": "en"}

_AUDIO = re.compile(rb'jQ1olc","\[\\"([A-Za-z0-9+/=]*)\\"')

Transport = Callable[[], httpx.BaseTransport | None]
"""Makes the way to the network for one request; None is the machine's own, with its proxy settings."""


class Google:
    """Speaks through Google Translate. ``limit_seconds`` bounds a whole sentence."""

    name = "gtts"
    whole = False

    def __init__(
        self, limit_seconds: float = 20, transport: Transport = lambda: None, clock: Clock | None = None
    ) -> None:
        self._limit_seconds, self._transport = limit_seconds, transport
        self._clock = clock or SystemClock()

    def voice(self, language: str) -> str:
        return voices.named(VOICES, self.name, language)

    def version(self, language: str) -> str:
        return self.voice(language)

    def speak(self, sentence: str, language: str) -> Sound:
        text = readings.plain(spoken(sentence, language))
        deadline = self._clock.monotonic() + self._limit_seconds
        answers = [self._answer(request, deadline) for request in _requests(text, self.voice(language))]
        return online.decoded(b"".join(map(self._audio, answers)), self.name)

    def _answer(self, request: Any, deadline: float) -> bytes:
        """Sent here, not by gTTS, which verifies no certificate: whoever sits on the line could speak as the court."""
        left = max(deadline - self._clock.monotonic(), 0.1)
        try:
            with (
                httpx.Client(transport=self._transport(), timeout=left) as client,
                client.stream("POST", request.url, content=request.body, headers=dict(request.headers)) as response,
            ):
                response.raise_for_status()
                return self._body(response, deadline)
        except httpx.TimeoutException as fault:
            raise online.too_slow(self.name, self._limit_seconds) from fault
        except httpx.HTTPError as fault:
            raise online.no_answer(self.name, fault) from fault

    def _body(self, response: httpx.Response, deadline: float) -> bytes:
        body = b""
        for chunk in response.iter_bytes():
            body += chunk
            if self._clock.monotonic() > deadline or len(body) > online.MOST_BYTES:
                raise online.too_slow(self.name, self._limit_seconds)
        return body

    def _audio(self, answer: bytes) -> bytes:
        found = _AUDIO.search(answer)
        if not found:
            raise online.no_audio(self.name)
        return base64.b64decode(found[1])


def _requests(text: str, voice: str) -> list[Any]:
    from gtts import gTTS  # noqa: PLC0415  only where the online voice is used

    return list(gTTS(text, lang=voice, lang_check=False)._prepare_requests())
