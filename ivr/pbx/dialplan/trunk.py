"""A SIP trunk as the node sees it: who may call us from it, where its calls go on, and how."""

import ipaddress
import re
from dataclasses import dataclass
from enum import StrEnum

from ivr.kit.errors import GatewayError

_NAME = re.compile(r"[a-z][a-z0-9-]{0,30}")
_HOST = re.compile(r"[A-Za-z0-9.-]{1,253}|\[[0-9A-Fa-f:.]+\]")
_TAKEN = frozenset({"been-here", "evidence", "exempt-callers", "general", "global", "globals", "system", "udp"})
_ENDINGS = ("-both", "-out")
"""Of sections that are made for each trunk."""
CODECS = ("alaw", "ulaw", "g722")


class BadTrunk(GatewayError):
    code = "bad-trunk"
    zh = "中继 {trunk} 的 {field} 有误：{reason}"
    en = "Trunk {trunk}, field {field}: {reason}"


class Mode(StrEnum):
    """``BRIDGE``: the gateway stays in the call (B2BUA). ``REDIRECT``: 302 after the notice, it leaves the path."""

    BRIDGE = "bridge"
    REDIRECT = "redirect"


@dataclass(frozen=True)
class Trunk:
    """``match``: addresses or networks that the trunk's calls come from. ``host``/``port``: where calls go on to.

    ``budget_s``: notice plus ringing; proxies give up an unanswered call after 120-180 s (Kamailio's defaults), so 60.
    Raises BadTrunk with the field's name.
    """

    name: str
    host: str
    port: int
    match: tuple[str, ...]
    mode: Mode = Mode.BRIDGE
    codecs: tuple[str, ...] = ("alaw",)
    budget_s: int = 60

    def __post_init__(self) -> None:
        named = bool(_NAME.fullmatch(self.name)) and self.name not in _TAKEN and not self.name.endswith(_ENDINGS)
        self._fits(named, "name", "small letters, digits and hyphens, and none of our own sections")
        self._fits(bool(_HOST.fullmatch(self.host)), "host", "a host name or an address")
        self._fits(0 < self.port < 65536, "port", "1 to 65535")
        self._fits(bool(self.match) and all(map(_network, self.match)), "match", "IP addresses or networks")
        self._fits(bool(self.codecs) and set(self.codecs) <= set(CODECS), "codecs", f"of {', '.join(CODECS)}")
        self._fits(25 <= self.budget_s <= 170, "budget_s", "25 to 170 seconds")

    def _fits(self, fits: bool, field: str, reason: str) -> None:
        if not fits:
            raise BadTrunk(field=field, trunk=repr(self.name)[:40], reason=reason)


def _network(text: str) -> bool:
    try:
        ipaddress.ip_network(text)
    except ValueError:
        return False
    return True
