"""The prompt files on a node: copied there, whole, before any number names them."""

import os
import shutil
import tempfile
import threading
from collections.abc import Callable, Iterable, Set
from pathlib import Path

from ivr.kit.errors import GatewayError


class PromptMissing(GatewayError):
    code = "prompt-missing"
    zh = "节点上缺少播报音频 {key}，且无法取得。请重新生成播报：ivr prompts build"
    en = "Prompt {key} is not on the node and cannot be had. Build the prompts again: ivr prompts build"
    retry = True


class FolderShelf:
    """Implements the ``PromptShelf`` port for a node on this machine; ``files`` gives a prompt's files by its key."""

    def __init__(self, folder: Path, files: Callable[[str], list[Path]]) -> None:
        self.folder, self._files = folder, files
        self._one_file = threading.Lock()

    def hold(self, keys: Iterable[str]) -> None:
        """Files are named by their content, so one that is there is right. Raises PromptMissing."""
        self.folder.mkdir(parents=True, exist_ok=True)
        for key in keys:
            for source in self._sources(key):
                with self._one_file:
                    self._hold(source)

    def tidy(self, named: Callable[[], Set[str]], before: float) -> None:
        """Each file's own date is when it was last held, or found to be named: so it goes long after its last call."""
        there = list(self.folder.glob("*"))
        kept = named()
        for file in there:
            with self._one_file:
                if file.name.partition(".")[0] in kept:
                    os.utime(file)
                elif file.stat().st_mtime < before:
                    file.unlink()

    def _hold(self, source: Path) -> None:
        target = self.folder / source.name
        if target.exists():
            os.utime(target)
        else:
            _copy(source, target)

    def _sources(self, key: str) -> list[Path]:
        try:
            sources = self._files(key)
        except (GatewayError, OSError) as error:
            raise PromptMissing(key=key) from error
        if not sources:
            raise PromptMissing(key=key)
        return sources


def _copy(source: Path, target: Path) -> None:
    """Whole or not at all: Asterisk never sees half a file."""
    with tempfile.NamedTemporaryFile(dir=target.parent, delete=False) as half:
        try:
            with source.open("rb") as whole:
                shutil.copyfileobj(whole, half)
            half.flush()
            os.fsync(half.fileno())
            Path(half.name).chmod(0o644)
            Path(half.name).replace(target)
        except BaseException:
            Path(half.name).unlink(missing_ok=True)
            raise
