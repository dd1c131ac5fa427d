"""The HTTP application, built from what it is given."""

from fastapi import FastAPI
from fastapi.telemetry import TelemetryConfig

from ivr.kit.ids import random_id
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
from ivr.web.parts import Parts
from ivr.web.public import check as check_page
from ivr.web.refuse import teach_refusals

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


def create_app(parts: Parts) -> FastAPI:
    """Whoever asks is answered by what ``app.state.parts`` holds at that time."""
    # Swagger's and ReDoc's pages load scripts from elsewhere; the description itself is at /openapi.json.
    app = FastAPI(title="Court notice gateway", version=parts.version, docs_url=None, redoc_url=None, telemetry=_SILENT)
    app.state.parts = parts
    app.add_middleware(Guard, new_id=random_id)
    teach_refusals(app)
    app.include_router(health_page.router)
    for page in (check_page, sign_in, assets):
        app.include_router(page.router)
    for subject in _API:
        app.include_router(subject.router, prefix="/api/v1")
    return app
