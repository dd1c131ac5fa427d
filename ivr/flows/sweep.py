"""Sweep once: end what is over, forget removed numbers that every node is past, erase what may not be kept."""

from dataclasses import dataclass

from ivr.domain.staff import Actor, require
from ivr.flows.desk import Desk
from ivr.flows.erase import Erased, erase_all
from ivr.flows.expire import expire
from ivr.flows.purge import purge


@dataclass(frozen=True)
class Swept:
    expired: int
    forgotten: int
    erased: Erased


def sweep_once(desk: Desk, actor: Actor) -> Swept:
    """What the service does by itself from time to time. Raises NotPermitted."""
    require(actor, "sweep")
    expired = 0
    while ended := _expire(desk, actor):
        expired += ended
    with desk.work(actor) as work:
        forgotten = purge(work)
    return Swept(expired, forgotten, erase_all(desk, actor))


def _expire(desk: Desk, actor: Actor) -> int:
    with desk.work(actor) as work:
        return expire(work)
