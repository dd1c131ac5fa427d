"""A bank is known by its client certificate, over real TLS: only by the one that is pinned, only from who holds it."""

import base64
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
from sqlalchemy import Engine

from ivr.cli.serve import serving
from ivr.feeds.trust import Trust
from ivr.feeds.webhook import sign
from ivr.flows.desk import Desk
from ivr.kit.clock import SystemClock
from ivr.kit.ids import random_id
from ivr.kit.peer.tls import BadTls, Tls
from ivr.kit.vault import Vault
from ivr.web.app import create_app
from ivr.web.parts import Parts
from tests.integration.api.conftest import SECRET
from tests.integration.api.test_api_story import entry
from tests.servers.certificates import Authority, Held
from tests.servers.databases import database_url, engine, postgres_database, sqlite_database, sqlite_template
from tests.servers.studio import Studio

pytestmark = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    return Authority(tmp_path, "authority")


@pytest.fixture
def bank(authority: Authority) -> Held:
    return authority.signs("bank")


@pytest.fixture
def other(authority: Authority) -> Held:
    return authority.signs("other")


class Town:
    """A gateway with two banks, each with a certificate of its own and both with one secret."""

    def __init__(self, engine: Engine, bank: Held, other: Held) -> None:
        desk = Desk(engine, SystemClock(), random_id, Vault(b"k" * 32), lambda: None)
        feeds = {
            name: Trust(SECRET, certificates=frozenset({held.fingerprint}))
            for name, held in (("bank", bank), ("other", other))
        }
        self.app = create_app(Parts(desk, feeds, Studio(), dict, "0.1.0", lambda _given: b""))

    @contextmanager
    def open(self, tls: Tls | None = None, proxies: tuple[str, ...] = ()) -> Iterator[int]:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = int(free.getsockname()[1])
        with serving(self.app, "127.0.0.1", port, tls, proxies):
            yield port


@pytest.fixture
def town(engine: Engine, bank: Held, other: Held) -> Town:
    return Town(engine, bank, other)


@pytest.fixture
def port(town: Town, authority: Authority) -> Iterator[int]:
    server = authority.signs("server")
    with town.open(Tls(server.certificate, server.key, authority.own.certificate)) as port:
        yield port


def pay(
    port: int, authority: Authority, shown: Held | None, source: str = "bank", secret: str = SECRET
) -> httpx.Response:
    trusted = ssl.create_default_context(cafile=authority.own.certificate)
    if shown is not None:
        trusted.load_cert_chain(shown.certificate, shown.key)
    return posted(f"https://127.0.0.1:{port}", source, secret, {}, trusted)


def posted(
    base: str, source: str, secret: str, more: dict[str, str], verify: ssl.SSLContext | bool = True
) -> httpx.Response:
    stamp, body = str(int(datetime.now(UTC).timestamp())), entry()
    headers = {"X-Timestamp": stamp, "X-Signature": sign(stamp, body, secret), **more}
    return httpx.post(f"{base}/api/v1/payments/{source}", content=body, headers=headers, verify=verify, timeout=30)


def code(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, str(answer.json().get("code"))


REFUSED = (401, "wrong-certificate")


def test_the_banks_own_certificate_is_believed(port: int, authority: Authority, bank: Held, other: Held) -> None:
    assert pay(port, authority, bank).status_code == 200
    assert pay(port, authority, other, "other").status_code == 200


def test_another_feeds_certificate_is_refused(port: int, authority: Authority, bank: Held, other: Held) -> None:
    assert code(pay(port, authority, other)) == REFUSED
    assert code(pay(port, authority, bank, "other")) == REFUSED


def test_no_certificate_is_refused_and_others_need_none(port: int, authority: Authority) -> None:
    assert code(pay(port, authority, None)) == REFUSED
    trusted = ssl.create_default_context(cafile=authority.own.certificate)
    assert httpx.get(f"https://127.0.0.1:{port}/healthz", verify=trusted).status_code == 200


def test_the_certificate_does_not_stand_for_the_signature(port: int, authority: Authority, bank: Held) -> None:
    assert code(pay(port, authority, bank, secret="another secret")) == (401, "bad-signature")


def test_a_certificate_that_has_run_out_is_cut_off(port: int, authority: Authority) -> None:
    with pytest.raises((httpx.ReadError, httpx.ConnectError, httpx.RemoteProtocolError)):
        pay(port, authority, authority.signs("late", days=-1))


def test_a_certificate_of_another_authority_is_cut_off(port: int, authority: Authority, tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    with pytest.raises((httpx.ReadError, httpx.ConnectError, httpx.RemoteProtocolError)):
        pay(port, authority, Authority(tmp_path / "x", "stranger").signs("bank"))


def test_a_new_certificate_of_the_same_name_is_refused_until_it_is_pinned(port: int, authority: Authority) -> None:
    assert code(pay(port, authority, authority.signs("bank-again"))) == REFUSED


@pytest.mark.filterwarnings("ignore:ssl.TLSVersion:DeprecationWarning")
def test_tls_that_is_too_old_is_refused(port: int, authority: Authority, bank: Held) -> None:
    old = ssl.create_default_context(cafile=authority.own.certificate)
    old.set_ciphers("DEFAULT:@SECLEVEL=0")
    old.minimum_version, old.maximum_version = ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1
    with pytest.raises(httpx.ConnectError):
        httpx.get(f"https://127.0.0.1:{port}/healthz", verify=old)


def client_cert(held: Held) -> dict[str, str]:
    return {"Client-Cert": f":{base64.b64encode(held.der).decode()}:"}


def test_over_tls_the_header_of_a_caller_says_nothing(port: int, authority: Authority, bank: Held, other: Held) -> None:
    trusted = ssl.create_default_context(cafile=authority.own.certificate)
    assert code(posted(f"https://127.0.0.1:{port}", "bank", SECRET, client_cert(bank), trusted)) == REFUSED


def test_a_proxys_header_is_believed_when_the_setting_names_the_proxy_and_else_not(
    town: Town, bank: Held, other: Held
) -> None:
    with town.open(proxies=("127.0.0.1/32",)) as port:
        base = f"http://127.0.0.1:{port}"
        assert posted(base, "bank", SECRET, client_cert(bank)).status_code == 200
        forwarded = {**client_cert(bank), "X-Forwarded-For": "192.0.2.9"}
        assert posted(base, "bank", SECRET, forwarded).status_code == 200
        assert code(posted(base, "bank", SECRET, client_cert(other))) == REFUSED
        for nonsense in ("", "::", ":!:", "bank", ":" + "A" * 40 + ":"):
            assert code(posted(base, "bank", SECRET, {"Client-Cert": nonsense})) == REFUSED
    for proxies in ((), ("10.20.0.0/16",), ("::1/128",)):
        with town.open(proxies=proxies) as port:
            assert code(posted(f"http://127.0.0.1:{port}", "bank", SECRET, client_cert(bank))) == REFUSED


def test_files_that_are_no_certificates_end_the_start(engine: Engine, bank: Held, tmp_path: Path) -> None:
    for tls in (Tls(tmp_path / "none", bank.key), Tls(bank.key, bank.key), Tls(bank.certificate, bank.key, bank.key)):
        with pytest.raises(BadTls):
            tls.context()


__all__ = ["database_url", "engine", "postgres_database", "sqlite_database", "sqlite_template"]
