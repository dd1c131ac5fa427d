"""Expire what is past its end. The nodes are silent there already, by the expiry in the value itself."""

from ivr.domain.enrolment import Action
from ivr.domain.reasons import EndedFor
from ivr.flows.desk import Work
from ivr.flows.remove import end
from ivr.store import enrolments

AT_ONCE = 500


def expire(work: Work) -> int:
    """How many ended; call again until it is none."""
    ended = enrolments.over(work.session, work.now, AT_ONCE)
    for enrolment in ended:
        end(work, enrolment, Action.EXPIRE, EndedFor.TERM_OVER)
    return len(ended)
