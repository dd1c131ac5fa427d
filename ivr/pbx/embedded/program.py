"""Which Asterisk runs: one on PATH that is new enough, else the privately unpacked one."""

import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from ivr.kit.debs import Tree
from ivr.pbx.embedded.errors import UnusableAsterisk
from ivr.pbx.embedded.modules import MODULES

OLDEST = 20
# Versions that the gateway's tests have run against, newest first. Newer ones are expected to work.
TRIED = ("22.10.1",)

_SBIN = ("/usr/sbin", "/usr/local/sbin")
_MODULE_FOLDERS = ("asterisk/modules", "*-linux-gnu/asterisk/modules")
_DATA_FOLDERS = ("share/asterisk", "/var/lib/asterisk", "../var/lib/asterisk")


@dataclass(frozen=True)
class AsteriskProgram:
    """``argv`` starts it; ``modules`` and ``data`` are its folders; ``private`` says whether it is our own copy."""

    argv: tuple[str, ...]
    version: str
    modules: Path
    data: Path
    private: bool


def private_program(tree: Tree) -> AsteriskProgram:
    """The Asterisk of an unpacked tree; raises :class:`UnusableAsterisk`."""
    argv = tuple(tree.command("usr/sbin/asterisk"))
    return _checked(argv, tree.path("usr"), private=True)


def system_program(search: str | None = None) -> AsteriskProgram | None:
    """The Asterisk on PATH (or on ``search``, in its form) if it can be used, None where there is none.

    Raises :class:`UnusableAsterisk` for one that is there and too old, or lacks modules.
    """
    found = shutil.which("asterisk", path=search) or (
        shutil.which("asterisk", path=":".join(_SBIN)) if not search else None
    )
    return _checked((found,), Path(found).resolve().parent.parent, private=False) if found else None


def _checked(argv: tuple[str, ...], prefix: Path, *, private: bool) -> AsteriskProgram:
    version = _version(argv)
    if int(version.partition(".")[0]) < OLDEST:
        raise UnusableAsterisk(program=argv[-1], reason=f"it is version {version}")
    folders = [path for lib in ("lib", "lib64") for name in _MODULE_FOLDERS for path in prefix.glob(f"{lib}/{name}")]
    modules = max(folders, key=lambda folder: len(_present(folder)), default=None)
    missing = sorted(set(MODULES) - _present(modules)) if modules else sorted(MODULES)
    if modules is None or missing:
        raise UnusableAsterisk(program=argv[-1], reason=f"modules are missing: {', '.join(missing[:5])}")
    data = next((path for name in _DATA_FOLDERS if (path := prefix / name).is_dir()), prefix / _DATA_FOLDERS[0])
    return AsteriskProgram(argv, version, modules, data, private)


def _present(folder: Path) -> set[str]:
    return {file.stem for file in folder.glob("*.so")}


def _version(argv: tuple[str, ...]) -> str:
    done = subprocess.run([*argv, "-V"], capture_output=True, text=True, check=False, timeout=20)
    found = re.search(r"Asterisk\s+(?:certified[-/]|GIT-)?(\d+[\w.]*)", done.stdout)
    if not found:
        words = (done.stderr or done.stdout).strip().partition("\n")[0]
        raise UnusableAsterisk(program=argv[-1], reason=f"it does not tell its version ({words})")
    return found[1]
