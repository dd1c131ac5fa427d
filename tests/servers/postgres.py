"""A private PostgreSQL: fresh, on a free loopback port, gone at the end. It refuses root, so it runs as nobody."""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from ivr.kit.debs import Tree
from tests.servers.user import as_ordinary_user, hand_over

_FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=60", "shared_buffers=32MB")
_START_SECONDS = 30


@dataclass(frozen=True)
class Cluster:
    """A server's data and port, which stay the same from one start to the next."""

    server: Path
    data: Path
    port: int

    @contextmanager
    def serving(self) -> Iterator[str]:
        """Started on entering, shut down on leaving; yields the URL, as SQLAlchemy wants it."""
        with _serving(self.server, self.data, self.port):
            yield f"postgresql+psycopg://tester@127.0.0.1:{self.port}/postgres"


@contextmanager
def postgres(tree: Tree) -> Iterator[str]:
    """Yields the URL of a fresh server. Nothing is synced: the data does not outlive a power cut."""
    with cluster(tree) as fresh, fresh.serving() as url:
        yield url


@contextmanager
def cluster(tree: Tree) -> Iterator[Cluster]:
    """Fresh and not yet started, with programs of its own: this checkout may lie where only root may enter."""
    with tempfile.TemporaryDirectory(prefix="pg") as folder:
        tree = replace(tree, root=Path(shutil.copytree(tree.root, Path(folder) / "programs", symlinks=True)))
        bin_folder = next(tree.path("usr/lib/postgresql").glob("*/bin"))
        # initdb starts its sibling by path, so that one must be startable by path.
        server = tree.wrap(str((bin_folder / "postgres").relative_to(tree.root)))
        initdb = tree.command(str((bin_folder / "initdb").relative_to(tree.root)))
        data = Path(folder) / "data"
        hand_over(Path(folder))
        options = ["--username=tester", "--auth=trust", "--encoding=UTF8", "--no-locale", "--no-sync"]
        _run([*initdb, "-D", str(data), *options])
        yield Cluster(server, data, _free_port())


@contextmanager
def _serving(server: Path, data: Path, port: int) -> Iterator[None]:
    settings = [word for pair in (*_FAST, f"unix_socket_directories={data.parent}") for word in ("-c", pair)]
    command = [*as_ordinary_user(), str(server), "-D", str(data), "-h", "127.0.0.1", "-p", str(port), *settings]
    with (data.parent / "log").open("w+b") as log:
        process = subprocess.Popen(command, cwd=data.parent, env=_environment(), stdout=log, stderr=log)
        try:
            _await_ready(data, process, log.name)
            yield
        finally:
            process.send_signal(signal.SIGINT)  # PostgreSQL's fast shutdown
            process.wait(_START_SECONDS)


def _await_ready(data: Path, process: subprocess.Popen[bytes], log: str) -> None:
    deadline = time.monotonic() + _START_SECONDS
    pid_file, pause = data / "postmaster.pid", threading.Event()
    while not (pid_file.exists() and "ready" in pid_file.read_text(encoding="ascii")):
        if process.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError(f"PostgreSQL did not start: {Path(log).read_text(encoding='utf-8')}")
        pause.wait(0.02)


def _run(command: list[str]) -> None:
    done = subprocess.run(
        [*as_ordinary_user(), *command], cwd="/", env=_environment(), capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(f"{command[-1]}: {done.stdout}{done.stderr}")


def _environment() -> dict[str, str]:
    return os.environ | {"TZ": "UTC", "LC_ALL": "C"}


def _free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])
