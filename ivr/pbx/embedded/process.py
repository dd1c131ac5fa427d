"""A running Asterisk of one run folder, as the kernel sees it."""

import os
import select
import signal
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Self

# Set in the environment of an Asterisk that ends with its parent: the parent's id and start.
TIE = "COURT_NOTICE_PARENT"


class Process:
    """Held by a descriptor, so its id cannot come to mean another process. Use as a context."""

    def __init__(self, pid: int, descriptor: int) -> None:
        self.pid, self._descriptor = pid, descriptor

    @classmethod
    def find(cls, folder: Path) -> Self | None:
        """The Asterisk started with this run folder's configuration; None for a stale or foreign id."""
        try:
            pid = int((folder / "run/asterisk.pid").read_text(encoding="ascii"))
            process = cls(pid, os.pidfd_open(pid))
        except (OSError, ValueError):  # no file, no such process, or no process id at all
            return None
        words = _read(pid, "cmdline").decode(errors="replace").split("\0")
        if str(folder / "etc/asterisk.conf") in words and "-rx" not in words:
            return process
        process.close()
        return None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the process; it runs on."""
        os.close(self._descriptor)

    def end(self, patience: float) -> bool:
        """Ask it to end, wait, kill it, wait again (seconds each); False if it is there even then."""
        for request in (signal.SIGTERM, signal.SIGKILL):
            try:
                signal.pidfd_send_signal(self._descriptor, request)
            except ProcessLookupError:
                return True
            if self.wait(patience):
                return True
        return False

    def wait(self, seconds: float) -> bool:
        """Wait for its end; False if it has not come."""
        poll = select.poll()
        poll.register(self._descriptor, select.POLLIN)
        return bool(poll.poll(seconds * 1000))

    @property
    def since(self) -> datetime:
        """When it was started."""
        boot = next(line for line in Path("/proc/stat").read_text(encoding="ascii").splitlines() if "btime" in line)
        seconds = start_ticks(self.pid) / os.sysconf("SC_CLK_TCK")
        return datetime.fromtimestamp(int(boot.split()[1]), UTC) + timedelta(seconds=seconds)

    @property
    def resident_kb(self) -> int:
        """Kilobytes in memory."""
        pages = int(_read(self.pid, "statm").split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") // 1024

    @property
    def tied(self) -> bool:
        """Whether it ends with its parent."""
        return self._parent() is not None

    @property
    def orphaned(self) -> bool:
        """Whether it was tied to a parent that is gone, so that it is ending by itself."""
        parent = self._parent()
        return parent is not None and start_ticks(parent[0]) != parent[1]

    def _parent(self) -> tuple[int, int] | None:
        pairs = (entry.partition("=") for entry in _read(self.pid, "environ").decode(errors="replace").split("\0"))
        found = next((value.split() for name, _, value in pairs if name == TIE), None)
        return (int(found[0]), int(found[1])) if found else None


def tie() -> dict[str, str]:
    """The environment entry that names this process as the parent."""
    return {TIE: f"{os.getpid()} {start_ticks(os.getpid())}"}


def has_ended(pid: int) -> bool:
    """Gone, or waiting for its parent to take leave of it. (Its command line is empty while it becomes a program.)"""
    text = _read(pid, "stat").decode(errors="replace")
    return not text or text.rpartition(")")[2].split()[0] in "ZX"


def start_ticks(pid: int) -> int:
    """When a process started, in clock ticks since boot; 0 if it is gone. With the id it names a process for good."""
    text = _read(pid, "stat").decode(errors="replace")
    return int(text.rpartition(")")[2].split()[19]) if text else 0


def _read(pid: int, name: str) -> bytes:
    try:
        return Path(f"/proc/{pid}/{name}").read_bytes()
    except (FileNotFoundError, ProcessLookupError, PermissionError):
        return b""
