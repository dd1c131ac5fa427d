"""An embedded Asterisk's settings and simplest dialplan, for tests that need one running."""

import socket

from ivr.pbx.embedded import EmbeddedSettings
from ivr.pbx.embedded.ports import free_port

_RTP_PORTS = 400


def on_free_ports() -> EmbeddedSettings:
    """Fresh secrets, and ports that nobody has now, so that test runs may overlap."""
    rtp = free_port(socket.SOCK_DGRAM) & ~1
    return EmbeddedSettings(
        ami_port=free_port(socket.SOCK_STREAM),
        sip_port=free_port(socket.SOCK_DGRAM),
        rtp_first=rtp,
        rtp_last=rtp + _RTP_PORTS - 1,
    )


def dialplan(settings: EmbeddedSettings) -> dict[str, str]:
    """A transport and one context that does nothing."""
    return {
        "extensions.conf": "[general]\n[nothing]\nexten => _X.,1,Hangup()\n",
        "pjsip.conf": f"[udp]\ntype = transport\nprotocol = udp\nbind = {settings.sip_address}:{settings.sip_port}\n",
    }
