"""A form that a page of ours sends: its fields, and the session that it belongs to."""

from collections.abc import Callable, Coroutine, Mapping
from hmac import compare_digest
from typing import Annotated, Any, Final
from urllib.parse import parse_qsl

from fastapi import Depends, Request, Response
from fastapi.routing import APIRoute

from ivr.domain.errors import NotSignedIn
from ivr.flows.open_session import Signed, find_session
from ivr.kit.errors import GatewayError
from ivr.web.api.body import Raw
from ivr.web.cross_site import refuse_other_sites
from ivr.web.errors import BadRequest, CrossSite
from ivr.web.parts import Given, Parts
from ivr.web.problem import status_of

MOST_FIELDS: Final = 10
Refusal = Callable[[Request, GatewayError, int], Coroutine[Any, Any, Response]]


def _fields(request: Request, body: Raw, parts: Given) -> Mapping[str, str]:
    """Raises CrossSite for another site's form, BadRequest for what is none."""
    refuse_other_sites(request, parts.site)
    try:
        return dict(parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=MOST_FIELDS))
    except ValueError:
        raise BadRequest from None


Fields = Annotated[Mapping[str, str], Depends(_fields)]


def signed_or_none(request: Request, parts: Parts) -> Signed | None:
    """The browser's session, open or not yet; None for one that is over."""
    try:
        return find_session(parts.desk, request.cookies.get(parts.site.cookie, ""))
    except NotSignedIn:
        return None


def _signed(request: Request, fields: Fields, parts: Given) -> Signed:
    """Raises CrossSite unless the form has the session's own token."""
    signed = find_session(parts.desk, request.cookies.get(parts.site.cookie, ""))
    if not compare_digest(fields.get("csrf", "").encode(), signed.csrf.encode()):
        raise CrossSite
    return signed


InForm = Annotated[Signed, Depends(_signed)]


def page_route(refused: Refusal) -> type[APIRoute]:
    """Routes whose refusals are shown on a page, by ``refused``."""

    class PageRoute(APIRoute):
        def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
            run = super().get_route_handler()

            async def shown(request: Request) -> Response:
                try:
                    return await run(request)
                except GatewayError as error:
                    return await refused(request, error, status_of(error))

            return shown

    return PageRoute
