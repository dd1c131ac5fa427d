"""Who a token belongs to."""

from datetime import timedelta

from sqlalchemy import update

from ivr.domain.errors import NotSignedIn
from ivr.domain.staff import SYSTEM, Actor, Staff
from ivr.domain.token import Token, digest
from ivr.flows.desk import Desk
from ivr.store.tables import tokens

TO_WITHIN = timedelta(hours=1)
"""So precise is a token's last use: writing it down at every request would make each read a write."""


def sign_in(desk: Desk, token: str) -> Actor:
    """Raises NotSignedIn for a token that nobody has, or that is over, or whose owner has left."""
    with desk.read(SYSTEM) as work:
        found = work.scope.first(Token, tokens.c.digest == digest(token)) if token else None
        if found is None or not found.valid(work.now):
            raise NotSignedIn
        person = work.scope.one(Staff, found.staff_id)
        if person.ended_at is not None:
            raise NotSignedIn
        now = work.now
    if found.last_used_at is None or now - found.last_used_at >= TO_WITHIN:
        _note_use(desk, found.id)
    return Actor(person.id, person.role, person.court_id, found.scope)


def _note_use(desk: Desk, token_id: str) -> None:
    with desk.work(SYSTEM) as work:
        work.session.execute(update(tokens).where(tokens.c.id == token_id).values(last_used_at=work.now))
