"""The root of the one error tree. Every error says what is wrong and what to do, in zh-CN and en.

A room adds its own branch below :class:`GatewayError`; the branches that the rules themselves raise are drawn in
``ivr/domain/errors.py``.
"""

from collections.abc import Mapping
from typing import ClassVar, Literal

Language = Literal["zh-CN", "en"]


class GatewayError(Exception):
    """An error whose texts are templates; the keyword facts fill their slots.

    ``code`` is stable and machine-readable; ``field`` names the input at fault, where there is one; ``retry`` says
    whether the same call may succeed later with nothing changed.
    """

    code: ClassVar[str] = "gateway"
    zh: ClassVar[str] = "网关错误：{reason}"
    en: ClassVar[str] = "Gateway error: {reason}"
    retry: ClassVar[bool] = False

    def __init__(self, *, field: str | None = None, **facts: object) -> None:
        self.field = field
        self.facts = facts
        super().__init__(self.text("en"))

    def text(self, language: Language = "en") -> str:
        """The message for people, in one language."""
        template = self.zh if language == "zh-CN" else self.en
        return template.format(field=self.field, **self.told(language))

    def told(self, language: Language) -> Mapping[str, object]:  # noqa: ARG002  a branch may have facts that are words
        """The facts as people of that language read them."""
        return self.facts
