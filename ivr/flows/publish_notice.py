"""Publish a court's notice: what its callers hear from now on, in one language."""

import math
from collections.abc import Mapping

from ivr.domain.court import Court, Notice, require_language
from ivr.domain.errors import BadInput
from ivr.domain.prompt import MOST_SECONDS, Prompt, require_own_voice
from ivr.domain.staff import require
from ivr.domain.wording import require_current
from ivr.flows.desk import Work
from ivr.store.tables import notices


def publish_notice(work: Work, court_id: str, prompt: Prompt, fallback: bool = False) -> Notice:
    """The court's text in force, spoken anew; by a voice that stands in only with ``fallback``.

    Raises BadInput for a language that the court does not speak, RuleBroken for a voice that nobody chose.
    """
    require(work.actor, "publish_notice")
    require_own_voice(prompt, fallback)
    return put_in_place(work, court_id, prompt)


def put_in_place(work: Work, court_id: str, prompt: Prompt) -> Notice:
    """The prompt's files exist already. Every running enrolment of the court moves to it in this one step.

    Raises RuleBroken when the court is asked at another number since it was spoken.
    """
    court = work.scope.locked(Court, court_id)  # or its number or languages could change in this moment
    require_language(court, prompt.language)
    require_current(prompt.text, court.enquiry)
    published = {notice.language: notice for notice in work.scope.all(Notice, notices.c.court_id == court_id)}
    _check_length(court, prompt, published)
    known = published.get(prompt.language)
    notice = known or Notice(work.new_id(), court_id, prompt.language, "", "", 0, "", work.now)
    before, notice.prompt = notice.prompt, prompt.key
    notice.text, notice.seconds = prompt.text, math.ceil(prompt.seconds)
    notice.published_by, notice.published_at = work.actor.id, work.now
    work.session.add(notice)
    work.touch_court(court)
    work.record("publish_notice", notice.id, court_id=court_id, before=before, after=prompt.key)
    return notice


def _check_length(court: Court, prompt: Prompt, published: Mapping[str, Notice]) -> None:
    """What callers hear in all languages together; one that shortens what is too long already is let through."""
    before = {language: float(notice.seconds) for language, notice in published.items()}
    after = before | {prompt.language: prompt.seconds}
    whole = sum(after.values())
    if MOST_SECONDS < whole >= sum(before.values()):
        spoken = [language for language in court.spoken if language in after]
        told = ", ".join(f"{language} {after[language]:.1f} s" for language in spoken)
        raise BadInput(
            field="language",
            reason=f"the whole notice would last {whole:.1f} s ({told}): shorten it to {MOST_SECONDS:g} s",
            reason_zh=f"整条播报将长 {whole:.1f} 秒（{told}），请缩短至 {MOST_SECONDS:g} 秒以内",
        )
