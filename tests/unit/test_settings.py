"""The settings: parsed once, and a wrong one is named with what to write."""

import json
import re
import tomllib
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ivr.kit.errors import GatewayError
from ivr.settings import BadSetting, Settings, UnknownSetting, UnreadableSettings, Want, load

SAMPLE = Path(__file__).parents[2] / "config/ivr.sample.toml"
TRUNK = '{"name": "a", "host": "192.0.2.1", "port": 5060, "match": ["192.0.2.0/28"]'
KEY = tomllib.loads("a = " + re.findall(r"(?m)^#keys = (.+)$", SAMPLE.read_text(encoding="utf-8"))[0])["a"][0]
"""The sample's own."""

WRONG = {
    "http_port": "0",
    "ami_port": "65536",
    "sip_port": "five",
    "rtp_last": "9000",
    "lease_seconds": "0",
    "renewal_seconds": "15",
    "plan_share": "1.5",
    "plan_always_allowed": "-1",
    "pbx": "maybe",
    "node": "Node 1",
    "http_host": "a b",
    "language": "fr",
    "hop_token": "no-token",
    "online_voice": "perhaps",
    "webhook_networks": '["10.20.0.1/16"]',
    "trunks": "carrier-a",
    "feeds": '{"bank": "too short"}',
    "http_tls": '{"certificate": "server.pem"}',
    "http_proxies": '["10.20.0.1/16"]',
    "exempt_callers": '["12"]',
    "public_url": "http://ivr.court.example",
    "openid": '{"issuer": "ftp://id", "client_id": "us"}',
}


