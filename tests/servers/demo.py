"""``ivr demo`` as a process of its own, with the programs, voices and finished notices of this checkout."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from ivr.kit.debs import Tree

SHARED = Path(__file__).parent.parent.parent / "var"
DEMO = [sys.executable, "-c", "from ivr.cli import main; main()", "demo", "--lang", "en"]


@pytest.fixture
def data(tmp_path: Path, tools: Tree) -> Path:
    """A data folder of its own, with the programs, voices and finished notices of this checkout."""
    for name in ("tools", "speech", "prompts"):
        (SHARED / name).mkdir(exist_ok=True)
        (tmp_path / name).symlink_to(SHARED / name)
    return tmp_path


@contextmanager
def demo(data: Path, *options: str) -> Iterator[subprocess.Popen[str]]:
    """Killed at the end if it is still there."""
    environment = os.environ | {"IVR_DATA": str(data), "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        [*DEMO, *options], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def running_in(data: Path) -> list[str]:
    """Every process that has this folder in its command line or its environment."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            words = (folder / "cmdline").read_bytes() + (folder / "environ").read_bytes()
        except OSError:  # gone, or somebody else's
            continue
        if str(data).encode() in words and int(folder.name) != os.getpid():
            found.append(words.replace(b"\0", b" ").decode("utf-8", "replace"))
    return found
