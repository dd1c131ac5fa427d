"""The words of a short message: ``prompts/<language>/<kind>.txt``, or a court's own ``courts/<court>.<kind>.txt``."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from ivr.domain.court import Court
from ivr.domain.errors import BadInput
from ivr.domain.words import Kind, check, fill


@dataclass(frozen=True)
class MessageWords:
    """``folder``: where the languages' folders lie."""

    folder: Path

    def __call__(self, court: Court, kind: Kind, at: datetime) -> str:
        """In the first of the court's languages that somebody has written it in, else in Mandarin.

        ``at`` is the moment whose day is named. Raises BadInput naming the file.
        """
        language = next((one for one in court.spoken if self._file(court, one, kind).is_file()), "zh-CN")
        path = self._file(court, language, kind)
        template = _read(path, kind, path.relative_to(self.folder).as_posix())
        day = at.astimezone(ZoneInfo(court.zone)).date()
        name = court.name_in(language)
        return fill(template, kind, court=name, enquiry=court.enquiry, day=day, language=language)

    def _file(self, court: Court, language: str, kind: Kind) -> Path:
        own = self.folder / language / "courts" / f"{court.id}.{kind}.txt"
        return own if own.is_file() else self.folder / language / f"{kind}.txt"


def _read(path: Path, kind: Kind, field: str) -> str:
    try:
        template = path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(
            field=field, reason="write it as a UTF-8 text file", reason_zh="请存为 UTF-8 文本文件"
        ) from error
    check(template, kind, field)
    return template
