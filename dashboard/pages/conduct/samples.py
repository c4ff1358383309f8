"""抽查核验: what a unit claims, a sample by lot, what was found, and what that proves."""

from collections.abc import Sequence

import streamlit as st
from sqlalchemy.orm import Session

from dashboard import sample_acts, sample_sheet, scoping, tables
from dashboard.pages import Page
from dashboard.widgets import closing, empty, head, title_row
from supervision.conduct import samples
from supervision.conduct.exact_shares import Share
from supervision.conduct.samples import Result, Sample, SampleStatus
from supervision.office import regions
from supervision.office.people import Officer, Role
from supervision.quantities import Measure
from supervision.words import _

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
            sample_acts.plan(session, me, here.code, here.level)
    if not found:
        empty(_("尚无抽查。选到一个县，记录种子后抽取，导出工作簿逐套核验，收回后汇总。"))
        return
    opened = _list(session, found)
    by_address = "sample" in st.query_params
    asked = opened or next(
        (one for one in found if one.id == scoping.number("sample")), None if by_address else found[0]
    )
    if opened is not None:
        scoping.look_at(sample=str(opened.id))
    if asked is None:
        empty(_("没有这次抽查，或不在您的范围内。"))
    else:
        sample_sheet.show(session, asked, me)
    _units(session, found)


def _list(session: Session, found: Sequence[Sample]) -> Sample | None:
    columns = {
        "number": tables.text(_("抽查编号"), width=170),
        "place": tables.text(_("地区"), width=110),
        "stage": tables.text(_("环节"), width=90),
        "as_of": tables.text(_("申报截至"), width=92),
        "claimed": tables.text(_("申报占纳入"), width=88, alignment="right"),
        "proven": tables.text(_("可证实至少占纳入"), width=124, alignment="right"),
        "verified": tables.text(_("抽中一致"), width=126, alignment="right"),
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
            "verified": sample_sheet.told(one.verified),
            "proven": str(one.proven),
            "disconnect": str(one.disconnect),
            "status": one.status.label,
        }
        for one in found
    ]
    with st.container(border=True, gap="xsmall"):
        head(_("各次抽查"), _("点一行看各套；“至少”按单侧 95% 精确下限推算到登记台账全部房屋"))
        opened = tables.pick(
            tables.frame(rows, columns), columns, key="samples-table", alt=_("抽查"), at_most=8
        )
    return None if opened is None else found[opened]


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
            said = sample_sheet.told(wrong) if len(seen) >= LEAST else _("样本不足（{n} 套）", n=len(seen))
            st.text(f"{name}　{said}")


PAGE = Page(
    chinese="抽查核验",
    icon=":material/casino:",
    show=show,
    order=17,
    roles=frozenset({Role.INSPECTOR, Role.TASK_FORCE, Role.LEADER, Role.PRINCIPAL}),
)
