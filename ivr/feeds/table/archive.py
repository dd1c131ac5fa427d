"""The ZIP archive around a workbook: what it claims and what is in it, before anybody unpacks it into memory."""

import zipfile
import zlib
from typing import BinaryIO, Final

from ivr.kit.xml_stream import BadXml, read_xml

MOST_MEMBERS: Final = 300
LARGEST: Final = 100 << 20
"""Bytes of one part, unpacked: a sheet of a million short rows."""
LARGEST_TEXTS: Final = 24 << 20
"""Bytes of the shared texts, the one part that is held in memory, and takes about ten times as much there."""
MOST_TOGETHER: Final = 200 << 20
DENSEST: Final = 200
"""Sheets shrink to about a tenth; a bomb to a thousandth."""
_SMALL: Final = 1 << 20
_TEXTS: Final = "sharedstrings.xml"


class NotSafe(Exception):
    def __init__(self, reason: str, reason_zh: str) -> None:
        super().__init__(reason)
        self.reason, self.reason_zh = reason, reason_zh


def require_safe(file: BinaryIO) -> None:
    """Raises NotSafe. Each XML part is read through once: its true size, its checksum, and no document type in it."""
    try:
        with zipfile.ZipFile(file) as archive:
            members = archive.infolist()
            _require_modest(members)
            for one in members:
                _require_plain(archive, one)
    except BadXml as error:
        raise NotSafe(
            f"a part of it is no XML ({error})", f"其中一部分不是有效的 XML（{error.text('zh-CN')}）"
        ) from error
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError, OSError) as error:
        raise NotSafe(f"no whole XLSX ({type(error).__name__})", "不是完整的 XLSX 文件") from error


def _require_modest(members: list[zipfile.ZipInfo]) -> None:
    together = sum(one.file_size for one in members)
    dense = any(one.file_size > max(_SMALL, one.compress_size * DENSEST) for one in members)
    large = any(one.file_size > _most(one) for one in members)
    if len(members) > MOST_MEMBERS or together > MOST_TOGETHER or dense or large:
        raise NotSafe(
            "unpacked it is larger than any statement; send it in parts, or as CSV", "解压后过大，请分批发送或改用 CSV"
        )


def _require_plain(archive: zipfile.ZipFile, one: zipfile.ZipInfo) -> None:
    """``zipfile`` gives out no more than the size that was declared, and then compares the checksum."""
    with archive.open(one) as part:
        if one.filename.lower().endswith((".xml", ".rels")):
            for _ in read_xml(part, lambda _path: True):  # type: ignore[arg-type]
                pass
        else:
            while part.read(1 << 16):
                pass


def _most(one: zipfile.ZipInfo) -> int:
    return LARGEST_TEXTS if one.filename.lower().endswith(_TEXTS) else LARGEST
