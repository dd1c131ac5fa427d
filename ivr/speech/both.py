"""A phrase in both languages that every text for people is written in."""

from collections.abc import Mapping
from dataclasses import dataclass

from ivr.kit.errors import GatewayError, Language


@dataclass(frozen=True)
class Both:
    """A fact of an error that is itself a phrase."""

    zh: str
    en: str


def told(facts: Mapping[str, object], language: Language) -> dict[str, object]:
    """``facts`` with every phrase, error and list of errors in one language."""
    return {name: _told(value, language) for name, value in facts.items()}


def _told(value: object, language: Language) -> object:
    if isinstance(value, Both):
        return value.zh if language == "zh-CN" else value.en
    if isinstance(value, GatewayError):
        return value.text(language)
    if isinstance(value, list):
        return " ".join(str(_told(one, language)) for one in value)
    return value
