"""Registering a clue: whose matter it is stands before any field for content."""

from typing import Any

import streamlit as st
from sqlalchemy.orm import Session

from dashboard import clue_acts, on_paper, scoping, typed_drafts
from dashboard.change import attempt, say
from dashboard.confirming import confirm_password
from dashboard.widgets import empty, go_to, head, md_escape
from supervision import clock
from supervision.conduct import clue_registering, drafts
from supervision.conduct.categories import Category, Jurisdiction
from supervision.conduct.clue_registering import Told
from supervision.conduct.clue_terms import AccusedPerson, ClueSource
from supervision.conduct.drafts import Form
from supervision.conduct.flags import Flag
from supervision.conduct.ranks import Rank, Subject
from supervision.conduct.typed_words import SUMMARY
from supervision.office import networks, regions, units
from supervision.office.people import Officer
from supervision.office.regions import Level, Region
from supervision.office.units import Unit
from supervision.words import _

KEY = "clue-new"
GIVEN = (ClueSource.INSPECTION, ClueSource.PATROL, ClueSource.AUDIT, ClueSource.JUSTICE, ClueSource.SUPERIOR)


def show(session: Session, me: Officer) -> None:
    """The gate, then the form; with ?flag= what came from a flag handed to 案管."""
    flag = session.scalars(clue_registering.waiting(me).where(Flag.id == scoping.number("flag"))).first()
    _take_up(session, me)
    head(_("登记线索"), flag.number if flag else _("先问管理权限，再填内容"))
    jurisdiction = st.radio(
        _("反映的是谁（必填）"),
        list(Jurisdiction),
        index=None,
        format_func=lambda one: one.label,
        key=f"{KEY}-jurisdiction",
    )
    if jurisdiction is None:
        empty(_("选定管理权限之前，不能填写任何内容。"))
    elif jurisdiction.sealed:
        if drafts.of(session, me, Form.CLUE):
            attempt(lambda session, by: drafts.drop(session, by=by, form=Form.CLUE), me=me)
        empty(_("上级管理的或反映本机关主要负责人的，不得录入内容，由信访岗登记径送交接。"))
        go_to("conduct.complaints", _("径送交接 ›"))
    elif jurisdiction is Jurisdiction.OUTSIDE:
        empty(_("不属于纪检监察机关受理的，移送有权机关，不登记为问题线索。"))
    else:
        _fields(session, jurisdiction, flag, me)
    if st.button(_("返回列表"), key=f"{KEY}-leave"):
        _leave()


def _fields(session: Session, jurisdiction: Jurisdiction, flag: Flag | None, me: Officer) -> None:
    whence, whom = st.columns(2, gap="medium")
    with whence:
        said = _whence(flag)
        said |= _where(session, flag, me)
    with whom:
        person, said_of = _whom(session, me)
        said |= said_of
    summary = on_paper.text_area(
        _("主要问题（必填）"),
        value=flag.title if flag else "",
        key=f"{KEY}-summary",
        placeholder=_("时间、地点、人物、事情；不写举报人"),
        height=140,
        most=SUMMARY,
        whole=True,
    )
    if not on_paper.said_so():
        st.caption(md_escape(_("内容和姓名加密保存；填写中自动存为草稿，刷新后仍在。")))
        _keep(me, {"summary": summary, "post": person.post, "accused": person.name} | _typed(said))
    asked = confirm_password(me, key=f"{KEY}-signature")
    if not (st.button(_("登记"), key=f"{KEY}-register", type="primary") and asked.holds()):
        return
    unit_id, flag_id = said.pop("unit"), flag.id if flag else None

    def work(session: Session, by: Officer) -> tuple[int, str]:
        told = Told(
            jurisdiction=jurisdiction,
            summary=summary,
            accused=person,
            accused_unit=session.get_one(Unit, unit_id) if unit_id else None,
            **said,
        )
        cause = session.get_one(Flag, flag_id) if flag_id else None
        made = clue_registering.register(session, told, by=by, flag=cause)
        drafts.drop(session, by=by, form=Form.CLUE)
        return made.id, made.number

    if made := attempt(work, me=me):
        say(_("已登记 {number}", number=made[0][1]))
        _leave(clue=str(made[0][0]))


#: What a draft keeps, and the field that it goes back into.
FIELDS = {
    "summary": f"{KEY}-summary",
    "accused": f"{KEY}-name",
    "post": f"{KEY}-post",
    "source_number": f"{KEY}-number",
    "compound_number": f"{KEY}-compound",
}


