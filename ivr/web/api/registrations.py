"""The carriers' feed: which numbers their switches must route to the gateway, and which no longer."""

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import Field

from ivr.flows.list_registrations import Changes, list_registrations
from ivr.web.api.shape import Told, refusals
from ivr.web.auth import Signed
from ivr.web.parts import Given

router = APIRouter(prefix="/registrations", tags=["carriers"])

MOST = 10_000
LARGEST_SEQ = 2**63 - 1


class Change(Told):
    number: str
    seq: int
    announce: bool = Field(description="false: route it no longer")


class ChangesTold(Told):
    head: int = Field(description="the newest seq there is")
    next: int = Field(description="give it as `since` the next time; at `head` you have everything")
    items: list[Change]


@router.get("", responses=refusals(403))
def show_changes(
    parts: Given,
    actor: Signed,
    since: Annotated[int, Query(ge=0, le=LARGEST_SEQ)] = 0,
    limit: Annotated[int, Query(ge=1, le=MOST)] = 1000,
) -> ChangesTold:
    """Each number's latest state, for what changed after `since`, in order (carrier)."""
    with parts.desk.read(actor) as work:
        return _told(list_registrations(work, since, limit), since)


def _told(changes: Changes, since: int) -> ChangesTold:
    items = [Change(number=one.number, seq=one.seq, announce=not one.removed) for one in changes.items]
    return ChangesTold(head=changes.head, next=items[-1].seq if items else since, items=items)
