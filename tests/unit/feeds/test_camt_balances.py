"""A closing statement whose balances contradict its entries is told to a person; its entries count all the same."""

import pytest

from tests.unit.feeds.camt_samples import entries, message, ntry, wrong


def balance(code: str, amount: str, way: str = "CRDT", currency: str = "CNY") -> str:
    kind = f"<Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp>"
    return f'<Bal>{kind}<Amt Ccy="{currency}">{amount}</Amt><CdtDbtInd>{way}</CdtDbtInd></Bal>'


ENTRIES = (
    ntry(amount="100.00"),
    ntry(amount="30.00", way="DBIT", ref="R2"),
    ntry(amount="20.00", way="DBIT", reversal=True, ref="R3"),
    ntry(amount="7.00", status="PDNG", ref="R4"),
)
CLOSES = balance("CLBD", "60.00")


@pytest.mark.parametrize("opening", ["OPBD", "PRCD"])
def test_what_opens_and_the_booked_entries_must_make_what_closes(opening: str) -> None:
    assert wrong(message(*ENTRIES, before=balance(opening, "10.00") + CLOSES)) == []
    contradicted = message(*ENTRIES, before=balance(opening, "10.01") + CLOSES)
    assert wrong(contradicted) == [(2, "Bal")]
    assert len(entries(contradicted)) == 3


def test_an_account_may_be_overdrawn() -> None:
    assert wrong(message(*ENTRIES, before=balance("OPBD", "80.00", "DBIT") + balance("CLBD", "30.00", "DBIT"))) == []


@pytest.mark.parametrize(
    "before",
    [
        balance("OPBD", "1.00"),
        CLOSES,
        balance("OPBD", "1.00") + balance("OPBD", "2.00", currency="USD") + CLOSES,
        balance("OPBD", "x") + CLOSES,
        "<StmtPgntn><PgNb>2</PgNb><LastPgInd>true</LastPgInd></StmtPgntn>" + balance("OPBD", "1.00") + CLOSES,
    ],
    ids=["no-closing", "no-opening", "two-currencies", "unreadable", "second-page"],
)
def test_where_the_balances_cannot_be_compared_nothing_is_guessed(before: str) -> None:
    assert wrong(message(*ENTRIES, before=before)) == []


def test_a_statement_of_one_page_is_compared_and_a_message_of_several_is_not() -> None:
    said = balance("OPBD", "1.00") + CLOSES
    one = "<StmtPgntn><PgNb>1</PgNb><LastPgInd>true</LastPgInd></StmtPgntn>"
    assert wrong(message(*ENTRIES, before=one + said)) == [(2, "Bal")]
    pages = b"<MsgPgntn><PgNb>1</PgNb><LastPgInd>false</LastPgInd></MsgPgntn></GrpHdr>"
    assert wrong(message(*ENTRIES, before=said).replace(b"</GrpHdr>", pages)) == []


@pytest.mark.parametrize("kind", ["052", "054"])
def test_only_a_closing_statement_has_to_add_up(kind: str) -> None:
    assert wrong(message(*ENTRIES, kind=kind, before=balance("OPBD", "1.00") + CLOSES)) == []
