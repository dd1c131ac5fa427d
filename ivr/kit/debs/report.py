"""How an installation tells what it is doing."""

from enum import StrEnum
from typing import Protocol

from ivr.kit.errors import Language


class Step(StrEnum):
    """One stage of an installation, in their order."""

    INDEX = "index"
    DOWNLOAD = "download"
    UNPACK = "unpack"

    def text(self, language: Language = "en") -> str:
        """The stage's name for people."""
        return _TEXTS[self][0 if language == "zh-CN" else 1]


_TEXTS = {
    Step.INDEX: ("读取软件源目录", "Reading the package index"),
    Step.DOWNLOAD: ("下载软件包", "Downloading packages"),
    Step.UNPACK: ("解开软件包", "Unpacking packages"),
}

EXPIRED = {
    "zh-CN": "软件源的目录已过期 {age}，但签名有效，继续使用（可能缺少最新的安全更新）。",
    "en": "The mirror's index expired {age} ago. Its signature is good, so it is used; newest fixes may be missing.",
}


class Report(Protocol):
    """Told of progress; ``done`` of ``total`` is in the step's own unit (percent, or packages)."""

    def step(self, step: Step, done: int, total: int) -> None: ...

    def expired(self, age: str) -> None:
        """The index is past its date by ``age`` (apt's words); :data:`EXPIRED` holds the sentence to show."""
