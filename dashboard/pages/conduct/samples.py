"""抽查核验: what a unit claims, a sample by lot, what was found, and what that proves."""

from collections.abc import Sequence

import streamlit as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from dashboard import scoping, tables
from dashboard.change import attempt, say
from dashboard.closing_forms import act_and_close
from dashboard.handing_out import offer
from dashboard.pages import Page
from dashboard.step_forms import StepForms
from dashboard.widgets import close, closing, empty, head, line, md_escape, past, title_row
from supervision.clock import OFFICE
from supervision.conduct import samples
from supervision.conduct.exact_shares import Share
from supervision.conduct.samples import CLAIMED, LARGEST, SMALLEST, WORKFLOW, Result, Sample, SampleStatus
from supervision.delivery.homes import Stage
from supervision.delivery.progress import ProgressReport, ProgressStatus
from supervision.intake import sample_sheets
from supervision.office import regions, units
from supervision.office.people import Officer, Role
from supervision.office.regions import Level
from supervision.office.units import Unit
from supervision.quantities import Measure
from supervision.words import _

STEPS = StepForms(Sample, WORKFLOW)
USUAL = 60
#: Reports that a claim still stands on.
STANDING = (ProgressStatus.SUBMITTED, ProgressStatus.ACCEPTED)
#: Units are set beside each other only where so many of their homes were looked at (待核).
LEAST = 30


def show(session: Session, me: Officer) -> None:
    here = scoping.region(session, me)
    found = session.scalars(samples.visible_to(me).where(regions.within(Sample.region_code, here.code))).all()
    said = _(
        "{place} · 抽查 {n} 次 · 种子先记录，后抽取；每套只核对是否与申报一致",
        place=regions.full_name(session, here.code),
        n=len(found),
    )
    where, plan = title_row(_("抽查核验"), said, fields=1, buttons=1)
    scoping.choose_region(session, me, here, where, key="samples")
    if me.holds(Role.INSPECTOR):
        with plan.popover(_("新的抽查"), key=closing("sample-plan"), icon=":material/casino:"):
            _plan(session, me, here.code, here.level)
    if not found:
        empty(_("尚无抽查。选到一个县，记录种子后抽取，导出工作簿逐套核验，收回后汇总。"))
        return
    opened = _list(session, found)
    asked = opened or next((one for one in found if one.id == scoping.number("sample")), found[0])
    if opened is not None:
        scoping.look_at(sample=str(opened.id))
    _one(session, asked, me)
    _units(session, found)


def _plan(session: Session, me: Officer, code: str, level: Level) -> None:
    """From the newest report of a county that still stands."""
    if level is not Level.COUNTY:
        empty(_("请先在右上角选到一个县（市、区）。"))
        return
    report = session.scalars(
        select(ProgressReport)
        .where(ProgressReport.county_code == code, ProgressReport.status.in_(STANDING))
        .order_by(ProgressReport.as_of.desc(), ProgressReport.id.desc())
        .limit(1)
    ).first()
    if report is None:
        empty(_("本县（市、区）没有周报，无从抽查。"))
        return
    st.text(_("申报截至 {day}", day=f"{report.as_of:%Y-%m-%d}"))
    stage = st.segmented_control(
        _("抽查环节（必填）"),
        list(CLAIMED),
        default=Stage.TRANSFER,
        required=True,
        format_func=lambda one: one.label,
        key="sample-stage",
    )
    size = st.number_input(
        _("抽查数量（套）"), min_value=SMALLEST, max_value=LARGEST, value=USUAL, step=10, key="sample-size"
    )
    roster = {
        one.id: one.name
        for one in session.scalars(units.visible_to(me).where(Unit.region_code == code).order_by(Unit.name))
    }
    unit = st.selectbox(
        _("申报单位"),
        list(roster),
        index=None,
        format_func=lambda number: roster[number],
        placeholder=_("不指定"),
        key="sample-unit",
    )
    number = report.id
    if st.button(_("记录种子"), key="sample-plan-go", type="primary"):
        act_and_close(
            "sample-plan",
            lambda session, by: Sample.plan(
                session,
                session.get_one(ProgressReport, number),
                stage=stage or Stage.TRANSFER,
                size=int(size),
                by=by,
                unit=session.get_one(Unit, unit) if unit else None,
            ),
            me=me,
            done=_("种子已记入操作历史"),
        )


def _list(session: Session, found: Sequence[Sample]) -> Sample | None:
    columns = {
        "number": tables.text(_("抽查编号"), width=170),
        "place": tables.text(_("地区"), width=110),
        "stage": tables.text(_("环节"), width=90),
        "as_of": tables.text(_("申报截至"), width=92),
        "claimed": tables.text(_("申报"), width=80, alignment="right"),
        "verified": tables.text(_("核验"), width=150, alignment="right"),
        "at_least": tables.text(_("至少（95%）"), width=96, alignment="right"),
        "disconnect": tables.text(_("脱节率"), width=80, alignment="right"),
        "status": tables.text(_("状态"), width=96),
    }
    rows = [
        {
            "number": one.number,
            "place": regions.full_name(session, one.region_code),
            "stage": one.stage.label,
            "as_of": f"{one.as_of:%Y-%m-%d}",
            "claimed": str(one.claimed),
            "verified": _share(one.verified),
            "at_least": str(one.verified.at_least),
            "disconnect": str(one.disconnect),
            "status": one.status.label,
        }
        for one in found
    ]
    with st.container(border=True, gap="xsmall"):
        head(_("各次抽查"), _("点一行看各套；“至少”为单侧 95% 精确界"))
        opened = tables.pick(
            tables.frame(rows, columns), columns, key="samples-table", alt=_("抽查"), at_most=8
        )
    return None if opened is None else found[opened]


