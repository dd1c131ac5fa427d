"""The session's cookie: out of reach of scripts, of other sites and of plain HTTP."""

from fastapi import Response

from ivr.flows.open_session import Signed
from ivr.web.site import Site


def keep_cookie(response: Response, site: Site, signed: Signed) -> None:
    """Without a lifetime of its own: it goes with the browser's window, and the store knows when it ends."""
    response.set_cookie(site.cookie, signed.cookie, httponly=True, secure=not site.local, samesite="strict", path="/")


def drop_cookie(response: Response, site: Site) -> None:
    response.delete_cookie(site.cookie, httponly=True, secure=not site.local, samesite="strict", path="/")
