"""``ivr enrol amend``: all the papers again, as for a draft."""

from pathlib import Path
from typing import Annotated

import typer

from ivr.cli.enrol.draft import HELP, texts
from ivr.cli.enrol.shown import show_step
from ivr.cli.gateway import read_text, working
from ivr.cli.options import AsJson, EnrolmentId, TokenFile
from ivr.flows.amend import amend
from ivr.flows.read_papers import read_papers


def verb(
    enrolment_id: EnrolmentId,
    papers: Annotated[Path, typer.Argument(help=HELP)],
    token_file: TokenFile = None,
    as_json: AsJson = False,
) -> None:
    given = read_papers(texts(read_text(papers, "papers")))
    with working(token_file) as work:
        enrolment = amend(work, enrolment_id, given)
    show_step(enrolment, as_json)
