"""Which prompts must stay, for whoever tidies the library."""

from ivr.domain.staff import require
from ivr.flows.desk import Work
from ivr.store import prompts


def named_prompts(work: Work) -> set[str]:
    """The keys of all prompts that a registration or a notice of any court names."""
    require(work.actor, "collect_prompts")
    return prompts.named(work.session)
