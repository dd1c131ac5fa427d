"""How to reach a short message centre, as whom, and what it expects. All of it comes from the carrier's contract."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, IntEnum, StrEnum
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ivr.domain.errors import BadInput

_HOST = re.compile(r"[A-Za-z0-9.:-]{1,253}")
_DIGITS = re.compile(r"[0-9]{3,20}")
_NAME = re.compile(r"[A-Za-z0-9 .&_-]{1,11}")


class Ton(IntEnum):
    """Type of number, SMPP 3.4 section 5.2.5."""

    UNKNOWN = 0
    INTERNATIONAL = 1
    NATIONAL = 2
    NETWORK = 3
    SUBSCRIBER = 4
    ALPHANUMERIC = 5
    ABBREVIATED = 6


class Npi(IntEnum):
    """Numbering plan, SMPP 3.4 section 5.2.6."""

    UNKNOWN = 0
    E164 = 1
    DATA = 3
    TELEX = 4
    LAND_MOBILE = 6
    NATIONAL = 8
    PRIVATE = 9
    ERMES = 10
    INTERNET = 14
    WAP = 18


class Alphabet(StrEnum):
    """``GSM_7``: for texts that fit it, else UCS-2. ``UCS_2``: always, where the default is another."""

    GSM_7 = "gsm-7"
    UCS_2 = "ucs-2"


class Long(StrEnum):
    """How a text that is too long for one short message goes: header with an 8- or 16-bit reference, or one packet."""

    UDH_8 = "udh-8"
    UDH_16 = "udh-16"
    PAYLOAD = "payload"


class Ids(StrEnum):
    """How the centre writes a message's id in its answer, and then in the text of a receipt.

    SMPP 3.4 appendix B asks for a decimal number in a receipt; many centres answer in hexadecimal. It is set, not
    guessed: "10" may be either, and a wrong guess would tie a receipt to another person's message.
    """

    SAME = "same"
    HEX_THEN_DECIMAL = "hex-then-decimal"
    DECIMAL_THEN_HEX = "decimal-then-hex"


@dataclass(frozen=True, slots=True)
class SmppSettings:
    """Seconds in ``…_s``. ``zone``: of the times in receipts, which carry none. Raises BadInput naming ``sms.<field>``.

    ``enquire_s``: after that long without a packet the centre is asked whether it lives; after ``answer_s`` more the
    session is given up. ``tls_ca``: a file of certificates to trust instead of the machine's own.
    """

    host: str
    port: int
    system_id: str
    password: str = field(repr=False)
    source: str
    system_type: str = ""
    source_ton: Ton = Ton.UNKNOWN
    source_npi: Npi = Npi.UNKNOWN
    number_ton: Ton = Ton.INTERNATIONAL
    number_npi: Npi = Npi.E164
    alphabet: Alphabet = Alphabet.GSM_7
    long: Long = Long.UDH_8
    ids: Ids = Ids.SAME
    zone: str = "Asia/Shanghai"
    tls: bool = False
    tls_ca: Path | None = None
    connect_s: float = 10.0
    answer_s: float = 10.0
    enquire_s: float = 30.0

    def __post_init__(self) -> None:
        _enums(self)
        _fits(bool(_HOST.fullmatch(self.host)), "host", "a host name or an address", "主机名或地址")
        _fits(0 < self.port < 65536, "port", "a port from 1 to 65535", "1 至 65535 的端口号")
        # The lengths are SMPP's; the library would cut a longer value in silence.
        _fits(
            _ascii(self.system_id, 1, 15), "system_id", "1 to 15 visible ASCII characters", "1 至 15 个可见 ASCII 字符"
        )
        _fits(_ascii(self.password, 0, 8), "password", "at most 8 visible ASCII characters", "最多 8 个可见 ASCII 字符")
        _fits(_ascii(self.system_type, 0, 12), "system_type", "at most 12 ASCII characters", "最多 12 个 ASCII 字符")
        _fits(
            _source(self),
            "source",
            "3 to 20 digits, or a name of 11 letters for TON 5",
            "3 至 20 位数字；TON 为 5 时为名称",
        )
        _fits(self.number_ton in _NUMBER_TONS, "number_ton", "0, 1 or 2", "0、1 或 2")
        _fits(_zone(self.zone), "zone", "a time zone such as Asia/Shanghai", "时区，例如 Asia/Shanghai")
        _fits(self.tls or self.tls_ca is None, "tls_ca", "nothing, unless tls is on", "仅在启用 tls 时填写")
        for name in ("connect_s", "answer_s", "enquire_s"):
            _fits(0 < getattr(self, name) <= 300, name, "seconds, up to 300", "不超过 300 的秒数")

    def address(self) -> str:
        return f"{self.host}:{self.port}"


_NUMBER_TONS = (Ton.UNKNOWN, Ton.INTERNATIONAL, Ton.NATIONAL)
_ENUMS: Mapping[str, type[Enum]] = {
    "source_ton": Ton,
    "source_npi": Npi,
    "number_ton": Ton,
    "number_npi": Npi,
    "alphabet": Alphabet,
    "long": Long,
    "ids": Ids,
}


def _enums(settings: SmppSettings) -> None:
    """A settings file gives plain numbers and words."""
    for name, kind in _ENUMS.items():
        try:
            object.__setattr__(settings, name, kind(getattr(settings, name)))
        except ValueError as error:
            allowed = ", ".join(str(one.value) for one in kind)
            raise _wrong(name, f"one of {allowed}", f"以下之一：{allowed}") from error


def _source(settings: SmppSettings) -> bool:
    shape = _NAME if settings.source_ton is Ton.ALPHANUMERIC else _DIGITS
    return bool(shape.fullmatch(settings.source))


def _ascii(given: str, shortest: int, longest: int) -> bool:
    return shortest <= len(given) <= longest and given.isascii() and given.isprintable()


def _zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def _fits(fits: bool, name: str, want: str, want_zh: str) -> None:
    if not fits:
        raise _wrong(name, want, want_zh)


def _wrong(name: str, want: str, want_zh: str) -> BadInput:
    return BadInput(field=f"sms.{name}", reason=f"write {want}", reason_zh=f"请填写{want_zh}")
