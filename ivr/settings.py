"""The settings: typed, parsed once, frozen, and read by ``bootstrap`` only.

Each key comes from the environment (``IVR_HTTP_PORT``), else from the file that ``IVR_CONFIG`` names (``.toml``, or
lines such as ``IVR_HTTP_PORT=8000`` in any other file), else from its default here. ``config/ivr.sample.toml`` shows
all of them. A wrong value or an unknown key ends the start, with the key's name and what to write.
"""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from ipaddress import ip_network
from pathlib import Path
from typing import Annotated, Any, Literal, Self
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    SecretStr,
    ValidationError,
    model_validator,
)
from pydantic_settings import (
    BaseSettings,
    DotEnvSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    SettingsError,
    TomlConfigSettingsSource,
)

from ivr.documents.settings import IdentitySettings
from ivr.domain.errors import BadInput
from ivr.domain.number import canonical
from ivr.feeds.drops.settings import FolderSettings, SftpSettings
from ivr.feeds.settings import Feed
from ivr.kit.errors import GatewayError, Language
from ivr.kit.openid.settings import OpenId
from ivr.kit.peer.tls import Tls
from ivr.pbx.dialplan.trunk import Trunk
from ivr.sms.settings import SmppSettings

PREFIX = "IVR_"
NO_SETTINGS = frozenset({"IVR_CONFIG", "IVR_TOKEN", "IVR_TOKEN_FILE"})
"""Variables with our prefix that are for the command line, and are no settings."""
_WORDING = Path(__file__).parent.parent / "prompts"


class BadSetting(BadInput):
    code = "settings"
    zh = "设置 {field} 有误：请填写：{want_zh}。"
    en = "The setting {field} is wrong: write {want}."


class UnknownSetting(BadInput):
    code = "settings.unknown"
    zh = "没有名为 {field} 的设置。请删除或改正；全部设置见 config/ivr.sample.toml。"
    en = "There is no setting {field}. Remove or correct it; config/ivr.sample.toml shows all settings."


class UnreadableSettings(BadInput):
    code = "settings.file"
    zh = "无法读取设置文件 {path}：{reason}。请改正 IVR_CONFIG 或该文件。"
    en = "The settings file {path} cannot be read: {reason}. Correct IVR_CONFIG, or the file."


_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


@dataclass(frozen=True)
class Want:
    """What to write for a key, in both languages."""

    zh: str
    en: str


def _token(value: SecretStr) -> SecretStr:
    if not re.fullmatch(r"[0-9a-f]{16,64}", value.get_secret_value()):
        raise ValueError("no token")
    return value


def _only_known(kind: type, key: str) -> BeforeValidator:
    """A table in the file must not have keys that its class does not."""

    def check(given: Any) -> Any:
        if isinstance(given, dict) and (unknown := sorted(given.keys() - {one.name for one in fields(kind)})):
            raise UnknownSetting(field=f"{key}.{unknown[0]}")
        return given

    return BeforeValidator(check)


def _origin(value: str) -> str:
    """A path, a name or a password has no place in it."""
    parts = urlsplit(value)
    if parts.path not in {"", "/"} or parts.query or parts.fragment or "@" in parts.netloc or not parts.hostname:
        raise ValueError("no origin")
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in _LOOPBACK):
        raise ValueError("not https")
    return f"{parts.scheme}://{parts.netloc.lower()}"


def _network(value: str) -> str:
    return str(ip_network(value))


def _caller(value: str) -> str:
    number = canonical(value)
    if number is None:
        raise ValueError("no number")
    return number


