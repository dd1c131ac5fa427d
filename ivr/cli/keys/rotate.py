"""``ivr keys rotate``: while the service runs; cut short, it goes on where it was when it is run again."""

import time

from ivr.cli.gateway import CLI, opened, token
from ivr.cli.options import AsJson, TokenFile
from ivr.cli.output import fields, note, tell
from ivr.cli.progress import progress
from ivr.cli.words import say
from ivr.flows.rotate_keys import rotate_keys

REST_S = 0.1
"""SQLite's waiting writers look again every 100 ms at the latest."""


def verb(token_file: TokenFile = None, as_json: AsJson = False) -> None:
    with opened() as gateway, progress() as bar:
        task = bar.add_task(say("重新加密", "sealing anew"), total=None)
        done = rotate_keys(
            gateway.desk.at(CLI),
            gateway.sign_in(token(token_file)),
            gateway.keys,
            lambda rows, total: bar.update(task, completed=rows, total=total),
            lambda: time.sleep(REST_S),
        )
    note(say(f"请立即备份 {gateway.keys}。", f"Back up {gateway.keys} now: without its keys no name can be read."))
    zh = f"已换用密钥 {done.key_id}，重新加密 {done.rows} 行。旧密钥仍可解密，可用 ivr keys retire 删除。"
    en = f"Key {done.key_id} seals now; {done.rows} rows were sealed anew. Old keys still open until ivr keys retire."
    tell(fields(done), say(zh, en), as_json)
