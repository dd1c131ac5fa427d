"""``ivr proposal make``: what it says comes from a JSON file, for it may be about somebody."""

import json
from pathlib import Path
from typing import Annotated

import typer

from ivr.cli.gateway import read_text, working
from ivr.cli.options import AsJson, TokenFile
from ivr.cli.proposal.shown import show_proposal
from ivr.cli.words import say
from ivr.domain.errors import BadInput
from ivr.flows.proposals.registry import KINDS
from ivr.flows.propose import propose

_KIND = "; ".join(f"{name}: {say(kind.zh, kind.en)}" for name, kind in sorted(KINDS.items()))
_SUBJECT = say("所涉款项、债务或文本的编号", "the id of the payment, the debt or the wording that it is about")
_FILE = say("内容（JSON 文件，- 为标准输入）", "JSON file with what it says, or -")


def verb(
    kind: Annotated[str, typer.Argument(help=_KIND)],
    subject: Annotated[str, typer.Argument(help=_SUBJECT)],
    content_file: Annotated[Path, typer.Option(help=_FILE)],
    token_file: TokenFile = None,
    as_json: AsJson = False,
) -> None:
    content = _read(content_file)
    with working(token_file) as work:
        proposal = propose(work, kind, subject, content)
    show_proposal(proposal, as_json)


def _read(file: Path) -> dict[str, object]:
    try:
        content = json.loads(read_text(file, "content_file"))
    except (ValueError, RecursionError):
        content = None
    if not isinstance(content, dict):
        raise BadInput(field="content_file", reason="write one JSON object", reason_zh="请填写一个 JSON 对象")
    return content
