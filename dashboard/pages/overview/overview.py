"""总览: what needs me today, how far the region is, where it lags, and what is missing."""

from collections.abc import Sequence
from datetime import date

import streamlit as st
from sqlalchemy.orm import Session

from dashboard import agenda, headline, place_tables, remembered, scoping
from dashboard.lenses import SHOWN, Counts, Lens
from dashboard.lenses import counts as lens_counts
from dashboard.pages import Page
from dashboard.theme import chip
from dashboard.waiting import Item
from dashboard.widgets import empty, go_to, head, line, md_escape, title_row
from supervision import clock
from supervision.delivery import campaigns
from supervision.delivery.standings import Board
from supervision.figures import VERSION
from supervision.office import job_runs, regions, units
from supervision.office.lamps import Lamp
from supervision.office.people import Officer
from supervision.office.regions import Level, Region
from supervision.office.units import Unit
from supervision.quantities import Measure, Quantity
from supervision.words import _, listed

PAGES = {
    Lens.RESPONSIBILITY: ("responsibility.commitments", "承诺"),
    Lens.CONDUCT: ("conduct.flags", "疑点"),
    Lens.DELIVERY: ("delivery.progress", "申报核对"),
}
LAMP_WIDTH = 52
NAMED = 12


def show(session: Session, me: Officer) -> None:
    region = scoping.region(session, me)
    days = remembered.days(session, region.code)
    day = scoping.day(days)
    board = remembered.board(session, region.code, day)
    key = remembered.key(session, me, region.code, day)
    counts: Counts = remembered.made(
        "lenses", key, lambda: lens_counts(session, me, region.code, day, clock.today())
    )
    _title(session, me, region, days, board)
    waiting, lenses = st.columns([2.3, 1], gap="small")
    with waiting.container(border=True, gap="xxsmall", height="stretch"):
        # A run that failed leaves no line in the history, by which the rest of the page is remembered.
        runs = tuple(str(run.id) for run in job_runs.failed(session))
        remembered.drawing("today", key + runs, lambda: _today(agenda.of(session, me, board, clock.today())))
    with lenses.container(border=True, gap="xxsmall", height="stretch"):
        remembered.drawing("lenses", key, lambda: _lenses(counts, region.code, day))
    remembered.drawing("figures", key, lambda: _figures(session, region, board))
    if region.level is Level.COUNTY:
        _county(session, me, region, board, key)
    elif not board.empty:
        picture, table = st.columns([1, 3.5], gap="small")
        with picture.container(border=True, gap="xxsmall", height="stretch"):
            place_tables.pictures(board, key)
        with table.container(border=True, gap="xsmall", height="stretch"):
            place_tables.table(board, counts, key, me)
    if not board.empty:
        remembered.drawing("missing", key, lambda: _checked_and_missing(board))


def _figures(session: Session, region: Region, board: Board) -> None:
    if board.empty:
        empty(_("尚无进度周报。导入县（市、区）周报后，这里显示纳入、首次登记、转移登记和颁证情况。"))
        return
    published = remembered.published(session, region.code, board.day)
    headline.show(board, published)
    headline.late_totals(board, published)


def _checked_and_missing(board: Board) -> None:
    checked, missing = st.columns([1, 2], gap="small")
    with checked.container(border=True, gap="xxsmall", height="stretch"):
        _checked(board)
    with missing.container(border=True, gap="xxsmall", height="stretch"):
        _missing(board)


def _title(session: Session, me: Officer, region: Region, days: Sequence[date], board: Board) -> None:
    campaign = campaigns.current(session)
    week = (board.day - campaign.start_on).days // 7 + 1
    inside = {
        Level.PROVINCE: _("{cities} 市 {n} 县（市、区）", cities=len(board.places), n=board.whole.counties),
        Level.CITY: _("{n} 县（市、区）", n=board.whole.counties),
    }.get(region.level, "")
    parts = (
        _("统计截至 {day}", day=f"{board.day:%Y-%m-%d} 24:00"),
        _("第 {n} 周", n=week),
        _("口径 {version} 版", version=VERSION),
        inside,
    )
    title = f"{regions.full_name(session, region.code)}　{_(campaign.name)}"
    where, when = title_row(title, " · ".join(part for part in parts if part), fields=2)
    scoping.choose_region(session, me, region, where, key="overview")
    scoping.choose_day(days, board.day, when, key="overview")


def _today(items: Sequence[Item]) -> None:
    head(_("今天要办"), _("{n} 件，本人经办在前，按剩余时限排列", n=len(items)) if items else "")
    if not items:
        empty(_("今天没有待办事项。"))
    for item in items:
        with line():
            st.markdown(chip(item.lamp), width=84)
            st.markdown(f"**{item.kind.label}** {md_escape(item.text)}", width="stretch")
            late = item.left is not None and item.left <= 1
            st.markdown(
                f":{'red' if late else 'gray'}[{md_escape(item.time_left)}]" if item.time_left else "",
                width=110,
                text_alignment="right",
            )
            with st.container(width=64):
                go_to(item.page, _("{verb} ›", verb=item.verb), **item.query)


