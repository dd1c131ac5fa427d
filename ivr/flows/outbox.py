"""The outbox: sends what is due, and keeps what becomes of it. Each message is its own transactions.

Chosen direction: what may or may not have gone out is sent again; a message that cannot be sent becomes a letter.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from ivr.domain.court import Court
from ivr.domain.ended import words_of
from ivr.domain.enrolment import Enrolment, State
from ivr.domain.message import MOST_TRIES, WAITING, Delivery, Message, Purpose, pause, resolved, sent, together
from ivr.domain.staff import SYSTEM
from ivr.domain.words import Kind
from ivr.flows.desk import Desk, Work
from ivr.flows.ports import MessageReceipt, Messenger
from ivr.flows.telling import retime, told
from ivr.kit.errors import GatewayError
from ivr.store import messages

Words = Callable[[Court, Kind, datetime], str]
"""A court's text of that kind, with the moment whose day it names."""

TAKEN_FOR: Final = timedelta(minutes=5)
"""Longer than any answer of a centre takes. Then whoever was sending is taken for dead."""


@dataclass(frozen=True)
class _Parcel:
    message_id: str
    number: str
    text: str


@dataclass
class Outbox:
    desk: Desk
    messenger: Messenger
    words: Words

    def send_next(self) -> bool:
        """False when nothing is due. Raises what the messenger raises with ``retry``: connect anew then."""
        parcel = self._take()
        if parcel is None:
            return False
        try:
            submitted = self.messenger.send(parcel.number, parcel.text, parcel.message_id)
        except GatewayError as error:
            self._failed(parcel, error)
            if error.retry:
                raise
            return True
        with self.desk.work(SYSTEM) as work:
            self._sent(work, parcel, submitted.message_ids)
        return True

    def receive(self, timeout_s: float) -> int:
        """How many receipts came within that time. Each is kept before the next one is asked for."""
        count = 0
        for receipt in self.messenger.receipts(timeout_s):
            with self.desk.work(SYSTEM) as work:
                record_receipt(work, receipt)
            count += 1
        return count

    def _take(self) -> _Parcel | None:
        with self.desk.work(SYSTEM) as work:
            message_id = messages.due(work.session, work.now)
            return self._prepared(work, message_id) if message_id else None

    def _prepared(self, work: Work, message_id: str) -> _Parcel | None:
        enrolment, message = _locked(work, message_id)
        if message.next_try_at > work.now or message.state not in WAITING:
            return None  # somebody else took it in this moment
        if not _wanted(enrolment, message):
            message.state = Delivery.CANCELLED
            return None
        message.state, message.tries = Delivery.SENDING, message.tries + 1
        message.next_try_at = work.now + TAKEN_FOR
        court = work.scope.one(Court, enrolment.court_id)
        try:
            text = self.words(court, *_about(work, court, enrolment, message))
        except GatewayError as error:
            message.state, message.error = Delivery.FAILED, error.code
            return None
        return _Parcel(message.id, enrolment.number, text)

    def _sent(self, work: Work, parcel: _Parcel, parts: tuple[str, ...]) -> None:
        enrolment, message = _locked(work, parcel.message_id)
        sent(message, work.now, work.vault.seal(parcel.text, f"messages.text.{message.id}"))
        messages.keep_parts(work.session, message.id, parts)
        if message.purpose is Purpose.WARNING:
            told(work, enrolment, message, parcel.text)

    def _failed(self, parcel: _Parcel, error: GatewayError) -> None:
        with self.desk.work(SYSTEM) as work:
            _, message = _locked(work, parcel.message_id)
            again = error.retry and message.tries < MOST_TRIES
            message.state = Delivery.QUEUED if again else Delivery.FAILED
            message.error, message.next_try_at = error.code, work.now + pause(message.tries)
            if not again:
                work.record("message_failed", message.id, court_id=message.court_id, reason=error.code)


def _wanted(enrolment: Enrolment, message: Message) -> bool:
    """Whether it is still true, and the number still known."""
    if message.purpose is Purpose.ENDED:
        return enrolment.ended_at is not None and enrolment.erased_at is None
    return enrolment.state in {State.APPROVED, State.WARNED}


def _about(work: Work, court: Court, enrolment: Enrolment, message: Message) -> tuple[Kind, datetime]:
    """What is told, and of which day: when the grace period ends at the earliest, or when the notice ended."""
    if message.purpose is Purpose.ENDED:
        return words_of(enrolment), enrolment.ended_at or work.now
    return Kind.WARNING, work.now + timedelta(days=court.grace_days)


def record_receipt(work: Work, receipt: MessageReceipt) -> bool:
    """False for what is no message of ours, or what leaves it open what became of it."""
    message_id = messages.of_part(work.session, receipt.message_id)
    if message_id is None:
        return False
    enrolment, message = _locked(work, message_id)
    state = together(messages.part_told(work.session, message_id, receipt.message_id, receipt.state))
    if state is None:
        return False
    before = message.state
    # The centre's clock may be ahead of ours, or behind: the grace period neither starts early nor ends late for that.
    at = max(min(receipt.at, work.now), message.sent_at or work.now)
    resolved(message, state, at, receipt.error_code)
    if not enrolment.ended_at:
        retime(work, enrolment)
    work.record("receipt", message.id, court_id=message.court_id, before=before, after=message.state)
    return True


def _locked(work: Work, message_id: str) -> tuple[Enrolment, Message]:
    """The enrolment first, as every verb does: so no two wait for each other."""
    enrolment_id = work.scope.one(Message, message_id).enrolment_id
    return work.scope.locked(Enrolment, enrolment_id), work.scope.locked(Message, message_id)
