"""进度核对: each county's last report beside the ledger, its earlier reports, and a figure by telephone."""

from collections.abc import Sequence

import streamlit as st
from sqlalchemy.orm import Session

from dashboard import claims, county_reports, remembered, scoping, tables, telephoning
from dashboard.handing_out import offer
from dashboard.pages import Page
from dashboard.sheets_out import workbook
from dashboard.widgets import (
    empty,
    head,
    lamp_column,
    signs,
    title_row,
)
from supervision.delivery.progress import ProgressStatus
from supervision.delivery.standings import Board, Standing
from supervision.office import regions
from supervision.office.lamps import Lamp
from supervision.office.people import Officer
from supervision.office.regions import Level
from supervision.words import _, listed

NORMAL, HELD = "normal", "held"


def show(session: Session, me: Officer) -> None:
    region = scoping.region(session, me)
    days = remembered.days(session, region.code)
    day = scoping.day(days)
    board = remembered.board(session, region.code, day)
    line = _(
        "{place} · 统计截至 {day} · {n} 个县（市、区）",
        place=regions.full_name(session, region.code),
        day=f"{day:%Y-%m-%d}",
        n=board.whole.counties,
    )
    where, when, telephone = title_row(_("进度核对"), line, fields=2, buttons=1)
    scoping.choose_region(session, me, region, where, key="progress")
    scoping.choose_day(days, day, when, key="progress")
    with telephone:
        telephoning.offer(session, me, region)
    if board.empty:
        empty(_("尚无进度周报。收到县（市、区）周报并导入，或登记电话报数后，在此逐县核对。"))
        return
    shown = _filtered(board)
    left, right = st.columns([2.2, 1], gap="small")
    with left.container(border=True, gap="xsmall", height="stretch"):
        opened = _counties(board, shown, me)
    with right.container(border=True, gap="xsmall", height="stretch"):
        key = remembered.key(session, me, region.code, day, st.query_params.get("lamp", ""))
        remembered.drawing("progress", key, lambda: claims.show(shown, key="progress"))
    if opened:
        scoping.look_at(county=opened)
    if code := _asked_county(board):
        county_reports.show(session, me, next(one for one in board.counties if one.code == code))
    _missing(board)


def _filtered(board: Board) -> list[Standing]:
    """The counties of one lamp, or those with a ledger: the list behind a number on another page."""
    lists = {str(lamp): board.lit(lamp) for lamp in Lamp} | {NORMAL: board.lit(None), HELD: board.checked}
    counts = {name: len(found) for name, found in lists.items()}
    names = {str(lamp): lamp.sign for lamp in Lamp} | {NORMAL: _("正常"), HELD: _("有台账")}
    asked = str(st.query_params.get("lamp", ""))
    chosen = st.segmented_control(
        _("灯"),
        [name for name in names if counts[name]],
        default=asked if counts.get(asked) else None,
        format_func=lambda name: f"{names[name]}　{counts[name]}",
        label_visibility="collapsed",
        key=f"progress-lamp-{asked}-{board.whole.code}-{board.day}",
    )
    if (chosen or "") != asked:
        scoping.look_at(lamp=chosen)
    return list(board.counties) if chosen is None else lists[chosen]


