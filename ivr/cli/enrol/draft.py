"""``ivr enrol draft``: the papers come as a JSON file, since arguments would show a name in process lists."""

import json
from pathlib import Path
from typing import Annotated

import typer

from ivr.cli.enrol.shown import show_step
from ivr.cli.gateway import read_text, working
from ivr.cli.options import AsJson, TokenFile
from ivr.cli.words import say
from ivr.domain.errors import BadInput
from ivr.flows.draft import draft
from ivr.flows.read_papers import NAMES, read_papers

_HELP_ZH = "材料：一个 JSON 对象（- 为标准输入），字段："
_HELP = "the papers as one JSON object (- reads the standard input), fields: "
HELP = say(_HELP_ZH, _HELP) + ", ".join(NAMES)


def verb(
    papers: Annotated[Path, typer.Argument(help=HELP)],
    token_file: TokenFile = None,
    as_json: AsJson = False,
) -> None:
    given = read_papers(texts(read_text(papers, "papers")))
    with working(token_file) as work:
        enrolment = draft(work, given)
    show_step(enrolment, as_json)


def texts(content: str) -> dict[str, str]:
    """Raises BadInput for what is no object of texts, and for a field that papers do not have."""
    try:
        given = json.loads(content)
    except ValueError as error:
        raise _wrong("papers", "it is not JSON", "不是 JSON") from error
    if not isinstance(given, dict):
        raise _wrong("papers", "write one JSON object", "请写一个 JSON 对象")
    for name, value in given.items():
        if name not in NAMES:
            raise _wrong(name, f"there is no such field; papers have {', '.join(NAMES)}", "没有这个字段")
        if not isinstance(value, str | int) or isinstance(value, bool):
            raise _wrong(name, "write it as a text in quotes", "请写成带引号的文本")
    return {name: str(value) for name, value in given.items()}


def _wrong(field: str, reason: str, reason_zh: str) -> BadInput:
    return BadInput(field=field, reason=reason, reason_zh=reason_zh)
