"""End an access token at once."""

from ivr.domain.token import Token
from ivr.flows.desk import Work
from ivr.flows.own_token import token_of


def revoke_token(work: Work, token_id: str) -> Token:
    """Harmless for one that is over. Raises NotFound."""
    token = token_of(work, token_id)
    token.ends_at = min(token.ends_at, work.now)
    work.record("revoke_token", token.id, court_id=token.court_id)
    return token
