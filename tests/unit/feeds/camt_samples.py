"""Account messages as banks send them, written out here: each version's shapes, nothing of any bank's own file."""

from collections.abc import Iterable
from io import BytesIO
from typing import Any

from ivr.domain.statement import BadLine, Entry, Found
from ivr.feeds.camt import Camt

NAMES = {
    "052": ("BkToCstmrAcctRpt", "Rpt"),
    "053": ("BkToCstmrStmt", "Stmt"),
    "054": ("BkToCstmrDbtCdtNtfctn", "Ntfctn"),
}
MASTER = "4402200901000000123"


def message(
    *entries: str,
    kind: str = "053",
    version: int = 8,
    account: str = MASTER,
    before: str = "",
    prefix: str = "",
    statements: Iterable[str] | None = None,
) -> bytes:
    """A whole document of one statement, or of those given."""
    name = NAMES[kind][0]
    inside = statements or [statement(*entries, kind=kind, account=account, before=before)]
    head = "<GrpHdr><MsgId>M1</MsgId><CreDtTm>2026-03-02T18:00:00+08:00</CreDtTm></GrpHdr>"
    body = f"<{name}>{head}{''.join(inside)}</{name}>"
    namespace = f"urn:iso:std:iso:20022:tech:xsd:camt.{kind}.001.{version:02}"
    text = f'<Document xmlns="{namespace}">{body}</Document>'
    if prefix:
        text = (
            text.replace("</", f"</{prefix}:")
            .replace("<", f"<{prefix}:")
            .replace(f"<{prefix}:/{prefix}:", f"</{prefix}:")
        )
        text = text.replace("xmlns=", f"xmlns:{prefix}=")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode()


def statement(*entries: str, kind: str = "053", account: str = MASTER, before: str = "", name: str = "S1") -> str:
    inner = NAMES[kind][1]
    identity = f"<Id>{name}</Id><CreDtTm>2026-03-02T18:00:00+08:00</CreDtTm>{before}"
    holder = f"<Acct><Id><Othr><Id>{account}</Id></Othr></Id><Ccy>CNY</Ccy></Acct>"
    return f"<{inner}>{identity}{holder}{''.join(entries)}</{inner}>"


def ntry(*details: str, version: int = 8, **given: Any) -> str:
    """``given``: amount, currency, way, reversal, status, day, ref, info."""
    status = given.get("status", "BOOK")
    told = f"<Sts><Cd>{status}</Cd></Sts>" if version >= 8 else f"<Sts>{status}</Sts>"
    ref = given.get("ref", "R1")
    return (
        f'\n<Ntry><Amt Ccy="{given.get("currency", "CNY")}">{given.get("amount", "100.00")}</Amt>'
        f"<CdtDbtInd>{given.get('way', 'CRDT')}</CdtDbtInd>"
        + ("<RvslInd>true</RvslInd>" if given.get("reversal") else "")
        + f"{told}<BookgDt><Dt>{given.get('day', '2026-03-02')}</Dt></BookgDt>"
        + (f"<AcctSvcrRef>{ref}</AcctSvcrRef>" if ref else "")
        + (f"<NtryDtls>{''.join(details)}</NtryDtls>" if details else "")
        + (f"<AddtlNtryInf>{given['info']}</AddtlNtryInf>" if "info" in given else "")
        + "</Ntry>"
    )


def txdtls(version: int = 8, **given: Any) -> str:
    """``given``: amount, way, ref, tx, e2e, account, reference, text (one or several), returned."""
    refs = "".join(
        f"<{tag}>{given[name]}</{tag}>"
        for name, tag in (("ref", "AcctSvcrRef"), ("e2e", "EndToEndId"), ("tx", "TxId"))
        if name in given
    )
    texts = [given["text"]] if isinstance(given.get("text"), str) else given.get("text", [])
    strd = f"<Strd><CdtrRefInf><Ref>{given['reference']}</Ref></CdtrRefInf></Strd>" if "reference" in given else ""
    remittance = "".join(f"<Ustrd>{one}</Ustrd>" for one in texts) + strd
    party = given.get("account")
    return (
        f"\n<TxDtls><Refs>{refs}</Refs>"
        + (_amount(version, given) if "amount" in given else "")
        + (f"<CdtDbtInd>{given['way']}</CdtDbtInd>" if "way" in given else "")
        + (f"<RltdPties><CdtrAcct><Id><Othr><Id>{party}</Id></Othr></Id></CdtrAcct></RltdPties>" if party else "")
        + (f"<RmtInf>{remittance}</RmtInf>" if remittance else "")
        + ("<RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf>" if given.get("returned") else "")
        + "</TxDtls>"
    )


def _amount(version: int, given: dict[str, Any]) -> str:
    amount = f'<Amt Ccy="{given.get("currency", "CNY")}">{given["amount"]}</Amt>'
    return amount if version >= 4 else f"<AmtDtls><TxAmt>{amount}</TxAmt></AmtDtls>"


def read(content: bytes) -> list[Found]:
    return list(Camt().read(BytesIO(content), "bank"))


def entries(content: bytes) -> list[Entry]:
    return [one for one in read(content) if isinstance(one, Entry)]


def wrong(content: bytes) -> list[tuple[int, str]]:
    return [(one.line, one.field) for one in read(content) if isinstance(one, BadLine)]