def _lenses(counts: Counts, region_code: str, day: date) -> None:
    """Every count opens exactly the records it counts."""
    with line("xsmall"):
        st.subheader(_("三个盯"), anchor=False)
        for lamp in SHOWN:
            st.markdown(chip(lamp), width=LAMP_WIDTH)
    for lens, found in counts.lamps.items():
        page, what = PAGES[lens]
        with line("xsmall"):
            st.markdown(f"{lens.label}　:gray[{_(what)}]", width="stretch")
            for lamp, number in found.items():
                query = {"region": region_code, "lamp": lamp.value}
                if lens is Lens.DELIVERY:
                    query["as_of"] = day.isoformat()
                with st.container(width=LAMP_WIDTH):
                    go_to(page, str(number) if page in st.session_state.get("pages", ()) else "—", **query)
    st.caption(_("未办结：承诺按项、疑点按条、申报核对按县"))


def _county(session: Session, me: Officer, region: Region, board: Board, key: tuple[str, ...]) -> None:
    """A county's own page: its streets, and the units that answer for it."""
    picture, streets, answerable = st.columns([1.1, 1.6, 1], gap="small")
    if not board.empty:
        with picture.container(border=True, gap="xxsmall", height="stretch"):
            place_tables.pictures(board, key)
    with (streets if not board.empty else st).container(border=True, gap="xsmall", height="stretch"):
        place_tables.streets(remembered.streets(session, region.code), region.code, me)
    with answerable.container(border=True, gap="xxsmall", height="stretch"):
        found = session.scalars(
            units.visible_to(me).where(regions.within(Unit.region_code, region.code)).limit(NAMED)
        ).all()
        head(_("责任单位"), _("{n} 个", n=len(found)))
        if not found:
            empty(_("本县（市、区）尚未录入责任单位。"))
        for unit in found:
            with line():
                st.text(unit.name, width="stretch")
                go_to("responsibility.units", _("查看 ›"), unit=str(unit.id))


def _checked(board: Board) -> None:
    """系统核对: what is claimed beside what the ledger holds, of the counties whose ledger is in."""
    whole = board.whole
    held = board.checked
    head(
        _("系统核对"),
        _("{n} / {all} 个县有台账", n=len(held), all=whole.counties),
        help=_("同一截止日的转移登记套数：申报取县周报，核对取登记台账；只比较台账已导入的县。"),
    )
    if not held:
        empty(_("登记台账尚未导入，申报数待核。"))
        return
    verified = Quantity(whole.ledger.transfer, Measure.HOMES)
    for cell, (label, said) in zip(
        st.columns(3),
        (
            (_("申报"), whole.checked.transfer.headline),
            (_("核对"), verified.headline),
            (_("申报多出"), str(whole.excess)),
        ),
        strict=True,
    ):
        cell.metric(label, said)
    with line():
        st.markdown(chip(Lamp.RED), width=LAMP_WIDTH)
        st.markdown(_("超差的县（市、区）"), width="stretch")
        go_to(
            "delivery.progress",
            str(len(whole.beyond)),
            region=whole.code,
            lamp=Lamp.RED.value,
            as_of=board.day.isoformat(),
        )


def _missing(board: Board) -> None:
    """缺什么: who has not reported, which figure cannot be computed, what nobody has checked."""
    whole = board.whole
    open_rate = [
        one.code for one in board.counties if not one.silent and one.sums.transfer_rate.amount is None
    ]
    no_ledger = [one.code for one in board.counties if one.ledger.homes is None]
    lines = (
        (_("从未报送，合计数不含"), whole.silent),
        (_("本期迟报，沿用其上期"), whole.late),
        (_("周报缺数，登记率无法计算"), open_rate),
        (_("台账未导入，申报数待核"), no_ledger),
        (_("周报待采信，不参加排名"), whole.unaccepted),
    )
    head(_("缺什么"), _("未报、无法计算、待核"))
    if not any(codes for _label, codes in lines):
        empty(_("本期没有缺数。"))
    for label, codes in lines:
        if codes:
            with line():
                st.markdown(f":gray[{label}]", width=190)
                st.markdown(f"**{len(codes)}**", width=36)
                st.text(_named(board, codes), width="stretch")


def _named(board: Board, codes: Sequence[str]) -> str:
    shown = listed(board.names[code] for code in codes[:NAMED])
    return _("{names} 等", names=shown) if len(codes) > NAMED else shown


PAGE = Page(chinese="总览", icon=":material/grid_view:", show=show, order=0)
