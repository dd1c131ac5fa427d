"""Which processes this one has started."""

from pathlib import Path


def children() -> set[int]:
    """Their pids, of all threads (proc_pid_children(5))."""
    return {int(pid) for path in Path("/proc/self/task").glob("*/children") for pid in path.read_text().split()}
