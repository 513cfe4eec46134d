"""Line and scatter charts as SVG: axes, ticks, legend, error bars; a light ground of its own, so dark pages do too.

Colours are those of Okabe and Ito (2008), told apart by readers with any colour vision; shapes differ as well.
"""

import xml.etree.ElementTree as ET
from collections.abc import Sequence
from dataclasses import dataclass

_WIDTH, _HEIGHT = 640, 420
_LEFT, _RIGHT, _TOP, _BOTTOM = 70, 20, 46, 96
_COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9", "#E69F00")
_INK, _GRID, _GROUND = "#222222", "#d9d9d9", "#fcfcfa"

Range = tuple[float, float]
Tick = tuple[float, str]


@dataclass(frozen=True, slots=True)
class Point:
    """A place in the chart's own units; `low` and `high` are the ends of an error bar, `name` is written beside."""

    x: float
    y: float
    low: float | None = None
    high: float | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """Points of one colour and shape; `joined` by a line, and without `marks` a line alone."""

    name: str
    points: tuple[Point, ...]
    joined: bool = True
    marks: bool = True


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart. Ticks are places and what is written there. `diagonal` draws y = x."""

    title: str
    x_label: str
    y_label: str
    x_ticks: tuple[Tick, ...]
    y_ticks: tuple[Tick, ...]
    x_range: Range
    y_range: Range
    series: tuple[Series, ...]
    diagonal: bool = False


def steps(low: float, high: float, count: int, percent: bool = False) -> tuple[Tick, ...]:
    """`count` + 1 ticks at equal distances."""
    places = [low + (high - low) * number / count for number in range(count + 1)]
    return tuple((place, f"{100 * place:.0f} %" if percent else f"{place:g}") for place in places)


def draw(chart: Chart) -> str:
    """The chart as a well-formed SVG document. Every point carries its values in a `<title>`."""
    root = _element(None, "svg", xmlns="http://www.w3.org/2000/svg", viewBox=f"0 0 {_WIDTH} {_HEIGHT}", role="img")
    root.set("font-family", "system-ui, sans-serif")
    _element(root, "title").text = chart.title
    _element(root, "rect", width=_WIDTH, height=_HEIGHT, rx=6, fill=_GROUND)
    _text(root, _WIDTH / 2, 26, chart.title, size=15, anchor="middle")
    _axes(root, chart)
    if chart.diagonal:
        ends = (max(chart.x_range[0], chart.y_range[0]), min(chart.x_range[1], chart.y_range[1]))
        (x1, y1), (x2, y2) = (_place(chart, end, end) for end in ends)
        _element(root, "line", x1=x1, y1=y1, x2=x2, y2=y2, stroke="#888888", **{"stroke-dasharray": "5 4"})
    for number, series in enumerate(chart.series):
        _series(root, chart, series, number)
    _legend(root, [series.name for series in chart.series])
    ET.indent(root, " ")
    return ET.tostring(root, encoding="unicode") + "\n"


def _place(chart: Chart, x: float, y: float) -> tuple[float, float]:
    (x_low, x_high), (y_low, y_high) = chart.x_range, chart.y_range
    across = (x - x_low) / (x_high - x_low) * (_WIDTH - _LEFT - _RIGHT)
    up = (y - y_low) / (y_high - y_low) * (_HEIGHT - _TOP - _BOTTOM)
    return round(_LEFT + across, 1), round(_HEIGHT - _BOTTOM - up, 1)


def _axes(root: ET.Element, chart: Chart) -> None:
    left, bottom = _LEFT, _HEIGHT - _BOTTOM
    for place, name in chart.x_ticks:
        x = _place(chart, place, chart.y_range[0])[0]
        _element(root, "line", x1=x, y1=_TOP, x2=x, y2=bottom, stroke=_GRID)
        _text(root, x, bottom + 18, name, anchor="middle")
    for place, name in chart.y_ticks:
        y = _place(chart, chart.x_range[0], place)[1]
        _element(root, "line", x1=left, y1=y, x2=_WIDTH - _RIGHT, y2=y, stroke=_GRID)
        _text(root, left - 8, y + 4, name, anchor="end")
    _element(root, "line", x1=left, y1=bottom, x2=_WIDTH - _RIGHT, y2=bottom, stroke=_INK)
    _element(root, "line", x1=left, y1=_TOP, x2=left, y2=bottom, stroke=_INK)
    _text(root, (left + _WIDTH - _RIGHT) / 2, bottom + 42, chart.x_label, size=13, anchor="middle")
    label = _text(root, 18, (_TOP + bottom) / 2, chart.y_label, size=13, anchor="middle")
    label.set("transform", f"rotate(-90 18 {(_TOP + bottom) / 2})")


def _series(root: ET.Element, chart: Chart, series: Series, number: int) -> None:
    colour = _COLOURS[number % len(_COLOURS)]
    places = [_place(chart, point.x, point.y) for point in series.points]
    if series.joined and len(places) > 1:
        path = " ".join(f"{x},{y}" for x, y in places)
        _element(root, "polyline", points=path, fill="none", stroke=colour, **{"stroke-width": 2})
    if not series.marks:
        return
    for point, (x, y) in zip(series.points, places, strict=True):
        if point.low is not None and point.high is not None:
            low, high = _place(chart, point.x, point.low)[1], _place(chart, point.x, point.high)[1]
            _element(root, "line", x1=x, y1=low, x2=x, y2=high, stroke=colour, opacity=0.6)
        mark = _mark(root, number, x, y, colour)
        _element(mark, "title").text = f"{series.name}: {point.name or f'{point.x:.3g}'}, {point.y:.3g}"
        if point.name:
            _text(root, x + 8, y - 8, point.name)


def _mark(root: ET.Element, number: int, x: float, y: float, colour: str) -> ET.Element:
    shape = number % 4
    if shape == 0:
        return _element(root, "circle", cx=x, cy=y, r=4.5, fill=colour)
    if shape == 1:
        return _element(root, "rect", x=x - 4, y=y - 4, width=8, height=8, fill=colour)
    corners: Sequence[tuple[float, float]] = ((0, -5.5), (5, 4), (-5, 4))
    if shape == 3:
        corners = ((0, -6), (6, 0), (0, 6), (-6, 0))
    path = " ".join(f"{round(x + right, 1)},{round(y + down, 1)}" for right, down in corners)
    return _element(root, "polygon", points=path, fill=colour)


def _legend(root: ET.Element, names: Sequence[str]) -> None:
    x, y = float(_LEFT), _HEIGHT - 20
    for number, name in enumerate(names):
        _mark(root, number, x + 5, y - 4, _COLOURS[number % len(_COLOURS)])
        _text(root, x + 15, y, name)
        x += 36 + 6.6 * len(name)


def _text(root: ET.Element, x: float, y: float, text: str, *, size: int = 12, anchor: str = "start") -> ET.Element:
    found = _element(root, "text", x=x, y=y, fill=_INK, **{"font-size": str(size), "text-anchor": anchor})
    found.text = text
    return found


def _element(parent: ET.Element | None, name: str, **attributes: str | float) -> ET.Element:
    written = {key: str(value) for key, value in attributes.items()}
    return ET.Element(name, written) if parent is None else ET.SubElement(parent, name, written)
