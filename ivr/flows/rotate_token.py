"""Replace an access token by a new one; the old one stays valid for a short while, so that nothing stands still."""

from datetime import timedelta

from ivr.domain.errors import OutOfScope, RuleBroken
from ivr.domain.token import ONCE, Token, digest
from ivr.flows.desk import Work
from ivr.flows.own_token import token_of


def rotate_token(work: Work, token_id: str, secret: str, overlap: timedelta) -> Token:
    """The new token, with the old one's name and scope and as long a life. Raises RuleBroken for one that is over.

    Nobody gets a wider right by rotating: OutOfScope when the asker's own token is narrower.
    """
    old = token_of(work, token_id)
    mine = work.actor.actions
    if old.staff_id == work.actor.id and mine is not None and not (old.scope and old.scope <= mine):
        raise OutOfScope(role=work.actor.role, action="rotate_token", scope="rotate_token")
    if not old.valid(work.now) or old.scope == ONCE:
        reason = "this token cannot be rotated: it is over, or good for one use; issue a new one"
        raise RuleBroken(reason=reason, reason_zh="此令牌已失效或仅供一次使用，不能轮换；请重新签发")
    ends_at = work.now + (old.ends_at - old.issued_at)
    kept = (old.court_id, old.staff_id, old.name, digest(secret), old.actions)
    new = Token(work.new_id(), *kept, work.actor.id, work.now, ends_at)
    old.ends_at = min(old.ends_at, work.now + overlap)
    work.session.add(new)
    work.record("rotate_token", old.id, court_id=old.court_id, after=new.id)
    return new
