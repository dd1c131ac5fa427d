"""Somebody who can be called: takes any number, any number of calls at once, until closed."""

import tempfile
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Final, Literal, Self

from ivr.carrier.audio import lay_out
from ivr.carrier.errors import SippFailed
from ivr.carrier.heard import CallRecord
from ivr.carrier.message import SipMessage
from ivr.carrier.packet import Address
from ivr.carrier.rtp import RtpPort
from ivr.carrier.sipp import SCENARIOS, Sipp, free_port
from ivr.kit.clock import Clock, SystemClock

LOOK_S: Final = 0.03
START_S: Final = 5.0
LINGER_S: Final = 0.2
"""Audio still under way when the call ends belongs to it."""


@dataclass(frozen=True, slots=True)
class Behaviour:
    """What the callee does, after letting it ring for ``ring_s``.

    ``answers``: 180, then 200. ``early_media``: 183 with SDP and own sound, then 200. ``refuses``: ``refusal`` at once.
    ``never_answers``: 180 until the caller gives up. ``hangs_up``: answers, and ends the call after ``talk_s``.
    """

    does: Literal["answers", "early_media", "refuses", "never_answers", "hangs_up"] = "answers"
    ring_s: float = 1.0
    talk_s: float = 2.0
    refusal: str = "486 Busy Here"
    tone_hz: int | None = 620

    def scenario(self, folder: Path) -> Path:
        """The scenario, with the refusal's status line in it: SIPp takes no status from a keyword."""
        text = (SCENARIOS / f"callee_{self.does}.xml").read_text("utf-8")
        file = folder / "callee.xml"
        file.write_text(text.replace("486 Busy Here", self.refusal), "utf-8")
        return file


class Callee:
    """A context manager. ``port`` 0 takes a free one; ``lifetime_s`` bounds the process if Python dies.

    Raises SippMissing, SippFailed or PortTaken when started; SippFailed where SIPp died under its calls.
    """

    def __init__(  # noqa: PLR0913 - one for each side of a callee, by keyword
        self,
        sipp: Sequence[str],
        behaviour: Behaviour | None = None,
        *,
        address: str = "127.0.0.1",
        port: int = 0,
        lifetime_s: float = 3600.0,
        clock: Clock | None = None,
    ) -> None:
        self._behaviour = behaviour or Behaviour()
        self._clock = clock or SystemClock()
        self.address: Address = (address, port or free_port(address))
        self._folder = tempfile.TemporaryDirectory(prefix="callee-")
        self._rtp = RtpPort(address, tone_hz=self._behaviour.tone_hz)
        self._closing = threading.Event()
        self._lock = threading.Lock()
        self._peers: dict[str, Address] = {}
        self._sipp = self._start(sipp, lifetime_s)
        self._thread = threading.Thread(target=self._follow, name=f"callee-{self.address[1]}", daemon=True)
        self._thread.start()

    @property
    def running(self) -> bool:
        """Whether calls are still taken."""
        return self._sipp.running

    def calls(self) -> list[CallRecord]:
        """Every call so far, the oldest first, those still going on included."""
        return [self._record(messages) for messages in self._dialogues()]

    def call_to(self, number: str, *, since: float = 0.0) -> CallRecord | None:
        """The latest call for that number, as it stands in the request, that came at or after ``since``."""
        for messages in reversed(self._dialogues()):
            if messages[0].user("request") == number and messages[0].at >= since:
                return self._record(messages)
        return None

    def close(self) -> None:
        """End SIPp and the recording. What ``calls`` returned stays good."""
        self._closing.set()
        self._thread.join(timeout=2)
        died = not self._sipp.running
        self._sipp.stop()
        self._rtp.close()
        log = self._sipp.last_errors()
        self._folder.cleanup()
        if died:
            raise SippFailed(exit_code=self._sipp.exit_code, log=log)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _start(self, sipp: Sequence[str], lifetime_s: float) -> Sipp:
        """SIPp, listening: proved by its port being taken."""
        does, folder = self._behaviour, Path(self._folder.name)
        process = Sipp(
            sipp,
            does.scenario(folder),
            folder,
            self.address,
            keys={"rtp_port": str(self._rtp.port)},
            options=["-d", f"{does.talk_s * 1000:.0f}", "-recv_timeout", f"{max(1.0, does.ring_s * 1000):.0f}"],
            lifetime_s=lifetime_s,
        )
        deadline = self._clock.monotonic() + START_S
        while not process.listening and self._clock.monotonic() < deadline:
            if process.wait(0.01):
                self._give_up(process)
        if not process.listening:
            self._give_up(process)
        return process

    def _give_up(self, process: Sipp) -> None:
        process.stop()
        self._rtp.close()
        try:
            process.require_calls()
            raise SippFailed(exit_code=process.exit_code, log=process.last_errors())
        finally:
            self._folder.cleanup()

    def _follow(self) -> None:
        while not self._closing.wait(LOOK_S) and self._sipp.running:
            self._look()

    def _look(self) -> None:
        """Talk to those who are in a call; stop with those who left it."""
        with self._lock:
            for message in self._sipp.more():
                if message.request == "INVITE" and (peer := message.audio_address()):
                    self._peers[message.call_id] = peer
                elif message.request in ("BYE", "CANCEL") or (message.code or 0) >= 300:
                    self._rtp.stop_sending(self._peers.get(message.call_id, ("", 0)))
                elif message.has_sdp and message.call_id in self._peers:
                    self._rtp.send_to(self._peers[message.call_id])

    def _dialogues(self) -> list[list[SipMessage]]:
        """The messages of each call, in the order of the INVITEs."""
        self._look()
        grouped: dict[str, list[SipMessage]] = {}
        for message in list(self._sipp.messages):
            grouped.setdefault(message.call_id, []).append(message)
        return [messages for messages in grouped.values() if messages[0].request == "INVITE"]

    def _record(self, messages: list[SipMessage]) -> CallRecord:
        peer = self._peers.get(messages[0].call_id)
        record = CallRecord(self.address, _via(messages[0]), tuple(messages), lay_out([]))
        if peer is None:
            return record
        over = any(message.request in ("BYE", "CANCEL") for message in messages)
        until = record.ended_at + LINGER_S if over else float("inf")
        sound = lay_out(p for p in self._rtp.packets(peer[1]) if record.invited_at <= p.at <= until)
        return CallRecord(self.address, record.peer, record.messages, sound)


def _via(invite: SipMessage) -> Address:
    """Where the request came from, by its topmost Via."""
    host, _, port = invite.header("Via").partition(" ")[2].partition(";")[0].strip().partition(":")
    return host, int(port or 5060)
