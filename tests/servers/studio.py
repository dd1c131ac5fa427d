"""Where an API's tests have notices spoken: the real rules of wording, and a sound that costs nothing."""

# ruff: noqa: ARG002  it has a studio's shape and needs less

from dataclasses import replace

from ivr.domain.court import Court, require_language
from ivr.domain.prompt import Prompt
from ivr.speech import wording
from ivr.speech.codecs import alaw, wav
from ivr.speech.engines.recording import Recording

TEXT = {
    "zh-CN": "{court}提醒您，请督促该号码机主履行义务。详询{enquiry}。",
    "en": "{court} asks you to urge the holder of this number to perform. Ask at {enquiry}.",
}


class Studio:
    """How it sounds is no matter here. ``fallback``: why its voice does not speak and another stands in."""

    def __init__(self) -> None:
        self.fallback: str | None = None

    def build_prompt(self, court: Court, language: str) -> Prompt:
        return self.try_wording(court, language, self.text_in_force(court, language))

    def try_wording(self, court: Court, language: str, text: str) -> Prompt:
        require_language(court, language)
        filled = wording.fill(text, court=court.name_in(language), enquiry=court.enquiry, language=language)
        return Prompt("0123456789abcdef" * 2, language, filled.shown, 12.4, "test", "test", self.fallback)

    def try_recording(self, court: Court, language: str, text: str, content: bytes) -> Prompt:
        """The recording is looked at as any is."""
        spoken = Recording(content, language)
        return replace(self.try_wording(court, language, text), engine=spoken.name, voice=spoken.voice(language))

    def text_in_force(self, court: Court, language: str) -> str:
        require_language(court, language)
        return TEXT.get(language, "")

    def sound(self, prompt: str) -> bytes:
        return wav.encode(alaw.decode(b"\xd5" * 8000))
