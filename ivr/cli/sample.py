"""A sample court for an empty store, with the access tokens of its people in a file that only the owner can read."""

import json
import os
import secrets
from pathlib import Path

from ivr.bootstrap import Gateway
from ivr.cli.first import AT_FIRST
from ivr.cli.output import note
from ivr.cli.publish import publish
from ivr.cli.words import say, spoken
from ivr.domain.court import Court
from ivr.domain.staff import Role, Staff
from ivr.flows.add_court import add_court
from ivr.flows.add_staff import add_staff
from ivr.flows.desk import Work
from ivr.flows.list_courts import view_court
from ivr.kit.errors import GatewayError

COURT = "shili"
PEOPLE = {
    "operator": ("示例操作员", Role.OPERATOR),
    "clerk": ("示例书记员", Role.CLERK),
    "approver": ("示例审批人", Role.APPROVER),
    "bank": ("示例银行", Role.BANK),
}


def set_up_sample(gateway: Gateway) -> None:
    """Does nothing beside people of one's own. What was cut short is completed at the next start."""
    file = tokens_file(gateway.settings.data)
    if _first_people(gateway, file):
        note(say(f"已建立示例法院；访问令牌在 {file}", f"A sample court is set up; the access tokens are in {file}"))
    if file.exists():
        _voice(gateway, json.loads(file.read_text(encoding="utf-8"))["approver"])


def _first_people(gateway: Gateway, file: Path) -> bool:
    tokens = {role: secrets.token_urlsafe(32) for role in PEOPLE}
    with gateway.desk.work(AT_FIRST) as work:
        if work.scope.all(Staff, limit=1):
            return False
        _people(work, tokens)
        _keep(file, tokens)
    return True


def tokens_file(data: Path) -> Path:
    return data / "sample-tokens.json"


def _people(work: Work, tokens: dict[str, str]) -> None:
    add_court(work, _court())
    for key, (name, role) in PEOPLE.items():
        court = COURT if role in {Role.CLERK, Role.APPROVER} else None
        add_staff(work, name, role, court, tokens[key])


def _court() -> Court:
    """Invented: there is no such county."""
    return Court(COURT, "示例县人民法院", "Sample County People's Court", "0817-12368", 3, "zh-CN", "Asia/Shanghai")


def _keep(file: Path, tokens: dict[str, str]) -> None:
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as kept:
        json.dump(tokens, kept, indent=1)


def _voice(gateway: Gateway, token: str) -> None:
    """Without a voice that is told, and the service starts all the same: it announces nothing then."""
    try:
        approver = gateway.sign_in(token)
        with gateway.desk.read(approver) as work:
            if view_court(work, COURT).notices:
                return
        note(say("正在合成示例播报（首次约需半分钟）…", "Building the sample notice (half a minute the first time)…"))
        gateway.prepare_voice()
        publish(gateway, approver, COURT, fallback=True)  # a sample is heard by nobody but who tries it
    except GatewayError as error:
        note(error.text(spoken()))
