"""A token that the actor may list, rotate or end: an own one, or of somebody whom the actor manages."""

from ivr.domain.errors import NotFound, NotPermitted
from ivr.domain.staff import Staff, require
from ivr.domain.token import Token
from ivr.flows.desk import Work
from ivr.flows.reach import managed
from ivr.store.tables import tokens


def token_of(work: Work, token_id: str) -> Token:
    """Held until the end of the transaction. Raises NotFound also for one that is not the actor's to touch."""
    require(work.actor, "issue_token")
    token = work.scope.locked(Token, token_id)
    if token.staff_id != work.actor.id:
        try:
            managed(work, token.staff_id)
        except NotPermitted:
            raise NotFound(what="token", what_zh="令牌", key=token_id) from None
    return token


def list_tokens(work: Work, staff_id: str | None = None, after: str = "", limit: int = 200) -> list[Token]:
    """One's own, or those of somebody whom one manages; the ended ones too."""
    require(work.actor, "issue_token")
    whose = work.actor.id if staff_id in {None, work.actor.id} else _managed_id(work, staff_id or "")
    return work.scope.all(Token, tokens.c.staff_id == whose, after=after, limit=limit)


def _managed_id(work: Work, staff_id: str) -> str:
    require(work.actor, "manage_staff")
    return work.scope.one(Staff, staff_id).id
