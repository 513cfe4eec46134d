import xml.etree.ElementTree as ET

from knowledge.search_quality.svg import Chart, Point, Series, draw, steps

SVG = "{http://www.w3.org/2000/svg}"
CHART = Chart(
    title="Right & <left>",
    x_label="across",
    y_label="up",
    x_ticks=steps(0, 1, 2, percent=True),
    y_ticks=steps(0, 4, 4),
    x_range=(0.0, 1.0),
    y_range=(0.0, 4.0),
    series=(
        Series("first", (Point(0.0, 0.0), Point(0.5, 2.0, 1.0, 3.0), Point(1.0, 4.0))),
        Series("second", (Point(0.25, 1.0, name="a model"),), joined=False),
        Series("third", (Point(0.0, 1.0), Point(1.0, 1.0)), marks=False),
    ),
    diagonal=True,
)


def test_it_is_well_formed_and_holds_the_points() -> None:
    root = ET.fromstring(draw(CHART))  # noqa: S314 - our own
    lines = [line.get("points") for line in root.iter(f"{SVG}polyline")]
    # The plot lies between 70 and 620 across, 46 and 324 down.
    assert lines == ["70.0,324.0 345.0,185.0 620.0,46.0", "70.0,254.5 620.0,254.5"]
    circles = [(mark.get("cx"), mark.get("cy")) for mark in root.iter(f"{SVG}circle")]
    assert circles[:3] == [("70.0", "324.0"), ("345.0", "185.0"), ("620.0", "46.0")]
    titles = [title.text for title in root.iter(f"{SVG}title")]
    assert titles == ["Right & <left>", "first: 0, 0", "first: 0.5, 2", "first: 1, 4", "second: a model, 1"]


def test_it_has_a_ground_labels_ticks_and_a_legend() -> None:
    root = ET.fromstring(draw(CHART))  # noqa: S314 - our own
    ground = next(root.iter(f"{SVG}rect"))
    assert (ground.get("width"), ground.get("height"), ground.get("fill")) == ("640", "420", "#fcfcfa")
    texts = [text.text for text in root.iter(f"{SVG}text")]
    for wanted in ("across", "up", "0 %", "50 %", "100 %", "0", "4", "first", "second", "third", "a model"):
        assert wanted in texts


def test_an_error_bar_ends_where_its_interval_does() -> None:
    root = ET.fromstring(draw(CHART))  # noqa: S314 - our own
    bars = [line for line in root.iter(f"{SVG}line") if line.get("opacity")]
    assert [(bar.get("y1"), bar.get("y2")) for bar in bars] == [("254.5", "115.5")]
