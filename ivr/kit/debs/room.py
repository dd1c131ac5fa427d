"""Is there room on the disk, and may we write there?"""

import shutil
import tempfile
from pathlib import Path

from ivr.kit.debs.errors import UnusableFolder

# Measured for Asterisk, SIPp and espeak-ng together: index, package files and unpacked tree at their peak.
NEEDED_MB = 600


def free_mb(folder: Path) -> int:
    """Free megabytes for an ordinary user on the folder's disk."""
    return shutil.disk_usage(folder).free // 2**20


def make_usable(folder: Path) -> None:
    """Create the folder and prove that it can be written; raises :class:`UnusableFolder`."""
    # These would be read as separators by the loader's search path, or as syntax in apt's and Asterisk's settings.
    if forbidden := sorted(set(str(folder)) & set('":;$\n\r\\[]')):
        raise UnusableFolder(folder=folder, reason=f"its path holds {' '.join(map(repr, forbidden))}")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        tempfile.TemporaryFile(dir=folder).close()
    except OSError as error:
        raise UnusableFolder(folder=folder, reason=error.strerror or error) from error
