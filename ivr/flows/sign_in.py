"""Who a token belongs to."""

from sqlalchemy.orm import Session

from ivr.domain.errors import NotSignedIn
from ivr.domain.staff import Actor, Staff
from ivr.flows.add_staff import token_digest
from ivr.store.find import Scope
from ivr.store.tables import staff


def sign_in(session: Session, token: str) -> Actor:
    """Raises NotSignedIn for a token that nobody has."""
    found = Scope(session, None).first(Staff, staff.c.token_digest == token_digest(token)) if token else None
    if found is None:
        raise NotSignedIn
    return Actor(found.id, found.role, found.court_id)
