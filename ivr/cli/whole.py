"""Files that a verb was asked to write: whole, or not there."""

from pathlib import Path

from ivr.domain.errors import BadInput
from ivr.kit.wholefile import whole_file


def written_whole(out: Path, content: bytes) -> None:
    """Raises BadInput where it cannot be written."""
    try:
        with whole_file(out) as file:
            file.write(content)
    except OSError as error:
        reason = f"{out} cannot be written ({error.strerror})"
        raise BadInput(field="out", reason=reason, reason_zh=f"无法写入 {out}") from error
