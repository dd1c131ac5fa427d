"""``ivr prompts install``."""

from ivr.cli.gateway import settings
from ivr.cli.options import AsJson
from ivr.cli.output import progress, tell
from ivr.cli.words import say
from ivr.speech.install import install


def verb(as_json: AsJson = False) -> None:
    folder = settings().data / "speech"
    with progress() as bar:
        task = bar.add_task(say("默认语音", "default voice"), total=2)
        install(folder, lambda _what, done, total: bar.update(task, completed=done, total=total))
    tell({"folder": str(folder)}, say(f"默认语音已就绪：{folder}", f"The default voice is ready in {folder}"), as_json)
