"""The command itself: its options, and the one place where an error becomes a line and an exit status."""

import sys
import traceback
from pathlib import Path
from typing import Annotated

import typer

from ivr.cli.lazy import LazyGroup, filled
from ivr.cli.status import OTHER, exit_status
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
    except Exception as error:  # noqa: BLE001  the last door: people get a line, and no value that may be personal
        print(_unforeseen(error), file=sys.stderr)
        sys.exit(OTHER)


def _unforeseen(error: Exception) -> str:
    """What it was and where, without its message: a database's may hold somebody's name."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if "/ivr/" in frame.filename]
    place = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "?"
    kind = type(error).__name__
    return say(f"意外错误 {kind}（{place}）。请报告此问题。", f"Unexpected {kind} at {place}. Please report this.")


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
