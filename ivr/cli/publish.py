"""Courts' whole notices: built in every language first, then published court by court, each in one step."""

from collections.abc import Iterator, Sequence

from ivr.bootstrap import Gateway
from ivr.cli.every import Made, build, every_court
from ivr.cli.gateway import CLI
from ivr.cli.progress import progress
from ivr.cli.words import say
from ivr.domain.court import Notice
from ivr.domain.prompt import Prompt
from ivr.domain.staff import Actor, require
from ivr.flows.list_courts import view_court
from ivr.flows.publish_notice import publish_notice
from ivr.kit.errors import GatewayError

Answer = list[Notice] | GatewayError | None
"""What was published, why nothing was, or None: callers hear all of it already."""


def publish(gateway: Gateway, actor: Actor, court_id: str, fallback: bool = False) -> list[Notice]:
    """Building takes seconds and holds no transaction open. Raises what building and ``publish_notice`` raise."""
    require(actor, "publish_notice")
    with gateway.desk.read(actor) as work:
        court = view_court(work, court_id).court
    prompts = [gateway.studio.build_prompt(court, language) for language in court.spoken]
    return _put(gateway, actor, court_id, prompts, fallback)


def publish_every(gateway: Gateway, actor: Actor, fallback: bool = False) -> Iterator[tuple[str, Answer]]:
    """Each court with its answer. A court that fails keeps what callers hear, and keeps no other from its turn.

    Building may take hours, in which a court may have changed its text: what is published is asked for once more then.
    """
    require(actor, "publish_notice")
    courts = list(every_court(gateway, actor))
    built = list(zip(courts, build(gateway, courts), strict=True))
    with progress() as bar:
        for court, made in bar.track(built, description=say("发布", "publishing")):
            yield court.id, _failure(made) or _answer(gateway, actor, court.id, fallback)


def _answer(gateway: Gateway, actor: Actor, court_id: str, fallback: bool) -> Answer:
    with gateway.desk.read(actor) as work:
        view = view_court(work, court_id)
    made = gateway.studio.build_each(view.court)
    prompts = [one for one in made if isinstance(one, Prompt)]
    if failure := _failure(made):
        return failure
    if {one.language: one.key for one in prompts} == {one.language: one.prompt for one in view.notices}:
        return None
    try:
        return _put(gateway, actor, court_id, prompts, fallback)
    except GatewayError as error:
        return error


def _failure(made: Sequence[Made]) -> GatewayError | None:
    return next((one for one in made if isinstance(one, GatewayError)), None)


def _put(gateway: Gateway, actor: Actor, court_id: str, prompts: Sequence[Prompt], fallback: bool) -> list[Notice]:
    with gateway.desk.at(CLI).work(actor) as work:
        return [publish_notice(work, court_id, prompt, fallback) for prompt in prompts]
