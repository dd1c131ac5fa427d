"""``ivr prompts install``: the default voice, or what listens to it."""

from typing import Annotated

import typer

from ivr.cli.gateway import settings
from ivr.cli.options import AsJson
from ivr.cli.output import tell
from ivr.cli.progress import progress
from ivr.cli.words import say
from ivr.speech import install as voice
from ivr.speech import recogniser as listening

_RECOGNISER = say(
    "改为安装语音识别（约 1 GB），供 check --listen 及核对录音使用",
    "set the recogniser up instead (1 GB): for check --listen, and to check recordings for their words",
)

_PESQ = say(
    "在语音识别中加入 PESQ 测量：需在本机编译（C 编译器和 Python 头文件）",
    "add PESQ to the recogniser: it is compiled here, with a C compiler and Python's headers",
)


def verb(
    recogniser: Annotated[bool, typer.Option("--recogniser", help=_RECOGNISER)] = False,
    pesq: Annotated[bool, typer.Option("--pesq", help=_PESQ)] = False,
    as_json: AsJson = False,
) -> None:
    recogniser = recogniser or pesq
    folder = settings().data / ("recogniser" if recogniser else "speech")
    what = say("语音识别", "the recogniser") if recogniser else say("默认语音", "the default voice")
    with progress() as bar:
        task = bar.add_task(what, total=None)
        install = listening.install if recogniser else voice.install
        install(folder, lambda _what, done, total: bar.update(task, completed=done, total=total))
        if pesq:
            bar.update(task, description="PESQ", total=None)
            listening.add_pesq(folder)
    told = f"{what[:1].upper()}{what[1:]}"
    tell({"folder": str(folder)}, say(f"{told}已就绪：{folder}", f"{told} is ready in {folder}"), as_json)
