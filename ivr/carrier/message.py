"""One SIP message as it was seen at one end, and the few things a trunk test reads in it."""

import re
from dataclasses import dataclass
from typing import Final, Literal

from ivr.carrier.packet import Address

Direction = Literal["sent", "received"]

COMPACT: Final = {"call-id": "i", "contact": "m", "from": "f", "to": "t", "via": "v", "content-type": "c"}
"""Compact forms of header names, RFC 3261 section 7.3.3."""
URI_USER: Final = re.compile(r"(?:sips?:([^@>]*)@|tel:([^>\s]*))")
CODECS: Final = {0: "PCMU", 8: "PCMA", 9: "G722"}


@dataclass(frozen=True, slots=True)
class SipMessage:
    """``at``: seconds since the epoch by SIPp's clock; ``text``: the whole message."""

    at: float
    direction: Direction
    text: str

    @property
    def start_line(self) -> str:
        return self.text.partition("\r\n")[0].strip()

    @property
    def code(self) -> int | None:
        """The status code of a response; None for a request."""
        words = self.start_line.split(" ", 2)
        return int(words[1]) if words[0] == "SIP/2.0" and len(words) > 1 and words[1].isdigit() else None

    @property
    def request(self) -> str | None:
        """The method of a request; None for a response."""
        return None if self.code else self.start_line.partition(" ")[0]

    @property
    def method(self) -> str:
        """The method that the message belongs to, by its CSeq."""
        return self.header("CSeq").rpartition(" ")[2]

    @property
    def call_id(self) -> str:
        return self.header("Call-ID")

    @property
    def has_sdp(self) -> bool:
        return "\nm=audio " in self.text

    @property
    def name(self) -> str:
        """The method, or the status with the method it belongs to: ``INVITE``, ``180 Ringing``, ``200 OK (BYE)``."""
        name = self.request or self.start_line.partition(" ")[2]
        return name + (f" ({self.method})" if self.code and self.method not in ("INVITE", "") else "")

    @property
    def summary(self) -> str:
        """The name, with a mark where SDP is in it: ``183 Session Progress (SDP)``."""
        return self.name + (" (SDP)" if self.has_sdp else "")

    def header(self, name: str) -> str:
        """The first value of a header, without surrounding space; empty where there is none."""
        names = "|".join(filter(None, (re.escape(name), COMPACT.get(name.lower()))))
        head = self.text.partition("\r\n\r\n")[0]
        found = re.search(rf"^(?:{names})[ \t]*:[ \t]*(.*?)[ \t]*\r?$", head, re.IGNORECASE | re.MULTILINE)
        return found[1] if found else ""

    def user(self, header: str) -> str:
        """The number in a header's URI, as written; for ``header="request"`` the one that was dialled."""
        source = self.start_line if header == "request" else self.header(header)
        found = URI_USER.search(source)
        return next((part for part in found.groups() if part is not None), "") if found else ""

    def audio_address(self) -> Address | None:
        """Where the sender of this message wants to hear audio (RFC 4566 ``c=`` and ``m=``)."""
        host = re.findall(r"^c=IN IP4 (\S+)", self.text, re.MULTILINE)
        port = re.search(r"^m=audio (\d+)", self.text, re.MULTILINE)
        return (host[-1], int(port[1])) if host and port and int(port[1]) else None

    def codec(self) -> str:
        """The first codec of the SDP, by its static number or its rtpmap; empty without SDP."""
        first = re.search(r"^m=audio \d+ \S+ (\d+)", self.text, re.MULTILINE)
        if not first:
            return ""
        named = re.search(rf"^a=rtpmap:{first[1]} ([^/\s]+)", self.text, re.MULTILINE)
        return named[1] if named else CODECS.get(int(first[1]), first[1])
