"""What may be said over AMI. The protocol has no quoting: what could be cut, dropped or misread is refused instead."""

import re
from collections.abc import Mapping

from ivr.pbx.ami.errors import AmiUnsafeValue

MAX_LINE = 1022
"""Bytes of one ``Key: value`` line. Asterisk reads into 1025 bytes and discards what is longer (main/manager.c)."""
MAX_HEADERS = 128
"""Lines of one action, ``Action`` and ``ActionID`` among them (``AST_MAX_MANHEADERS``); the rest would be dropped."""

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*", re.ASCII)
_OURS = frozenset({"action", "actionid"})

Value = str | int


class Action:
    """One action, checked and encoded when it is made: an ``Action`` that exists is safe to send.

    Raises AmiUnsafeValue with ``field`` = the header at fault.
    """

    __slots__ = ("body", "name")

    def __init__(self, name: str, /, **headers: Value) -> None:
        self.name = name
        self.body = encode(name, headers)

    def __repr__(self) -> str:
        return f"Action({self.name!r})"


def encode(name: str, headers: Mapping[str, Value]) -> bytes:
    """The action's lines, all but its ``ActionID`` and the closing empty line."""
    if len(headers) > MAX_HEADERS - 2:
        raise AmiUnsafeValue(field="headers", reason=f"more than {MAX_HEADERS - 2} of them")
    lines = [_line("Action", name)]
    for key, value in headers.items():
        if not _NAME.fullmatch(key):
            raise AmiUnsafeValue(field=_shown(key), reason="a header's name has letters, digits, '-' and '_' only")
        if key.lower() in _OURS:
            raise AmiUnsafeValue(field=key, reason="this header is set by the client")
        lines.append(_line(key, value))
    return b"".join(lines)


def _line(key: str, value: Value) -> bytes:
    text = value if isinstance(value, str) else str(value)
    if not text.isprintable():
        raise AmiUnsafeValue(field=key, reason="it holds a control or an invisible character")
    if text != text.strip(" "):
        raise AmiUnsafeValue(field=key, reason="AMI drops the blanks around a value")
    line = f"{key}: {text}\r\n".encode()
    if len(line) > MAX_LINE + 2:
        raise AmiUnsafeValue(field=key, reason=f"the line is longer than {MAX_LINE} bytes")
    return line


def _shown(key: str) -> str:
    """A hostile name, cut and escaped so that the error itself is harmless."""
    return ascii(key[:40])
