"""Files that a verb was asked to write: whole, or not there."""

import os
from pathlib import Path

from ivr.domain.errors import BadInput
from ivr.kit.wholefile import whole_file


def written_whole(out: Path, content: bytes, field: str = "out") -> None:
    """Raises BadInput where it cannot be written."""
    try:
        with whole_file(out) as file:
            file.write(content)
    except OSError as error:
        raise _refused(out, field, error.strerror) from error


def require_place(out: Path, field: str) -> None:
    """Before long work: nobody should wait for what cannot be kept. Raises BadInput."""
    if out.is_dir() or not os.access(out.absolute().parent, os.W_OK):
        raise _refused(out, field, "is its folder there?")


def _refused(out: Path, field: str, why: str | None) -> BadInput:
    return BadInput(field=field, reason=f"{out} cannot be written ({why})", reason_zh=f"无法写入 {out}")
