"""Installs pinned packages into the recogniser's own Python."""

import subprocess
from collections.abc import Sequence
from importlib import resources
from pathlib import Path
from typing import Final

from ivr.speech.both import Both
from ivr.speech.errors import InstallError

_TIMEOUT_SECONDS: Final = 1200
REMEDY = Both(
    "请将本机连接到网络（或为 pip 设置贵单位的镜像），再运行 “ivr prompts install --recogniser”。",
    "Connect this machine to the network (or set pip's index to your mirror) and run "
    "`ivr prompts install --recogniser` again.",
)


def pinned(name: str) -> Path:
    """A list of packages with their hashes, beside this file."""
    return Path(str(resources.files("ivr.speech.recogniser") / name))


def install(python: Path, name: str, options: Sequence[str] = (), remedy: Both = REMEDY) -> None:
    """What ``name`` lists. Raises :class:`~ivr.speech.errors.InstallError`."""
    pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    run([*pip, *options, "--require-hashes", "-r", str(pinned(name))], remedy)


def run(command: Sequence[str], remedy: Both = REMEDY) -> None:
    """Raises :class:`~ivr.speech.errors.InstallError` with what the command said last."""
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
        raise InstallError(reason=str(fault)[:300], remedy=remedy) from fault
    if done.returncode:
        lines = [line for line in done.stderr.splitlines() if line.strip() and not line.startswith("WARNING")]
        raise InstallError(reason="; ".join(lines[-3:])[:300] or f"exit status {done.returncode}", remedy=remedy)
