"""The voices of one engine, by language."""

from collections.abc import Mapping

from ivr.speech.errors import NoVoice


def named(voices: Mapping[str, str], engine: str, language: str) -> str:
    """Raises :class:`~ivr.speech.errors.NoVoice` for a language that ``engine`` does not speak."""
    if language not in voices:
        raise NoVoice(engine=engine, language=language)
    return voices[language]
