"""Requests to addresses that somebody else chose: never to our own network, never redirected, never for long.

May not enter: what is sent, and why.
"""

from ivr.kit.outbound.addresses import Addresses
from ivr.kit.outbound.errors import NotPosted
from ivr.kit.outbound.post import Poster

__all__ = ["Addresses", "NotPosted", "Poster"]
