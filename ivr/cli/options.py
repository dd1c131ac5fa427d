"""Options that many verbs share."""

from pathlib import Path
from typing import Annotated

import typer

from ivr.cli.words import say

AsJson = Annotated[bool, typer.Option("--json", help=say("以 JSON 输出", "print JSON"))]
TokenFile = Annotated[
    Path | None,
    typer.Option(
        "--token-file",
        envvar="IVR_TOKEN_FILE",
        show_envvar=False,
        help=say("存有访问令牌的文件（默认读取 IVR_TOKEN）", "file with your access token (default: IVR_TOKEN)"),
    ),
]
Limit = Annotated[int, typer.Option(min=1, max=100_000, help=say("最多列出几条", "how many at most"))]
DebtId = Annotated[str, typer.Argument(metavar="DEBT", help=say("债务编号", "the debt's id"))]
EnrolmentId = Annotated[str, typer.Argument(metavar="ID", help=say("登记编号", "the enrolment's id"))]
