"""Exchange a one-time secret for an access token; the secret is worthless from then on."""

from ivr.domain.errors import NotSignedIn
from ivr.domain.staff import Staff, require
from ivr.domain.token import LASTS, ONCE, Token, digest
from ivr.flows.desk import Work
from ivr.store.tables import tokens


def claim_token(work: Work, once: str, secret: str) -> Token:
    """Raises NotSignedIn for a secret that was used, also when two come in the same moment."""
    require(work.actor, "claim_token")
    found = work.scope.first(Token, tokens.c.digest == digest(once))
    spent = work.scope.locked(Token, found.id) if found else None
    if spent is None or spent.scope != ONCE or not spent.valid(work.now):
        raise NotSignedIn
    spent.ends_at = work.now
    person = work.scope.one(Staff, spent.staff_id)
    times = (person.id, work.now, work.now + LASTS)
    token = Token(work.new_id(), person.court_id, person.id, spent.name, digest(secret), None, *times)
    work.session.add(token)
    work.record("claim_token", spent.id, after=token.id)
    return token
