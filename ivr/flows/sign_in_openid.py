"""Sign in through the OpenID provider: send the browser there, and judge what comes back."""

from dataclasses import dataclass, field
from datetime import timedelta
from hmac import compare_digest

from ivr.domain.errors import WrongCredentials
from ivr.domain.staff import SYSTEM, Staff
from ivr.domain.token import digest
from ivr.flows.desk import Desk, Work
from ivr.flows.open_session import Signed, acting, open_session
from ivr.kit.errors import GatewayError
from ivr.kit.openid.errors import BadIdentity
from ivr.kit.openid.provider import Provider
from ivr.kit.secret import new_secret
from ivr.store.openid_requests import Sent, keep, take
from ivr.store.tables import staff

LASTS = timedelta(minutes=10)


@dataclass(frozen=True)
class Begun:
    """``browser`` is for a cookie: whoever comes back must be the browser that was sent."""

    url: str = field(repr=False)
    browser: str = field(repr=False)


@dataclass(frozen=True)
class Returned:
    """What the provider sent back through the browser."""

    state: str = field(repr=False)
    code: str = field(repr=False)
    browser: str = field(repr=False)


def begin_openid(desk: Desk, provider: Provider) -> Begun:
    """Raises ProviderDown."""
    state, nonce, verifier, browser = new_secret(), new_secret(), new_secret(), new_secret()
    url = provider.begin(state, nonce, verifier)
    with desk.work(SYSTEM) as work:
        key = digest(state)
        sealed = work.vault.seal(verifier, _place(key))
        keep(work.session, Sent(key, digest(browser), nonce, sealed, work.now + LASTS), work.now)
    return Begun(url, browser)


def finish_openid(desk: Desk, provider: Provider, back: Returned, cookie: str) -> Signed:
    """Raises BadIdentity, ProviderDown, or WrongCredentials for somebody whom nobody has added here."""
    nonce, verifier = _take(desk, back)
    try:
        subject = provider.finish(back.code, verifier, nonce)
    except GatewayError as error:
        _note(desk, None, error.code)
        raise
    with desk.work(SYSTEM) as work:
        known = (staff.c.issuer == provider.client.issuer, staff.c.subject == subject)
        person = work.scope.first(Staff, *known)
        index = work.vault.index(subject, "subject")
    if person is None or person.ended_at is not None:
        _note(desk, person, "openid", index)
        raise WrongCredentials
    with desk.work(acting(person)) as work:
        work.record("sign_in", person.id, reason="openid")
        return open_session(work, person, "openid", None, cookie)


def _take(desk: Desk, back: Returned) -> tuple[str, str]:
    """The nonce and the PKCE verifier. Each state is good once, from the browser that was sent."""
    with desk.work(SYSTEM) as work:
        sent = take(work.session, digest(back.state))
        good = sent is not None and _fits(work, sent, back)
        if sent is not None and good:
            return sent.nonce, work.vault.open(sent.verifier, _place(sent.id))
    _note(desk, None, "state")
    raise BadIdentity(reason="state")


def _fits(work: Work, sent: Sent, back: Returned) -> bool:
    return work.now < sent.ends_at and compare_digest(sent.browser, digest(back.browser))


def _note(desk: Desk, person: Staff | None, what: str, index: str = "") -> None:
    with desk.work(SYSTEM) as work:
        court_id = person.court_id if person else None
        work.record("refuse_sign_in", person.id if person else "", court_id=court_id, reason=what, after=index)


def _place(key: str) -> str:
    return f"openid_requests.verifier.{key}"
