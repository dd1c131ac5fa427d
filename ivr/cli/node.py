"""``ivr node``: the follower beside a remote Asterisk; the store is elsewhere, AMI stays on this machine's loopback."""

from ivr.cli.gateway import opened
from ivr.cli.log import log_to_stderr
from ivr.cli.output import note
from ivr.cli.run import asterisk, prepare
from ivr.cli.until import ended_by_signal, keep_looking
from ivr.cli.words import say
from ivr.running import loops


def verb() -> None:
    log_to_stderr()
    with ended_by_signal(), opened() as gateway:
        prepare(gateway)
        with asterisk(gateway) as look, loops(gateway, sweeps=False):
            node = gateway.settings.node
            note(say(f"正在跟随节点 {node}；按 Ctrl-C 结束。", f"Following node {node}; Ctrl-C ends it."))
            keep_looking(look)
