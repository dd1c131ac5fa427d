"""What the store must say, worked out from scratch beside it."""

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from ivr.domain.court import Court
from ivr.domain.enrolment import Enrolment, announces
from ivr.domain.registration import Registration
from ivr.store import audit
from ivr.store.tables import chain_heads, notices
from tests.flows.office import Office

Said = dict[str, tuple[str, str]]


def from_scratch(office: Office) -> Said:
    """For each number that announces: its prompts and enrolments, by the plain words of the rule."""
    with Session(office.engine) as session:
        prompts = {
            court.id: [
                prompt
                for language in court.languages.split(",")
                for prompt in session.scalars(
                    select(notices.c.prompt).where(notices.c.court_id == court.id, notices.c.language == language)
                )
            ]
            for court in session.scalars(select(Court))
        }
        said: dict[str, list[Enrolment]] = {}
        for one in session.scalars(select(Enrolment)):
            if announces(one, office.clock.now()):
                said.setdefault(one.number, []).append(one)
    answer = {}
    for number, all_of_them in said.items():
        first = sorted(all_of_them, key=lambda one: (one.activated_at, one.id))[:2]
        keys = [prompt for one in first for prompt in prompts[one.court_id]]
        answer[number] = ("&".join(keys), "+".join(one.id for one in first))
    return answer


def registered(office: Office) -> Said:
    """What the registrations say, without what is past its own end: a node is silent there by itself."""
    now = office.clock.now()
    with Session(office.engine) as session:
        rows = session.scalars(select(Registration))
        return {one.number: (one.notice, one.enrolments) for one in rows if one.expires_at and one.expires_at > now}


def broken_chains(engine: Engine) -> dict[str, int | None]:
    with Session(engine) as session:
        chains = session.scalars(select(chain_heads.c.court_id)).all()
        return {chain: at for chain in chains if (at := audit.broken(session, chain)) is not None}
