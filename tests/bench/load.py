"""A block of calls at a steady rate, by SIPp without media: what each cost Asterisk, and when it was first heard of."""

import re
import subprocess
import tempfile
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from ivr.carrier.sipp import MADE_CALLS, SCENARIOS
from tests.bench.stage import Stage

SETTLE = threading.Event()
SETTLE_S = 0.3
"""After a caller's last BYE Asterisk still ends the other leg."""
TALK_MS = "200"
"""Long enough for the UPDATE that Asterisk sends once both legs are connected."""
LOST = 0.02
"""The share of calls that may fail."""
_TOTAL = re.compile(r"(Successful call|Failed call) +\| +[0-9]+ +\| +([0-9]+)")
CLOCK = (
    ('start_txn="invite">', 'start_txn="invite" start_rtd="invite">'),
    ('<recv response="18[0-9]"', '<recv response="18[0-9]" rtd="invite"'),
)
"""What the carrier suite's caller lacks: a stopwatch from the INVITE to the first 18x."""


@dataclass(frozen=True)
class Block:
    """``cpu_ms``: of Asterisk, per call. ``progress_ms``: from each INVITE to its first 18x, in the order of calls."""

    cpu_ms: float
    progress_ms: list[float]

    @property
    def progress(self) -> float:
        return median(self.progress_ms)


@dataclass(frozen=True)
class Load:
    """``calls`` of them, ``rate`` a second, to one number."""

    stage: Stage
    number: str
    calls: int
    rate: int

    def block(self, address: str) -> Block:
        """All of them from one address, which decides the trunk. Raises RuntimeError where calls fail."""
        before = self.stage.cpu_s()
        with tempfile.TemporaryDirectory(dir=self.stage.folder) as folder:
            self._place(address, Path(folder))
            SETTLE.wait(SETTLE_S)
            used = self.stage.cpu_s() - before
            return Block(used / self.calls * 1000, _stopwatch(Path(folder)))

    def _place(self, address: str, folder: Path) -> None:
        scenario = folder / "caller.xml"
        scenario.write_text(_with_stopwatch((SCENARIOS / "caller.xml").read_text("utf-8")), "utf-8")
        gateway = f"127.0.0.1:{self.stage.settings.sip_port}"
        keys = {
            "uri": f"sip:{self.number}@{gateway}",
            "from": f"sip:+8615400009999@{address}",
            "rtp_port": str(self.stage.media),
            "headers": "",
        }
        amount = ["-m", str(self.calls), "-r", str(self.rate), "-timeout", "120s"]
        patience = ["-d", TALK_MS, "-recv_timeout", "20000"]
        own = ["-i", address, "-bind_local", "-nostdin", "-skip_rlimit", "-trace_rtt", "-rtt_freq", "1"]
        _run([*self.stage.sipp, gateway, "-sf", str(scenario), *own, *amount, *patience, *_keys(keys)], folder)


def _with_stopwatch(scenario: str) -> str:
    for plain, timed in CLOCK:
        if plain not in scenario:
            raise LookupError(f"the caller's scenario has no {plain}")
        scenario = scenario.replace(plain, timed)
    return scenario


def _keys(keys: Mapping[str, str]) -> list[str]:
    return [word for name, value in keys.items() for word in ("-key", name, value)]


def _run(words: list[str], folder: Path) -> None:
    """A machine with other work loses a packet's turn now and then; more than that is no measurement."""
    done = subprocess.run(words, cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    totals = dict(_TOTAL.findall(done.stdout))
    failed, made = int(totals.get("Failed call", 1)), int(totals.get("Successful call", 0))
    if done.returncode not in MADE_CALLS or failed > LOST * made:
        raise RuntimeError(f"SIPp ended with {done.returncode}: {done.stdout[-1500:]}{done.stderr}")


def _stopwatch(folder: Path) -> list[float]:
    """SIPp's file: ``Date_ms;response_time_ms;rtd_name`` and a line for each call."""
    lines = next(folder.glob("*_rtt.csv")).read_text("utf-8").splitlines()[1:]
    return [float(line.split(";")[1]) for line in lines if line]