def _share(share: Share) -> str:
    return f"{share.rate}（{share.hits}/{share.n}）" if share.n else str(share.rate)


def _one(session: Session, sample: Sample, me: Officer) -> None:
    with st.container(border=True, gap="xsmall"):
        with line():
            st.markdown(
                f"**{md_escape(sample.number)}**　:gray[{md_escape(sample.status.label)}]", width="content"
            )
            st.space("stretch")
            if sample.homes:
                offer(
                    f"{sample.number}{sample_sheets.TITLE}.xlsx",
                    lambda _reason: sample_sheets.write(sample),
                    me=me,
                    key=f"sample-{sample.id}",
                    label=_("核验表"),
                )
        st.text(_claim(sample))
        st.caption(
            md_escape(
                _(
                    "种子 {seed}，{when} 记录",
                    seed=sample.seed,
                    when=f"{sample.seeded_at.astimezone(OFFICE):%Y-%m-%d %H:%M}",
                )
            )
        )
        STEPS.bar(session, sample, me)
        _homes(sample)
    with st.container(border=True, gap="xxsmall"):
        past(sample, WORKFLOW, me=me)


def _claim(sample: Sample) -> str:
    """Claimed and verified, one after the other, and never one number of both."""
    seen = sample.verified
    if not seen.n:
        return _("申报 {claimed}；尚未核验。", claimed=sample.claimed)
    return _(
        "申报 {claimed}；核验 {n} 套，一致 {hits} 套，{rate}，至少 {least}（单侧 95%）；脱节率 {gap}；"
        "无法核实 {unknown} 套。",
        claimed=sample.claimed,
        n=seen.n,
        hits=seen.hits,
        rate=seen.rate,
        least=seen.at_least,
        gap=sample.disconnect,
        unknown=sum(home.result is Result.UNKNOWN for home in sample.counting),
    )


def _homes(sample: Sample) -> None:
    if not sample.homes:
        return
    columns = {
        "place": tables.number(_("序号"), width=56),
        "unit_code": tables.text(_("不动产单元号"), width=240),
        "compound": tables.text(_("项目编号"), width=120),
        "building": tables.text(_("楼栋"), width=90),
        "room": tables.text(_("房号"), width=70),
        "counts": tables.text(_("计入"), width=90),
        "result": tables.text(_("核验结果"), width=110),
        "remark": tables.text(_("说明"), width=220),
    }
    rows = [
        {
            "place": home.place,
            "unit_code": home.unit_code,
            "compound": home.compound_number or "",
            "building": home.building or "",
            "room": home.room or "",
            "counts": _("附带核验") if home.besides else _("样本"),
            "result": home.result.label if home.result else _("未收回"),
            "remark": home.remark or "",
        }
        for home in sample.homes
    ]
    tables.draw(
        tables.frame(rows, columns), columns, key=f"sample-homes-{sample.id}", alt=_("抽中的房屋"), at_most=12
    )


def _units(session: Session, found: Sequence[Sample]) -> None:
    """脱节率 of each unit over its closed samples; by name, and only where enough was looked at."""
    by_unit: dict[str, list[Sample]] = {}
    for one in found:
        if one.unit and one.status is SampleStatus.CLOSED:
            by_unit.setdefault(one.unit.name, []).append(one)
    if not by_unit:
        return
    with st.container(border=True, gap="xxsmall"):
        head(_("各单位脱节率"), _("只计已汇总的；核验不足 {n} 套的不列比例，不作排名", n=LEAST))
        for name, closed in sorted(by_unit.items()):
            seen = [home for one in closed for home in one.looked_at]
            wrong = Share(sum(home.result is Result.NOT_SO for home in seen), len(seen), Measure.HOMES)
            said = _share(wrong) if len(seen) >= LEAST else _("样本不足（{n} 套）", n=len(seen))
            st.text(f"{name}　{said}")


def _take_back(_session: Session, sample: Sample, me: Officer) -> None:
    key, number = STEPS.key("take_back", sample), sample.id
    file = st.file_uploader(_("填好的核验表（.xlsx）"), key=closing(f"{key}-file"))
    empty(_("只收本次导出的工作簿；与先前收回的结果不同的，不采用。"))
    if st.button(_("收回结果"), key=key, type="primary", disabled=file is None) and file:
        name, data = file.name, file.getvalue()

        def work(session: Session, by: Officer) -> str:
            checksum, rows = sample_sheets.read(name, data)
            counted = session.get_one(Sample, number).take_back(rows, checksum=checksum, by=by)
            return _("新收回 {new} 套，与先前相同 {unchanged} 套，未填 {empty} 套", **counted)

        if done := attempt(work, me=me):
            say(done[0])
            close(f"{key}-file")
            st.rerun()


def _draw(_session: Session, sample: Sample, me: Officer) -> None:
    empty(_("按已记录的种子抽取，不能重抽；另附带核验若干项目，不计入比例。"))
    STEPS.take("draw", sample, me, lambda session, it, by: it.draw(session, by=by), primary=True)


def _close(_session: Session, sample: Sample, me: Officer) -> None:
    empty(_("汇总后不再收回结果；由未录入结果的人办理。"))
    STEPS.take("close", sample, me, lambda _s, it, by: it.close(by=by), primary=True)


STEPS.add({"draw": _draw, "take_back": _take_back, "close": _close})
PAGE = Page(
    chinese="抽查核验",
    icon=":material/casino:",
    show=show,
    order=17,
    roles=frozenset({Role.INSPECTOR, Role.TASK_FORCE, Role.LEADER}),
)
