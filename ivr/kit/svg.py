"""SVG as text: elements, and the look that the pictures share. No script, no font file, no link to anywhere."""

from collections.abc import Mapping
from typing import Final
from xml.sax.saxutils import escape, quoteattr

FONT: Final = "system-ui, 'Segoe UI', 'Noto Sans', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif"

LIGHT: Final = {
    "ground": "#ffffff",
    "ink": "#1c2430",
    "soft": "#5b6675",
    "line": "#c6ced8",
    "blue": "#1f5fbf",
    "green": "#1a7a45",
    "amber": "#a15c00",
    "red": "#b3261e",
}
DARK: Final = {
    "ground": "#141a22",
    "ink": "#e8edf3",
    "soft": "#9aa7b6",
    "line": "#3a4656",
    "blue": "#7fb2ff",
    "green": "#62cf92",
    "amber": "#f0b35a",
    "red": "#ff8a80",
}


def element(tag: str, content: str | None = None, **attributes: object) -> str:
    """One element; ``class_`` and ``text_anchor`` are written as SVG spells them, numbers to a tenth."""
    words = [f"{name.rstrip('_').replace('_', '-')}={quoteattr(_short(value))}" for name, value in attributes.items()]
    head = " ".join([tag, *words])
    return f"<{head}/>" if content is None else f"<{head}>{content}</{tag}>"


def text(x: float, y: float, words: str, class_: str, anchor: str = "start") -> str:
    return element("text", escape(words), x=x, y=y, class_=class_, text_anchor=anchor)


def picture(width: float, height: float, title: str, body: list[str], name: str) -> str:
    """The whole SVG: scales with its page; ``name`` keeps its styles from those of other pictures on that page."""
    parts = [element("title", escape(title)), element("style", _style(name))]
    ground = element("rect", width=width, height=height, rx=10, class_="ground")
    return element(
        "svg",
        "\n".join([*parts, ground, *body]),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {width:.0f} {height:.0f}",
        width=width,
        height=height,
        class_=name,
        role="img",
        style="max-width:100%;height:auto",
    )


def _short(value: object) -> str:
    return f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else str(value)


def _style(name: str) -> str:
    base = f".{name} text {{ font: 14px {FONT}; font-variant-numeric: tabular-nums; }}"
    sizes = (
        f".{name} .title {{ font-size: 18px; font-weight: 600; }} .{name} .head {{ font-weight: 600; }}"
        f" .{name} .small {{ font-size: 12.5px; }} .{name} .strong {{ font-weight: 600; }}"
    )
    dark = f"@media (prefers-color-scheme: dark) {{ {_colours(name, DARK)} }}"
    return "\n".join([base, sizes, _colours(name, LIGHT), dark])


def _colours(name: str, colours: Mapping[str, str]) -> str:
    fills = [f".{name} .{colour} {{ fill: {value}; }}" for colour, value in colours.items()]
    strokes = [f".{name} .{colour}-line {{ stroke: {value}; fill: none; }}" for colour, value in colours.items()]
    return " ".join(fills + strokes)