def _counties(board: Board, shown: list[Standing], me: Officer) -> str | None:
    with st.container(horizontal=True, vertical_alignment="center"):
        head(
            _("各县申报与核对"),
            _("{n} 个，按行政区划排列；点一行看该县周报", n=len(shown)),
            help=_(
                "▲ 红：申报超出核对数，差额大于核对数的 0.5% 且大于 20 套；○：本期未报或缺数；"
                "◆ 黄：自报比例与复算相差超过 0.1 个百分点；● 蓝：尚未采信。核对数取登记台账同一截止日。"
            ),
        )
        st.space("stretch")
        offer(
            _("进度核对") + f"_{board.day:%Y%m%d}.xlsx",
            lambda reason: workbook(
                _("进度核对"), _headings(), [_row(board, one) for one in shown], officer=me, reason=reason
            ),
            me=me,
            key="progress-list",
        )
    if not shown:
        empty(_("此条件下没有记录。"))
        return None
    columns = {
        "name": tables.text(_("地区"), width=104),
        "lamp": lamp_column(88),
        "as_of": st.column_config.DateColumn(_("报至"), width=56, format="MM-DD"),
        "listed": tables.count(_("周报纳入"), 66, help=_("套，周报所报，是登记率的分母")),
        "claimed": tables.count(_("申报转移"), 66, help=_("套")),
        "verified": tables.count(_("核对转移"), 66, help=_("套，取登记台账同一截止日")),
        "excess": tables.number(_("申报多出"), width=66, format="localized", help=_("套")),
        "rate": tables.rate(_("转移登记率"), 78, help=_("申报转移登记套数 ÷ 纳入套数，复算")),
        "rank": tables.text(
            _("位次"), width=48, alignment="right", help=_("只排已采信且不超差的县（市、区）")
        ),
        "state": tables.text(_("状态"), width=64),
    }
    data = tables.frame([_row(board, one) for one in shown], columns)
    opened = tables.pick(
        data,
        columns,
        key=f"progress-counties-{board.whole.code}-{board.day}",
        alt=_("各县申报与核对"),
        at_most=14,
    )
    return None if opened is None else shown[opened].code


def _headings() -> dict[str, str]:
    return {
        "name": _("地区"),
        "sign": _("灯"),
        "as_of": _("报至"),
        "listed": _("周报纳入（套）"),
        "first": _("申报首登（套）"),
        "claimed": _("申报转移（套）"),
        "verified": _("核对转移（套）"),
        "excess": _("申报多出（套）"),
        "households": _("颁证（户）"),
        "rate": _("转移登记率（%）"),
        "rank": _("位次"),
        "state": _("状态"),
    }


def _row(board: Board, one: Standing) -> dict[str, object]:
    city = board.names.get(f"{one.code[:4]}00", "")
    return {
        "name": f"{city}{one.name}" if board.whole.code.endswith("0000") else one.name,
        "lamp": signs(one.lamp),
        "sign": one.lamp.sign if one.lamp else "",
        "as_of": one.as_of,
        "listed": one.sums.listed.amount,
        "first": one.sums.first.amount,
        "claimed": one.sums.transfer.amount,
        "verified": one.ledger.transfer,
        "excess": one.excess.amount,
        "households": one.sums.households.amount,
        "rate": one.shown.transfer_rate.amount,
        "rank": "—" if one.rank is None else str(one.rank),
        "state": _state(one),
    }


def _state(one: Standing) -> str:
    if one.silent:
        return _("未报")
    if one.late:
        return _("迟报")
    return ProgressStatus.SUBMITTED.label if one.unaccepted else ProgressStatus.ACCEPTED.label


def _asked_county(board: Board) -> str | None:
    if regions.level_of(board.whole.code) is Level.COUNTY:
        return board.whole.code
    asked = str(st.query_params.get("county", ""))
    return asked if any(one.code == asked for one in board.counties) else None


def _missing(board: Board) -> None:
    """缺什么: who has not reported, and which figure cannot be computed for it."""
    late, silent = board.whole.late, board.whole.silent
    with st.container(border=True, gap="xxsmall"):
        head(_("缺什么"), _("{n} 个县（市、区）", n=len(late) + len(silent)))
        if not late and not silent:
            empty(_("本期各县（市、区）均已报送。"))
        if late:
            st.text(_("本期迟报，合计数沿用其上期：{names}", names=_named(board, late)))
        if silent:
            st.text(_("从未报送，合计数不含：{names}", names=_named(board, silent)))


def _named(board: Board, codes: Sequence[str]) -> str:
    return listed(board.names[code] for code in codes)


PAGE = Page(chinese="进度核对", icon=":material/balance:", show=show, order=10)
