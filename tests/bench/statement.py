"""One camt.053 of 100,000 entries: kept, parsed, matched and credited, against a bare parse of the same file.

Each is a process of its own, so that its peak of memory is its own too. The gateway reads such a file in a process
beside its own: what that takes is measured by reading the file alone.
"""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from xml.parsers import expat

from sqlalchemy import Engine, insert
from sqlalchemy.orm import Session

from ivr.domain.court import Court
from ivr.domain.staff import SYSTEM
from ivr.feeds.camt import Camt
from ivr.flows.desk import Desk
from ivr.flows.inbox.handle import handle
from ivr.flows.inbox.keep import keep
from ivr.kit.clock import SystemClock
from ivr.kit.garbage import look_seldom
from ivr.kit.ids import random_id
from ivr.kit.vault import Vault
from ivr.store.engine import open_engine
from ivr.store.tables import debts, obligations, persons
from ivr.store.upgrade import upgrade
from tests.bench.compare import Comparison
from tests.bench.stage import Stage
from tests.servers.postgres import postgres
from tests.unit.feeds.bounded import peak_mb
from tests.unit.feeds.camt_samples import MASTER

ENTRIES = 100_000
DEBTS = 40_000
CHUNK = 1 << 16


def statement(_stage: Stage, long: bool) -> list[Comparison]:
    """On SQLite, and on a PostgreSQL of its own."""
    from ivr.pbx.embedded import packages  # noqa: PLC0415
    from tests.conftest import TOOLS, Stderr  # noqa: PLC0415

    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        file = Path(folder) / "statement.xml"
        _write(file)
        found = [_compare("SQLite", f"sqlite:///{folder}/store.db", file)]
        with postgres(packages.postgresql(TOOLS, Stderr())) as url:
            found.append(_compare("PostgreSQL", url, file))
    return found


def _compare(name: str, url: str, file: Path) -> Comparison:
    told = Comparison(f"{ENTRIES:,} entries of camt.053, {name}", "s")
    bare, reading, ours = (_apart(what, url, file) for what in ("bare", "reading", "ours"))
    told.baseline.append(bare["seconds"])
    told.ours.append(ours["seconds"])
    told.notes |= {"peak memory, MB": ours["memory_mb"], "of the bare parse, MB": bare["memory_mb"]}
    told.notes |= {"of the process that reads, MB": reading["memory_mb"]}
    told.notes |= {"our own CPU, s": ours["cpu"], "of the bare parse, s": bare["cpu"]}
    told.notes |= {"of the process that reads, s": reading["cpu"]}
    told.notes |= {"credited": ours["credited"], "file, MB": file.stat().st_size / 1e6}
    return told


def _apart(what: str, url: str, file: Path) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.statement", what, url, str(file)], stdout=subprocess.PIPE, check=True
    )
    answer: dict[str, float] = json.loads(done.stdout)
    return answer


def _write(file: Path) -> None:
    """Each debt is paid two or three times; a tenth names its case in the text only, a hundredth nothing at all."""
    with file.open("w", encoding="utf-8") as out:
        out.write(
            '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><GrpHdr><MsgId>M</MsgId>'
            "<CreDtTm>2026-03-02T18:00:00+08:00</CreDtTm></GrpHdr><Stmt><Id>S</Id><Acct><Id><Othr>"
            f"<Id>{MASTER}</Id></Othr></Id></Acct>\n"
        )
        out.writelines(_entry(n) for n in range(ENTRIES))
        out.write("</Stmt></BkToCstmrStmt></Document>\n")


