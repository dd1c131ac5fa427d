"""Statements as banks send them: kept piece by piece while they come in, so that no request is held in memory."""

from typing import Any, Final

from fastapi import APIRouter, Request, Response
from starlette.concurrency import run_in_threadpool

from ivr.flows.inbox.keep import Intake
from ivr.web.api.payments import Source
from ivr.web.api.shape import refusals
from ivr.web.api.statements import StatementTold
from ivr.web.auth import Signed
from ivr.web.parts import Given

router = APIRouter(prefix="/statements", tags=["statements"])
"""Not once by an Idempotency-Key, which would need the whole body: the same content is the same statement anyway."""

_EXAMPLE: Final = "交易流水号,交易日期,贷方发生额,摘要\nL1,2026-03-01,2951.00,（2017）川1302执1234号\n"
_BODY: Final[dict[str, Any]] = {
    "requestBody": {
        "required": True,
        "description": "camt.052, .053 or .054 (versions 02 to 13), CSV or XLSX, as it is; its content decides which",
        "content": {
            "application/octet-stream": {"schema": {"type": "string", "format": "binary"}, "example": _EXAMPLE}
        },
    }
}


@router.post(
    "/{source}",
    status_code=202,
    responses={200: {"model": StatementTold}, **refusals(400, 403, 413)},
    openapi_extra=_BODY,
)
async def receive(source: Source, request: Request, response: Response, parts: Given, actor: Signed) -> StatementTold:
    """Take a statement of the bank's own (bank). Once answered it is kept, and will be read; 200: it was here."""
    intake = await run_in_threadpool(Intake, parts.desk, actor, source)
    try:
        async for piece in request.stream():
            await run_in_threadpool(intake.add, piece)
    except BaseException:  # also when the sender goes away: what came so far is nothing
        await run_in_threadpool(intake.abandon)
        raise
    statement, fresh = await run_in_threadpool(intake.finish)
    response.status_code = 202 if fresh else 200
    return StatementTold.model_validate(statement)
