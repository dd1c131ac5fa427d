"""The files that our pages load: one style, one script."""

from functools import cache
from pathlib import Path
from typing import Final

from fastapi import APIRouter, Response

ASSETS: Final = Path(__file__).parent / "assets"

router = APIRouter(prefix="/sign-in", include_in_schema=False)


@router.get("/style.css")
def style() -> Response:
    return Response(_read("style.css"), media_type="text/css")


@router.get("/password.js")
def password() -> Response:
    return Response(_read("password.js"), media_type="text/javascript")


@cache
def _read(name: str) -> bytes:
    return (ASSETS / name).read_bytes()
