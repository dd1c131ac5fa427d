"""``ivr enrol prove``: the ID number in the carrier's answer comes from a file, never from an argument."""

from pathlib import Path
from typing import Annotated

import typer

from ivr.cli.enrol.shown import show_step
from ivr.cli.gateway import read_text, working
from ivr.cli.options import AsJson, EnrolmentId, TokenFile
from ivr.cli.output import note
from ivr.cli.words import say
from ivr.domain.moment import day
from ivr.flows.prove_holder import CarrierAnswer, prove_holder

_HOLDER = say("回函中的机主身份证号（文件，- 为标准输入）", "file with the ID number in the carrier's answer, or -")
_UNTIL = say("核验有效期至（默认 30 天）", "until when it holds (default: 30 days)")


def verb(  # noqa: PLR0913, PLR0917  each is an option of the command line
    enrolment_id: EnrolmentId,
    holder_file: Annotated[Path, typer.Option(help=_HOLDER)],
    on: Annotated[str, typer.Option(help=say("核验日期", "the day of the carrier's answer"))],
    reference: Annotated[str, typer.Option(help=say("核验文号", "the answer's reference"))],
    until: Annotated[str | None, typer.Option(help=_UNTIL)] = None,
    token_file: TokenFile = None,
    as_json: AsJson = False,
) -> None:
    holder = read_text(holder_file, "holder_file").strip()
    answer = CarrierAnswer(day(on, "on"), reference, holder, None if until is None else day(until, "until"))
    with working(token_file) as work:
        proven = prove_holder(work, enrolment_id, answer)
    if not proven.matched:
        note(say("号码已属他人，已暂停", "The number is somebody else's: suspended"))
    show_step(proven.enrolment, as_json)
