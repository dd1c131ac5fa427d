"""The only file that knows every room: builds the gateway from its settings, opens it, closes it in order.

Nothing happens at import. What only some verbs need (speech, the web) is imported where it is built: it costs seconds.
"""

import os
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from ivr.domain.court import Court
from ivr.domain.prompt import Prompt
from ivr.domain.staff import Actor
from ivr.flows.desk import Desk
from ivr.flows.sign_in import sign_in
from ivr.kit.clock import Clock, SystemClock
from ivr.kit.errors import GatewayError
from ivr.kit.ids import random_id
from ivr.kit.vault import Vault
from ivr.pbx.dialplan.render import render
from ivr.pbx.embedded.settings import EmbeddedSettings
from ivr.settings import Settings
from ivr.store.engine import open_engine
from ivr.store.find import Scope
from ivr.store.upgrade import upgrade

if TYPE_CHECKING:
    from ivr.speech.chain import Chain
    from ivr.speech.library import PromptLibrary

KEY_BYTES = 32


class KeyMissing(GatewayError):
    code = "key-missing"
    zh = "数据库已有数据，但密钥文件 {path} 不存在。请从备份恢复该文件；没有它，个人信息无法读取。"
    en = "The store holds data but its key {path} is gone. Restore that file: without it personal data cannot be read."


@dataclass
class Gateway:
    """What verbs and loops are given; opened by :func:`open_gateway`."""

    settings: Settings
    engine: Engine
    clock: Clock = field(default_factory=SystemClock)

    @cached_property
    def vault(self) -> Vault:
        """Seals personal data with the key in ``<data>/keys``. Raises KeyMissing."""
        path = self.settings.data / "keys" / "data.key"
        with Session(self.engine.execution_options(reads=True)) as session:
            if Scope(session, None).all(Court, limit=1) and not path.exists():
                raise KeyMissing(path=path)
        return Vault(data_key(path))

    @cached_property
    def desk(self) -> Desk:
        """Where every business verb is done. Followers notice its commits by themselves, also in other processes."""
        return Desk(self.engine, self.clock, random_id, self.vault, wake=lambda: None)

    @cached_property
    def library(self) -> "PromptLibrary":
        """The finished prompts, in ``<data>/prompts``."""
        from ivr.speech.library import PromptLibrary  # noqa: PLC0415

        return PromptLibrary(self.settings.data / "prompts")

    @cached_property
    def speaker(self) -> "Chain":
        """The voices of this installation, in order of preference."""
        from ivr.speech.engines.google import Google  # noqa: PLC0415
        from ivr.speech.speaker import speaker  # noqa: PLC0415

        online = Google() if self.settings.online_voice else None
        return speaker(self.settings.data / "speech", self.settings.wording, _espeak(self.settings), online)

    def sign_in(self, token: str) -> Actor:
        """Raises NotSignedIn for a token that nobody has."""
        with Session(self.engine.execution_options(reads=True)) as session:
            return sign_in(session, token)

    def build_prompt(self, court: Court, language: str) -> Prompt:
        """A court's notice in one language, made now unless it was made before. Raises what the library raises."""
        from ivr.speech import wording  # noqa: PLC0415

        name = court.name if language == "zh-CN" else court.name_en
        template = wording.load(self.settings.wording, language, court.id)
        filled = wording.fill(template, court=name, enquiry=court.enquiry, language=language)
        return self.library.build(filled, self.speaker)

    def pbx_files(self) -> Mapping[str, str]:
        """The dialplan and the trunks, file name → text, to be written beside the embedded Asterisk's own."""
        s = self.settings
        hop = s.hop_token.get_secret_value() if s.hop_token else self.vault.index("hop", "token")
        return render(s.trunks, f"{s.sip_address}:{s.sip_port}", hop, s.data / "prompts", s.exempt_callers)


@contextmanager
def open_gateway(settings: Settings) -> Iterator[Gateway]:
    """Makes the data folder and the schema at the first start. Raises what the store raises."""
    settings.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    engine = open_engine(settings.database)
    try:
        upgrade(engine)
        yield Gateway(settings, engine)
    finally:
        engine.dispose()


def data_key(path: Path) -> bytes:
    """The key that seals personal data: 32 random bytes, made at the first start, for the owner only."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent) as fresh:  # readable by its owner only, as its link will be
        fresh.write(secrets.token_bytes(KEY_BYTES))
        fresh.flush()
        os.fsync(fresh.fileno())
        with suppress(FileExistsError):  # there is one, and it stays
            os.link(fresh.name, path)
    return path.read_bytes()


def tools(settings: Settings) -> Path:
    """The folder of the embedded Asterisk: ``programs`` and ``pbx`` below it."""
    return settings.data / "tools"


def embedded_settings(settings: Settings) -> EmbeddedSettings:
    """The ports as set, with fresh secrets."""
    return EmbeddedSettings(
        ami_port=settings.ami_port,
        sip_port=settings.sip_port,
        sip_address=settings.sip_address,
        rtp_first=settings.rtp_first,
        rtp_last=settings.rtp_last,
    )


def _espeak(settings: Settings) -> list[str]:
    """The fallback voice out of the private programs, else the machine's own."""
    from ivr.kit.debs import Debs  # noqa: PLC0415
    from ivr.pbx.embedded.packages import PROGRAMS  # noqa: PLC0415

    tree = Debs(tools(settings) / "programs").installed(PROGRAMS)
    return tree.command("usr/bin/espeak-ng") if tree else ["espeak-ng"]
