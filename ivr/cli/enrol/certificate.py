"""``ivr enrol certificate``: the file is whole or it is not there."""

from pathlib import Path
from typing import Annotated

import typer

from ivr.cli.gateway import CLI, opened, token
from ivr.cli.options import AsJson, EnrolmentId, TokenFile
from ivr.cli.output import tell
from ivr.cli.whole import written_whole
from ivr.cli.words import say
from ivr.flows.issue_certificate import issue_certificate


def verb(
    enrolment_id: EnrolmentId,
    out: Annotated[Path, typer.Option(help=say("写入的 PDF 文件", "the PDF file to write"))],
    token_file: TokenFile = None,
    as_json: AsJson = False,
) -> None:
    with opened() as gateway:
        with gateway.desk.at(CLI).work(gateway.sign_in(token(token_file))) as work:
            attested = issue_certificate(work, enrolment_id)
        written_whole(out, gateway.certify(attested))
    text = say(f"已写入 {out}，验证码 {attested.code}", f"Wrote {out}; its code is {attested.code}")
    tell({"enrolment_id": enrolment_id, "code": attested.code, "file": str(out)}, text, as_json)