NetworkText = Annotated[str, AfterValidator(_network)]
Networks = Annotated[
    tuple[NetworkText, ...], Want("网段列表，例如 10.20.0.0/16", "a list of networks, for example 10.20.0.0/16")
]
Origin = Annotated[str, AfterValidator(_origin)]
Port = Annotated[int, Field(ge=1, le=65535), Want("1 至 65535 的端口号", "a port from 1 to 65535")]
Seconds = Annotated[int, Field(ge=1, le=300), Want("1 至 300 的秒数", "seconds, from 1 to 300")]
Folder = Annotated[Path, AfterValidator(Path.absolute), Want("文件夹路径", "the path of a folder")]
Host = Annotated[str, Field(pattern=r"^[0-9A-Za-z.:-]{1,253}$"), Want("主机名或地址", "a host name or an address")]
Slug = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{0,40}$")]
Source = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{1,15}$")]
Caller = Annotated[str, AfterValidator(_caller)]
CheckedTrunk = Annotated[Trunk, _only_known(Trunk, "trunks")]
CheckedFolder = Annotated[FolderSettings, _only_known(FolderSettings, "statement_folders")]
CheckedSftp = Annotated[SftpSettings, _only_known(SftpSettings, "statement_sftp")]
Token = Annotated[SecretStr, AfterValidator(_token)]


class Settings(BaseSettings):
    """All there is to set. Paths are absolute once parsed; ``config/ivr.sample.toml`` says what each key is for."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="forbid", validate_default=True)

    data: Folder = Path("var")
    wording: Folder = _WORDING
    database_url: Annotated[
        SecretStr | None,
        Want("sqlite:///路径 或 postgresql+psycopg://…", "sqlite:///PATH or postgresql+psycopg://USER@HOST/NAME"),
    ] = None
    language: Annotated[Language | None, Want("zh-CN 或 en", "zh-CN or en")] = None
    http_host: Host = "127.0.0.1"
    http_port: Port = 8000
    http_tls: Annotated[
        Tls | None, _only_known(Tls, "http_tls"), Want("certificate、key、client_ca", "certificate, key and client_ca")
    ] = None
    http_proxies: Networks = ()
    public_url: Annotated[Origin | None, Want("浏览器所用的 https://主机名", "the https://HOST that browsers use")] = (
        None
    )
    openid: Annotated[
        OpenId | None,
        Want("issuer、client_id、client_secret、claim、scope", "issuer, client_id, client_secret, claim and scope"),
    ] = None

    node: Annotated[Slug, Want("小写字母、数字和连字符", "small letters, digits and hyphens")] = "node-1"
    lease_seconds: Seconds = 20
    renewal_seconds: Seconds = 5
    plan_share: Annotated[float, Field(gt=0, le=1), Want("0 至 1 的比例", "a share above 0, up to 1")] = 0.2
    plan_always_allowed: Annotated[int, Field(ge=0), Want("零或正整数", "zero or a whole number above it")] = 1000

    pbx: Annotated[Literal["child", "external", "none"], Want("child、external 或 none", "child, external or none")] = (
        "child"
    )
    ami_port: Port = 5038
    sip_address: Host = "127.0.0.1"
    sip_port: Port = 5060
    rtp_first: Port = 10000
    rtp_last: Port = 10999
    trunks: Annotated[
        tuple[CheckedTrunk, ...],
        Want(
            "每条中继的 name、host、port、match、mode、codecs",
            "for each trunk its name, host, port, match, mode and codecs",
        ),
    ] = ()
    exempt_callers: Annotated[
        tuple[Caller, ...], Want("电话号码列表", "a list of telephone numbers, for example +86108888888")
    ] = ()

    hop_token: Annotated[
        Token | None, Want("16 至 64 位十六进制字符", "16 to 64 hexadecimal characters, the same on all nodes")
    ] = None

    feeds: Annotated[
        dict[Source, Feed],
        Want("各来源的 secret（至少 32 个字符）或 jws", "each source's secret of at least 32 characters, or jws"),
    ] = {}
    statement_folders: Annotated[
        tuple[CheckedFolder, ...],
        Want("每个文件夹的 source、path（绝对路径）", "for each folder its source and absolute path"),
    ] = ()
    statement_sftp: Annotated[
        tuple[CheckedSftp, ...],
        Want(
            "每台服务器的 source、host、username、host_key，及 password 或 key_file",
            "for each server its source, host, username, host_key, and password or key_file",
        ),
    ] = ()
    sms: Annotated[
        SmppSettings | None,
        _only_known(SmppSettings, "sms"),
        Want(
            "短信中心的 host、port、system_id、password、source", "the centre's host, port, system_id, password, source"
        ),
    ] = None
    webhook_networks: Networks = ()
    certificate: Annotated[
        IdentitySettings | None, Want("file（PKCS#12）和 password", "file (PKCS#12) and password")
    ] = None
    online_voice: Annotated[bool, Want("true 或 false", "true or false")] = False

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if self.renewal_seconds * 2 > self.lease_seconds:
            _refuse("renewal_seconds", "不超过 lease_seconds 的一半", "at most half of lease_seconds")
        if self.rtp_last <= self.rtp_first:
            _refuse("rtp_last", "大于 rtp_first 的端口号", "a port above rtp_first")
        asks = self.http_proxies or (self.http_tls and self.http_tls.client_ca)
        if any(one.certificates for one in self.feeds.values()) and not asks:
            _refuse("http_tls", "client_ca（或填写 http_proxies）", "client_ca, or set http_proxies")
        return self

    @property
    def origin(self) -> str:
        """Scheme, host and port as browsers see them."""
        host = f"[{self.http_host}]" if ":" in self.http_host else self.http_host
        return self.public_url or f"http{'s' if self.http_tls else ''}://{host}:{self.http_port}"

    @property
    def database(self) -> str:
        """The database's URL; it may hold a password."""
        return self.database_url.get_secret_value() if self.database_url else f"sqlite:///{self.data / 'gateway.db'}"

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003  pydantic-settings passes it by name
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return init_settings, env_settings, *_file(settings_cls)


