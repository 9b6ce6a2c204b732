"""Geometry of the chart: from points to coordinates."""

import datetime as dt
import re

from hypothesis import given
from hypothesis import strategies as st

from marketplace.drawing.stacked_area import HEIGHT, WIDTH, ClicksAt, stacked_area

DAY = dt.date(2026, 5, 1)
CLICKS = st.integers(min_value=0, max_value=10_000)
POINTS = st.lists(st.tuples(CLICKS, CLICKS, CLICKS), max_size=60)


def points(*clicks: tuple[int, int, int]) -> list[ClicksAt]:
    return [ClicksAt(DAY + dt.timedelta(days=n), *some) for n, some in enumerate(clicks)]


def test_layers_go_from_paid_up_and_share_their_edges() -> None:
    chart = stacked_area(points((5, 1, 4), (5, 1, 4)))

    kinds = [kind for kind, _outline in chart.layers]
    outlines = [[tuple(map(float, xy.split(","))) for xy in o.split()] for _kind, o in chart.layers]
    assert kinds == ["paid", "held", "unpaid"]
    assert outlines[0][:2] == outlines[1][:1:-1]  # the top of paid is the floor of held
    assert outlines[1][:2] == outlines[2][:1:-1]
    assert {xy[1] for xy in outlines[0][2:]} == {float(HEIGHT)}


def test_a_single_point_is_a_level_band_across_the_plot() -> None:
    ((_kind, outline),) = stacked_area(points((3, 0, 0))).layers

    xs = {float(xy.split(",")[0]) for xy in outline.split()}
    assert xs == {0.0, float(WIDTH)}


def test_no_points_and_no_clicks_draw_nothing() -> None:
    assert stacked_area([]).layers == []
    assert stacked_area(points((0, 0, 0), (0, 0, 0))).layers == []


def test_a_kind_without_clicks_has_no_layer() -> None:
    assert [kind for kind, _ in stacked_area(points((1, 0, 2))).layers] == ["paid", "unpaid"]


def test_hours_are_named_by_quarters_of_a_day() -> None:
    midnight = dt.datetime(2026, 5, 1, tzinfo=dt.UTC)
    series = [ClicksAt(midnight + dt.timedelta(hours=n), 1, 0, 0) for n in range(24)]

    assert [name.at.hour for name in stacked_area(series).names] == [0, 6, 12, 18, 23]  # type: ignore[union-attr]


def test_columns_cover_the_plot_without_a_gap() -> None:
    columns = stacked_area(points(*[(1, 0, 0)] * 5)).columns

    ends = [round(float(column.x) + float(column.width), 1) for column in columns]
    assert [float(column.x) for column in columns[1:]] == ends[:-1]
    assert (float(columns[0].x), ends[-1]) == (0.0, float(WIDTH))


@given(POINTS)
def test_everything_stays_inside_and_is_written_for_a_browser(
    clicks: list[tuple[int, int, int]],
) -> None:
    chart = stacked_area(points(*clicks))

    for _kind, outline in chart.layers:
        for x, y in (xy.split(",") for xy in outline.split()):
            assert 0 <= float(x) <= WIDTH
            assert 0 <= float(y) <= HEIGHT
    assert all(re.fullmatch(r"\d+\.\d\d%", mark.percent) for mark in chart.marks)
    assert all(re.fullmatch(r"\d+\.\d\d%", name.percent) for name in chart.names)
