"""What one end of a call saw and heard."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Self

from ivr.carrier.audio import Audio, lay_out
from ivr.carrier.message import SipMessage
from ivr.carrier.packet import Address, Packet
from ivr.carrier.plan import CallPlan

SLACK_S: Final = 0.02
"""SIPp writes the time of a message after sending it, by when the other end may have noted it already."""


@dataclass(frozen=True, slots=True, eq=False)
class CallRecord:
    """One call at one end: its messages in time order, its audio, its addresses. Times are seconds since the epoch."""

    own: Address
    peer: Address
    messages: tuple[SipMessage, ...]
    audio: Audio

    @property
    def invite(self) -> SipMessage:
        return self.messages[0]

    @property
    def invited_at(self) -> float:
        return self.invite.at

    @property
    def dialled(self) -> str:
        return self.invite.user("request")

    @property
    def caller(self) -> str:
        return self.invite.user("From")

    @property
    def ringing_at(self) -> float | None:
        """The first 180."""
        return self._first(180)

    @property
    def progress_at(self) -> float | None:
        """The first 18x with SDP: early media may be heard from here on."""
        return next((m.at for m in self._responses() if m.code in range(180, 190) and m.has_sdp), None)

    @property
    def answered_at(self) -> float | None:
        """The first 200 OK to the INVITE: charging starts."""
        return self._first(200)

    @property
    def ended_at(self) -> float:
        """The BYE, the CANCEL or the refusal; else the last message."""
        ends = (m.at for m in self.messages if m.request in ("BYE", "CANCEL") or (m.code or 0) >= 300)
        return next(ends, self.messages[-1].at)

    @property
    def codec(self) -> str:
        """The codec of the last SDP."""
        return next((m.codec() for m in reversed(self.messages) if m.has_sdp), "")

    @property
    def early(self) -> Audio:
        """What was heard before the answer."""
        return self.audio.between(None, self.answered_at)

    @property
    def talk(self) -> Audio:
        """What was heard from the answer to the end; empty if nobody answered."""
        answered = self.answered_at
        return self.audio.between(self.audio.end if answered is None else answered, self.ended_at)

    def _responses(self) -> Iterable[SipMessage]:
        return (message for message in self.messages if message.code and message.method == "INVITE")

    def _first(self, code: int) -> float | None:
        return next((message.at for message in self._responses() if message.code == code), None)


@dataclass(frozen=True, slots=True, eq=False)
class Heard(CallRecord):
    """A call as the caller had it."""

    plan: CallPlan

    @classmethod
    def of(cls, plan: CallPlan, own: Address, messages: Iterable[SipMessage], packets: Iterable[Packet]) -> Self:
        return cls(own, plan.gateway, tuple(messages), lay_out(packets), plan)

    @property
    def status(self) -> str:
        """ "answered", "redirected", "refused <code>", "cancelled" or "no reply"."""
        if self.answered_at is not None:
            return "answered"
        if any(message.request == "CANCEL" for message in self.messages):
            return "cancelled"
        code = next((m.code for m in self._responses() if m.code and m.code >= 300), None)
        if code is None:
            return "no reply"
        return "redirected" if code < 400 else f"refused {code}"

    @property
    def contact(self) -> str:
        """The Contact of a redirection, as written; else empty."""
        return next((m.header("Contact") for m in self._responses() if m.code in range(300, 400)), "")

    def answered_before(self, callee: CallRecord | None) -> bool:
        """Whether this caller was answered, and so charged, before the callee (None: nobody was called) answered."""
        if self.answered_at is None:
            return False
        return callee is None or callee.answered_at is None or self.answered_at < callee.answered_at - SLACK_S
