"""Another PDF reader than the one that wrote it: poppler's programs, unpacked privately like Asterisk."""

import subprocess
from dataclasses import dataclass
from pathlib import Path

from ivr.kit.debs import Debs, Report, Tree

PROGRAMS = ("pdfsig", "pdffonts", "pdftotext", "pdftoppm", "pdfinfo")


@dataclass(frozen=True)
class Poppler:
    tree: Tree

    def ask(self, program: str, *arguments: str | Path) -> str:
        """What it prints. Raises CalledProcessError where it refuses the file."""
        words = [*self.tree.command(f"usr/bin/{program}"), *map(str, arguments)]
        return subprocess.run(words, capture_output=True, text=True, check=True, timeout=60).stdout


def poppler(folder: Path, report: Report) -> Poppler:
    needs = tuple(f"usr/bin/{program}" for program in PROGRAMS)
    return Poppler(Debs(folder / "poppler").install(("poppler-utils",), report, needs=needs))
