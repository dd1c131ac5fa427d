"""The words of a warning, from ``prompts/<language>/warning.txt`` or the court's own file in ``warnings/``."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from ivr.domain.court import Court
from ivr.domain.errors import BadInput
from ivr.domain.warning import check, fill


@dataclass(frozen=True)
class WarningWords:
    """``folder``: where the languages' folders lie."""

    folder: Path

    def __call__(self, court: Court, grace_ends_at: datetime) -> str:
        """In the court's first language. Raises BadInput naming the file."""
        language = court.languages.split(",")[0]
        own = self.folder / language / "warnings" / f"{court.id}.txt"
        path = own if own.is_file() else self.folder / language / "warning.txt"
        name = court.name if language == "zh-CN" else court.name_en
        day = grace_ends_at.astimezone(ZoneInfo(court.zone)).date()
        template = _read(path, path.relative_to(self.folder).as_posix())
        return fill(template, court=name, enquiry=court.enquiry, grace_end=day, language=language)


def _read(path: Path, field: str) -> str:
    try:
        template = path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(
            field=field, reason="write it as a UTF-8 text file", reason_zh="请存为 UTF-8 文本文件"
        ) from error
    check(template, field)
    return template
