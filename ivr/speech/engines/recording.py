"""A human voice: a recording that the court has made of its own text and handed in."""

import hashlib

from ivr.speech import upload
from ivr.speech.errors import NoVoice
from ivr.speech.sound import Sound


class Recording:
    """Says one text in one language, the one that was recorded. Raises BadRecording for what cannot be a notice."""

    name = "recording"
    whole = True

    def __init__(self, content: bytes, language: str) -> None:
        self._sound, self._language = upload.read(content), language
        self._digest = hashlib.sha256(content).hexdigest()[:16]

    def voice(self, language: str) -> str:
        if language != self._language:
            raise NoVoice(engine=self.name, language=language)
        return "human"

    def version(self, language: str) -> str:
        return f"{self.voice(language)}.{self._digest}"

    def speak(self, sentence: str, language: str) -> Sound:  # noqa: ARG002  it says what was recorded
        self.voice(language)
        return self._sound
