"""Draws a page: a template, the reader's language, and headers that let it load nothing but our own files."""

from functools import cache
from typing import Any, Final

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined

from ivr.kit.errors import Language
from ivr.web.language import chosen

HEADERS: Final = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; script-src 'self'; form-action 'self'; "
    "frame-ancestors 'none'; base-uri 'none'",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def draw(request: Request, template: str, status: int = 200, refusal: str | None = None, **shown: Any) -> HTMLResponse:
    """``refusal``: what was wrong. Every value that is put in is escaped."""
    language = language_of(request)
    page = _templates().get_template(f"{template}.html.j2")
    text = page.render(language=language, say=_say(language), refusal=refusal, **shown)
    return HTMLResponse(text, status, {**HEADERS, "Content-Language": language, "Vary": "Accept-Language"})


def language_of(request: Request) -> Language:
    return chosen(request.headers.get("accept-language", ""))


def _say(language: Language) -> Any:
    return lambda zh, en: zh if language == "zh-CN" else en


@cache
def _templates() -> Environment:
    return Environment(
        loader=PackageLoader("ivr.web.console"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
