from datetime import date, timedelta

from dashboard import axes
from dashboard.charts import dot_ranking, dumbbell, gap_lines, tile_grid
from dashboard.charts.dot_ranking import Place
from dashboard.charts.dumbbell import Pair
from dashboard.charts.tile_grid import Tile
from dashboard.theme import DARK, LIGHT
from supervision.office.lamps import Lamp
from supervision.quantities import Measure, Quantity


def homes(number: float | None) -> Quantity:
    return Quantity(number, Measure.HOMES)


def points(number: float | None) -> Quantity:
    return Quantity(number, Measure.POINTS)


def test_a_city_without_a_figure_is_a_dashed_tile_that_says_so() -> None:
    tiles = [
        Tile("140100", "太原市", points(2.6), Lamp.RED),
        Tile("140900", "忻州市", points(None), Lamp.UNKNOWN),
    ]

    figure = tile_grid.draw(tiles, LIGHT)

    assert list(figure.data[0].customdata) == ["140100", "140900"]
    assert [one.text for one in figure.layout.annotations] == ["▲ 太原<br>2.60", "○ 忻州<br>缺数"]
    assert [shape.line.dash for shape in figure.layout.shapes] == [None, "dot"]
    assert figure.layout.shapes[0].fillcolor == LIGHT.ramp[4]


def test_no_city_at_all_is_an_empty_grid() -> None:
    assert list(tile_grid.draw([], DARK).data[0].x) == []
    assert tile_grid.step_of([]) == 0.25


def test_the_widest_gap_stands_on_top_and_places_without_figures_are_left_out() -> None:
    pairs = [
        Pair("城区", homes(400), homes(300), homes(200), beyond=True),
        Pair("矿区", homes(400), homes(200), homes(198), beyond=False),
        Pair("郊区", homes(400), homes(200), homes(None), beyond=False),
    ]

    figure = dumbbell.draw(pairs, LIGHT)

    assert list(figure.layout.yaxis.ticktext) == ["矿区", "城区"]
    assert list(figure.data[-1].x) == [49.5, 50.0]
    assert list(figure.data[-2].x) == [50.0, 75.0]
    assert figure.layout.annotations[1].text == "▲ +100套"


def test_nothing_to_compare_is_drawn_as_nothing() -> None:
    assert list(dumbbell.draw([], LIGHT).data[-1].x) == []


def test_names_that_people_typed_are_no_markup_in_a_chart() -> None:
    figure = dumbbell.draw([Pair("<a href='//x'>区</a>", homes(4), homes(3), homes(2), beyond=False)], LIGHT)

    assert "<a" not in figure.layout.yaxis.ticktext[0]


def test_a_rate_is_ranked_with_its_denominator_and_few_homes_make_a_hollow_dot() -> None:
    places = [
        Place("1", "城区", homes(30), homes(412), 2, None),
        Place("2", "矿区", homes(20), homes(29), None, Lamp.BLUE),
        Place("3", "郊区", homes(380), homes(412), 1, None),
        Place("4", "盂县", homes(None), homes(412), None, Lamp.UNKNOWN),
    ]

    figure = dot_ranking.draw(places, LIGHT)

    assert [text.split("　")[0] for text in figure.layout.yaxis.ticktext] == [
        "○ 盂县",
        "● 矿区",
        "城区",
        "郊区",
    ]
    assert figure.layout.annotations[2].text == "7.28%<br><span style='font-size:10px'>30／412套</span>"
    assert figure.layout.annotations[0].text == "无法计算"
    assert list(figure.data[0].marker.symbol) == ["circle-open", "circle", "circle"]
    assert figure.data[0].marker.color[0] == LIGHT.other


def test_a_week_without_a_report_leaves_a_hole() -> None:
    days = [date(2022, 6, 16) + timedelta(days=7 * week) for week in range(3)]
    rates = [Quantity(amount, Measure.PERCENT) for amount in (90.0, None, 92.0)]

    figure = gap_lines.draw(days, rates, rates, LIGHT)

    assert list(figure.data[0].y) == [90.0, None, 92.0]
    assert figure.data[1].fill == "tonexty"
    assert figure.layout.annotations[1].text == "转移登记率<br>92.00%"


def test_the_axis_stands_around_the_rates_with_round_ticks() -> None:
    assert axes.window([97.41, 97.44], ticks=3)[1] == [97, 98]
    assert axes.window([100.0, 100.0], ticks=3)[1] == [99, 100]
    assert axes.window([3.0, 98.0], ticks=5)[1][0] == 0
    assert axes.window([], ticks=5)[1][-1] == 100


def test_an_axis_finds_round_ticks_however_far_a_ledger_outgrows_its_report() -> None:
    for rate in (0.0, 99.0, 230.0, 5_700.0, 123_456_789.0):
        (low, high), ticks = axes.window([rate, 3.0], ticks=3)

        assert low <= 3.0
        assert high >= rate
        assert 1 <= len(ticks) <= 4
