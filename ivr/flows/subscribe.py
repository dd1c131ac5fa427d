"""Subscribe a court's own system to events; the secret that signs them is told once."""

from ipaddress import ip_address

from ivr.domain.court import Court
from ivr.domain.errors import BadInput
from ivr.domain.staff import require
from ivr.domain.subscription import Subscription, check_kinds, check_url
from ivr.flows.desk import Work
from ivr.kit.outbound import Addresses


def subscribe(  # noqa: PLR0913, PLR0917
    work: Work, court_id: str | None, url: str, kinds: list[str], secret: str, addresses: Addresses
) -> Subscription:
    """Raises BadInput for an address that may not be spoken to, NotFound for another court's."""
    require(work.actor, "subscribe")
    court = work.scope.one(Court, court_id or work.actor.court_id or _court_missing())
    _check_reachable(url, addresses)
    key = work.new_id()
    sealed = work.vault.seal(secret, f"subscriptions.secret.{key}")
    new = Subscription(key, court.id, url, check_kinds(kinds), sealed, work.actor.id, work.now)
    work.session.add(new)
    work.record("subscribe", key, court_id=court.id, reason=new.kinds)
    return new


def _court_missing() -> str:
    raise BadInput(field="court", reason="name the court", reason_zh="请填写法院")


def _check_reachable(url: str, addresses: Addresses) -> None:
    """Of a name it is checked at each delivery what it resolves to. Without TLS to this very machine only."""
    scheme, host = check_url(url)
    try:
        address = ip_address(host)
    except ValueError:
        if scheme == "https":
            return
    else:
        if addresses.permits(host) and (scheme == "https" or address.is_loopback):
            return
    reason = "write https://, and a public address or one in a network that the operator allowed"
    raise BadInput(field="url", reason=reason, reason_zh="请填写 https 地址，且须为公网地址或运维人员允许的网段")
