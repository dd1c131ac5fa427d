"""``ivr pbx start``: on its own, so that it serves calls whatever becomes of the gateway."""

import os
from typing import Annotated

import typer

from ivr.bootstrap import Gateway, embedded, tools
from ivr.cli.gateway import opened
from ivr.cli.options import AsJson
from ivr.cli.pbx.status import show
from ivr.cli.words import say
from ivr.pbx.embedded import Embedded, verbs

_FOREGROUND = say("留在前台：本进程变成 Asterisk（容器用）", "stay: this process becomes Asterisk (for containers)")


def verb(
    foreground: Annotated[bool, typer.Option("--foreground", help=_FOREGROUND)] = False, as_json: AsJson = False
) -> None:
    with opened() as gateway:
        settings = gateway.settings
        embedded(settings)
        if not foreground:
            show(verbs.start(tools(settings), gateway.pbx_files()), as_json)
            return
        asterisk = _configured(gateway)
    os.chdir(asterisk.folder)  # its files name one another from there
    argv = [*asterisk.program.argv, "-C", str(asterisk.folder / "etc/asterisk.conf"), "-f"]
    os.execv(argv[0], argv)  # noqa: S606  there is no shell, on purpose


def _configured(gateway: Gateway) -> Embedded:
    asterisk = embedded(gateway.settings)
    asterisk.require_stopped()
    asterisk.configure(gateway.pbx_files())
    return asterisk
