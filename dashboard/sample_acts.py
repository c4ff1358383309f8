"""What becomes of a sampling check: planned with its seed, drawn, taken back, summed up."""

import streamlit as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from dashboard.change import attempt, say
from dashboard.closing_forms import act_and_close
from dashboard.step_forms import StepForms
from dashboard.widgets import close, closing, empty
from supervision.conduct.samples import CLAIMED, LARGEST, SMALLEST, WORKFLOW, Sample
from supervision.delivery.homes import Stage
from supervision.delivery.progress import ProgressReport, ProgressStatus
from supervision.intake import sample_sheets
from supervision.office import units
from supervision.office.people import Officer
from supervision.office.regions import Level
from supervision.office.units import Unit
from supervision.words import _

STEPS = StepForms(Sample, WORKFLOW)
USUAL = 60
#: Reports that a claim still stands on.
STANDING = (ProgressStatus.SUBMITTED, ProgressStatus.ACCEPTED)


def plan(session: Session, me: Officer, code: str, level: Level) -> None:
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


def _take_back(_session: Session, sample: Sample, me: Officer) -> None:
    key, number = STEPS.key("take_back", sample), sample.id
    file = st.file_uploader(_("填好的核验表（.xlsx）"), key=closing(f"{key}-file"))
    empty(_("只收本次导出的工作簿；与先前收回的结果不同的，不采用。"))
    if st.button(_("收回结果"), key=key, type="primary", disabled=file is None) and file:
        name, data = file.name, file.getvalue()

        def work(session: Session, by: Officer) -> str:
            sample = session.get_one(Sample, number)
            checksum, rows = sample_sheets.read(name, data, of=sample)
            counted = sample.take_back(rows, checksum=checksum, by=by)
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
