"""Every court's notice in each of its languages, built side by side with a bar that shows how far it is."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

from ivr.bootstrap import Gateway
from ivr.cli.progress import progress
from ivr.cli.words import say
from ivr.domain.court import Court
from ivr.domain.prompt import Prompt
from ivr.domain.staff import SYSTEM, Actor
from ivr.flows.list_courts import courts_behind
from ivr.flows.list_wordings import every_wording_in_force
from ivr.kit.arena import one_arena
from ivr.kit.background import step_back
from ivr.kit.errors import GatewayError

JOBS = 2
Made = Prompt | GatewayError


def every_court(gateway: Gateway, actor: Actor) -> Iterator[Court]:
    """In the order of their ids; a page at a time, so no transaction stays open meanwhile."""
    after = ""
    while True:
        with gateway.desk.read(actor) as work:
            courts = courts_behind(work, after)
        yield from courts
        if not courts:
            return
        after = courts[-1].id


def build(gateway: Gateway, courts: Sequence[Court], jobs: int = JOBS) -> list[list[Made]]:
    """Each court's languages, in the order of ``courts``; calls on this machine come first.

    One court's trouble never keeps another's notice from being built. Courts' own texts are those at the beginning: one
    that is accepted meanwhile was spoken when it was drafted.
    """
    one_arena()
    gateway.voices_at_once = jobs
    _ = gateway.speaker  # one voice for all the jobs
    with gateway.desk.read(SYSTEM) as work:
        own = every_wording_in_force(work)
    with progress() as bar, ThreadPoolExecutor(jobs, initializer=step_back) as pool:
        task = bar.add_task(say("合成播报", "building notices"), total=sum(len(court.spoken) for court in courts))
        futures = [pool.submit(gateway.studio.build_each, court, own.get(court.id, {})) for court in courts]
        for court, future in zip(courts, futures, strict=True):
            future.add_done_callback(lambda _, made=len(court.spoken): bar.advance(task, made))  # type: ignore[misc]
        try:
            return [future.result() for future in futures]
        except BaseException:
            pool.shutdown(cancel_futures=True)  # what is finished is kept
            raise
