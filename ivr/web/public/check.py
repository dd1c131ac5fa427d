"""The page on which anybody checks a certificate. The code travels in a body, never in an address: those are logged."""

from urllib.parse import parse_qs

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from ivr.domain.errors import TooManyTries, UnknownCode
from ivr.domain.words import written
from ivr.flows.check_certificate import check_certificate
from ivr.web.api.body import Raw
from ivr.web.parts import Given
from ivr.web.public.page import page

router = APIRouter(include_in_schema=False)
TEMPLATE = "check.html.j2"


@router.get("/check")
def show() -> HTMLResponse:
    return page(TEMPLATE, found=None, error=None)


@router.post("/check")
def check(body: Raw, parts: Given) -> HTMLResponse:
    try:
        found = check_certificate(parts.desk, _code(body), parts.desk.origin)
    except UnknownCode as error:
        return page(TEMPLATE, 404, found=None, error=error)
    except TooManyTries as error:
        return page(TEMPLATE, 429, {"Retry-After": str(error.facts["seconds"])}, found=None, error=error)
    days = {language: written(found.ended_on, language) for language in ("zh-CN", "en")}
    return page(TEMPLATE, found=found, days=days, error=None)


def _code(body: bytes) -> str:
    """What the form sent; whatever else came is no code."""
    try:
        return parse_qs(body.decode("ascii"), max_num_fields=5).get("code", [""])[0]
    except ValueError:
        return ""
