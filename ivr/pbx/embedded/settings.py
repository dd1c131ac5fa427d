"""What a run folder's Asterisk is told."""

import re
import secrets
from dataclasses import dataclass, field, fields

from ivr.pbx.embedded.errors import BadSettings

ACTIONS_USER = "actions"
EVENTS_USER = "events"


def new_secret() -> str:
    """A fresh AMI secret of 192 bits."""
    return secrets.token_urlsafe(24)


@dataclass(frozen=True)
class EmbeddedSettings:
    """Ports are of 127.0.0.1 but for SIP and RTP; RTP takes the ports from first to last. Secrets are fresh by default.

    Raises :class:`BadSettings` with the field's name.
    """

    ami_port: int = 5038
    sip_port: int = 5060
    sip_address: str = "127.0.0.1"
    rtp_first: int = 10000
    rtp_last: int = 10999
    actions_secret: str = field(default_factory=new_secret, repr=False)
    events_secret: str = field(default_factory=new_secret, repr=False)

    def __post_init__(self) -> None:
        for name in ("actions_secret", "events_secret"):
            # A line break or a semicolon would end the value in Asterisk's file.
            if not re.fullmatch(r"[\w-]{16,120}", getattr(self, name), re.ASCII):
                raise BadSettings(field=name, reason="16 to 120 letters, digits, - or _ are needed")
        for port in fields(self):
            if port.type is int and not 0 < getattr(self, port.name) < 65536:
                raise BadSettings(field=port.name, reason="a port from 1 to 65535 is needed")
        if self.rtp_last <= self.rtp_first:
            raise BadSettings(field="rtp_last", reason="it must be above rtp_first")
