"""The machine of an enrolment's life, drawn from its own table for the README (Mermaid, and a Markdown table)."""

from collections.abc import Iterator

from ivr.domain.transitions import RUNNING, TRANSITIONS, State, Target, Transition

_WHOLE = "running"
_NOTE = "    note right of suspended: resume leads back to the state in which it was suspended"


def mermaid() -> str:
    """A Mermaid state diagram; what holds for all running states is drawn once, from the box around them."""
    inside = [line for one in TRANSITIONS.values() for line in _edges(one) if _within(line)]
    outside = [line for one in TRANSITIONS.values() for line in _edges(one) if not _within(line)]
    drawn = [f"        {_text(edge)}" for edge in inside], [f"    {_text(edge)}" for edge in outside]
    ends = [f"    {state} --> [*]" for state in (State.EXPIRED, State.CORRECTED, State.REMOVED)]
    box = [f"    state {_WHOLE} {{", "        [*] --> drafted: draft", *drawn[0], "    }"]
    return "\n".join(["stateDiagram-v2", f"    [*] --> {_WHOLE}", *box, *drawn[1], *ends, _NOTE])


def table() -> str:
    """The same as a table: for every action who may take it, what it needs, what it causes, and its legal ground."""
    rows = [_row(one) for one in TRANSITIONS.values()]
    return "\n".join(["| action | from → to | who | needs | causes | ground |", "|---|---|---|---|---|---|", *rows])


def _edges(one: Transition) -> Iterator[tuple[str, str, str]]:
    sources = set(one.sources)
    if sources >= RUNNING:
        yield _WHOLE, _target(one, _WHOLE), one.action
        sources -= RUNNING
    for state in State:
        if state in sources:
            yield state, _target(one, state), one.action


def _target(one: Transition, source: str) -> str:
    if one.target is Target.SAME:
        return source
    return _WHOLE if one.target is Target.BACK else one.target


def _within(edge: tuple[str, str, str]) -> bool:
    return edge[0] in RUNNING and edge[1] in RUNNING


def _text(edge: tuple[str, str, str]) -> str:
    return f"{edge[0]} --> {edge[1]}: {edge[2]}"


def _row(one: Transition) -> str:
    sources = "whatever runs, suspended" if one.sources > RUNNING else ", ".join(s for s in State if s in one.sources)
    cells = [
        one.action,
        f"{sources} → {one.target}",
        ", ".join(sorted(one.who)),
        "; ".join(one.needs),
        "; ".join(one.causes),
        one.ground,
    ]
    return f"| {' | '.join(cells)} |"


def section() -> str:
    """What the README shows: ``python -c "from ivr.domain.diagram import section; print(section())"``."""
    return f"```mermaid\n{mermaid()}\n```\n\n{table()}"
