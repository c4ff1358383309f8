"""One sampling check: what was claimed, what was found, its seed, and its homes one by one."""

import streamlit as st
from sqlalchemy.orm import Session

from dashboard import tables
from dashboard.handing_out import offer
from dashboard.sample_acts import STEPS
from dashboard.widgets import line, md_escape, past
from supervision.clock import OFFICE
from supervision.conduct.exact_shares import Share
from supervision.conduct.samples import WORKFLOW, Result, Sample
from supervision.intake import sample_sheets
from supervision.office.people import Officer
from supervision.words import _


def show(session: Session, sample: Sample, me: Officer) -> None:
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
    """Claimed, and what is proven, of the same list; never one number of both."""
    claimed = _("申报 {homes}，占纳入 {rate}。", homes=sample.claimed_homes, rate=sample.claimed)
    if sample.population is None:
        return claimed
    claimed += _("登记台账有 {n} 套，从中抽取。", n=f"{sample.population:,}")
    if sample.nowhere:
        claimed += _("申报多于台账的 {n} 套无从抽取，见申报数大于核对数（PR01）。", n=f"{sample.nowhere:,}")
    seen = sample.verified
    if not seen.n:
        return claimed + _("尚未核验。")
    return claimed + _(
        "核验 {n} 套，一致 {hits} 套，{rate}，至少 {least}（单侧 95%）；可证实至少 {homes}，占纳入 {proven}；"
        "脱节率 {gap}；无法核实 {unknown} 套。",
        n=seen.n,
        hits=seen.hits,
        rate=seen.rate,
        least=seen.at_least,
        homes=sample.proven_homes,
        proven=sample.proven,
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


def told(share: Share) -> str:
    return f"{share.rate}（{share.hits}/{share.n}）" if share.n else str(share.rate)
