"""Package files → one folder, two at a time, without what only people read."""

import subprocess
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path

from ivr.kit.debs.apt import Deb
from ivr.kit.debs.errors import Damaged, NoRoom
from ivr.kit.debs.room import NEEDED_MB, free_mb

_LEFT_OUT = ("doc", "man", "info", "locale", "lintian", "bug", "bash-completion", "icons", "pixmaps", "X11", "i18n")
_TAR = (
    "tar",
    "--extract",
    "--no-same-owner",
    "--no-same-permissions",
    *(f"--exclude=./usr/share/{name}" for name in _LEFT_OUT),
)
_WORKERS = 2


def unpack(debs: Sequence[Deb], folder: Path, done: Callable[[int], None]) -> None:
    """Unpack all; raises :class:`NoRoom` or :class:`Damaged` (whose file is then deleted, to be fetched afresh)."""
    with ThreadPoolExecutor(_WORKERS) as pool:
        try:
            work = [pool.submit(_unpack_one, deb, folder) for deb in debs]
            for count, finished in enumerate(as_completed(work), start=1):
                finished.result()
                done(count)
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise


def _unpack_one(deb: Deb, folder: Path) -> None:
    with subprocess.Popen(
        ["dpkg-deb", "--fsys-tarfile", deb.file], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as packed:
        tar = subprocess.run([*_TAR, "-C", folder], stdin=packed.stdout, capture_output=True, check=False)
        _, complaint = packed.communicate()
    words = (complaint + tar.stderr).decode(errors="replace").strip()
    if packed.returncode or tar.returncode:
        raise _failure(deb, folder, words)


def _failure(deb: Deb, folder: Path, words: str) -> NoRoom | Damaged:
    if "No space left" in words:
        return NoRoom(folder=folder, needed=NEEDED_MB, free=free_mb(folder))
    deb.file.unlink(missing_ok=True)
    return Damaged(package=deb.name, reason=words.partition("\n")[0])
