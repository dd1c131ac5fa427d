"""Other sites' pages cannot act through somebody's session: where a request comes from, and a token they cannot know.

A bearer token is never sent by a browser on its own, so requests with one are exempt.
"""

from hmac import compare_digest
from typing import Final

from fastapi import Request

from ivr.web.errors import CrossSite
from ivr.web.site import Site

HEADER: Final = "X-CSRF-Token"
_SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})


def refuse_other_sites(request: Request, site: Site) -> None:
    """By what the browser says of the page. Programs that say nothing pass: they hold no cookie of anybody's."""
    if request.method in _SAFE:
        return
    origin, fetch = request.headers.get("origin"), request.headers.get("sec-fetch-site")
    if fetch not in {None, "same-origin"} or (origin is not None and not site.ours(origin)):
        raise CrossSite


def refuse_forged(request: Request, site: Site, csrf: str) -> None:
    """For requests that a cookie signs. Raises CrossSite without the session's own token in ``X-CSRF-Token``."""
    refuse_other_sites(request, site)
    given = request.headers.get(HEADER, "")
    if request.method not in _SAFE and not compare_digest(given.encode(), csrf.encode()):
        raise CrossSite
