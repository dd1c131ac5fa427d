"""A statement that is read in a process of its own is worked through all the same when that process dies."""

import os
import signal
from datetime import timedelta

import pytest

from ivr.domain.staff import SYSTEM
from ivr.domain.statement import Progress
from ivr.flows.inbox import feeds
from ivr.flows.inbox.handle import handle
from ivr.flows.inbox.keep import keep
from ivr.flows.inbox.view import view_statement
from ivr.flows.inbox.work_through import handle_or_note
from ivr.kit.apart import ReaderDied
from tests.flows.office import Office
from tests.servers.processes import children
from tests.unit.feeds.camt_samples import message, ntry

MANY = 2500
"""Entries, more than the process that reads them may be ahead."""


def test_when_the_process_that_reads_dies_it_goes_on_later(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feeds, "WORTHWHILE_BYTES", 0)
    before, taken = children(), list[int]()

    def kill(so_far: int) -> None:
        if not taken:
            (child,) = children() - before
            os.kill(child, signal.SIGKILL)
        taken.append(so_far)

    kept, _ = keep(office.desk, SYSTEM, "bank", [message(*(ntry(ref=f"R{n}") for n in range(MANY)))])
    handle_or_note(office.desk, kept.id, kill)
    found = office.look(SYSTEM, view_statement, kept.id).statement
    assert (found.progress, found.trouble, found.bad) == (Progress.WAITING, ReaderDied.code, 0)
    office.clock.pass_by(timedelta(hours=1))
    handle(office.desk, kept.id)
    found = office.look(SYSTEM, view_statement, kept.id).statement
    assert (found.progress, found.fresh, found.repeated, found.bad) == (Progress.DONE, MANY, 0, 0)
