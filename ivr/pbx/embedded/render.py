"""The base configuration files, from this package's templates."""

import re
from collections.abc import Mapping
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from ivr.pbx.embedded.errors import BadSettings
from ivr.pbx.embedded.modules import MODULES
from ivr.pbx.embedded.program import AsteriskProgram
from ivr.pbx.embedded.settings import EmbeddedSettings


def render(folder: Path, program: AsteriskProgram, settings: EmbeddedSettings) -> dict[str, str]:
    """File name → text, for Asterisk's configuration folder."""
    templates = Environment(
        loader=PackageLoader("ivr.pbx.embedded"),
        undefined=StrictUndefined,
        autoescape=False,  # noqa: S701  (Asterisk's own format; every value is checked where it enters)
        trim_blocks=True,
        keep_trailing_newline=True,
    )
    return {
        name.removesuffix(".j2"): templates.get_template(name).render(
            folder=folder, program=program, settings=settings, modules=MODULES
        )
        for name in templates.list_templates(extensions=["j2"])
    }


def write(etc: Path, files: Mapping[str, str]) -> None:
    """Write each file whole, readable by its owner only: some hold secrets."""
    for name, text in files.items():
        if not re.fullmatch(r"[a-z][a-z0-9_-]*\.conf", name):
            raise BadSettings(field="extra", reason=f"{name!r} is not the plain name of a .conf file")
        part = etc / f".{name}.part"
        part.touch(mode=0o600)
        part.write_text(text, encoding="utf-8")
        part.replace(etc / name)
