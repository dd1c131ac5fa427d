"""Issue an access token: to oneself, or to somebody whom one manages."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from ivr.domain.errors import NotFound
from ivr.domain.staff import Staff, require
from ivr.domain.text import plain
from ivr.domain.token import Token, digest, lifetime, scope
from ivr.flows.desk import Work
from ivr.flows.reach import managed


@dataclass(frozen=True)
class NewToken:
    """``staff_id`` None is oneself; ``actions`` None is all that the role may do; ``days`` None is 90."""

    name: str
    secret: str = field(repr=False)
    staff_id: str | None = None
    actions: Sequence[str] | None = None
    days: int | None = None


def issue_token(work: Work, new: NewToken) -> Token:
    """Keeps the digest only: the caller tells the secret, once. Raises BadInput, NotFound, NotPermitted."""
    require(work.actor, "issue_token")
    own = new.staff_id in {None, work.actor.id}
    person = work.scope.one(Staff, work.actor.id) if own else managed(work, new.staff_id or "")
    if person.ended_at is not None:
        raise NotFound(what="staff", what_zh="人员", key=person.id)
    actions = scope(new.actions, person.role, work.actor, own=own)
    times = (work.actor.id, work.now, work.now + lifetime(new.days))
    name = plain(new.name, "name", 80)
    token = Token(work.new_id(), person.court_id, person.id, name, digest(new.secret), actions, *times)
    work.session.add(token)
    work.record("issue_token", token.id, court_id=person.court_id, reason=actions or "all", after=person.id)
    return token
