"""One bound session: requests and their answers, keep-alive, and what the centre sends by itself.

Everything happens in the calls of the one thread that owns it: no thread of its own, so nothing is read or
acknowledged behind the caller's back. Whoever owns it calls ``arrived`` often enough for the centre's own timers.
"""

from collections import deque
from collections.abc import Callable

from ivr.kit.clock import Clock
from ivr.sms.errors import SmsGarbled, SmsLost, SmsUnanswered
from ivr.sms.frames import Frames
from ivr.sms.packet import Packet, header, read, written
from ivr.sms.settings import SmppSettings
from ivr.sms.wire import Wire

UNKNOWN_COMMAND = 0x3
BAD_LENGTH = 0x2
_HIGHEST = 0x7FFFFFFF


class Session:
    """Any error that it raises ends it: ``close`` it then."""

    def __init__(self, wire: Wire, settings: SmppSettings, clock: Clock) -> None:
        self._wire, self._settings, self._clock = wire, settings, clock
        self._frames = Frames()
        self._delivered: deque[Packet] = deque()
        self._sequence = 0
        self._heard_at = clock.monotonic()
        self._enquired_at: float | None = None

    def ask(self, command: str, **values: object) -> Packet:
        """The answer to one request. Raises SmsUnanswered, SmsLost, SmsGarbled."""
        sequence = self._request(command, **values)
        deadline = self._clock.monotonic() + self._settings.answer_s
        while packet := self._next(deadline):
            # An answer to an earlier request that was given up is not ours.
            if packet.sequence == sequence and packet.command in {f"{command}_resp", "generic_nack"}:
                return packet
            if self._clock.monotonic() >= deadline:
                break
        raise SmsUnanswered(command=command, seconds=self._settings.answer_s)

    def arrived(self, timeout_s: float) -> Packet | None:
        """The next ``deliver_sm`` or ``data_sm``, not acknowledged yet; None after ``timeout_s``."""
        deadline = self._clock.monotonic() + timeout_s
        while not self._delivered and self._next(deadline) and self._clock.monotonic() < deadline:
            pass
        return self._delivered.popleft() if self._delivered else None

    def acknowledge(self, packet: Packet, status: int = 0) -> None:
        self._send(f"{packet.command}_resp", packet.sequence, status=status)

    def farewell(self) -> None:
        """Says goodbye and does not wait for an answer. Raises SmsLost."""
        self._request("unbind")

    def close(self) -> None:
        self._wire.close()

    def _next(self, deadline: float) -> Packet | None:
        """The next packet of any kind, once it has been seen to; None at the deadline."""
        while True:
            if octets := self._frames.take():
                self._heard_at, self._enquired_at = self._clock.monotonic(), None
                return self._seen_to(octets)
            wait = min(deadline, self._duty()) - self._clock.monotonic()
            if came := self._wire.read(wait):
                self._frames.feed(came)
                continue
            self._keep_alive()
            if self._clock.monotonic() >= deadline:
                return None

    def _seen_to(self, octets: bytes) -> Packet:
        try:
            packet = read(octets)
        except SmsGarbled:
            packet = header(octets)
            if packet.answer:  # perhaps to a message of ours
                raise
            # A request that nobody can read is refused, and the session goes on.
            self._send("generic_nack", packet.sequence, status=BAD_LENGTH if packet.command else UNKNOWN_COMMAND)
            return packet
        if todo := _TODO.get(packet.command):
            todo(self, packet)
        elif not packet.answer:
            self._send("generic_nack", packet.sequence, status=UNKNOWN_COMMAND)
        return packet

    def _duty(self) -> float:
        if self._enquired_at is None:
            return self._heard_at + self._settings.enquire_s
        return self._enquired_at + self._settings.answer_s

    def _keep_alive(self) -> None:
        now = self._clock.monotonic()
        if now < self._duty():
            return
        if self._enquired_at is not None:
            raise SmsUnanswered(command="enquire_link", seconds=self._settings.answer_s)
        self._enquired_at = now
        self._request("enquire_link")

    def _request(self, command: str, **values: object) -> int:
        self._sequence = self._sequence % _HIGHEST + 1
        self._send(command, self._sequence, **values)
        return self._sequence

    def _send(self, command: str, sequence: int, **values: object) -> None:
        self._wire.send(written(command, sequence, **values), self._settings.answer_s)

    def _enquired(self, packet: Packet) -> None:
        self._send("enquire_link_resp", packet.sequence)

    def _deliver(self, packet: Packet) -> None:
        self._delivered.append(packet)

    def _unbound(self, packet: Packet) -> None:
        self._send("unbind_resp", packet.sequence)
        raise SmsLost(reason="the centre ended the session")


_TODO: dict[str, Callable[[Session, Packet], None]] = {
    "enquire_link": Session._enquired,
    "deliver_sm": Session._deliver,
    "data_sm": Session._deliver,
    "unbind": Session._unbound,
}
