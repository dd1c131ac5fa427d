"""Which network addresses may be spoken to: public ones, and the networks that the operator names."""

from collections.abc import Iterable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Final

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

_NAT64: Final = IPv6Network("64:ff9b::/96")
"""RFC 6052: reaches whatever IPv4 address is written in its last 32 bits."""
_SITE_LOCAL: Final = IPv6Network("fec0::/10")


class Addresses:
    """``also``: networks besides the public ones, such as a court's own (10.20.0.0/16)."""

    def __init__(self, also: Iterable[str] = ()) -> None:
        self._also = [ip_network(one) for one in also]

    def permits(self, address: str) -> bool:
        """Whether this address, as text, may be spoken to; False for what is no address."""
        try:
            one = _inner(ip_address(address))
        except ValueError:
            return False
        return any(one in network for network in self._also) or _public(one)


def _inner(address: Address) -> Address:
    """The IPv4 address that an IPv6 address stands for, where it does."""
    if isinstance(address, IPv6Address):
        if address in _NAT64:
            return IPv4Address(int(address) & 0xFFFFFFFF)
        return address.ipv4_mapped or address.sixtofour or address
    return address


def _public(address: Address) -> bool:
    return address.is_global and not address.is_multicast and not address.is_reserved and address not in _SITE_LOCAL
