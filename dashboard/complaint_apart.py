"""知情范围: who knows of a complaint and who has opened it, and the forms that change the list."""

from collections.abc import Sequence
from datetime import datetime

import streamlit as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from dashboard.change import attempt
from dashboard.complaint_acts import STEPS
from dashboard.step_forms import Form
from dashboard.widgets import empty, head
from supervision import clock
from supervision.conduct import need_to_know, readings
from supervision.conduct.complaints import Complaint
from supervision.conduct.need_to_know import Admission
from supervision.office import people
from supervision.office.people import Officer
from supervision.words import _, listed

MOST_READERS = 12


def read(session: Session, complaint: Complaint, me: Officer) -> None:
    """Leave the row that says that one has opened it today."""
    if any(
        one.officer_id == me.id and one.read_on == clock.today() for one in readings.of(session, complaint)
    ):
        return
    number = complaint.id
    attempt(lambda session, by: readings.note(session, session.get_one(Complaint, number), by=by), me=me)


def show(session: Session, complaint: Complaint) -> None:
    knowing = complaint.knowing(session)
    seen = readings.of(session, complaint)
    with st.container(border=True, gap="xxsmall"):
        head(_("知情范围"), _("{n} 人", n=len(knowing)))
        ends = need_to_know.ending(session, complaint.id)
        st.text(listed(_known(one, ends.get(one.id)) for one in knowing) or _("无"))
        head(_("查阅"), _("最近 {n} 人次；同一人一天记一次", n=min(len(seen), MOST_READERS)))
        if not seen:
            empty(_("尚无人查阅。"))
        else:
            st.text(listed(f"{one.officer.name} {one.read_on:%m-%d}" for one in seen[:MOST_READERS]))


def _known(officer: Officer, until: datetime | None) -> str:
    if until is None:
        return f"{officer.name}（{officer.posts_label}）"
    end = f"{until.astimezone(clock.OFFICE):%m-%d %H:%M}"
    return _("{name}（{posts}，临时至 {end}）", name=officer.name, posts=officer.posts_label, end=end)


def _colleagues(session: Session, me: Officer) -> Sequence[Officer]:
    found = people.visible_to(me).where(
        Officer.region_code == me.region_code, Officer.active, Officer.batch.is_(False)
    )
    return [one for one in session.scalars(found) if not one.is_unit]


def _one_of(officers: Sequence[Officer], verb: str, complaint: Complaint, label: str) -> int | None:
    names = {one.id: f"{one.name}　{one.posts_label}" for one in officers}
    if not names:
        empty(_("没有可选的人员。"))
        return None
    return st.selectbox(
        label,
        list(names),
        index=None,
        format_func=lambda number: names[number],
        placeholder=_("请选择"),
        key=f"{STEPS.key(verb, complaint)}-who",
    )


def _several_of(officers: Sequence[Officer], verb: str, complaint: Complaint, label: str) -> list[int]:
    names = {one.id: f"{one.name}　{one.posts_label}" for one in officers}
    chosen: list[int] = st.multiselect(
        label,
        list(names),
        format_func=lambda number: names[number],
        placeholder=_("请选择"),
        key=f"{STEPS.key(verb, complaint)}-who",
    )
    return chosen


def _because(verb: str, complaint: Complaint) -> str:
    return STEPS.words(verb, complaint, _("事由（必填，加密保存）"), _("例如：熟悉登记业务，协助核实"))


def _admit(session: Session, complaint: Complaint, me: Officer) -> None:
    known = {one.id for one in complaint.knowing(session)}
    free = [
        one for one in _colleagues(session, me) if one.id not in known and not complaint.why_not_admitted(one)
    ]
    who, because = (
        _one_of(free, "admit", complaint, _("准予谁知悉（必填）")),
        _because("admit", complaint),
    )
    if who is not None:
        STEPS.take(
            "admit",
            complaint,
            me,
            lambda s, it, by: it.admit(s, to=s.get_one(Officer, who), by=by, because=because),
        )


def _let_go(session: Session, complaint: Complaint, me: Officer) -> None:
    named = select(Admission.officer_id).where(Admission.complaint_id == complaint.id)
    there = session.scalars(select(Officer).where(Officer.id.in_(named)).order_by(Officer.id)).all()
    who, because = (
        _one_of(there, "let_go", complaint, _("移出谁（必填）")),
        _because("let_go", complaint),
    )
    if who is not None:
        STEPS.take(
            "let_go",
            complaint,
            me,
            lambda s, it, by: it.let_go(s, officer=s.get_one(Officer, who), by=by, because=because),
        )


def _narrow(session: Session, complaint: Complaint, me: Officer) -> None:
    free = [
        one for one in _colleagues(session, me) if one.id != me.id and not complaint.why_not_admitted(one)
    ]
    chosen = _several_of(free, "narrow", complaint, _("除登记人、承办人和您以外，还限定给谁"))
    because = _because("narrow", complaint)
    empty(_("限定后，其他岗位的人员不再看到本件。"))
    STEPS.take(
        "narrow",
        complaint,
        me,
        lambda s, it, by: it.narrow(
            s, to=[s.get_one(Officer, one) for one in chosen], by=by, because=because
        ),
    )


def _widen(_session: Session, complaint: Complaint, me: Officer) -> None:
    because = _because("widen", complaint)
    STEPS.take("widen", complaint, me, lambda s, it, by: it.widen(s, by=by, because=because))


def _send_away(session: Session, complaint: Complaint, me: Officer) -> None:
    others = [one for one in complaint.knowing(session) if one.id != me.id]
    who, because = (
        _one_of(others, "send_away", complaint, _("责令谁回避（必填）")),
        _because("send_away", complaint),
    )
    if who is not None:
        STEPS.take(
            "send_away",
            complaint,
            me,
            lambda s, it, by: it.send_away(s, officer=s.get_one(Officer, who), by=by, because=because),
        )


def _set_apart(session: Session, complaint: Complaint, me: Officer) -> None:
    others = [one for one in _colleagues(session, me) if one.id != me.id]
    chosen = _several_of(others, "set_apart", complaint, _("被反映的本机关人员（必填）"))
    empty(_("登记后，其本人查不到本件；本件只计入上一级的数字，对所有人一样。"))
    STEPS.take(
        "set_apart",
        complaint,
        me,
        lambda s, it, by: it.set_apart(s, accused=[s.get_one(Officer, one) for one in chosen], by=by),
    )


FORMS: dict[str, Form[Complaint]] = {
    "admit": _admit,
    "let_go": _let_go,
    "narrow": _narrow,
    "widen": _widen,
    "send_away": _send_away,
    "set_apart": _set_apart,
}