def _entry(n: int) -> str:
    debt = n * 7919 % DEBTS
    account = "" if n % 10 == 0 else f"<CdtrAcct><Id><Othr><Id>6222{debt:012d}</Id></Othr></Id></CdtrAcct>"
    text = "还款" if n % 100 == 0 else f"（2025）川1302执{debt + 1}号 执行款"
    return (
        f'<Ntry><NtryRef>{n}</NtryRef><Amt Ccy="CNY">{40 + n % 21}.50</Amt><CdtDbtInd>CRDT</CdtDbtInd>'
        "<Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-03-02</Dt></BookgDt><ValDt><Dt>2026-03-02</Dt></ValDt>"
        f"<AcctSvcrRef>BK20260302{n:08d}</AcctSvcrRef><BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>RCDT</Cd>"
        "<SubFmlyCd>DMCT</SubFmlyCd></Fmly></Domn></BkTxCd><NtryDtls><TxDtls><Refs>"
        f'<EndToEndId>E{n:010d}</EndToEndId><TxId>T{n:010d}</TxId></Refs><Amt Ccy="CNY">{40 + n % 21}.50</Amt>'
        f"<RltdPties><Dbtr><Pty><Nm>示例付款人</Nm></Pty></Dbtr>{account}</RltdPties>"
        f"<RmtInf><Ustrd>{text}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>\n"
    )


def _books(engine: Engine) -> Desk:
    """The debts, put there directly: what a court's office would need months for."""
    upgrade(engine)
    desk = Desk(engine, SystemClock(), random_id, Vault(b"k" * 32), lambda: None)
    with Session(engine) as session, session.begin():
        session.add(Court("shunqing", "示例区人民法院", "Sample District Court", "12368", 3, "zh-CN", "Asia/Shanghai"))
        session.flush()
        for start in range(0, DEBTS, 5000):
            _some(session, range(start, start + 5000))
    return desk


def _some(session: Session, numbers: range) -> None:
    keys = [f"{n:016x}" for n in numbers]
    common = {"court_id": "shunqing"}
    sealed = {"name": "1.x", "id_number": "1.x"}
    session.execute(insert(persons), [{"id": key, "id_index": key * 2, **common, **sealed} for key in keys])
    session.execute(insert(debts), [{"id": key, "version": 0, **common} for key in keys])
    rows = [
        {
            "id": key,
            "person_id": key,
            "case_number": f"（2025）川1302执{n + 1}号",
            "account": f"6222{n:012d}",
            "owed": Decimal("100.00"),
            "debt_id": key,
            **common,
        }
        for n, key in zip(numbers, keys, strict=True)
    ]
    session.execute(insert(obligations), rows)


def _ours(url: str, file: Path) -> dict[str, float]:
    engine = open_engine(url)
    desk = _books(engine)
    look_seldom()  # as the service does
    begun = time.perf_counter()
    with file.open("rb") as content:
        kept, _ = keep(desk, SYSTEM, "bank", _chunks(content))
    done = handle(desk, kept.id, _advance)
    assert done is not None
    engine.dispose()
    return {"seconds": time.perf_counter() - begun, "credited": float(done.fresh)}


def _advance(taken: int) -> None:
    if taken % 10_000 < 500:
        print(f"\r{taken:,} of {ENTRIES:,}", end="", file=sys.stderr)


def _bare(_url: str, file: Path) -> dict[str, float]:
    begun = time.perf_counter()
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda _name, _attributes: None
    parser.CharacterDataHandler = lambda _text: None
    with file.open("rb") as content:
        for chunk in _chunks(content):
            parser.Parse(chunk)
    return {"seconds": time.perf_counter() - begun}


def _reading(_url: str, file: Path) -> dict[str, float]:
    begun = time.perf_counter()
    with file.open("rb") as content:
        found = sum(1 for _ in Camt().read(content, "bank"))
    return {"seconds": time.perf_counter() - begun, "found": found}


def _chunks(content: object) -> Iterator[bytes]:
    while chunk := content.read(CHUNK):  # type: ignore[attr-defined]
        yield chunk


if __name__ == "__main__":
    what, url, path = sys.argv[1:]
    answer = {"ours": _ours, "bare": _bare, "reading": _reading}[what](url, Path(path))
    answer["cpu"] = time.process_time()
    answer["memory_mb"] = peak_mb()
    print(json.dumps(answer))
