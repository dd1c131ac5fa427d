"""Publish a court's notice: what its callers hear from now on, in one language."""

from ivr.domain.court import Court, Notice
from ivr.domain.errors import BadInput
from ivr.domain.prompt import Prompt
from ivr.domain.staff import require
from ivr.flows.desk import Work
from ivr.store.tables import notices


def publish_notice(work: Work, court_id: str, prompt: Prompt) -> Notice:
    """The prompt's files exist already. Every running enrolment of the court moves to it in this one step."""
    require(work.actor, "publish_notice")
    court = work.scope.one(Court, court_id)
    if prompt.language not in court.languages.split(","):
        reason = f"the court speaks {court.languages}"
        raise BadInput(field="language", reason=reason, reason_zh=f"本院播报语言为 {court.languages}")
    known = work.scope.first(Notice, notices.c.court_id == court_id, notices.c.language == prompt.language)
    notice = known or Notice(work.new_id(), court_id, prompt.language, "", "", 0, "", work.now)
    before, notice.prompt = notice.prompt, prompt.key
    notice.text, notice.seconds = prompt.text, round(prompt.seconds)
    notice.published_by, notice.published_at = work.actor.id, work.now
    work.session.add(notice)
    work.touch_court(court)
    work.record("publish_notice", notice.id, court_id=court_id, before=before, after=prompt.key)
    return notice
