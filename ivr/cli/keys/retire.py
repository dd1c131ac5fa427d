"""``ivr keys retire``: removes old keys, for good, that nothing is sealed with any more."""

import time

from ivr.cli.gateway import CLI, opened, token
from ivr.cli.keys.rotate import REST_S
from ivr.cli.options import AsJson, TokenFile
from ivr.cli.output import fields, tell
from ivr.cli.words import say
from ivr.flows.rotate_keys import retire_keys


def verb(token_file: TokenFile = None, as_json: AsJson = False) -> None:
    with opened() as gateway:
        actor = gateway.sign_in(token(token_file))
        done = retire_keys(gateway.desk.at(CLI), actor, gateway.keys, lambda: time.sleep(REST_S))
    removed, waiting = ", ".join(done.removed) or "-", ", ".join(done.waiting) or "-"
    zh = f"已删除：{removed}；停用未满一天，暂不删除：{waiting}。"
    en = f"Removed: {removed}. Set aside less than a day ago, so kept: {waiting}."
    tell(fields(done), say(zh, en), as_json)
