"""Requests to addresses that somebody else chose: which ones, how long, and what of the answer counts."""

import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from hypothesis import given
from hypothesis import strategies as st

from ivr.kit.outbound import Addresses, NotPosted, Poster
from tests.servers.poll import eventually
from tests.servers.receiver import receiver

DAY = timedelta(days=1)
LOOPBACK = Addresses(["127.0.0.0/8"])
INSIDE = (
    *("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1"),  # noqa: S104
    *("255.255.255.255", "240.0.0.1", "192.0.2.1", "::1", "::", "fe80::1", "fc00::1", "ff02::1", "fec0::1"),
    *("::ffff:10.0.0.1", "64:ff9b::a00:1", "2002:a00:1::", "::ffff:127.0.0.1", "localhost", "", "1", "127.1"),
)


def reason(poster: Poster, url: str) -> str:
    with pytest.raises(NotPosted) as refused:
        poster.post(url, {}, b"{}")
    return str(refused.value.facts["reason"])


@pytest.mark.parametrize("address", INSIDE)
def test_what_is_not_public_is_refused_however_it_is_written(address: str) -> None:
    assert not Addresses().permits(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700::1111", "64:ff9b::808:808"])
def test_what_is_public_is_permitted(address: str) -> None:
    assert Addresses().permits(address)


def test_a_network_that_the_operator_names_is_permitted_and_no_other() -> None:
    named = Addresses(["10.20.0.0/16", "fd00:1::/32"])
    assert [named.permits(one) for one in ("10.20.255.1", "10.21.0.1", "fd00:1::5", "fd00:2::5")] == [
        *(True, False, True, False)
    ]
    assert named.permits("::ffff:10.20.0.1")


@given(st.ip_addresses(v=4))
def test_an_ipv4_address_is_the_same_however_ipv6_carries_it(address: object) -> None:
    plain = Addresses().permits(str(address))
    assert Addresses().permits(f"::ffff:{address}") == Addresses().permits(f"64:ff9b::{address}") == plain


def test_a_name_is_checked_by_what_it_resolves_to() -> None:
    with receiver() as one:
        url = one.url.replace("127.0.0.1", "localhost")
        assert reason(Poster(Addresses()), url) == "address-refused"
        assert one.got == []
        Poster(LOOPBACK).post(url, {}, b"{}")
        assert one.got[0].headers["host"].startswith("localhost:")


def test_a_name_that_changes_after_the_check_is_not_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    real = socket.getaddrinfo

    def resolve(host: str, port: int, *how: Any, **more: Any) -> Any:
        if host != "rebinding.example":
            return real(host, port, *how, **more)
        asked.append(host)
        return real("192.0.2.1" if len(asked) == 1 else "127.0.0.1", port, *how, **more)

    with receiver() as one:
        monkeypatch.setattr(socket, "getaddrinfo", resolve)
        url = one.url.replace("127.0.0.1", "rebinding.example")
        # 192.0.2.1 (RFC 5737) is named here as if it were public; nobody answers there.
        told = reason(Poster(Addresses(["192.0.2.1/32"]), 0.3), url)
    assert told in {"connect-timeout", "timeout", "cannot-connect"}
    assert (asked, one.got) == (["rebinding.example"], [])


@pytest.mark.parametrize("status", [100 + 199, 301, 307, 400, 401, 404, 429, 500, 503])
def test_anything_but_2xx_is_a_failure_and_no_redirect_is_followed(status: int) -> None:
    with receiver() as other, receiver(status) as one:
        one.headers["Location"] = other.url
        if status < 300:
            Poster(LOOPBACK).post(one.url, {}, b"{}")
        else:
            assert reason(Poster(LOOPBACK), one.url) == f"status-{status}"
        assert (len(one.got), other.got) == (1, [])


def test_nobody_there_and_no_such_name_are_told_apart() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        assert reason(Poster(LOOPBACK), f"http://127.0.0.1:{free.getsockname()[1]}/") == "cannot-connect"
    assert reason(Poster(LOOPBACK), "http://no-such-name.invalid/") == "name-unknown"


@contextmanager
def says(*parts: bytes, every_s: float = 0.05) -> Iterator[str]:
    """A server that sends these parts one by one, and the last one for ever."""
    done = threading.Event()
    server = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        connection, _ = server.accept()
        with connection:
            connection.recv(65536)
            sent = 0
            while not done.wait(every_s):
                try:
                    connection.sendall(parts[min(sent, len(parts) - 1)])
                except OSError:  # the client has had enough, as it should
                    return
                sent += 1

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.getsockname()[1]}/"
    finally:
        done.set()
        thread.join()
        server.close()


def test_whoever_answers_a_little_at_a_time_has_no_more_time_than_others() -> None:
    with says(b"HTTP/1.1 200 OK\r\n", b"X-More: and more\r\n") as url:
        began = time.monotonic()
        assert reason(Poster(LOOPBACK, 0.5), url) == "timeout"
        assert time.monotonic() - began < 2


def test_a_body_without_an_end_is_not_read() -> None:
    with says(b"HTTP/1.1 204 No Content\r\n\r\n") as url:
        Poster(LOOPBACK, 2).post(url, {}, b"{}")
    with says(b"HTTP/1.1 200 OK\r\n\r\n", b"more" * 1000, every_s=0.01) as url:
        began = time.monotonic()
        Poster(LOOPBACK, 5).post(url, {}, b"{}")
        assert time.monotonic() - began < 2


def test_what_is_no_http_and_what_hangs_up_are_failures() -> None:
    with says(b"SSH-2.0-OpenSSH\r\n\r\n") as url:
        assert reason(Poster(LOOPBACK, 2), url) == "no-http"
    with receiver() as one:
        assert reason(Poster(LOOPBACK, 2), one.url.replace("http:", "https:")) in {"cannot-connect", "no-http"}
        assert eventually(lambda: one.got == [], 1)


@contextmanager
def with_tls(folder: Path, name: str) -> Iterator[tuple[str, ssl.SSLContext]]:
    """A receiver with a certificate for that name, and the trust that its issuer deserves."""
    key = ec.generate_private_key(ec.SECP256R1())
    named = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    made = x509.CertificateBuilder(named, named, key.public_key(), x509.random_serial_number(), now, now + DAY)
    made = made.add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
    pem = made.sign(key, SHA256()).public_bytes(Encoding.PEM)
    (folder / "both.pem").write_bytes(pem + key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(folder / "both.pem")
    with receiver(tls=server) as one:
        trust = ssl.create_default_context(cadata=pem.decode())
        yield one.url.replace("http://127.0.0.1", "https://localhost"), trust


def test_tls_is_held_to_the_name_and_to_whom_we_trust(tmp_path: Path) -> None:
    with with_tls(tmp_path, "localhost") as (url, trust):
        Poster(LOOPBACK, 3, trust).post(url, {}, b"{}")
        assert reason(Poster(LOOPBACK, 3), url) == "cannot-connect"
    with with_tls(tmp_path, "another.example") as (url, trust):
        assert reason(Poster(LOOPBACK, 3, trust), url) == "cannot-connect"
