"""Where the prompts lie: the names of their files, and who may touch one at a time."""

import re
from contextlib import AbstractContextManager
from pathlib import Path

from ivr.speech import files
from ivr.speech.errors import NoPrompt

_KEY = re.compile(r"[0-9a-f]{32}")
_PART = re.compile(r"\.?([0-9a-f]{32})\..+")
"""With a dot before it, it is half a file, being written or left by a writer that was killed."""


class PromptFolder:
    """``<key>.<codec>``, ``<key>.json``, and ``built/<build key>``, which holds the key that a build gave.

    The locks are 256 of each kind, by the first two digits, so that they never pile up.
    """

    def __init__(self, root: Path) -> None:
        self.root = root

    def file(self, key: str, suffix: str) -> Path:
        """A key becomes a file name: nothing else may. Raises :class:`~ivr.speech.errors.NoPrompt`."""
        if not _KEY.fullmatch(key):
            raise NoPrompt(key=repr(key[:64]))
        return self.root / f"{key}.{suffix}"

    def note(self, key: str) -> Path:
        """What a prompt says and who said it. It is written last: with it the prompt is there."""
        return self.file(key, "json")

    def index(self, build: str) -> Path:
        return self.root / "built" / build

    def building(self, build: str) -> AbstractContextManager[None]:
        """Held by whoever makes what ``build`` names."""
        return files.locked(self.root / "built" / f".{build[:2]}.lock")

    def holding(self, key: str) -> AbstractContextManager[None]:
        """Held by whoever counts on a prompt's files, or takes them away. Never ask for a second lock in it."""
        return files.locked(self.root / f".{key[:2]}.lock")

    def finished(self) -> list[str]:
        """Every finished prompt's key."""
        return sorted(path.stem for path in self.root.glob("*.json") if _KEY.fullmatch(path.stem))

    def parts(self) -> dict[str, list[Path]]:
        """Every file by the key of its prompt, also of those that were never finished."""
        found: dict[str, list[Path]] = {}
        for path in sorted(self.root.glob("*.*")):
            part = _PART.fullmatch(path.name)
            if part:
                found.setdefault(part[1], []).append(path)
        return found

    def builds(self) -> dict[str, list[Path]]:
        """Which builds gave a key."""
        found: dict[str, list[Path]] = {}
        for path in sorted(self.root.glob("built/[0-9a-f]*")):
            found.setdefault(path.read_text(encoding="ascii", errors="replace"), []).append(path)
        return found
