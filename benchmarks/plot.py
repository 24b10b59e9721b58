"""A small picture of growth, written by hand: two logarithmic axes, measured lines, and lines to compare them with.

The same numbers give the same bytes. Colours follow the reader's light or dark scheme.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, log10
from xml.sax.saxutils import escape

WIDTH, HEIGHT = 760, 460
LEFT, RIGHT, TOP, BOTTOM = 96, 716, 56, 392
STYLE = """
    svg { background: #fff; font: 14px system-ui, sans-serif; }
    text { fill: #333; }
    .title { font-size: 17px; font-weight: 600; fill: #111; }
    .rule { stroke: #ddd; stroke-width: 1; }
    .axis { stroke: #555; stroke-width: 1.5; }
    .line { fill: none; stroke-width: 2.5; stroke-linejoin: round; }
    .reference { fill: none; stroke: #888; stroke-width: 1.5; stroke-dasharray: 6 5; }
    .label { font-size: 13px; }
"""
COLOURS = ("#1f5fa8", "#b3402e", "#2e7d4f")


@dataclass(frozen=True)
class Measured:
    """A line through what was measured: its name, and pairs of size and milliseconds. ``is_reference`` is dashed."""

    name: str
    points: Sequence[tuple[float, float]]
    is_reference: bool = False


def growth_svg(title: str, across: str, up: str, lines: Sequence[Measured]) -> str:
    """The whole picture as SVG text; every number must be above zero."""
    every = [point for line in lines for point in line.points]
    sizes = floor(log10(min(x for x, _y in every))), ceil(log10(max(x for x, _y in every)))
    times = floor(log10(min(y for _x, y in every))), ceil(log10(max(y for _x, y in every)))
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-labelledby="title">',
        f'<title id="title">{escape(title)}</title>',
        f"<style>{STYLE}</style>",
        f'<text class="title" x="{LEFT}" y="28">{escape(title)}</text>',
        *_grid(sizes, times),
        f'<text x="{(LEFT + RIGHT) // 2}" y="{HEIGHT - 16}" text-anchor="middle">{escape(across)}</text>',
        f'<text transform="translate(22 {(TOP + BOTTOM) // 2}) rotate(-90)" text-anchor="middle">{escape(up)}</text>',
    ]
    colours = iter(COLOURS)
    for number, line in enumerate(lines):
        colour = "#777" if line.is_reference else next(colours)
        parts += _line(line, number, colour, sizes, times)
    return "\n".join([*parts, "</svg>", ""])


def _grid(sizes: tuple[int, int], times: tuple[int, int]) -> list[str]:
    parts = []
    for power in range(sizes[0], sizes[1] + 1):
        x = _across(10.0**power, sizes)
        parts.append(f'<line class="rule" x1="{x}" y1="{TOP}" x2="{x}" y2="{BOTTOM}"/>')
        parts.append(f'<text class="label" x="{x}" y="{BOTTOM + 22}" text-anchor="middle">{10**power:,}</text>')
    for power in range(times[0], times[1] + 1):
        y = _up(10.0**power, times)
        parts.append(f'<line class="rule" x1="{LEFT}" y1="{y}" x2="{RIGHT}" y2="{y}"/>')
        parts.append(f'<text class="label" x="{LEFT - 10}" y="{y + 5}" text-anchor="end">{10.0**power:,.10g}</text>')
    parts.append(f'<line class="axis" x1="{LEFT}" y1="{TOP}" x2="{LEFT}" y2="{BOTTOM}"/>')
    parts.append(f'<line class="axis" x1="{LEFT}" y1="{BOTTOM}" x2="{RIGHT}" y2="{BOTTOM}"/>')
    return parts


def _line(line: Measured, number: int, colour: str, sizes: tuple[int, int], times: tuple[int, int]) -> list[str]:
    places = [(_across(x, sizes), _up(y, times)) for x, y in line.points]
    path = " ".join(f"{x},{y}" for x, y in places)
    kind = "reference" if line.is_reference else "line"
    stroke = "" if line.is_reference else f' style="stroke: {colour}"'
    key = TOP + 22 + 24 * number
    parts = [
        f'<polyline class="{kind}" points="{path}"{stroke}/>',
        f'<polyline class="{kind}" points="{LEFT + 18},{key} {LEFT + 54},{key}"{stroke}/>',
        f'<text class="label" x="{LEFT + 62}" y="{key + 5}">{escape(line.name)}</text>',
    ]
    if not line.is_reference:
        parts += [f'<circle cx="{x}" cy="{y}" r="4" fill="{colour}"/>' for x, y in places]
    return parts


def _across(size: float, span: tuple[int, int]) -> float:
    return round(LEFT + (log10(size) - span[0]) / (span[1] - span[0]) * (RIGHT - LEFT), 1)


def _up(time: float, span: tuple[int, int]) -> float:
    return round(BOTTOM - (log10(time) - span[0]) / (span[1] - span[0]) * (BOTTOM - TOP), 1)
