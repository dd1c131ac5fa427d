"""The gateway as a process of its own, as it runs in earnest (``ivr run``): started, killed, held, let go on."""

import json
import os
import signal
import subprocess
import sys
from dataclasses import asdict
from typing import Final, Self

import httpx

from ivr.cli.demo.children import tied
from ivr.cli.demo.errors import NotInTime, ServiceDied
from ivr.cli.demo.stage import Stage
from ivr.cli.demo.wait import until
from ivr.cli.demo.words import Words

START_S: Final = 60.0
END_S: Final = 15.0
GIVEN: Final = (
    "data", "pbx", "node", "http_host", "http_port", "ami_port", "sip_address", "sip_port", "rtp_first", "rtp_last",
)  # fmt: skip


class Service:
    """A context manager that leaves no process behind. It ends with the demo, even with a killed one."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._log = stage.folder / "gateway.log"
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int | None:
        return self._process.pid if self._process else None

    def start(self) -> float:
        """Until it answers and its node may announce; the seconds that took. Raises ServiceDied, NotInTime."""
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                tied([sys.executable, "-c", "from ivr.cli import main; main()", "run"]),
                env=_environment(self._stage),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                # Its own session: Ctrl-C at the terminal ends the demo, and the demo ends the gateway.
                start_new_session=True,
            )
        return self.ready()

    def ready(self) -> float:
        """Waits for the node's lease; the seconds that took."""
        try:
            return until(self._announces, START_S, Words("网关就绪", "the gateway to be ready"))
        except NotInTime as error:
            raise self._died() from error

    def kill(self) -> None:
        """SIGKILL: it has no chance to say goodbye to anybody."""
        self._signal(signal.SIGKILL)
        if self._process:
            self._process.wait(END_S)
        self._process = None

    def hold(self) -> None:
        """SIGSTOP: it does nothing until it is let go on."""
        self._signal(signal.SIGSTOP)

    def go_on(self) -> None:
        self._signal(signal.SIGCONT)

    def stop(self) -> None:
        """In order; by force if that takes too long."""
        if self._process is None:
            return
        self.go_on()
        self._signal(signal.SIGTERM)
        try:
            self._process.wait(END_S)
        except subprocess.TimeoutExpired:
            self.kill()
        self._process = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def _signal(self, number: signal.Signals) -> None:
        """Popen knows whether the id is still this process's."""
        if self._process is not None:
            self._process.send_signal(number)

    def _announces(self) -> bool:
        if self._process is None or self._process.poll() is not None:
            raise self._died()
        try:
            health = httpx.get(f"{self._stage.url}/healthz", timeout=2, trust_env=False).json()
        except (httpx.HTTPError, ValueError):  # not up yet: asked again until the deadline
            return False
        return bool(health.get("announces"))

    def _died(self) -> ServiceDied:
        last = self._log.read_text("utf-8", "replace").strip().splitlines()[-6:]
        code = self._process.returncode if self._process else None
        return ServiceDied(exit_code=code, log=self._log, last="\n".join(last))


def _environment(stage: Stage) -> dict[str, str]:
    s = stage.settings
    given = {f"IVR_{name.upper()}": str(getattr(s, name)) for name in GIVEN}
    return {
        **os.environ,
        **given,
        "IVR_DATABASE_URL": s.database,
        "IVR_TRUNKS": json.dumps([asdict(trunk) for trunk in s.trunks]),
        "IVR_FEEDS": json.dumps({name: one.trust.secret for name, one in s.feeds.items()}),
    }
