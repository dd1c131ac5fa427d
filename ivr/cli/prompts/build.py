"""``ivr prompts build``: every court's notice, in each of its languages. Cut short, it goes on where it was."""

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Annotated

import typer

from ivr.bootstrap import Gateway
from ivr.cli.gateway import opened, token
from ivr.cli.options import AsJson, TokenFile
from ivr.cli.output import fields, note, progress, table
from ivr.cli.words import say, spoken
from ivr.domain.court import Court
from ivr.domain.prompt import Prompt
from ivr.domain.staff import Actor
from ivr.flows.list_courts import list_courts, view_court
from ivr.kit.errors import GatewayError

Wanted = tuple[Court, str]
_JOBS = say("同时合成的条数：每条占一个处理器核和约 0.25 GB 内存", "how many at once: each takes a core and 0.25 GB")
_ALL = say("全部法院（未指定法院时的默认值）", "every court, as without COURT")


def verb(
    court: Annotated[str | None, typer.Argument(help=say("法院代号，默认全部", "a court's id; all by default"))] = None,
    every: Annotated[bool, typer.Option("--all", help=_ALL)] = False,
    jobs: Annotated[int, typer.Option(min=1, max=64, help=_JOBS)] = 2,
    token_file: TokenFile = None,
    as_json: AsJson = False,
) -> None:
    with opened() as gateway:
        gateway.voices_at_once = jobs
        actor, _ = gateway.sign_in(token(token_file)), gateway.speaker  # one voice for all the jobs
        wanted = list(_wanted(gateway, actor, None if every else court))
        done = _build(gateway, wanted, jobs)
    built = [{"court": of.id, **fields(made)} for (of, _), made in done if isinstance(made, Prompt)]
    _show(built, as_json)
    failed = [(of.id, language, made) for (of, language), made in done if not isinstance(made, Prompt)]
    for name, language, error in failed:
        note(f"{name} {language}: {error.text(spoken())}")
    if failed:
        raise typer.Exit(1)


def _wanted(gateway: Gateway, actor: Actor, court: str | None) -> Iterator[Wanted]:
    after = ""
    while True:
        with gateway.desk.read(actor) as work:
            views = list_courts(work, after) if court is None else [view_court(work, court)]
        yield from ((view.court, language) for view in views for language in view.court.spoken)
        if court is not None or not views:
            return
        after = views[-1].court.id


def _build(gateway: Gateway, wanted: list[Wanted], jobs: int) -> list[tuple[Wanted, Prompt | GatewayError]]:
    """One court's trouble never keeps another's notice from being built."""
    with progress() as bar, ThreadPoolExecutor(jobs) as pool:
        task = bar.add_task(say("合成播报", "building notices"), total=len(wanted))
        futures = [pool.submit(gateway.studio.build_prompt, *one) for one in wanted]
        for future in futures:
            future.add_done_callback(lambda _: bar.advance(task))
        try:
            return [(one, _outcome(future)) for one, future in zip(wanted, futures, strict=True)]
        except BaseException:
            pool.shutdown(cancel_futures=True)  # what is finished is kept
            raise


def _outcome(future: Future[Prompt]) -> Prompt | GatewayError:
    try:
        return future.result()
    except GatewayError as error:
        return error


def _show(rows: list[dict[str, object]], as_json: bool) -> None:
    headings = {
        "court": say("法院", "court"),
        "language": say("语言", "language"),
        "seconds": say("秒", "seconds"),
        "engine": say("引擎", "engine"),
        "key": say("内容编号", "content key"),
        "text": say("文本", "text"),
    }
    table(rows, headings, as_json)
    for row in rows:
        if row["fallback"]:
            note(
                say(f"{row['court']} 使用了后备语音：", f"{row['court']} has the fallback voice: ")
                + str(row["fallback"])
            )
