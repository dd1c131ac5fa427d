"""One running SIPp: started with its scenario and logs, watched, ended by its process id."""

import contextlib
import os
import select
import socket
import subprocess
import sys
import weakref
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from ivr.carrier.errors import PortTaken, SippFailed, SippMissing
from ivr.carrier.message import SipMessage
from ivr.carrier.packet import Address
from ivr.carrier.trace import MessageLog

SCENARIOS: Final = Path(__file__).parent / "scenarios"
BIND_FAILED: Final = 254
"""SIPp's exit codes: 0 every call went as written, 1 one did not, 97 stopped, 99 no call, 254 bind, 255 fatal."""
MADE_CALLS: Final = (0, 1)


class Sipp:
    """``command`` is the argument vector that starts SIPp; logs go to ``folder``.

    Raises SippMissing. A process that outlives Python ends by SIPp's own ``-timeout`` of ``lifetime_s``.
    """

    def __init__(  # noqa: PLR0913 - a process has that many sides
        self,
        command: Sequence[str],
        scenario: Path,
        folder: Path,
        own: Address,
        *,
        keys: Mapping[str, str],
        options: Iterable[str] = (),
        lifetime_s: float,
    ) -> None:
        self.own = own
        self._errors = folder / "errors.log"
        self._log = MessageLog(folder / "messages.log")
        words = [*command, *options, *_common(scenario, own, lifetime_s), *_traces(folder), *_keys(keys)]
        self._process = _start(words, folder)
        # Also at the interpreter's exit, for a caller that was left without being closed.
        weakref.finalize(self, _end, self._process)

    @property
    def messages(self) -> list[SipMessage]:
        """All messages read so far."""
        return self._log.messages

    @property
    def running(self) -> bool:
        return self._process.poll() is None

    @property
    def exit_code(self) -> int | None:
        """None while it runs."""
        code = self._process.returncode
        return None if code is None else code & 0xFF

    @property
    def listening(self) -> bool:
        """Whether this process holds its port, by the kernel's tables: to try it could take it from it."""
        here = f"{int.from_bytes(socket.inet_aton(self.own[0]), sys.byteorder):08X}:{self.own[1]:04X}"
        rows = [line.split() for line in Path("/proc/net/udp").read_text("ascii").splitlines()[1:]]
        return bool({f"socket:[{row[9]}]" for row in rows if row[1] == here} & self._open_files())

    def _open_files(self) -> set[str]:
        """What the process has open; nothing once it is gone."""
        try:
            return {str(link.readlink()) for link in Path(f"/proc/{self._process.pid}/fd").iterdir()}
        except OSError:
            return set()

    def more(self) -> list[SipMessage]:
        """The messages since the last time."""
        return self._log.more()

    def wait(self, seconds: float) -> bool:
        """Whether the process ended within ``seconds``; woken by the kernel, where ``Popen.wait`` keeps looking."""
        if self.running:
            poll = select.poll()
            with _watch(self._process.pid) as process:
                poll.register(process, select.POLLIN)
                poll.poll(seconds * 1000)
        return not self.running

    def stop(self) -> None:
        """End the process, if need be by force, and read its last messages."""
        _end(self._process)
        self.more()

    def require_calls(self) -> None:
        """Raises PortTaken or SippFailed where the ended process could not make its calls."""
        code = self.exit_code
        if code == BIND_FAILED:
            raise PortTaken(address=self.own[0], port=self.own[1], log=self.last_errors())
        if code not in MADE_CALLS:
            raise SippFailed(exit_code=code, log=self.last_errors())

    def last_errors(self, lines: int = 8) -> str:
        """The end of the error log; what SIPp printed, where it wrote none."""
        for path in (self._errors, self._errors.with_name("output.log")):
            text = path.read_text("utf-8", "replace").strip() if path.exists() else ""
            if text:
                return "\n".join(text.splitlines()[-lines:])
        return ""


@contextlib.contextmanager
def _watch(pid: int) -> Iterator[int]:
    """A descriptor that becomes readable when our child ends."""
    descriptor = os.pidfd_open(pid)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def free_port(address: str) -> int:
    """A UDP port that is free now; somebody may take it before it is bound: PortTaken is then worth another try."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        sock.bind((address, 0))
        return int(sock.getsockname()[1])


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(1.0)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(5.0)


def _common(scenario: Path, own: Address, lifetime_s: float) -> list[str]:
    place = ["-i", own[0], "-p", str(own[1]), "-bind_local", "-ci", own[0]]
    return ["-sf", str(scenario), *place, "-nostdin", "-aa", "-skip_rlimit", "-timeout", f"{lifetime_s:.0f}s"]


def _traces(folder: Path) -> list[str]:
    messages, errors = str(folder / "messages.log"), str(folder / "errors.log")
    return ["-trace_msg", "-message_file", messages, "-trace_err", "-error_file", errors]


def _keys(keys: Mapping[str, str]) -> list[str]:
    return [word for name, value in keys.items() for word in ("-key", name, value)]


def _start(words: list[str], folder: Path) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "TZ": "UTC", "TERM": "dumb"}
    with (folder / "output.log").open("wb") as output:
        try:
            return subprocess.Popen(
                words, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT, cwd=folder, env=environment
            )
        except OSError as error:
            raise SippMissing(program=words[0], reason=error.strerror or error) from error
