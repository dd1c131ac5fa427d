"""Access tokens for programs and the command line."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Path, Query
from pydantic import Field, StringConstraints

from ivr.domain.token import Token, overlap
from ivr.flows.claim_token import claim_token
from ivr.flows.issue_token import NewToken, issue_token
from ivr.flows.own_token import list_tokens
from ivr.flows.revoke_token import revoke_token
from ivr.flows.rotate_token import rotate_token
from ivr.web.api.page import LINKED, Paged, by_id
from ivr.web.api.shape import Asked, Text, Told, Utc, example, refusals
from ivr.web.auth import Bearer, Signed
from ivr.web.parts import Given
from ivr.web.route import Route

router = APIRouter(prefix="/tokens", tags=["tokens"], route_class=Route)

TokenId = Annotated[str, Path(pattern="^[0-9a-f]{16}$", examples=["00c0ffee00c0ffee"])]
Person = Annotated[str, StringConstraints(pattern="^[0-9a-f]{16}$")]
StaffId = Annotated[str, Query(pattern="^[0-9a-f]{16}$")]


class Wanted(Asked):
    model_config = example(name="nightly import", actions=["draft", "read"], days=90)

    name: Text = Field(description="what it is for")
    staff: Person | None = Field(None, description="whose it is; yours, when nothing is said")
    actions: list[Text] | None = Field(None, min_length=1, max_length=40, description="all of the role, when not said")
    days: int | None = Field(None, description="1 to 365; 90 when nothing is said")


class Rotation(Asked):
    model_config = example(overlap=60)

    overlap: int = Field(0, description="minutes that the old token stays valid, at most 1440")


class TokenTold(Told):
    id: str
    staff_id: str
    name: str
    actions: list[str] | None
    issued_at: Utc
    ends_at: Utc
    last_used_at: Utc | None = Field(description="to within an hour")
    valid: bool


class SecretTold(TokenTold):
    token: str = Field(description="told this once; only its digest is kept")


@router.post("", status_code=201, responses=refusals(403, 404))
def issue(wanted: Wanted, parts: Given, actor: Signed) -> SecretTold:
    """Issue a token: for yourself, or for somebody whom you manage."""
    secret = parts.new_token()
    with parts.desk.work(actor) as work:
        new = NewToken(wanted.name, secret, wanted.staff, wanted.actions, wanted.days)
        return _with(secret, issue_token(work, new), work.now)


@router.get("", responses={**LINKED, **refusals(403, 404)})
def show_all(page: Paged, parts: Given, actor: Signed, staff: StaffId | None = None) -> list[TokenTold]:
    """Your tokens, or those of somebody whom you manage; never the secrets."""
    with parts.desk.read(actor) as work:
        found = page.cut(list_tokens(work, staff, page.behind, page.most), by_id)
        return [TokenTold.model_validate(_facts(token, work.now)) for token in found]


@router.post("/claim", status_code=201, responses=refusals(403))
def claim(parts: Given, actor: Signed, credentials: Bearer) -> SecretTold:
    """Exchange a one-time secret, sent as the bearer token, for an access token. It works once."""
    secret, once = parts.new_token(), credentials.credentials if credentials else ""
    with parts.desk.work(actor) as work:
        return _with(secret, claim_token(work, once, secret), work.now)


@router.post("/{token_id}/rotate", status_code=201, responses=refusals(403, 404, 409))
def rotate(token_id: TokenId, how: Rotation, parts: Given, actor: Signed) -> SecretTold:
    """Replace a token; the old one stays valid for the overlap."""
    secret = parts.new_token()
    with parts.desk.work(actor) as work:
        return _with(secret, rotate_token(work, token_id, secret, overlap(how.overlap)), work.now)


@router.delete("/{token_id}", responses=refusals(403, 404))
def revoke(token_id: TokenId, parts: Given, actor: Signed) -> TokenTold:
    """End a token at once."""
    with parts.desk.work(actor) as work:
        return TokenTold.model_validate(_facts(revoke_token(work, token_id), work.now))


def _with(secret: str, token: Token, now: datetime) -> SecretTold:
    return SecretTold.model_validate({**_facts(token, now), "token": secret})


def _facts(token: Token, now: datetime) -> dict[str, object]:
    return {**vars(token), "actions": sorted(token.scope) if token.scope else None, "valid": token.valid(now)}
