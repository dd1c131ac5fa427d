"""The acts in their order, on a stage that is set, with everything that was started ended again."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from ivr.bootstrap import Gateway, embedded, open_gateway
from ivr.carrier.callee import Behaviour, Callee
from ivr.cli.demo.acts import (
    activation,
    asterisk_killed,
    before_enrolment,
    gateway_killed,
    not_yet,
    notices,
    repayment,
)
from ivr.cli.demo.children import tied
from ivr.cli.demo.past import DAYS, Past, live_the_past
from ivr.cli.demo.people import NUMBERS
from ivr.cli.demo.phones import RING_S, Phones
from ivr.cli.demo.record import Record
from ivr.cli.demo.scene import Scene
from ivr.cli.demo.service import Service
from ivr.cli.demo.stage import Stage
from ivr.cli.demo.switch import Switch
from ivr.cli.demo.voice import record, set_up_voice
from ivr.cli.demo.words import Words
from ivr.cli.pbx.install import install
from ivr.cli.pbx.report import Bars
from ivr.cli.progress import progress
from ivr.kit.debs import Tree
from ivr.pbx.embedded.packages import programs

LONGEST_S: Final = 600.0
"""However the demo ends, the callee ends by itself."""


def play(stage: Stage, shared: Path, kept: Record) -> None:
    """All of it. ``shared``: where programs lie. Raises what stops the story; a proof that fails does not."""
    timeline = kept.timeline
    timeline.act(Words("准备", "Setting up"))
    timeline.tell(Words("软件包（首次需下载约 40 MB）…", "Packages (the first time about 40 MB are fetched)…"))
    tree = _programs(shared, kept)
    with open_gateway(stage.settings) as gateway:
        timeline.tell(
            Words(
                "语音与播报录音（首次需半分钟左右）…", "The voice and the notices (the first time about half a minute)…"
            )
        )
        set_up_voice(gateway, timeline)
        kept.recordings = record(gateway, timeline)
        past = _past(gateway, kept)
        files = gateway.pbx_files()
    install(stage.settings)
    asterisk = embedded(stage.settings)
    kept.asterisk = asterisk.status()
    asterisk.configure(files)
    with _scene(stage, tree, Switch(asterisk), past, kept) as scene:
        _acts(scene)


def _acts(scene: Scene) -> None:
    acts = scene.timeline.act
    acts(Words("一、登记之前", "1  Before enrolment"))
    before_enrolment.play(scene)
    acts(Words("二、未批准、未告知、宽限期内", "2  Unapproved, unwarned, too early"))
    not_yet.play(scene)
    acts(Words("三、四、启用之后", "3, 4  After activation"))
    activation.play(scene)
    part = notices.play(scene)
    acts(Words("五、履行", "5  Repayment"))
    repayment.play(scene, part)
    acts(Words("六、网关被强杀", "6  The gateway is killed"))
    gateway_killed.play(scene)
    acts(Words("七、Asterisk 被强杀", "7  Asterisk is killed"))
    asterisk_killed.play(scene)


def _programs(shared: Path, kept: Record) -> Tree:
    with progress() as bars:
        tree = programs(shared / "tools", Bars(bars))
    kept.packages = {name: tree.version(name) or "" for name in ("asterisk", "sip-tester", "espeak-ng")}
    shown = ", ".join(f"{name} {version}" for name, version in kept.packages.items())
    kept.timeline.tell(Words(f"软件包就绪：{shown}", f"Packages: {shown}"))
    return tree


def _past(gateway: Gateway, kept: Record) -> Past:
    past = live_the_past(gateway, kept.recordings)
    kept.timeline.tell(NUMBERS)
    count = len(past.enrolments)
    kept.timeline.tell(
        Words(
            f"过去 {DAYS} 天：两法院导入 {count} 人，批准、告知（服务启动前，经同样的流程，按当日时间记入）",
            f"The past {DAYS} days: two courts import {count} people, approve and warn them "
            "(before the service starts, through the same flows, dated then)",
        )
    )
    return past


@contextmanager
def _scene(stage: Stage, tree: Tree, switch: Switch, past: Past, kept: Record) -> Iterator[Scene]:
    """Asterisk, the callee and the gateway run within the block, and end with it in the opposite order."""
    sipp, timeline = tied(tree.command("usr/bin/sipp")), kept.timeline
    try:
        switch.start()
        timeline.tell(Words(f"Asterisk {kept.version} 已启动", f"Asterisk {kept.version} is up"))
        with (
            Callee(sipp, Behaviour(ring_s=RING_S), port=stage.callee_port, lifetime_s=LONGEST_S) as callee,
            Service(stage) as service,
        ):
            took = service.start()
            timeline.tell(
                Words(
                    f"网关服务已启动（独立进程），{took:.1f} 秒后节点获得租约",
                    f"The gateway runs as its own process; the node has a lease after {took:.1f} s",
                )
            )
            phones = Phones(sipp, stage.switch, callee, kept.album)
            yield Scene(stage, timeline, past, kept.recordings, switch, service, phones)
    finally:
        switch.asterisk.stop()
