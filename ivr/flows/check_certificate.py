"""Check a certificate's code, for anybody. A code that nobody has and one with a wrong sign are answered alike."""

from zoneinfo import ZoneInfo

from ivr.domain.certificate import Certificate, Checked, digest, read_code
from ivr.domain.court import Court
from ivr.domain.enrolment import Enrolment
from ivr.domain.errors import UnknownCode
from ivr.domain.order import Order
from ivr.domain.staff import SYSTEM
from ivr.flows.desk import Desk, Work
from ivr.flows.patience import count_guess, right_guess
from ivr.store import certificates

WHAT = "certificate"


def check_certificate(desk: Desk, given: str, address: str) -> Checked:
    """Raises UnknownCode; TooManyTries for an address from which too many wrong codes came."""
    with desk.work(SYSTEM) as work:
        guess = count_guess(work, WHAT, address)
    with desk.work(SYSTEM) as work:
        found = _find(work, given)
        if found is None:
            raise UnknownCode(field="code")
        right_guess(work, guess)
        return _told(work, found)


def _find(work: Work, given: str) -> Certificate | None:
    written = read_code(given)
    return certificates.by_digest(work.session, digest(written)) if written else None


def _told(work: Work, found: Certificate) -> Checked:
    court = work.scope.one(Court, found.court_id)
    enrolment = work.scope.one(Enrolment, found.enrolment_id)
    order = work.scope.one(Order, enrolment.order_id)
    ended = (enrolment.ended_at or found.issued_at).astimezone(ZoneInfo(court.zone)).date()
    again = certificates.announced_again(work.session, enrolment)
    return Checked(court.name, court.name_en, order.case_number, ended, holds=not again)
