"""List a court's own wordings, and look at one."""

from datetime import datetime

from ivr.domain.court import Court
from ivr.domain.staff import require
from ivr.domain.wording import WordingVersion
from ivr.flows.desk import Work
from ivr.store import wordings


def list_wordings(
    work: Work, court_id: str, limit: int = 50, after: tuple[datetime, str] | None = None
) -> list[WordingVersion]:
    """The newest first. Raises NotFound for another court."""
    require(work.actor, "read")
    work.scope.one(Court, court_id)
    return wordings.newest(work.scope, court_id, limit, after)


def view_wording(work: Work, wording_id: str) -> WordingVersion:
    """Raises NotFound also for another court's."""
    require(work.actor, "read")
    return work.scope.one(WordingVersion, wording_id)


def wordings_in_force(work: Work, court_id: str) -> dict[str, WordingVersion]:
    """By language; without those in which the court has the general text. A court that is yet to be added has none."""
    require(work.actor, "read")
    return {version.language: version for version in wordings.every_in_force(work.scope, court_id)}


def every_wording_in_force(work: Work) -> dict[str, dict[str, WordingVersion]]:
    """The same of every court that has any, by its id: one question for a build of thousands."""
    require(work.actor, "read")
    found: dict[str, dict[str, WordingVersion]] = {}
    for version in wordings.every_in_force(work.scope):
        found.setdefault(version.court_id, {})[version.language] = version
    return found
