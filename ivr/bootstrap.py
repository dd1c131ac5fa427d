"""Builds the gateway from its settings, opens it, closes it in order; what runs beside it is ``ivr/running.py``.

Nothing happens at import. What only some verbs need (speech, the web) is imported where it is built: it costs seconds.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from ivr.domain.certificate import Attested
from ivr.domain.court import Court
from ivr.domain.staff import SYSTEM, Actor
from ivr.flows.desk import Desk
from ivr.flows.list_wordings import wordings_in_force
from ivr.flows.sign_in import sign_in
from ivr.kit.clock import Clock, SystemClock
from ivr.kit.debs import Debs
from ivr.kit.ids import random_id
from ivr.kit.keyring import CURRENT, KeyMissing, Keyring
from ivr.kit.outbound import Addresses
from ivr.kit.vault import Vault
from ivr.pbx.embedded import Embedded, EmbeddedSettings, saved, verbs
from ivr.pbx.embedded.packages import PROGRAMS
from ivr.settings import Settings
from ivr.store import nodes
from ivr.store.engine import open_engine
from ivr.store.find import Scope
from ivr.store.upgrade import upgrade
from ivr.store.wake import Wakers

if TYPE_CHECKING:
    from fastapi import FastAPI

    from ivr.domain.wording import WordingVersion
    from ivr.kit.openid.provider import Provider
    from ivr.speech.chain import Chain
    from ivr.speech.engines import Engine as Voice
    from ivr.speech.hearing import Listener
    from ivr.speech.library import PromptLibrary
    from ivr.speech.studio import CourtStudio


@contextmanager
def open_gateway(settings: Settings) -> Iterator["Gateway"]:
    """Makes the data folder and the schema at the first start. Raises what the store raises."""
    settings.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    engine = open_engine(settings.database)
    try:
        upgrade(engine)
        yield Gateway(settings, engine)
    finally:
        engine.dispose()


def tools(settings: Settings) -> Path:
    """The folder of the embedded Asterisk: ``programs`` and ``pbx`` below it."""
    return settings.data / "tools"


def pbx_settings(settings: Settings) -> EmbeddedSettings:
    """The ports as they are set, with fresh secrets."""
    return EmbeddedSettings(**_ports(settings))


def embedded(settings: Settings) -> Embedded:
    """The installed Asterisk, with the ports as they are set now. Raises NotInstalled."""
    found = verbs.installed(tools(settings))
    found.settings = replace(found.settings, **_ports(settings))
    saved.save(found.folder, found.settings)
    return found


@dataclass
class Gateway:
    """What verbs and loops are given; opened by :func:`open_gateway`."""

    settings: Settings
    engine: Engine
    clock: Clock = field(default_factory=SystemClock)
    voices_at_once: int = 1
    """Sentences that are spoken beside each other, a core each; to be set before anything is spoken."""

    @cached_property
    def vault(self) -> Vault:
        """Seals personal data with the keys in ``<data>/keys``. Raises KeyMissing."""
        path = self.keys / CURRENT
        with self._looking() as session:
            if Scope(session, None).all(Court, limit=1) and not path.exists():
                raise KeyMissing(path=path)
        return Vault(Keyring(self.keys))

    @property
    def keys(self) -> Path:
        """The folder of the keys; whatever else is backed up, without it no name can be read."""
        return self.settings.data / "keys"

    @cached_property
    def wakers(self) -> Wakers:
        """The wakers of this process's followers."""
        return Wakers(self.engine)

    @cached_property
    def desk(self) -> Desk:
        """Where every business verb is done. Our own follower is woken at once; others' notice by themselves."""
        return Desk(self.engine, self.clock, random_id, self.vault, wake=self.wakers.poke)

    def sign_in(self, token: str) -> Actor:
        """Raises NotSignedIn for a token that nobody has."""
        return sign_in(self.desk, token)

    @cached_property
    def library(self) -> "PromptLibrary":
        """The finished prompts, in ``<data>/prompts``."""
        from ivr.speech.library import PromptLibrary  # noqa: PLC0415

        return PromptLibrary(self.settings.data / "prompts")

    @cached_property
    def speaker(self) -> "Chain":
        """The offline voices of this installation, in order of preference."""
        from ivr.speech.speaker import speaker  # noqa: PLC0415

        return speaker(self.settings.data / "speech", self.settings.wording, self._espeak(), self.voices_at_once)

    def speaker_of(self, court: Court) -> "Chain":
        """The voices of a court: first the online one that it has turned on, where this installation allows any."""
        from ivr.speech.chain import Chain  # noqa: PLC0415
        from ivr.speech.engines.edge import Edge  # noqa: PLC0415
        from ivr.speech.engines.google import Google  # noqa: PLC0415

        allowed: list[Voice] = [Google(), Edge()] if self.settings.online_voice else []
        chosen = [engine for engine in allowed if engine.name == court.online_voice]
        return Chain([*chosen, *self.speaker.engines])

    def prepare_voice(self) -> None:
        """Sets the default voice up, where it is not yet. Raises InstallError; the fallback speaks then."""
        from ivr.speech.install import install  # noqa: PLC0415

        install(self.settings.data / "speech")

    @cached_property
    def studio(self) -> "CourtStudio":
        """Where courts' notices are spoken."""
        from ivr.speech.studio import CourtStudio  # noqa: PLC0415

        listener = lambda: self.listener if self.recogniser_installed() else None  # noqa: E731
        return CourtStudio(self.settings.wording, self.library, self.speaker_of, self._own_wordings, listener)

    @property
    def recogniser(self) -> Path:
        """The folder of the recogniser, which may not be set up."""
        return self.settings.data / "recogniser"

    def recogniser_installed(self) -> bool:
        from ivr.speech.recogniser import installed  # noqa: PLC0415

        return installed(self.recogniser)

    @cached_property
    def listener(self) -> "Listener":
        """Hears what finished prompts say, where the recogniser is set up."""
        from ivr.speech import lexicon  # noqa: PLC0415
        from ivr.speech.hearing import Listener  # noqa: PLC0415
        from ivr.speech.phonemes.mandarin import Mandarin  # noqa: PLC0415
        from ivr.speech.recogniser import Programs  # noqa: PLC0415

        mandarin = Mandarin(lexicon.load(self.settings.wording / "lexicon", "zh-CN"))
        return Listener(self.library, Programs(self.recogniser), mandarin.words)

    def _own_wordings(self, court_id: str) -> "Mapping[str, WordingVersion]":
        with self.desk.read(SYSTEM) as work:
            return wordings_in_force(work, court_id)

    def app(self) -> "FastAPI":
        """The HTTP application."""
        from ivr.web.app import create_app  # noqa: PLC0415
        from ivr.web.parts import Parts  # noqa: PLC0415
        from ivr.web.site import Site  # noqa: PLC0415

        feeds = {source: one.trust for source, one in self.settings.feeds.items()}
        running = version("court-notice-gateway")
        parts = Parts(self.desk, feeds, self.studio, self.health, running, self.certify)
        site, openid = Site(self.settings.origin), self._openid()
        return create_app(replace(parts, site=site, openid=openid, addresses=self.addresses))

    def certify(self, given: Attested) -> bytes:
        """The certificate as a signed PDF. Raises UnreadableIdentity."""
        from ivr.documents.certificate import draw  # noqa: PLC0415
        from ivr.documents.identity import identity  # noqa: PLC0415
        from ivr.documents.signature import sign  # noqa: PLC0415

        signer = identity(self.settings.certificate, self.keys, given.issued_at)
        return sign(draw(given, f"{self.settings.origin}/check"), signer, given.issued_at)

    def _openid(self) -> "Provider | None":
        from ivr.kit.openid.client import Client  # noqa: PLC0415
        from ivr.kit.openid.provider import Provider  # noqa: PLC0415
        from ivr.web.api.openid import RETURN_PATH  # noqa: PLC0415

        given = self.settings.openid
        if given is None:
            return None
        secret = given.client_secret.get_secret_value() if given.client_secret else None
        us = (given.client_id, secret, self.settings.origin + RETURN_PATH)
        return Provider(Client(given.issuer, *us, given.claim, given.scope), self.clock)

    def health(self) -> Mapping[str, Any]:
        """Whether the node of these settings may announce at this moment, and what troubles it."""
        with self._looking() as session:
            node = nodes.get(session, self.settings.node)
        if node is None:
            return {"node": None}
        return {"node": node.id, "announces": _holds(node.lease_until, self.clock.now()), "trouble": node.trouble}

    def pbx_files(self) -> Mapping[str, str]:
        """The dialplan and the trunks, file name → text, to be written beside the embedded Asterisk's own."""
        from ivr.pbx.dialplan.render import render  # noqa: PLC0415

        s = self.settings
        hop = s.hop_token.get_secret_value() if s.hop_token else self.vault.index("hop", "token")
        return render(s.trunks, f"{s.sip_address}:{s.sip_port}", hop, self.shelf, s.exempt_callers)

    @property
    def addresses(self) -> Addresses:
        """Where courts' own systems may be."""
        return Addresses(self.settings.webhook_networks)

    @property
    def run_folder(self) -> Path:
        """Where the embedded Asterisk runs."""
        return tools(self.settings) / "pbx"

    @property
    def shelf(self) -> Path:
        """The prompt files that it plays."""
        return self.run_folder / "prompts"

    def _espeak(self) -> list[str]:
        """The fallback voice out of the private programs, else the machine's own."""
        tree = Debs(tools(self.settings) / "programs").installed(PROGRAMS)
        return tree.command("usr/bin/espeak-ng") if tree else ["espeak-ng"]

    def _looking(self) -> Session:
        return Session(self.engine.execution_options(reads=True))


def _ports(settings: Settings) -> dict[str, Any]:
    names = ("ami_port", "sip_port", "sip_address", "rtp_first", "rtp_last")
    return {name: getattr(settings, name) for name in names}


def _holds(until: datetime | None, now: datetime) -> bool:
    return until is not None and until > now
