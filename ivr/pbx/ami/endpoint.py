"""Where a manager listens, as whom to log in, and how long to wait."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A manager's address. It stays on loopback: who may write over AMI owns the machine's Asterisk."""

    host: str
    port: int

    def __str__(self) -> str:
        return f"{self.host}:{self.port}"


@dataclass(frozen=True, slots=True)
class Login:
    """A user of manager.conf; the secret never shows in a log or a traceback."""

    user: str
    secret: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Timeouts:
    """Seconds. ``connect_s``: TCP, then the greeting; ``action_s``: an answer, the login's too; ``silence_s``: below.

    After ``silence_s`` without a byte the peer is pinged, after as long again it is given up: a dead or frozen Asterisk
    is noticed within ``3 * silence_s`` (wait, ping, wait), and a healthy one may be idle for ever. No single write may
    take longer than ``silence_s``.
    """

    connect_s: float = 3.0
    action_s: float = 5.0
    silence_s: float = 5.0
