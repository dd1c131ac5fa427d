"""Whether we are well, for whoever starts, watches or balances us. Without a token, so with nothing to hide in it."""

from typing import Any

from fastapi import APIRouter, Response

from ivr.web.parts import Given

router = APIRouter(tags=["health"])


@router.get("/healthz", responses={503: {"description": "Not well; the answer says what is wrong."}})
def healthz(parts: Given, response: Response) -> dict[str, Any]:
    """200 when well, 503 when ``ok`` is false."""
    health = {"ok": True, "version": parts.version, **parts.health()}
    response.status_code = 200 if health["ok"] else 503
    return health
