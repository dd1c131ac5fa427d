"""``ivr run``: the API, the embedded Asterisk and the loops in one process, and a sample court in an empty store."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from ivr.bootstrap import Gateway, tools
from ivr.cli.child import child
from ivr.cli.gateway import opened
from ivr.cli.log import log_to_stderr
from ivr.cli.output import note
from ivr.cli.pbx.install import install
from ivr.cli.sample import set_up_sample
from ivr.cli.serve import serving
from ivr.cli.to_try import to_try
from ivr.cli.until import ended_by_signal, keep_looking
from ivr.cli.words import say
from ivr.kit.garbage import look_seldom
from ivr.pbx.embedded import verbs
from ivr.pbx.embedded.errors import NotInstalled
from ivr.running import loops


def verb() -> None:
    log_to_stderr()
    with ended_by_signal(), opened() as gateway:
        prepare(gateway)
        set_up_sample(gateway)
        settings = gateway.settings
        with (
            asterisk(gateway) as look,
            loops(gateway),
            serving(gateway.app(), settings.http_host, settings.http_port, settings.http_tls, settings.http_proxies),
        ):
            look_seldom()
            note(to_try(settings))
            keep_looking(look)
    note(say("已停止，没有留下进程。", "Ended; no process is left."))


def prepare(gateway: Gateway) -> None:
    """Fetches the embedded Asterisk at the first start."""
    if gateway.settings.pbx != "child":
        return
    try:
        verbs.installed(tools(gateway.settings))
    except NotInstalled:
        note(say("首次启动：正在准备 Asterisk…", "First start: setting up Asterisk…"))
        install(gateway.settings)


@contextmanager
def asterisk(gateway: Gateway) -> Iterator[Callable[[], None]]:
    """What to do twice a second meanwhile: look after our own Asterisk, where we have one."""
    if gateway.settings.pbx != "child":
        yield lambda: None
        return
    with child(gateway) as ours:
        yield ours.look
