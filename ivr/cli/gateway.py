"""The gateway as a verb finds it: settings parsed, store open, the person at the keyboard signed in."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ivr.bootstrap import Gateway, open_gateway
from ivr.cli.words import VARIABLE
from ivr.domain.errors import BadInput
from ivr.flows.desk import Work
from ivr.settings import Settings, load

CLI = "cli"
"""Where the audit trail says that a step came from."""


def settings() -> Settings:
    """Parsed now. A language set there holds from here on."""
    parsed = load()
    if parsed.language:
        os.environ[VARIABLE] = parsed.language
    return parsed


@contextmanager
def opened() -> Iterator[Gateway]:
    """The gateway, open for one verb."""
    with open_gateway(settings()) as gateway:
        yield gateway


@contextmanager
def working(token_file: Path | None) -> Iterator[Work]:
    """One transaction as the person whose token it is. Raises NotSignedIn, or BadInput for the file."""
    with opened() as gateway, gateway.desk.at(CLI).work(gateway.sign_in(token(token_file))) as work:
        yield work


@contextmanager
def reading(token_file: Path | None) -> Iterator[Work]:
    """The same for a verb that only looks."""
    with opened() as gateway, gateway.desk.read(gateway.sign_in(token(token_file))) as work:
        yield work


def token(file: Path | None) -> str:
    """The access token: from the file, else from ``IVR_TOKEN``; never an argument, those show in process lists."""
    return os.environ.get("IVR_TOKEN", "") if file is None else read_text(file, "token_file").strip()


def read_text(file: Path, field: str) -> str:
    """A file that was named as an argument; ``-`` is the standard input. Raises BadInput with ``field``."""
    try:
        return (Path("/dev/stdin") if str(file) == "-" else file).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = f"{file} cannot be read as UTF-8 text"
        raise BadInput(field=field, reason=reason, reason_zh=f"无法以 UTF-8 文本读取 {file}") from error


def read_bytes(file: Path, field: str) -> bytes:
    """The same for a file that is no text."""
    try:
        return file.read_bytes()
    except OSError as error:
        raise BadInput(field=field, reason=f"{file} cannot be read", reason_zh=f"无法读取 {file}") from error
