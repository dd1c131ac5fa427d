"""``python -m tests.bench``: measures, prints a table, writes ``var/bench/result.json``.

Nothing here passes or fails: on a busy machine a figure is worse, and the ratio beside it less so.
"""

import argparse
import json
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from statistics import median

from rich.console import Console
from rich.table import Table

from ivr.pbx.embedded import packages
from tests.bench.calls import calls
from tests.bench.compare import Comparison, Spread
from tests.bench.hearing import hearing
from tests.bench.latency import latency
from tests.bench.machine import machine
from tests.bench.payments import payments
from tests.bench.prompts import prompts
from tests.bench.registrations import registrations
from tests.bench.removal import removal
from tests.bench.stage import Stage, stage
from tests.bench.statement import statement
from tests.conftest import TOOLS, Stderr

RESULT = TOOLS.parent / "bench/result.json"
BENCHMARKS: Mapping[str, Callable[[Stage, bool], list[Comparison]]] = {
    "calls": calls,
    "registrations": registrations,
    "removal": removal,
    "payments": payments,
    "statement": statement,
    "latency": latency,
    "prompts": prompts,
    "hearing": hearing,
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--long", action="store_true", help="more calls, more pairs, more numbers")
    parser.add_argument("--only", choices=BENCHMARKS, help="one benchmark")
    asked = parser.parse_args()
    console = Console()
    tools = packages.programs(TOOLS, Stderr())
    with tempfile.TemporaryDirectory(prefix="bench-") as folder, stage(tools, Path(folder)) as ready:
        facts = machine(ready.asterisk.status().version, tools.versions.get("sip-tester", "?"))
        console.print(", ".join(f"{name} {value}" for name, value in facts.items()))
        found: list[Comparison] = []
        for name in [asked.only] if asked.only else BENCHMARKS:
            console.print(f"measuring {name} …")
            found += BENCHMARKS[name](ready, asked.long)
    console.print(_table(found))
    RESULT.parent.mkdir(parents=True, exist_ok=True)
    result = {"machine": facts, "long": asked.long, "comparisons": [one.told() for one in found]}
    RESULT.write_text(json.dumps(result, indent=1, ensure_ascii=False) + "\n", "utf-8")
    console.print(f"written: {RESULT}")


def _table(found: list[Comparison]) -> Table:
    table = Table(title="Ours against a baseline in the same run: medians; of the ratio also the quartiles")
    for column in ("what", "unit", "ours", "baseline", "ratio", "aim"):
        table.add_column(column, justify="left" if column == "what" else "right")
    for one in found:
        ours, baseline = median(one.ours), median(one.baseline)
        table.add_row(one.name, one.unit, _shown(ours), _shown(baseline), _ratio(one.ratio), _aim(one))
        for note, value in one.notes.items():
            table.add_row(f"  {note}", "", _shown(value))
    return table


def _shown(value: float) -> str:
    return f"{value:,.0f}" if value >= 1000 else f"{value:.2f}"


def _ratio(ratio: Spread | None) -> str:
    return "" if ratio is None else f"{ratio.mid:.3f} ({ratio.low:.3f}–{ratio.high:.3f})"


def _aim(one: Comparison) -> str:
    if one.aim is None:
        return ""
    return f"{'≤' if one.better == 'less' else '≥'} {one.aim} {'met' if one.met else 'missed'}"


if __name__ == "__main__":
    main()
