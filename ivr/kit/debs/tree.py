"""A folder of unpacked packages, and how its programs are started."""

import json
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from ivr.kit.debs.machine import PROCESSORS, Processor

STAMP = "packages.json"
# Libraries that a program finds through a run path compiled in, which does not hold in another folder.
_SUBFOLDERS = ("", "pulseaudio")
_WRAPPER = """\
#!/bin/sh
here=$(dirname -- "$(readlink -f -- "$0")")
root=$here/{up}
exec "$root/{loader}" --argv0 "$0" --library-path {libraries} "$here/.{name}.bin" "$@"
"""


@dataclass(frozen=True)
class Tree:
    """``versions`` by package; ``expired``: how far past its date the mirror's index was, or None."""

    root: Path
    processor: Processor
    asked: tuple[str, ...]
    versions: Mapping[str, str]
    expired: str | None = None

    @classmethod
    def read(cls, root: Path) -> Self | None:
        """The finished tree in this folder; None where there is none, or only half of one."""
        try:
            facts = json.loads((root / STAMP).read_text(encoding="utf-8"))
        except (FileNotFoundError, NotADirectoryError):
            return None
        processor = PROCESSORS[facts["machine"]]
        return cls(root, processor, tuple(facts["asked"]), facts["versions"], facts["expired"])

    def write(self) -> None:
        """Mark the tree as finished. The last step of an installation."""
        machine = next(name for name, processor in PROCESSORS.items() if processor == self.processor)
        facts = {"machine": machine, "asked": self.asked, "versions": dict(self.versions), "expired": self.expired}
        (self.root / STAMP).write_text(json.dumps(facts, indent=1, sort_keys=True), encoding="utf-8")

    def version(self, package: str) -> str | None:
        """Debian's version of a package, None where it is not in the tree."""
        return self.versions.get(package)

    def path(self, program: str) -> Path:
        """The absolute path of a file of the tree, named as in its package (``usr/sbin/asterisk``)."""
        return self.root / program

    def command(self, program: str) -> list[str]:
        """The argument vector that starts a program of the tree with the tree's own loader and libraries."""
        folders = ":".join(str(self.root / folder) for folder in self._libraries())
        return [str(self.root / self._loader()), "--library-path", folders, str(self.root / program)]

    def missing(self, needs: Sequence[str]) -> list[str]:
        """Which of ``needs`` (programs and libraries, as patterns of paths) are not there or lack a library."""
        if not (self.root / self._loader()).exists():
            return list(needs)
        found = {need: list(self.root.glob(need)) for need in needs}
        return [need for need, files in found.items() if not files or not all(map(self._is_whole, files))]

    def _is_whole(self, file: Path) -> bool:
        loader, *options, _ = self.command("")
        done = subprocess.run([loader, "--list", *options, file], capture_output=True, text=True, check=False)
        # One found outside the tree is missing too: it belongs to another C library.
        libraries = [line.partition("=>")[2].strip() for line in done.stdout.splitlines() if "=>" in line]
        return done.returncode == 0 and all(path.startswith(f"{self.root}/") for path in libraries)

    def wrap(self, program: str) -> Path:
        """Put a small shell wrapper in the program's place, for programs that start one another by path.

        The wrapper finds the tree from where it lies, so the folder may be moved. Doing it twice changes nothing.
        """
        path = self.root / program
        hidden = path.with_name(f".{path.name}.bin")
        if not hidden.exists():
            path.rename(hidden)
        up = "/".join([".."] * (len(Path(program).parts) - 1))
        libraries = ":".join(f'"$root"/{folder}' for folder in self._libraries())
        path.write_text(
            _WRAPPER.format(up=up, loader=self._loader(), libraries=libraries, name=path.name), encoding="utf-8"
        )
        path.chmod(0o755)
        return path

    def _loader(self) -> str:
        usual, older = self._merged(self.processor.loader)
        return older if (self.root / older).exists() else usual

    def _libraries(self) -> list[str]:
        folders = [name for subfolder in _SUBFOLDERS for name in self._merged(subfolder)]
        return [name.rstrip("/") for name in folders if (self.root / name).is_dir()]

    def _merged(self, name: str) -> tuple[str, str]:
        # Packages of older releases still carry /lib beside /usr/lib.
        return f"usr/lib/{self.processor.triplet}/{name}", f"lib/{self.processor.triplet}/{name}"
