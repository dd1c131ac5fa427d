"""``ivr db upgrade``: for a start script; every other verb does the same when it opens the store."""

from ivr.cli.gateway import opened
from ivr.cli.options import AsJson
from ivr.cli.output import tell
from ivr.cli.words import say


def verb(as_json: AsJson = False) -> None:
    with opened() as gateway:
        backend = gateway.engine.dialect.name
    result = {"database": backend, "schema": "current"}
    tell(
        result,
        say(f"{backend} 数据库已是本版本的结构。", f"The {backend} database is at this release's schema."),
        as_json,
    )
