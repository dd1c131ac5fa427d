"""A phrase in both languages: the page holds both, the terminal shows one."""

from typing import NamedTuple

from ivr.cli.words import say
from ivr.kit.errors import GatewayError, Language


class Words(NamedTuple):
    """``Words("通过", "passed")``."""

    zh: str
    en: str

    def said(self) -> str:
        """In the language of this process."""
        return say(self.zh, self.en)

    def of(self, language: Language) -> str:
        return self.zh if language == "zh-CN" else self.en


def same(text: object) -> Words:
    """What reads alike in both: a number, a time, a code."""
    return Words(str(text), str(text))


def of_error(error: GatewayError) -> Words:
    return Words(error.text("zh-CN"), error.text("en"))
