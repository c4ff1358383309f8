"""承诺台账: what was promised, by lamp, state, unit and place, and one of them in full."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import streamlit as st
from sqlalchemy.orm import Session

from dashboard import commitment_draft, commitment_sheet, scoping, tables
from dashboard.handing_out import offer
from dashboard.pages import Page
from dashboard.sheets_out import workbook
from dashboard.widgets import empty, head, lamp_column, signs, title_row
from supervision import clock
from supervision.office import regions
from supervision.office.lamps import URGENCY, Lamp
from supervision.office.people import OFFICE, Officer, Role
from supervision.quantities import Quantity
from supervision.responsibility import commitments, cross_checks
from supervision.responsibility.commitment_steps import OPEN
from supervision.responsibility.commitments import Commitment, CommitmentStatus
from supervision.words import _

WITHDRAWN = CommitmentStatus.WITHDRAWN


def show(session: Session, me: Officer) -> None:
    today = clock.today()
    region = scoping.region(session, me)
    inside = session.scalars(
        commitments.visible_to(me).where(
            regions.within(Commitment.region_code, region.code), Commitment.status != WITHDRAWN
        )
    ).all()
    line = _(
        "{place} · {counted}；未销号 {open} 项 · {day}",
        place=regions.full_name(session, region.code),
        counted=_counted(inside),
        open=sum(one.status in OPEN for one in inside),
        day=f"{today:%Y-%m-%d}",
    )
    where, export, action = title_row(_("承诺台账"), line, fields=1, buttons=2)
    scoping.choose_region(session, me, region, where, key="commitments")
    if not me.is_unit:
        with action:
            commitment_draft.offer(session, me, region.code)
    if not inside:
        empty(_("尚无承诺事项。导入承诺事项清单，或起草后交办，在此逐项盯到销号。"))
        return
    with st.container(border=True, gap="xsmall"):
        shown = _filtered(inside, today)
        opened = _table(session, shown, today)
    with export:
        offer(
            _("承诺台账") + f"_{today:%Y%m%d}.xlsx",
            lambda reason: workbook(
                _("承诺台账"), _headings(), _rows(session, shown, today), officer=me, reason=reason
            ),
            me=me,
            key="commitments-list",
        )
    if asked := _asked(session, me, opened):
        commitment_sheet.show(session, asked, me)


def _counted(found: Sequence[Commitment]) -> str:
    """172 项，另有草稿 1 项: what was handed out, and what is still being written."""
    drafts = sum(one.status is CommitmentStatus.DRAFT for one in found)
    if not drafts:
        return _("{n} 项", n=len(found))
    return _("{n} 项，另有草稿 {drafts} 项", n=len(found) - drafts, drafts=drafts)


def _filtered(found: Sequence[Commitment], today: date) -> list[Commitment]:
    """What the address asks for: ?lamp=red&status=open&unit=7; the most urgent first."""
    lamp, status, unit = (str(st.query_params.get(name, "")) for name in ("lamp", "status", "unit"))
    lit = [one for one in Lamp if any(each.lamp(today) is one for each in found)]
    names = {str(each.unit_id): each.unit.name for each in found}
    states = ["open", *(str(one) for one in CommitmentStatus if any(each.status is one for each in found))]
    lamps, where, which = st.columns([1.6, 1, 0.8], gap="small")
    with lamps:
        lamp_chosen = st.segmented_control(
            _("灯"),
            [str(one) for one in lit],
            default=lamp if lamp in [str(one) for one in lit] else None,
            format_func=lambda one: f"{Lamp(one).sign}　{sum(e.lamp(today) is Lamp(one) for e in found)}",
            label_visibility="collapsed",
            key=f"commitments-lamp-{lamp}",
        )
    unit_chosen = where.selectbox(
        _("责任单位"),
        list(names),
        index=list(names).index(unit) if unit in names else None,
        format_func=lambda number: names[number],
        label_visibility="collapsed",
        placeholder=_("全部责任单位"),
        key=f"commitments-unit-{unit}",
    )
    status_chosen = which.selectbox(
        _("状态"),
        states,
        index=states.index(status) if status in states else None,
        format_func=lambda one: _("未销号") if one == "open" else CommitmentStatus(one).label,
        label_visibility="collapsed",
        placeholder=_("全部状态"),
        key=f"commitments-status-{status}",
    )
    chosen = {"lamp": lamp_chosen, "unit": unit_chosen, "status": status_chosen}
    if (lamp_chosen or "", unit_chosen or "", status_chosen or "") != (lamp, unit, status):
        scoping.look_at(**chosen)
    kept = [
        one
        for one in found
        if (not lamp_chosen or one.lamp(today) is Lamp(lamp_chosen))
        and (not unit_chosen or str(one.unit_id) == unit_chosen)
        and (not status_chosen or _stands(one, status_chosen))
    ]
    return sorted(kept, key=lambda one: _urgency(one, today))


def _urgency(one: Commitment, today: date) -> tuple[bool, int, date, str]:
    return one.status not in OPEN, URGENCY[one.lamp(today)], one.deadline or date.max, one.number


def _stands(one: Commitment, status: str) -> bool:
    return one.status in OPEN if status == "open" else one.status == status


def _table(session: Session, shown: Sequence[Commitment], today: date) -> Commitment | None:
    head(_("承诺事项"), _("{counted}；点一行看详情", counted=_counted(shown)))
    if not shown:
        empty(_("此条件下没有记录。"))
        st.button(_("清除条件"), key="commitments-clear", on_click=st.query_params.clear)
        return None
    columns = {
        "lamp": lamp_column(78),
        "number": tables.text(_("编号"), width=98),
        "title": tables.text(_("承诺事项"), width=150),
        "who": tables.text(_("责任单位"), width=140),
        "status": tables.text(_("状态"), width=68),
        "due_on": st.column_config.DateColumn(_("时限"), width=82, format="YYYY-MM-DD", help=_("空白为待核")),
        "left": tables.text(_("剩余"), width=80, alignment="right"),
        "aim": tables.text(_("目标"), width=120, alignment="right"),
        "said": tables.text(_("申报"), width=64, alignment="right"),
        "found": tables.text(
            _("核对"),
            width=78,
            alignment="right",
            help=_(
                "核实人核实的数；尚未核实的，取登记台账同一事项、同一截止日的套数。▲：申报超出台账，超过容许差"
            ),
        ),
        "done": st.column_config.ProgressColumn(
            _("申报完成"),
            width=90,
            format="%.0f%%",
            min_value=0,
            max_value=100,
            color="gray",
            help=_("申报 ÷ 目标"),
        ),
    }
    rows = _rows(session, shown, today)
    opened = tables.pick(
        tables.frame(rows, columns), columns, key="commitments-table", alt=_("承诺事项"), at_most=14
    )
    return None if opened is None else shown[opened]


def _rows(session: Session, shown: Sequence[Commitment], today: date) -> list[dict[str, Any]]:
    checks = cross_checks.each(session, shown)
    return [
        {
            "lamp": signs(one.lamp(today)),
            "sign": lamp.sign if (lamp := one.lamp(today)) else "",
            "number": one.number,
            "title": one.title,
            "who": one.unit.name,
            "status": one.status.label,
            "first_due_on": one.due_on,
            "due_on": one.deadline,
            "left": commitment_sheet.remaining(one, today),
            "target": one.target,
            "measure": one.measure.label if one.measure else "",
            "aim": _digits(one, str(one.wanted)),
            "said": _digits(one, one.claimed.digits),
            "found": _found(one, checks.get(one.id)),
            "claimed": one.claimed.amount,
            "verified": _verified(one, checks.get(one.id)),
            "doubt": Lamp.RED.mark if one.id in checks and checks[one.id].lamp is Lamp.RED else "",
            "done": (one.claimed / one.wanted).amount,
            "leader": one.leader,
            "handler": one.handler,
            "measures": one.measures,
        }
        for one in shown
    ]


def _verified(one: Commitment, check: cross_checks.CrossCheck | None) -> float | None:
    if one.verified_amount is not None or check is None:
        return one.verified_amount
    return check.verified.amount


def _digits(one: Commitment, digits: str) -> str:
    """A promise without a number has none to be unknown."""
    return "—" if one.target is None else digits


def _found(one: Commitment, check: cross_checks.CrossCheck | None) -> str:
    number = _verified(one, check)
    mark = Lamp.RED.mark if check and check.lamp is Lamp.RED else ""
    return _digits(one, f"{mark} {Quantity(number, one.wanted.measure).digits}".strip())


def _headings() -> dict[str, str]:
    return {
        "sign": _("灯"),
        "number": _("编号"),
        "title": _("承诺事项"),
        "who": _("责任单位"),
        "status": _("状态"),
        "first_due_on": _("首次时限"),
        "due_on": _("现时限"),
        "left": _("剩余"),
        "target": _("目标"),
        "measure": _("计量单位"),
        "claimed": _("申报"),
        "verified": _("核对"),
        "doubt": _("差异"),
        "done": _("申报完成（%）"),
        "leader": _("责任领导"),
        "handler": _("经办人"),
        "measures": _("措施"),
    }


def _asked(session: Session, me: Officer, opened: Commitment | None) -> Commitment | None:
    """The row that was opened, else the one in the address, where this officer may see it."""
    if opened is not None and st.query_params.get("commitment") != str(opened.id):
        scoping.look_at(commitment=str(opened.id))
    asked = scoping.number("commitment")
    return session.scalars(commitments.visible_to(me).where(Commitment.id == asked)).first()


PAGE = Page(chinese="承诺台账", icon=":material/checklist:", show=show, order=20, roles=OFFICE | {Role.UNIT})