def load(**given: Any) -> Settings:
    """The settings of this process; ``given`` come before all else. Raises one of the errors above."""
    _refuse_unknown(os.environ)
    try:
        return Settings(**given)
    except SettingsError as error:  # a list or table that is not written as JSON
        raise _wrong(str(error).split('"')[1]) from None
    except ValidationError as error:
        # ``from None``: pydantic's own text repeats the value, and that may be a secret.
        first = error.errors(include_input=False, include_url=False)[0]
        raise _named(first["type"], [str(part) for part in first["loc"]]) from None


def _file(settings: type[BaseSettings]) -> tuple[PydanticBaseSettingsSource, ...]:
    given = os.environ.get("IVR_CONFIG")
    if not given:
        return ()
    path = Path(given)
    try:
        path.read_text(encoding="utf-8")
        if path.suffix == ".toml":
            return (TomlConfigSettingsSource(settings, path),)
        return (DotEnvSettingsSource(settings, path),)
    except (OSError, ValueError) as error:
        raise UnreadableSettings(field="IVR_CONFIG", path=path, reason=error) from error


def _refuse_unknown(environ: Mapping[str, str]) -> None:
    """A misspelt key must not be passed over: with it a hospital could lose its exemption."""
    known = {f"{PREFIX}{key.upper()}" for key in Settings.model_fields} | NO_SETTINGS
    for name in sorted(environ):
        if name.startswith(PREFIX) and name not in known:
            raise UnknownSetting(field=name)


def _named(kind: str, place: list[str]) -> GatewayError:
    if kind == "extra_forbidden":
        return UnknownSetting(field=".".join(place))
    return _wrong(place[0], ".".join(place))


def _wrong(key: str, place: str | None = None) -> BadSetting:
    want = next(one for one in Settings.model_fields[key].metadata if isinstance(one, Want))
    return BadSetting(field=place or key, want=want.en, want_zh=want.zh)


def _refuse(key: str, zh: str, en: str) -> None:
    raise BadSetting(field=key, want=en, want_zh=zh)