def _take_up(session: Session, me: Officer) -> None:
    """Once after a refresh: what was typed goes back into its fields."""
    if typed_drafts.saved(KEY) in st.session_state:
        return
    draft = drafts.of(session, me, Form.CLUE)
    typed_drafts.go_on_with(draft, key=KEY)
    for name, field in FIELDS.items():
        if draft and draft.typed.get(name):
            st.session_state[field] = draft.typed[name]


def _keep(me: Officer, typed: dict[str, str]) -> None:
    """Save what is typed as it changes; nothing before there is something to lose."""
    if told := {name: value for name, value in typed.items() if value}:
        typed_drafts.keep(me, told, form=Form.CLUE, key=KEY)


def _typed(said: dict[str, Any]) -> dict[str, str]:
    return {name: said.get(name) or "" for name in ("source_number", "compound_number")}


def _whence(flag: Flag | None) -> dict[str, Any]:
    sources = [ClueSource.FLAG] if flag else list(GIVEN)
    today = clock.today()
    return {
        "source": st.selectbox(
            _("线索来源（必填）"), sources, format_func=lambda one: one.label, key=f"{KEY}-source"
        ),
        "source_number": st.text_input(
            _("来文编号"), key=f"{KEY}-number", placeholder=_("只填编号，不填内容"), max_chars=30
        ),
        "received_on": st.date_input(
            _("收到日期（必填）"), today, max_value=today, format="YYYY-MM-DD", key=f"{KEY}-day"
        ),
        "category": st.selectbox(
            _("反映问题"),
            list(Category),
            index=None,
            format_func=lambda one: one.label,
            placeholder=_("待核"),
            key=f"{KEY}-category",
        ),
    }


def _where(session: Session, flag: Flag | None, me: Officer) -> dict[str, Any]:
    counties = session.scalars(regions.inside(me.region_code, level=Level.COUNTY)).all()
    names = {one.code: one.name for one in counties}
    if me.region_code not in names:
        names = {me.region_code: session.get_one(Region, me.region_code).name} | names
    codes = list(names)
    return {
        "county_code": st.selectbox(
            _("问题属地"),
            codes,
            index=codes.index(flag.county_code) if flag and flag.county_code in names else None,
            format_func=lambda code: names[code],
            placeholder=_("待核"),
            key=f"{KEY}-county",
        ),
        "compound_number": st.text_input(
            _("涉及项目编号"),
            (flag.compound_number or "") if flag else "",
            key=f"{KEY}-compound",
            max_chars=60,
        )
        or None,
        "important": st.toggle(_("重要线索"), key=f"{KEY}-important"),
        "result_wanted": st.toggle(_("要结果"), key=f"{KEY}-wanted"),
    }


def whom(key: str, was: AccusedPerson) -> AccusedPerson:
    """Name, post and rank of whom it is about."""
    ranks = list(Rank)
    name = post = ""
    if networks.holds_content():
        name = st.text_input(
            _("被反映人姓名"), was.name, key=f"{key}-name", max_chars=60, placeholder=_("不详的留空")
        )
        post = st.text_input(
            _("职务"), was.post, key=f"{key}-post", max_chars=60, placeholder=_("不含单位名称")
        )
    rank = st.selectbox(
        _("职级"),
        ranks,
        index=ranks.index(was.rank),
        format_func=lambda one: one.label,
        key=f"{key}-rank",
    )
    return AccusedPerson(name.strip(), post.strip(), rank)


def namesake(key: str) -> bool:
    return st.toggle(
        _("已核对：与本机关同名人员不是同一人"),
        key=f"{key}-namesake",
        help=_("反映本机关工作人员的，由上一级纪检监察机关处置。"),
    )


def _whom(session: Session, me: Officer) -> tuple[AccusedPerson, dict[str, Any]]:
    subject = st.segmented_control(
        _("被反映对象（必填）"),
        list(Subject),
        default=Subject.PERSON,
        required=True,
        format_func=lambda one: one.label,
        key=f"{KEY}-subject",
    )
    person = whom(KEY, AccusedPerson("")) if subject is Subject.PERSON else AccusedPerson("")
    roster = {one.id: one.name for one in session.scalars(units.visible_to(me))}
    return person, {
        "subject": subject,
        "unit": st.selectbox(
            _("被反映单位或所在单位"),
            list(roster),
            index=None,
            format_func=lambda number: roster[number],
            placeholder=_("待核"),
            disabled=not networks.holds_content(),
            key=f"{KEY}-unit",
        ),
        "leadership": clue_acts.leadership(KEY),
        "namesake_checked": namesake(KEY),
    }


def _leave(**query: str) -> None:
    """Nothing of what was typed stays behind in this window."""
    for key in [key for key in st.session_state if str(key).startswith(f"{KEY}-")]:
        del st.session_state[key]
    scoping.go(**query)
