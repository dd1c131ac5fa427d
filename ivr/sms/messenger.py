"""Sends short messages over one bound session and brings their receipts back. Used by one thread."""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from types import TracebackType
from typing import Final, Self

import structlog

from ivr.domain.errors import BadInput
from ivr.kit.clock import Clock, SystemClock
from ivr.sms.errors import (
    SmsBindDeferred,
    SmsBindRefused,
    SmsDeferred,
    SmsError,
    SmsGarbled,
    SmsLost,
    SmsNotBound,
    SmsRefused,
    SmsThrottled,
)
from ivr.sms.ids import in_answer
from ivr.sms.packet import Packet, status_name
from ivr.sms.parts import Part, split
from ivr.sms.receipt import Receipt, is_receipt, receipt
from ivr.sms.session import Session
from ivr.sms.settings import SmppSettings, Ton
from ivr.sms.wire import Wire

_NUMBER = re.compile(r"\+[1-9][0-9]{6,14}")
_REFERENCE = re.compile(r"[A-Za-z0-9._:-]{1,64}")
_THROTTLED: Final = frozenset({0x14, 0x58})
"""ESME_RMSGQFUL, ESME_RTHROTTLED."""

_DEFERRED: Final = frozenset({0x05, 0x08, 0x64})
"""ESME_RALYBND, ESME_RSYSERR, ESME_RX_T_APPN."""

_NOT_TAKEN: Final = 0x66
"""ESME_RX_R_APPN: the centre does not bring it again."""


@dataclass(frozen=True, slots=True)
class Submitted:
    """What the centre took. A receipt comes for each id: the person was told when all are delivered (``together``).

    ``parts``: short messages that the telephone gets.
    """

    message_ids: tuple[str, ...]
    parts: int

    @property
    def message_id(self) -> str:
        """The first part's."""
        return self.message_ids[0]


class SmppMessenger:
    """Connect, then send and read receipts in turns. Any lost session is closed; the caller decides when to connect."""

    def __init__(self, settings: SmppSettings, clock: Clock | None = None) -> None:
        self._settings, self._clock = settings, clock or SystemClock()
        self._session: Session | None = None

    @property
    def bound(self) -> bool:
        return self._session is not None

    def connect(self) -> None:
        """Binds as a transceiver. Raises SmsUnreachable, SmsBindRefused, SmsBindDeferred, or as ``send`` does."""
        self.close()
        session = Session(Wire.open(self._settings), self._settings, self._clock)
        try:
            self._bind(session)
        except SmsError:
            session.close()
            raise
        self._session = session

    def send(self, number: str, text: str, reference: str) -> Submitted:
        """One text to one E.164 number (``+86…``). ``reference`` names it in errors; the same one when sent again.

        Raises BadInput naming ``number``, ``text`` or ``reference``; SmsThrottled, SmsDeferred, SmsRefused with the
        session kept; SmsNotBound, SmsUnanswered, SmsLost, SmsGarbled with the session closed.
        """
        self._check(number, reference)
        parts = split(text, reference, self._settings.alphabet, self._settings.long)
        ids = tuple(self._submit(number, part, reference) for part in parts.packets)
        return Submitted(ids, parts.count)

    def receipts(self, timeout_s: float) -> Iterator[Receipt]:
        """Those that come within ``timeout_s`` from the first step; call it often, it also keeps the session alive.

        Each is acknowledged when the next one is asked for, so keep it before that: one that was not kept comes again
        after the next bind. It may come twice; it does not get lost. Raises as ``send`` does when the session is gone.
        """
        deadline = self._clock.monotonic() + timeout_s
        while packet := self._arrived(max(deadline - self._clock.monotonic(), 0)):
            found = receipt(packet, self._settings, self._clock.now()) if is_receipt(packet) else None
            if found:
                yield found
            else:
                # A person's answer, or a receipt for nothing: neither has a place to go. Its words are not logged.
                structlog.get_logger(__name__).warning("sms.not_taken", is_receipt=is_receipt(packet))
            self._acknowledge(packet, 0 if found else _NOT_TAKEN)

    def close(self) -> None:
        """Leaves the centre, if there is a session. Never fails."""
        session, self._session = self._session, None
        if session:
            with suppress(SmsLost):  # it is gone already, which is what is wanted
                session.farewell()
            session.close()

    def __enter__(self) -> Self:
        self.connect()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def _bind(self, session: Session) -> None:
        answer = session.ask(
            "bind_transceiver",
            system_id=self._settings.system_id,
            password=self._settings.password,
            system_type=self._settings.system_type,
        )
        if answer.status in _THROTTLED | _DEFERRED:
            raise SmsBindDeferred(status=status_name(answer.status))
        if answer.status:
            raise SmsBindRefused(status=status_name(answer.status))

    def _submit(self, number: str, part: Part, reference: str) -> str:
        carried = {"message_payload" if part.payload else "short_message": part.octets}
        answer = self._ask(
            "submit_sm",
            source_addr_ton=int(self._settings.source_ton),
            source_addr_npi=int(self._settings.source_npi),
            source_addr=self._settings.source,
            dest_addr_ton=int(self._settings.number_ton),
            dest_addr_npi=int(self._settings.number_npi),
            destination_addr=self._written(number),
            esm_class=part.esm_class,
            data_coding=part.coding,
            registered_delivery=1,
            **carried,
        )
        _refuse(answer.status, reference)
        return self._taken_id(answer)

    def _taken_id(self, answer: Packet) -> str:
        """Without an id no receipt can be told from another, so the centre is not understood."""
        message_id = in_answer((answer.values.get("message_id") or b"").decode("latin-1"), self._settings.ids)
        if not message_id:
            self._drop()
            raise SmsGarbled(reason="a message was taken without a readable id")
        return message_id

    def _ask(self, command: str, **values: object) -> Packet:
        try:
            return self._open().ask(command, **values)
        except SmsError:
            self._drop()
            raise

    def _arrived(self, timeout_s: float) -> Packet | None:
        try:
            return self._open().arrived(timeout_s)
        except SmsError:
            self._drop()
            raise

    def _acknowledge(self, packet: Packet, status: int) -> None:
        try:
            self._open().acknowledge(packet, status)
        except SmsError:
            self._drop()
            raise

    def _open(self) -> Session:
        if self._session is None:
            raise SmsNotBound
        return self._session

    def _drop(self) -> None:
        if self._session:
            self._session.close()
        self._session = None

    def _written(self, number: str) -> str:
        digits = number.removeprefix("+")
        return digits.removeprefix("86") if self._settings.number_ton is Ton.NATIONAL else digits

    def _check(self, number: str, reference: str) -> None:
        if not _NUMBER.fullmatch(number) or (self._settings.number_ton is Ton.NATIONAL and number[:3] != "+86"):
            want = "write the number in E.164, for example +8615400001234"
            raise BadInput(field="number", reason=want, reason_zh="请以 E.164 格式填写号码，例如 +8615400001234")
        if not _REFERENCE.fullmatch(reference):
            want = "write 1 to 64 letters, digits, dots, colons or hyphens"
            raise BadInput(field="reference", reason=want, reason_zh="请填写 1 至 64 个字母、数字、点、冒号或连字符")


def _refuse(status: int, reference: str) -> None:
    if not status:
        return
    kind = SmsThrottled if status in _THROTTLED else SmsDeferred if status in _DEFERRED else SmsRefused
    raise kind(status=status_name(status), reference=reference)
