"""Where the demo plays: its folders, its free ports, and the settings of the gateway in it."""

import secrets
import shutil
import socket
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ivr.carrier.sipp import free_port as free_sip_port
from ivr.pbx.dialplan.trunk import Mode, Trunk
from ivr.pbx.embedded.ports import free_port
from ivr.settings import Settings, load

REDIRECTING: Final = "127.0.0.2"
"""Calls from this address come over the trunk that redirects; all others over the one that bridges."""
BANK: Final = "demo-bank"
RTP_PORTS: Final = 400
SHARED: Final = ("tools/programs", "speech", "prompts")
"""What is expensive to make, and the same for everybody: the demo uses it where it lies."""


@dataclass(frozen=True)
class Stage:
    """``folder``: what the demo leaves; ``service``: the data folder of its gateway, new in each run."""

    folder: Path
    settings: Settings
    callee_port: int
    bank_secret: str

    @property
    def service(self) -> Path:
        return self.settings.data

    @property
    def url(self) -> str:
        return f"http://{self.settings.http_host}:{self.settings.http_port}"

    @property
    def switch(self) -> tuple[str, int]:
        """Where callers send their INVITEs."""
        return self.settings.sip_address, self.settings.sip_port


def set_stage(base: Settings) -> Stage:
    """Clears what an earlier run left. Nothing outside ``<data>/demo`` changes but the shared folders."""
    folder = base.data / "demo"
    for old in (folder / name for name in ("service", "calls")):
        shutil.rmtree(old, ignore_errors=True)
    for old in folder.glob("*.*"):
        old.unlink()
    _share(base.data, folder / "service")
    callee, secret = free_sip_port("127.0.0.1"), secrets.token_urlsafe(32)
    return Stage(folder, load(**_given(folder / "service", callee, secret)), callee, secret)


def _share(data: Path, service: Path) -> None:
    for name in SHARED:
        (data / name).mkdir(parents=True, exist_ok=True)
        (service / name).parent.mkdir(parents=True, exist_ok=True)
        (service / name).symlink_to(data / name)


def _given(service: Path, callee: int, secret: str) -> dict[str, object]:
    """Free loopback ports, and one carrier with two trunks, one for each way to connect."""
    rtp = free_port(socket.SOCK_DGRAM) & ~1
    rtp = min(rtp, 65000 - RTP_PORTS)
    host = "127.0.0.1"
    return {
        "data": service,
        "database_url": f"sqlite:///{service / 'gateway.db'}",
        "pbx": "external",
        "node": "node-1",
        "http_host": host,
        "http_port": free_port(socket.SOCK_STREAM),
        "ami_port": free_port(socket.SOCK_STREAM),
        "sip_address": host,
        "sip_port": free_port(socket.SOCK_DGRAM),
        "rtp_first": rtp,
        "rtp_last": rtp + RTP_PORTS - 1,
        "trunks": (
            Trunk("carrier", host, callee, (host,)),
            Trunk("redirecting", host, callee, (REDIRECTING,), Mode.REDIRECT),
        ),
        "feeds": {BANK: secret},
    }
