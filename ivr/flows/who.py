"""Who asks: the one thing that everybody who is signed in may know."""

from ivr.domain.staff import Staff
from ivr.flows.desk import Work


def who(work: Work) -> Staff:
    return work.scope.one(Staff, work.actor.id)
