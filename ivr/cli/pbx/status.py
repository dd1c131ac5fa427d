"""``ivr pbx status``: ends with status 1 when it does not run."""

import typer

from ivr.bootstrap import tools
from ivr.cli.gateway import settings
from ivr.cli.options import AsJson
from ivr.cli.output import fields, tell
from ivr.cli.words import say
from ivr.pbx.embedded import Status, verbs


def verb(as_json: AsJson = False) -> None:
    status = verbs.status(tools(settings()))
    show(status, as_json)
    if not status.running:
        raise typer.Exit(1)


def show(status: Status, as_json: bool) -> None:
    """One line; the versions that were tried are part of it."""
    tried = ", ".join(status.tried)
    version = f"Asterisk {status.version}" + say(f"（已测试：{tried}）", f" (tried with {tried})")
    if status.running:
        memory = (status.resident_kb or 0) // 1024
        line = say(
            f"{version} 运行中：进程 {status.pid}，{status.since:%F %T} 起，内存 {memory} MB",
            f"{version} runs as process {status.pid} since {status.since:%F %T} UTC in {memory} MB",
        )
    else:
        line = say(f"{version} 未运行", f"{version} does not run")
    tell(fields(status), line, as_json)
