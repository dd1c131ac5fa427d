"""One Asterisk in one run folder: configure, start, wait, look, stop."""

import os
import shutil
import subprocess
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from ivr.kit.clock import Clock, SystemClock
from ivr.kit.debs.lock import exclusive
from ivr.kit.debs.room import make_usable
from ivr.pbx.embedded import ports, render
from ivr.pbx.embedded.errors import AlreadyRunning, DiedAtStart, NoParentTie, NotReady, WillNotStop
from ivr.pbx.embedded.process import Process, has_ended, tie
from ivr.pbx.embedded.program import TRIED, AsteriskProgram
from ivr.pbx.embedded.settings import EmbeddedSettings

FOLDERS = ("etc", "lib", "db", "keys", "spool", "run", "log")
_PAUSE = 0.05
_PATIENCE = 8.0


class Owner(StrEnum):
    """Who ends Asterisk: ``CHILD`` ends with the process that started it, ``DAEMON`` only by :meth:`Embedded.stop`."""

    CHILD = "child"
    DAEMON = "daemon"


@dataclass(frozen=True)
class Status:
    """``since`` and ``resident_kb`` are None unless it runs; ``tried`` are the versions the tests have run with."""

    running: bool
    version: str
    tried: tuple[str, ...] = TRIED
    pid: int | None = None
    owner: Owner | None = None
    since: datetime | None = None
    resident_kb: int | None = None


class Embedded:
    """The folder keeps AstDB, keys and logs from one start to the next."""

    def __init__(
        self,
        program: AsteriskProgram,
        folder: Path,
        settings: EmbeddedSettings,
        *,
        clock: Clock | None = None,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self.program, self.folder, self.settings = program, folder.resolve(), settings
        self._clock, self._pause = clock or SystemClock(), pause
        self._child: subprocess.Popen[bytes] | None = None
        self._ended: Callable[[], bool] = lambda: False

    def configure(self, extra: Mapping[str, str]) -> None:
        """Write every configuration file; ``extra`` is file name → text, such as the dialplan and the trunks."""
        make_usable(self.folder)
        for name in FOLDERS:
            (self.folder / name).mkdir(mode=0o700, exist_ok=True)
        render.write(self.folder / "etc", render.render(self.folder, self.program, self.settings) | dict(extra))

    def start(self, owner: Owner) -> None:
        """Start it, and return before it is ready. Raises AlreadyRunning, PortTaken, NoParentTie, DiedAtStart."""
        prefix = _parent_tie() if owner is Owner.CHILD else []
        with exclusive(self.folder, _PATIENCE * 2):
            self.require_stopped()
            ports.require_free(self.settings)
            (self.folder / "run/asterisk.pid").unlink(missing_ok=True)
            self._ended = self._start_daemon() if owner is Owner.DAEMON else self._start_child(prefix)
            # Held until Asterisk has written its own id: from there on anybody finds it, whatever becomes of us.
            self._await((self.folder / "run/asterisk.pid").exists, _PATIENCE)

    def wait_ready(self, seconds: float = 30) -> None:
        """Return once every module is loaded. Raises DiedAtStart or NotReady."""
        self._await(lambda: "fully booted" in self.command("core waitfullybooted", seconds), seconds)

    def command(self, line: str, seconds: float = 10) -> str:
        """What Asterisk's command line says to ``line``; empty if Asterisk does not answer."""
        argv = [*self._argv(), "-rx", line]
        try:
            done = subprocess.run(argv, cwd=self.folder, capture_output=True, text=True, timeout=seconds, check=False)
        except subprocess.TimeoutExpired:
            return ""
        return done.stdout if done.returncode == 0 else ""

    def status(self) -> Status:
        """What runs now, whoever started it."""
        process = self._find()
        if process is None:
            return Status(running=False, version=self.program.version)
        with process:
            owner = Owner.CHILD if process.tied else Owner.DAEMON
            return Status(True, self.program.version, TRIED, process.pid, owner, process.since, process.resident_kb)

    def stop(self) -> bool:
        """End it, whoever started it; False if it was not running. Raises WillNotStop."""
        process = self._find()
        if process is None:
            return False
        with process:
            self._end(process)
        return True

    def require_stopped(self) -> None:
        """Raises AlreadyRunning. One whose parent is gone is ending by itself: it is waited for."""
        process = self._find()
        if process is None:
            return
        with process:
            if not process.orphaned:
                raise AlreadyRunning(folder=self.folder, pid=process.pid)
            self._end(process)

    def last_words(self, lines: int = 8) -> str:
        """The end of the log, or of the console where nothing was logged."""
        for name in ("messages.log", "console.log"):
            file = self.folder / "log" / name
            if file.exists() and (text := file.read_text(encoding="utf-8", errors="replace").strip()):
                return "\n".join(text.splitlines()[-lines:])
        return ""

    def _find(self) -> Process | None:
        if self._child:
            self._child.poll()  # takes leave of one that ended by itself
        return Process.find(self.folder)

    def _argv(self) -> list[str]:
        return [*self.program.argv, "-C", str(self.folder / "etc/asterisk.conf")]

    def _start_child(self, prefix: list[str]) -> Callable[[], bool]:
        with (self.folder / "log/console.log").open("wb") as console:
            self._child = child = subprocess.Popen(
                [*prefix, *self._argv(), "-f"],
                cwd=self.folder,
                env=os.environ | tie(),
                stdin=subprocess.DEVNULL,
                stdout=console,
                stderr=console,
                # Its own session: Ctrl-C at the gateway's terminal ends the gateway first, in its own order.
                start_new_session=True,
            )
        return lambda: child.poll() is not None

    def _start_daemon(self) -> Callable[[], bool]:
        # The shell goes at once, so that Asterisk is the init process's child and nobody's to wait for.
        launched = subprocess.run(
            ["sh", "-c", '"$@" >log/console.log 2>&1 & echo $!', "sh", *self._argv(), "-f"],
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            start_new_session=True,
            check=True,
        )
        return lambda: has_ended(int(launched.stdout))

    def _end(self, process: Process) -> None:
        if not process.end(_PATIENCE):
            raise WillNotStop(pid=process.pid, seconds=2 * _PATIENCE)
        if self._child and self._child.pid == process.pid:
            self._child.wait(_PATIENCE)

    def _await(self, reached: Callable[[], bool], seconds: float) -> None:
        deadline = self._clock.monotonic() + seconds
        while not reached():
            if self._ended():
                raise DiedAtStart(last=self.last_words())
            if self._clock.monotonic() > deadline:
                raise NotReady(seconds=seconds, log=self.folder / "log", last=self.last_words())
            self._pause(_PAUSE)


def _parent_tie() -> list[str]:
    """The program prefix that has the kernel end Asterisk with its parent, even a killed one."""
    if shutil.which("setpriv") is None:
        raise NoParentTie(reason="there is no setpriv program")
    if threading.current_thread() is not threading.main_thread():
        # The kernel ties a child to the thread that started it, and others may end while the gateway lives.
        raise NoParentTie(reason="it was not started from the main thread")
    return ["setpriv", "--pdeathsig", "TERM"]
