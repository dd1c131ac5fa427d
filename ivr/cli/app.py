"""The command itself: its options, and the one place where an error becomes a line and an exit status."""

import sys
from typing import Annotated

import typer

from ivr.cli.lazy import LazyGroup, filled
from ivr.cli.status import exit_status
from ivr.cli.verbs import VERBS
from ivr.cli.words import say, spoken, take_language
from ivr.kit.errors import GatewayError


def main() -> None:
    """Runs one verb and leaves with its exit status. No traceback for what we can name."""
    arguments = take_language(sys.argv[1:])
    try:
        command()(arguments, prog_name="ivr")
    except GatewayError as error:
        print(error.text(spoken()), file=sys.stderr)
        sys.exit(exit_status(error))


def command() -> LazyGroup:
    """``ivr`` with all its verbs, in the language of this process."""
    app = typer.Typer(cls=LazyGroup, add_completion=False, pretty_exceptions_enable=False, no_args_is_help=True)
    app.callback(help=say("法院通知网关", "The court notice gateway"))(_options)
    group = typer.main.get_group(app)
    filled(group, VERBS)
    return group  # type: ignore[return-value]  # Typer made what ``cls`` names


def _options(
    lang: Annotated[
        str | None, typer.Option("--lang", metavar="zh-CN|en", help=say("语言", "language; may stand anywhere"))
    ] = None,
) -> None:
    """Only for the help: ``take_language`` has read it already."""
