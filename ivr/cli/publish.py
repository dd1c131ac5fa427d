"""A court's whole notice: built in every language first, then published in one step."""

from ivr.bootstrap import Gateway
from ivr.cli.gateway import CLI
from ivr.domain.court import Notice
from ivr.domain.staff import Actor
from ivr.flows.list_courts import view_court
from ivr.flows.publish_notice import publish_notice


def publish(gateway: Gateway, actor: Actor, court_id: str) -> list[Notice]:
    """Building takes seconds and holds no transaction open."""
    with gateway.desk.read(actor) as work:
        court = view_court(work, court_id).court
    prompts = [gateway.studio.build_prompt(court, language) for language in court.spoken]
    with gateway.desk.at(CLI).work(actor) as work:
        return [publish_notice(work, court_id, prompt) for prompt in prompts]
