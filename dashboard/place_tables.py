"""The places of a region in one table, and in one picture: tiles, ranking, or 剪刀差 over time."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from dashboard import drilling, remembered, scoping, tables
from dashboard.charts import dot_ranking, gap_lines, tile_grid
from dashboard.handing_out import offer_list
from dashboard.lenses import Counts
from dashboard.widgets import chart, empty, head, lamp_column, palette, signs
from supervision.delivery.coverage import Coverage
from supervision.delivery.standings import PERIOD, WEEKS, Board, Standing
from supervision.labels import Labelled
from supervision.office import regions
from supervision.office.people import Officer
from supervision.office.regions import Level
from supervision.words import _

PICTURE = 356


class View(Labelled):
    """Three ways to look at the same places."""

    TILES = "tiles", "分布"
    RANKING = "ranking", "位次"
    TREND = "trend", "走势"


def pictures(board: Board, key: tuple[str, ...]) -> None:
    """One picture at a time; the tiles only where there are cities."""
    views = {
        Level.PROVINCE: [View.TILES, View.RANKING, View.TREND],
        Level.CITY: [View.RANKING, View.TREND],
    }.get(regions.level_of(board.whole.code), [View.TREND])
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        place = st.container(width="content")
        chosen = st.segmented_control(
            _("看法"),
            views,
            default=views[0],
            required=True,
            format_func=lambda one: one.label,
            label_visibility="collapsed",
            key=f"overview-view-{len(views)}",
        )
    view = View(chosen)
    with place:
        head(_("位次") if view is View.RANKING else _("剪刀差"), help=_help(board, view))
    if view is View.TILES:
        _tiles(board, key)
    elif view is View.RANKING:
        remembered.drawing("ranking", key, lambda: _ranking(board))
    else:
        remembered.drawing("trend", key, lambda: _trend(board))


def table(board: Board, counts: Counts, key: tuple[str, ...], me: Officer) -> None:
    """The whole first, then each place in administrative order; a row opens the place."""
    by_city = board.whole.code.endswith("0000")
    title = _("各市进度") if by_city else _("各县进度")
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        head(title, _("按行政区划排列；点一行看下一级"))
        offer_list(title, _columns(), lambda: _lines(board, counts), me=me, key="overview-places-list")
    opened = tables.pick(
        remembered.made("places", key, lambda: tables.frame(_lines(board, counts), _columns())),
        _columns(),
        key=f"overview-places-{board.whole.code}-{board.day}",
        alt=title,
        at_most=18,
    )
    if opened:
        scoping.go(region=board.places[opened - 1].code, as_of=board.day.isoformat())


def _help(board: Board, view: View) -> str:
    if view is View.RANKING:
        return _(
            "转移登记率，括号内为转移套数／纳入套数。只排本期已报、已采信且不超差的地区；"
            "空心点：分母不足 30 套。"
        )
    words = _("首次登记率－转移登记率，百分点：已首次登记而未转移到群众名下的比例。")
    if view is View.TREND:
        return words
    return words + _(
        "每深一级 {step} 个百分点；点一格看该市各县。", step=f"{tile_grid.step_of(_tiles_of(board)):g}"
    )


def _lines(board: Board, counts: Counts) -> list[dict[str, Any]]:
    whole = _("全省") if board.whole.code.endswith("0000") else board.whole.name
    lines = [_row(whole, board.whole, counts) | {"lamp": []}]
    return lines + [_row(one.name, one, counts) for one in board.places if one.code != board.whole.code]


def _row(name: str, one: Standing, counts: Counts) -> dict[str, Any]:
    shown = one.shown
    return {
        "name": name,
        "lamp": signs(one.lamp),
        "listed": one.sums.listed,
        "first": shown.first_rate,
        "transfer": shown.transfer_rate,
        "trend": [rate for week in one.weeks if (rate := week.transfer_rate.amount) is not None],
        "scissors": shown.scissors,
        "change": one.change,
        "households": one.sums.households,
        "excess": one.excess,
        "rank": "—" if one.rank is None else str(one.rank),
        "overdue": counts.inside(counts.overdue, one.code),
        "to_judge": counts.inside(counts.to_judge, one.code),
    }


def _columns() -> dict[str, Any]:
    return {
        "name": tables.text(_("地区"), width=58),
        "lamp": lamp_column(88),
        "listed": tables.count(_("周报纳入"), 66, help=_("各县最近一期周报所报纳入套数，是登记率的分母")),
        "first": tables.rate(_("首登率"), 62),
        "transfer": tables.rate(_("转移登记率"), 76, help=_("转移登记套数 ÷ 纳入套数")),
        "rank": tables.text(
            _("位次"), width=44, alignment="right", help=_("只排本期已报、已采信且不超差的地区")
        ),
        "trend": st.column_config.LineChartColumn(
            _("近半年"), width=54, color="gray", help=_("转移登记率，近 26 周")
        ),
        "scissors": tables.number(_("剪刀差"), width=56, format="%.2f", help=_("首登率－转移登记率，百分点")),
        "change": tables.number(_("较上周"), width=58, format="%+.2f", help=_("转移登记率较上周，百分点")),
        "households": tables.count(_("颁证（户）"), 76),
        "excess": tables.count(
            _("申报多出"),
            66,
            help=_("申报转移登记超出登记台账的套数；只计台账已导入的县，均未导入的无法计算"),
        ),
        "overdue": tables.number(_("超期承诺"), width=64, help=_("项")),
        "to_judge": tables.number(_("待研判"), width=54, help=_("疑点，条")),
    }


def _tiles_of(board: Board) -> list[tile_grid.Tile]:
    return [tile_grid.Tile(one.code, one.name, one.shown.scissors, one.lamp) for one in board.places]


def _tiles(board: Board, key: tuple[str, ...]) -> None:
    chosen = chart(
        remembered.made("tiles", key, lambda: tile_grid.draw(_tiles_of(board), palette())),
        height=PICTURE,
        key="overview-tiles",
        alt=_("各市剪刀差"),
        on_select="rerun",
        selection_mode="points",
    )
    if points := chosen["selection"]["points"]:
        scoping.go(region=str(points[0]["customdata"]), as_of=board.day.isoformat())


def _ranking(board: Board) -> None:
    places = [
        dot_ranking.Place(one.code, one.name, one.sums.transfer, one.sums.listed, one.rank, one.lamp)
        for one in board.places
    ]
    chart(
        dot_ranking.draw(places, palette()),
        height=max(140, 31 * len(places) + 44),
        key="overview-ranking",
        alt=_("转移登记率位次"),
    )


def _trend(board: Board) -> None:
    days = [board.day - PERIOD * back for back in range(WEEKS - 1, -1, -1)]
    weeks = board.whole.weeks
    chart(
        gap_lines.draw(
            days, [week.first_rate for week in weeks], [week.transfer_rate for week in weeks], palette()
        ),
        height=PICTURE,
        key="overview-trend",
        alt=_("首次登记率与转移登记率走势"),
    )


def streets(found: Mapping[str | None, Coverage], county_code: str, me: Officer) -> None:
    """A county's streets with what the ledger holds; a row opens the street's compounds."""
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        head(_("街道（乡镇）"), _("{n} 个；点一行看项目", n=len(found)))
        place = st.container(width="content")
    if not found:
        empty(_("任务清单尚未导入。"))
        return
    columns = {
        "name": tables.text(_("街道（乡镇）"), width=140),
        "included": tables.count(_("纳入项目"), 68),
        "listed": tables.count(_("清单（套）"), 78),
        "homes": tables.count(_("台账（套）"), 78),
        "rate": tables.rate(_("转移登记率"), 82),
    }
    lines = [
        {
            "name": drilling.street_name(street),
            "included": one.included,
            "listed": one.listed,
            "homes": one.ledger.homes,
            "rate": one.transfer_rate,
        }
        for street, one in found.items()
    ]
    with place:
        offer_list(_("街道（乡镇）"), columns, lambda: lines, me=me, key="overview-streets-list")
    opened = tables.pick(
        tables.frame(lines, columns),
        columns,
        key=f"overview-streets-{county_code}",
        alt=_("街道（乡镇）"),
        at_most=12,
    )
    if opened is not None:
        street = list(found)[opened]
        drilling.open_street(county_code, street)
