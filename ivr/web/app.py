"""The HTTP application, built from what it is given."""

from collections.abc import Callable, Mapping
from typing import Any

from fastapi import FastAPI
from fastapi.telemetry import TelemetryConfig

from ivr.domain.token import PREFIX
from ivr.feeds.trust import Trust
from ivr.flows.desk import Desk
from ivr.kit.ids import random_id
from ivr.kit.openid import Provider
from ivr.kit.outbound import Addresses
from ivr.kit.passwords import Passwords
from ivr.kit.secret import new_secret
from ivr.web import health as health_page
from ivr.web.api import (
    audit,
    batches,
    certificates,
    columns,
    courts,
    debts,
    enrolments,
    figures,
    imports,
    lines,
    nodes,
    objections,
    own_sessions,
    payments,
    proposals,
    registrations,
    reviews,
    session,
    staff,
    statements,
    steps,
    subscriptions,
    tokens,
    uploads,
    wordings,
)
from ivr.web.api import (
    openid as openid_pages,
)
from ivr.web.console import assets, sign_in
from ivr.web.guard import Guard
from ivr.web.parts import Certify, Parts, Studio
from ivr.web.public import check as check_page
from ivr.web.refuse import teach_refusals
from ivr.web.site import Site

_SILENT: TelemetryConfig = {"tracing": False, "metrics": False, "logs": False, "auto_configure": False}
"""FastAPI's own telemetry would write exception messages, and those may hold personal data."""

_API = (
    session,
    own_sessions,
    openid_pages,
    tokens,
    courts,
    wordings,
    staff,
    imports,
    batches,
    enrolments,
    steps,
    objections,
    certificates,
    lines,
    payments,
    uploads,
    statements,
    columns,
    reviews,
    debts,
    proposals,
    nodes,
    registrations,
    audit,
    subscriptions,
    figures,
)


def create_app(  # noqa: PLR0913
    desk: Desk,
    *,
    feeds: Mapping[str, Trust],
    studio: Studio,
    health: Callable[[], Mapping[str, Any]],
    version: str,
    certify: Certify,
    new_token: Callable[[], str] = lambda: PREFIX + new_secret(),
    site: Site = Site(),
    passwords: Passwords | None = None,
    openid: Provider | None = None,
    addresses: Addresses | None = None,
) -> FastAPI:
    """``feeds``: by what each payment source is believed, by its name of 2 to 16 small letters, digits and hyphens.

    ``health`` may say ``ok`` false; ``studio`` speaks notices.
    """
    # Swagger's and ReDoc's pages load scripts from elsewhere; the description itself is at /openapi.json.
    app = FastAPI(title="Court notice gateway", version=version, docs_url=None, redoc_url=None, telemetry=_SILENT)
    edges = (site, passwords or Passwords(), openid, addresses or Addresses())
    app.state.parts = Parts(desk, feeds, studio, health, version, certify, new_token, *edges)
    app.add_middleware(Guard, new_id=random_id)
    teach_refusals(app)
    app.include_router(health_page.router)
    for page in (check_page, sign_in, assets):
        app.include_router(page.router)
    for subject in _API:
        app.include_router(subject.router, prefix="/api/v1")
    return app
