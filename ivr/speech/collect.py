"""Takes away prompts that nothing names any more. What is named, or was asked for of late, stays."""

from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass
from pathlib import Path

from ivr.speech.folder import PromptFolder

GRACE_SECONDS = 24 * 3600.0
"""A prompt is built first and named afterwards; in between nothing but its age protects it."""


@dataclass(frozen=True)
class Collected:
    """A prompt that was, or would be, taken away, with the size of its files."""

    key: str
    size: int


def collect(
    folder: PromptFolder, named: Callable[[], Set[str]], before: float, dry_run: bool = False
) -> list[Collected]:
    """Whatever ``named`` does not hold and nobody has built, or asked to be built, since ``before`` (unix seconds).

    ``named`` is asked once, after the files were listed: a prompt that is built later is younger than ``before``.
    """
    parts, builds = folder.parts(), folder.builds()
    kept = named()
    gone = []
    for key in sorted({*parts, *builds} - kept):
        with folder.holding(key):
            paths = [*parts.get(key, ()), *builds.get(key, ())]
            if not _all_older(paths, before):
                continue
            gone.append(Collected(key, sum(path.stat().st_size for path in paths if path.exists())))
            if not dry_run:
                _remove(paths)
    return gone


def _all_older(paths: Sequence[Path], before: float) -> bool:
    return all(path.stat().st_mtime < before for path in paths if path.exists())


def _remove(paths: Sequence[Path]) -> None:
    """The note first: a prompt without it is not there, and is built again when it is asked for."""
    for path in sorted(paths, key=lambda path: path.suffix != ".json"):
        path.unlink(missing_ok=True)