@pytest.fixture(autouse=True)
def no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("IVR_CONFIG", *(f"IVR_{key.upper()}" for key in Settings.model_fields)):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize("key", sorted(WRONG))
def test_a_wrong_value_is_refused_with_its_key_and_what_to_write(key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(f"IVR_{key.upper()}", WRONG[key])
    with pytest.raises(BadSetting) as refused:
        load()
    assert str(refused.value.field).partition(".")[0] == key
    for language in ("zh-CN", "en"):
        assert key in refused.value.text(language)


def test_every_key_says_in_both_languages_what_to_write() -> None:
    for key, info in Settings.model_fields.items():
        want = next(one for one in info.metadata if isinstance(one, Want))
        assert want.zh, key
        assert want.en, key


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(
    key=st.sampled_from(sorted(Settings.model_fields)),
    value=st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=40),
)
def test_whatever_is_written_the_answer_is_settings_or_one_error_of_the_tree(key: str, value: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(f"IVR_{key.upper()}", value)
        with suppress(GatewayError):
            load()


def test_a_refused_secret_is_not_repeated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IVR_FEEDS", '{"bank": "hunter2"}')
    with pytest.raises(BadSetting) as refused:
        load()
    assert "hunter2" not in f"{refused.value!r}{refused.value.text('en')}"
    assert refused.value.__cause__ is None


def test_a_secret_does_not_show_when_settings_are_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IVR_FEEDS", '{"bank": "' + "s3cret" * 6 + '"}')
    monkeypatch.setenv("IVR_DATABASE_URL", "postgresql+psycopg://ivr:s3cret@localhost/ivr")
    assert "s3cret" not in repr(load())
    assert "s3cret" in load().database


def test_a_misspelt_variable_is_refused_and_not_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IVR_EXEMPT_CALERS", "[]")
    with pytest.raises(UnknownSetting, match="IVR_EXEMPT_CALERS"):
        load()


def test_a_misspelt_field_of_a_trunk_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IVR_TRUNKS", f'[{TRUNK}, "modus": "redirect"}}]')
    with pytest.raises(UnknownSetting, match=r"trunks\.modus"):
        load()


def test_a_variable_goes_before_the_file_and_the_file_before_the_default(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "ivr.toml"
    file.write_text(
        'http_port = 8001\nsip_port = 5061\n[[trunks]]\nname = "a"\nhost = "h"\nport = 1\nmatch = ["::1"]\n'
    )
    monkeypatch.setenv("IVR_CONFIG", str(file))
    monkeypatch.setenv("IVR_HTTP_PORT", "8002")
    parsed = load()
    assert (parsed.http_port, parsed.sip_port, parsed.ami_port) == (8002, 5061, 5038)
    assert parsed.trunks[0].match == ("::1",)


def test_a_file_of_variables_is_read_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "ivr.env").write_text("# ports\nIVR_HTTP_PORT=8003\n")
    monkeypatch.setenv("IVR_CONFIG", str(tmp_path / "ivr.env"))
    assert load().http_port == 8003


@pytest.mark.parametrize("content", [b"http_port = ", b"\xff\xfe", None])
def test_a_file_that_cannot_be_read_is_named(
    content: bytes | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "ivr.toml"
    if content is not None:
        file.write_bytes(content)
    monkeypatch.setenv("IVR_CONFIG", str(file))
    with pytest.raises(UnreadableSettings, match=re.escape(str(file))):
        load()


SECRET = "a secret that both sides keep well"


@pytest.mark.parametrize(
    "feed",
    [
        {},
        {"secret": "too short"},
        {"secret": SECRET, "jws": {"algorithm": "ES256", "keys": [KEY]}},
        {"secret": SECRET, "certificates": ["0A:1B"]},
        {"secret": SECRET, "certificates": ["0" * 64]},  # nothing would ever show us one
        {"jws": {"algorithm": "none", "keys": [KEY]}},
        {"jws": {"algorithm": "HS256", "keys": [KEY]}},
        {"jws": {"algorithm": "PS256", "keys": [KEY]}},
        {"jws": {"algorithm": "ES256", "keys": []}},
        {"jws": {"algorithm": "ES256", "keys": ["no key"]}},
        {"jws": {"keys": [KEY]}},
    ],
)
def test_a_feed_that_could_not_be_believed_safely_is_refused(
    feed: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("IVR_FEEDS", json.dumps({"bank": feed}))
    with pytest.raises(BadSetting):
        load()


def test_a_feeds_unknown_key_is_refused_with_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    signed = {"algorithm": "ES256", "keys": [KEY]}
    for feed, place in (
        ({"secret": SECRET, "mtls": True}, "bank.mtls"),
        ({"jws": {**signed, "kid": 1}}, "bank.jws.kid"),
    ):
        monkeypatch.setenv("IVR_FEEDS", json.dumps({"bank": feed}))
        with pytest.raises(UnknownSetting, match=re.escape(f"feeds.{place}")):
            load()
    monkeypatch.delenv("IVR_FEEDS")
    monkeypatch.setenv("IVR_HTTP_TLS", '{"certificate": "a", "key": "b", "ca": "c"}')
    with pytest.raises(UnknownSetting, match=r"http_tls\.ca"):
        load()


def test_a_feeds_certificates_are_read_as_openssl_prints_them(monkeypatch: pytest.MonkeyPatch) -> None:
    printed = ":".join(["0A"] * 32)
    monkeypatch.setenv(
        "IVR_FEEDS", json.dumps({"bank": {"secret": SECRET, "certificates": [printed]}, "plain": SECRET})
    )
    monkeypatch.setenv("IVR_HTTP_PROXIES", '["10.20.0.5/32"]')
    feeds = load().feeds
    assert feeds["bank"].trust.certificates == {"0a" * 32}
    assert (feeds["plain"].trust.secret, feeds["plain"].trust.certificates) == (SECRET, frozenset())
    assert SECRET not in repr(feeds)


def test_an_unknown_key_in_the_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "ivr.toml").write_text("htpt_port = 1\n")
    monkeypatch.setenv("IVR_CONFIG", str(tmp_path / "ivr.toml"))
    with pytest.raises(UnknownSetting, match="htpt_port"):
        load()


def test_settings_cannot_be_changed_once_they_are_parsed() -> None:
    with pytest.raises(ValueError, match="frozen"):
        load().http_port = 1


def test_the_sample_shows_every_key_with_its_default(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    text = SAMPLE.read_text(encoding="utf-8")
    whole = tomllib.loads(re.sub(r"(?m)^#(?=[a-z\[])", "", text))
    assert set(whole) == set(Settings.model_fields)
    for key, value in tomllib.loads(text).items():
        default = Settings.model_fields[key].default
        assert value == (list(default) if isinstance(default, tuple) else getattr(default, "name", default)), key


def test_the_sample_is_valid_as_it_is_and_with_all_its_examples(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    text = SAMPLE.read_text(encoding="utf-8")
    for number, content in enumerate((text, re.sub(r"(?m)^#(?=[a-z\[])", "", text))):
        file = tmp_path / f"{number}.toml"
        file.write_text(content, encoding="utf-8")
        monkeypatch.setenv("IVR_CONFIG", str(file))
        assert load().node == "node-1"
