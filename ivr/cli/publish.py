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
from ivr.flows.list_courts import CourtView, view_court
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
    """Each court with its answer. A court that fails keeps what callers hear, and keeps no other from its turn."""
    require(actor, "publish_notice")
    views = list(every_court(gateway, actor))
    made = iter(build(gateway, [(view.court, language) for view in views for language in view.court.spoken]))
    with progress() as bar:
        for view in bar.track(views, description=say("发布", "publishing")):
            mine = [next(made) for _ in view.court.spoken]
            yield view.court.id, _answer(gateway, actor, view, mine, fallback)


def _answer(gateway: Gateway, actor: Actor, view: CourtView, made: Sequence[Made], fallback: bool) -> Answer:
    prompts = [one for one in made if isinstance(one, Prompt)]
    if failures := [one for one in made if isinstance(one, GatewayError)]:
        return failures[0]
    if {one.language: one.key for one in prompts} == {one.language: one.prompt for one in view.notices}:
        return None
    try:
        return _put(gateway, actor, view.court.id, prompts, fallback)
    except GatewayError as error:
        return error


def _put(gateway: Gateway, actor: Actor, court_id: str, prompts: Sequence[Prompt], fallback: bool) -> list[Notice]:
    with gateway.desk.at(CLI).work(actor) as work:
        return [publish_notice(work, court_id, prompt, fallback) for prompt in prompts]
