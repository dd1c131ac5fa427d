"""Posts one body to one address, and looks at nothing of the answer but its status."""

import ssl
from collections.abc import Mapping
from functools import cached_property
from typing import Final

import httpcore

from ivr.kit.outbound.addresses import Addresses
from ivr.kit.outbound.errors import NotPosted
from ivr.kit.outbound.network import Careful

TIMEOUT_S: Final = 10.0
"""For all of one request; only the resolving of the name has the system's own limit."""

_REASONS: Final = (
    (httpcore.ConnectTimeout, "connect-timeout"),
    (httpcore.TimeoutException, "timeout"),
    (httpcore.ConnectError, "cannot-connect"),
    (httpcore.ProtocolError, "no-http"),
)


class Poster:
    """``trust``: whose certificates count; the system's, when nothing is said."""

    def __init__(self, addresses: Addresses, timeout_s: float = TIMEOUT_S, trust: ssl.SSLContext | None = None) -> None:
        self._addresses, self._timeout_s, self._given = addresses, timeout_s, trust

    def post(self, url: str, headers: Mapping[str, str], body: bytes) -> None:
        """Returns once the receiver has answered 2xx. Raises NotPosted, also for a redirect: none is followed."""
        try:
            status = self._status(url, headers, body)
        except (httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError) as error:
            raise NotPosted(reason=_reason(error)) from error
        if not 200 <= status < 300:
            raise NotPosted(reason=f"status-{status}")

    def _status(self, url: str, headers: Mapping[str, str], body: bytes) -> int:
        network = Careful(self._addresses, self._timeout_s)
        limits = dict.fromkeys(("connect", "read", "write", "pool"), self._timeout_s)
        with (
            httpcore.ConnectionPool(ssl_context=self._trust, network_backend=network) as pool,
            pool.stream(
                "POST", url, headers=list(headers.items()), content=body, extensions={"timeout": limits}
            ) as answer,
        ):
            return answer.status

    @cached_property
    def _trust(self) -> ssl.SSLContext:
        return self._given or ssl.create_default_context()


def _reason(error: Exception) -> str:
    return next((reason for kind, reason in _REASONS if isinstance(error, kind)), "cut-off")
