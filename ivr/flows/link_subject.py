"""Say who somebody is at the OpenID provider. Nobody is ever made from a provider's word alone."""

from ivr.domain.errors import BadInput
from ivr.domain.staff import Staff
from ivr.flows.desk import Work
from ivr.flows.reach import managed
from ivr.store import sessions


def link_subject(work: Work, staff_id: str, issuer: str, subject: str) -> Staff:
    """``subject``: the claim that names the person there. Raises BadInput, NotFound, or Clash when it is taken."""
    person = managed(work, staff_id)
    if not 1 <= len(subject) <= 255 or not subject.isprintable():
        raise BadInput(field="subject", reason="write 1 to 255 characters", reason_zh="请填写 1 至 255 个字符")
    person.issuer, person.subject = issuer, subject
    sessions.end_all(work.session, person.id)
    work.record("link_subject", person.id, court_id=person.court_id, after=work.vault.index(subject, "subject"))
    return person
