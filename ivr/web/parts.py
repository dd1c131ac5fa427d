"""What the endpoints are given by whoever builds the application."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from ipaddress import ip_address
from typing import Annotated, Any, Protocol

from fastapi import Depends, Request

from ivr.domain.certificate import Attested
from ivr.domain.court import Court
from ivr.domain.prompt import Prompt
from ivr.domain.token import PREFIX
from ivr.feeds.trust import Trust
from ivr.flows.cashier import Cashier
from ivr.flows.desk import Desk
from ivr.kit.openid.provider import Provider
from ivr.kit.outbound import Addresses
from ivr.kit.passwords import Passwords
from ivr.kit.secret import new_secret
from ivr.web.site import Site

Certify = Callable[[Attested], bytes]
"""Draws and signs a certificate."""


class Studio(Protocol):
    """Where notices are spoken. It takes seconds, so never in a transaction; raises GatewayErrors when it cannot."""

    def build_prompt(self, court: Court, language: str) -> Prompt:
        """The court's text in force, its files in place."""
        ...

    def try_wording(self, court: Court, language: str, text: str) -> Prompt:
        """Another text, in the same way. Raises BadWording for one that a notice must not say."""
        ...

    def try_recording(self, court: Court, language: str, text: str, content: bytes) -> Prompt:
        """The same text as somebody has recorded it. Raises BadRecording for what cannot be a notice."""
        ...

    def text_in_force(self, court: Court, language: str) -> str:
        """With its slots; empty where nobody has written any."""
        ...

    def sound(self, prompt: str) -> bytes:
        """What a caller hears, as a WAV file."""
        ...


@dataclass(frozen=True)
class Parts:
    """``feeds``: by what each payment source is believed, by its name of 2 to 16 small letters, digits and hyphens.

    ``health``: with ``ok`` false, we are not well; ``studio`` speaks notices.
    ``addresses``: where courts' own systems may be.
    """

    desk: Desk
    feeds: Mapping[str, Trust]
    studio: Studio
    health: Callable[[], Mapping[str, Any]]
    version: str
    certify: Certify
    new_token: Callable[[], str] = lambda: PREFIX + new_secret()
    site: Site = field(default_factory=Site)
    passwords: Passwords = field(default_factory=Passwords)
    openid: Provider | None = None
    addresses: Addresses = field(default_factory=Addresses)
    cashier: Cashier = field(default_factory=Cashier)


def given_parts(request: Request) -> Parts:
    """With a desk that names the asker's address in the audit trail."""
    parts: Parts = request.app.state.parts
    return replace(parts, desk=parts.desk.at(_address(request)))


def _address(request: Request) -> str:
    """Behind a proxy it is what the proxy says, and that may be anything: only an address is kept."""
    try:
        return str(ip_address(request.client.host if request.client else ""))
    except ValueError:
        return "unknown"


Given = Annotated[Parts, Depends(given_parts)]
