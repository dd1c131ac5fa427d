"""Every court's notice in each of its languages, built side by side with a bar that shows how far it is."""

from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor

from ivr.bootstrap import Gateway
from ivr.cli.progress import progress
from ivr.cli.words import say
from ivr.domain.court import Court
from ivr.domain.prompt import Prompt
from ivr.domain.staff import Actor
from ivr.flows.list_courts import CourtView, list_courts
from ivr.kit.arena import one_arena
from ivr.kit.background import step_back
from ivr.kit.errors import GatewayError

JOBS = 2
Wanted = tuple[Court, str]
Made = Prompt | GatewayError


def every_court(gateway: Gateway, actor: Actor) -> Iterator[CourtView]:
    """In the order of their ids; a page at a time, so no transaction stays open meanwhile."""
    after = ""
    while True:
        with gateway.desk.read(actor) as work:
            views = list_courts(work, after)
        yield from views
        if not views:
            return
        after = views[-1].court.id


def build(gateway: Gateway, wanted: Sequence[Wanted], jobs: int = JOBS) -> list[Made]:
    """In the order of ``wanted``; calls on this machine come first.

    One court's trouble never keeps another's notice from being built.
    """
    one_arena()
    gateway.voices_at_once = jobs
    _ = gateway.speaker  # one voice for all the jobs
    with progress() as bar, ThreadPoolExecutor(jobs, initializer=step_back) as pool:
        task = bar.add_task(say("合成播报", "building notices"), total=len(wanted))
        futures = [pool.submit(gateway.studio.build_prompt, *one) for one in wanted]
        for future in futures:
            future.add_done_callback(lambda _: bar.advance(task))
        try:
            return [_outcome(future) for future in futures]
        except BaseException:
            pool.shutdown(cancel_futures=True)  # what is finished is kept
            raise


def _outcome(future: Future[Prompt]) -> Made:
    try:
        return future.result()
    except GatewayError as error:
        return error
