"""The two files that Asterisk reads: extensions.conf and pjsip.conf."""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ivr.domain.caller import EMERGENCY_SERVICES
from ivr.domain.number import enrollable
from ivr.domain.registration import node_key
from ivr.kit.errors import GatewayError
from ivr.pbx.dialplan.trunk import Trunk

_TOKEN = re.compile(r"[0-9a-f]{16,64}")


class BadToken(GatewayError):
    code = "bad-hop-token"
    zh = "回环标记须为 16 至 64 位十六进制字符。"
    en = "The hop token must be 16 to 64 hexadecimal characters."


def render(
    trunks: Sequence[Trunk], sip_bind: str, hop_token: str, prompts: Path, exempt: Iterable[str] = ()
) -> dict[str, str]:
    """File name → text. ``exempt``: callers that never hear a notice (hospitals and the like).

    ``prompts``: the folder of prompt files on the node. Raises BadInput for an exempt caller that is no number.
    """
    if not _TOKEN.fullmatch(hop_token):
        raise BadToken(field="hop_token")
    callers = sorted({node_key(enrollable(caller, "exempt")) for caller in exempt})
    facts = {
        "trunks": trunks,
        "sip_bind": sip_bind,
        "hop_token": hop_token,
        "prompts": prompts,
        "exempt": callers,
        "emergency": EMERGENCY_SERVICES,
    }
    return {name: _templates().get_template(f"{name}.j2").render(facts) for name in ("extensions.conf", "pjsip.conf")}


def _templates() -> Environment:
    # Asterisk's files are not HTML, and every fact above has been checked before it comes here.
    loader = FileSystemLoader(Path(__file__).with_name("templates"))
    return Environment(loader=loader, undefined=StrictUndefined, autoescape=False, keep_trailing_newline=True)  # noqa: S701
