"""``ivr audit verify``: ends with status 1 when a chain is broken."""

import typer

from ivr.cli.gateway import reading
from ivr.cli.options import AsJson, TokenFile
from ivr.cli.output import fields, table
from ivr.cli.words import say
from ivr.flows.verify_audit import Chain, verify_audit


def verb(token_file: TokenFile = None, as_json: AsJson = False) -> None:
    with reading(token_file) as work:
        chains = verify_audit(work)
    headings = {"name": say("链", "chain"), "verdict": say("结果", "result"), "entries": say("条数", "entries")}
    headings |= {"head": say("末条哈希", "hash of the last one")}
    table([{**fields(chain), "verdict": _verdict(chain)} for chain in chains], headings, as_json)
    if any(chain.broken_at for chain in chains):
        raise typer.Exit(1)


def _verdict(chain: Chain) -> str:
    if chain.broken_at is None:
        return say("完整", "whole")
    return say(f"第 {chain.broken_at} 条起不符", f"broken at entry {chain.broken_at}")
