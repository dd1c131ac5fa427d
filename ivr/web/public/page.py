"""How public pages are sent: one self-contained page, which may load, run and send nothing but its own form."""

import base64
import hashlib
from functools import cache
from typing import Any

from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined


def page(template: str, status: int = 200, headers: dict[str, str] | None = None, **facts: Any) -> HTMLResponse:
    """``facts`` fill the template; each is escaped."""
    style = _templates().loader.get_source(_templates(), "public.css")[0]  # type: ignore[union-attr]
    content = _templates().get_template(template).render(style=style, **facts)
    return HTMLResponse(content, status, {**_guards(style), **(headers or {})})


@cache
def _templates() -> Environment:
    loader = PackageLoader("ivr.web.public")
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)


def _guards(style: str) -> dict[str, str]:
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    only = f"default-src 'none'; style-src 'sha256-{digest}'; form-action 'self'; base-uri 'none'"
    return {"Content-Security-Policy": f"{only}; frame-ancestors 'none'", "Referrer-Policy": "no-referrer"}
