"""Where browsers find us, and so what our cookies may be and which pages may speak to us."""

from dataclasses import dataclass
from urllib.parse import urlsplit

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


@dataclass(frozen=True)
class Site:
    """``origin``: scheme, host and port as the browser sees them. It comes from the settings, never from a request:

    a Host header is written by whoever sends it, and a proxy often changes it.
    """

    origin: str = "http://127.0.0.1:8000"

    @property
    def local(self) -> bool:
        """Plain HTTP on this very machine, the only place where a cookie may go without TLS."""
        return _local(self.origin)

    @property
    def cookie(self) -> str:
        """A browser takes a ``__Host-`` cookie only with TLS, from this host alone, for all of it."""
        return "ivr" if self.local else "__Host-ivr"

    def ours(self, origin: str) -> bool:
        """Whether a page of that origin is one of ours; on this machine the port does not matter."""
        return origin == self.origin or (self.local and _local(origin))


def _local(origin: str) -> bool:
    try:
        parts = urlsplit(origin)
        return parts.scheme == "http" and parts.hostname in LOOPBACK
    except ValueError:
        return False
