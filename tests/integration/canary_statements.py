"""Statements that name somebody: one with a bad line, one that was cut, one that cannot be read at all."""

from functools import partial
from typing import Any

from tests.servers.command import until
from tests.unit.feeds.camt_samples import message, ntry, txdtls


def send_statements(town: Any, bank: str, name: str, text: str) -> None:
    """By the bank; what became of each is told to the operator, who may not know of whom it is."""
    paid = txdtls(text=text, e2e=text[:30])
    cut = message(ntry(paid, ref="S3"))[:-100]
    for content in (message(ntry(paid, ref="S1"), ntry(paid, amount=name)), cut, f"{name},{text}\n".encode()):
        sent = town.ask("POST", f"/statements/{bank}", bank, content=content)
        assert sent.status_code == 202, sent.text
        path = f"/statements/{sent.json()['id']}"
        until(partial(_is_over, town, path))
        town.done("GET", path, "operator")


def _is_over(town: Any, path: str) -> bool:
    return town.ask("GET", path, "operator").json()["progress"] in {"done", "refused"}
