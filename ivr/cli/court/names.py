"""A court's name in a language besides zh-CN and en, as it is given on the command line."""

from collections.abc import Iterable
from typing import Annotated

import typer

from ivr.cli.words import say
from ivr.domain.errors import BadInput

_HELP = say("其他语言的法院名称，如 bo=…", "its name in a language besides zh-CN and en, such as bo=…")
NameIn = Annotated[list[str], typer.Option("--name-in", metavar="LANGUAGE=NAME", help=_HELP)]


def named(given: Iterable[str]) -> dict[str, str]:
    """Language → name. Raises BadInput for what is not ``language=name``."""
    return dict(map(_named, given))


def _named(given: str) -> tuple[str, str]:
    language, sign, name = given.partition("=")
    if not sign:
        raise BadInput(field="name-in", reason="write it as language=name", reason_zh="请按 语言=名称 填写")
    return language.strip(), name.strip()
