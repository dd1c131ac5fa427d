"""uvicorn's HTTP protocol, which tells the application of the caller's certificate; by itself it does not."""

import asyncio
from collections.abc import Iterable
from ipaddress import ip_address, ip_network
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol

from ivr.kit.peer.certificate import from_proxy, told


def telling(proxies: Iterable[str] = ()) -> type[H11Protocol]:
    """``proxies``: networks of the proxies that end TLS before us, and whose ``Client-Cert`` header (RFC 9440) says who
    called. From anybody else that header is passed over: it could say anything.
    """
    networks = tuple(ip_network(one) for one in proxies)

    class Telling(H11Protocol):
        def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
            super().connection_made(transport)
            host = self.client[0] if self.client else ""
            self.app = _Told(self.app, _own(transport), proxied=_within(host, networks))

    return Telling


class _Told:
    """The application of one connection. Outermost, so that nothing has changed yet who the caller is."""

    def __init__(self, app: Any, own: bytes | None, *, proxied: bool) -> None:
        self._app, self._own, self._proxied = app, own, proxied

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        der = from_proxy(scope.get("headers", ())) if self._proxied else self._own
        await self._app(told(scope, der), receive, send)


def _own(transport: asyncio.Transport) -> bytes | None:
    """The leaf, in DER; OpenSSL has checked it against the authority that was set."""
    tls = transport.get_extra_info("ssl_object")
    der: bytes | None = tls.getpeercert(binary_form=True) if tls else None
    return der


def _within(host: str, networks: Iterable[Any]) -> bool:
    try:
        address = ip_address(host)
    except ValueError:  # a socket without an address is no proxy of ours
        return False
    return any(address in network for network in networks if network.version == address.version)
