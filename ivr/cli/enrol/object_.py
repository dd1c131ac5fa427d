"""``ivr enrol object``: the person's words come from a file, for they are about somebody."""

from pathlib import Path
from typing import Annotated

import typer

from ivr.cli.enrol.objection_shown import show_objection
from ivr.cli.gateway import read_text, working
from ivr.cli.options import AsJson, EnrolmentId, TokenFile
from ivr.cli.words import say
from ivr.domain.moment import day
from ivr.flows.object import object_to

_WORDS = say("异议内容（文件，- 为标准输入）", "file with what the person says, or -")
_RECEIVED = say("收到书面申请之日", "the day it came in writing, such as 2026-03-02")


def verb(
    enrolment_id: EnrolmentId,
    words_file: Annotated[Path, typer.Option(help=_WORDS)],
    received_on: Annotated[str, typer.Option(help=_RECEIVED)],
    token_file: TokenFile = None,
    as_json: AsJson = False,
) -> None:
    words, received = " ".join(read_text(words_file, "words_file").split()), day(received_on, "received_on")
    with working(token_file) as work:
        objection = object_to(work, enrolment_id, words, received)
    show_objection(objection, as_json)
