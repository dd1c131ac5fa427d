"""Payments that banks send by a signed webhook."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Request

from ivr.domain.errors import BadInput
from ivr.domain.staff import Actor, Role
from ivr.feeds import jws, trust, webhook
from ivr.flows.inbox.keep_refused import keep_refused
from ivr.kit.peer.certificate import fingerprint
from ivr.web.api.body import Raw
from ivr.web.api.shape import Told, refusals
from ivr.web.parts import Given

router = APIRouter(prefix="/payments", tags=["payments"])

Source = Annotated[str, Path(pattern="^[a-z][a-z0-9-]{1,15}$", examples=["abc-bank"])]
_TEXT = {"type": "string"}
_SIGNED: dict[str, Any] = {
    "parameters": [
        {"name": webhook.TIMESTAMP, "in": "header", "schema": _TEXT, "description": "Unix seconds"},
        {
            "name": webhook.SIGNATURE,
            "in": "header",
            "schema": _TEXT,
            "description": "HMAC-SHA256 over the timestamp, a dot and the body, in hexadecimal digits",
        },
        {
            "name": jws.HEADER,
            "in": "header",
            "schema": _TEXT,
            "description": "where that was agreed instead: a detached JWS over the body, `iat` in its protected header",
        },
    ],
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {
                "schema": {
                    "type": "object",
                    "required": ["id", "amount", "currency", "status", "reversal", "booked_at"],
                    "properties": {
                        "id": {**_TEXT, "minLength": 1, "maxLength": webhook.LONGEST_ID},
                        "account": {**_TEXT, "maxLength": 64},
                        "amount": {**_TEXT, "description": "at most two decimals, as a string"},
                        "currency": {**_TEXT, "description": "ISO 4217"},
                        "status": {**_TEXT, "enum": list(webhook.STATUSES)},
                        "reversal": {"type": "boolean"},
                        "booked_at": {**_TEXT, "format": "date-time"},
                        "text": {**_TEXT, "maxLength": 500},
                        "reference": {**_TEXT, "maxLength": 64, "description": "ISO 11649, or the court's own"},
                    },
                },
                "example": {
                    "id": "20260301-000017",
                    "account": "622200001234",
                    "amount": "2951.00",
                    "currency": "CNY",
                    "status": "BOOK",
                    "reversal": False,
                    "booked_at": "2026-03-01T05:12:00+08:00",
                    "text": "（2017）川1302执1234号 履行款",
                },
            }
        },
    },
}


class Kept(Told):
    """Once this is answered, the payment is kept."""

    id: str
    state: str
    review_for: str | None


@router.post("/{source}", responses=refusals(409, 413), openapi_extra=_SIGNED)
def receive(source: Source, request: Request, body: Raw, parts: Given) -> Kept:
    """Take a signed payment. The same entry again gives the same answer, so send until you have one."""
    trust.verify(request.headers, body, parts.feeds.get(source), fingerprint(request.scope), parts.desk.clock.now())
    bank = Actor(source, Role.BANK, None)
    try:
        remittance = webhook.parse(body, source)
    except BadInput as error:
        keep_refused(parts.desk, bank, source, body, error)
        raise
    return Kept.model_validate(parts.cashier.receive(parts.desk, remittance, body.decode()))
