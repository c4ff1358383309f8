"""How a clue comes into the register: handed in with a letter, from a flag, or from another office."""

from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import ForeignKey, Select, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from supervision import clock
from supervision.conduct import complaints, flags, hand_overs, own_staff, redaction
from supervision.conduct.accused import recognised
from supervision.conduct.categories import Category, Jurisdiction
from supervision.conduct.clue_steps import SENDERS, WORKFLOW, ClueStatus
from supervision.conduct.clue_terms import AccusedPerson, ClueSource, Leadership
from supervision.conduct.clues import Clue
from supervision.conduct.complaint_steps import TAKEN_UP
from supervision.conduct.complaints import Complaint
from supervision.conduct.flags import Flag, FlagStatus
from supervision.conduct.paper_numbers import paper_number
from supervision.conduct.ranks import Subject
from supervision.conduct.register_numbers import next_number
from supervision.conduct.typed_words import plain, refuse_long
from supervision.db import Row
from supervision.errors import Refused
from supervision.office import history, installation, networks
from supervision.office.people import Officer, Role
from supervision.office.units import Unit
from supervision.words import _, listed

LONGEST = 60


class FlagOrigin(Row):
    """Which flag a clue came from; the clue itself does not know, as flags heed clues (`consents`)."""

    __tablename__ = "flag_origins"

    flag_id: Mapped[int] = mapped_column(ForeignKey("flags.id"), unique=True)
    clue_id: Mapped[int] = mapped_column(ForeignKey("clues.id"), unique=True)


@dataclass(frozen=True, kw_only=True)
class Told:
    """What 案管 takes down of a clue; whose matter it is was asked first. It never prints itself."""

    jurisdiction: Jurisdiction
    source: ClueSource
    summary: str
    subject: Subject = Subject.PERSON
    accused: AccusedPerson = field(default_factory=lambda: AccusedPerson(""))
    accused_unit: Unit | None = None
    namesake_checked: bool = False
    leadership: Leadership | None = None
    category: Category | None = None
    county_code: str | None = None
    compound_number: str | None = None
    important: bool = False
    result_wanted: bool = False
    source_number: str = ""
    received_on: date | None = None
    text: str = ""

    def __repr__(self) -> str:
        return "Told(…)"


def hand_in(
    session: Session,
    complaint: Complaint,
    *,
    by: Officer,
    accused: AccusedPerson,
    namesake_checked: bool = False,
) -> Clue:
    """Pass what a complaint says to 案管, its informant left out; 案管 registers it (TL16)."""
    if not by.holds(*SENDERS):
        raise Refused(_("须由{posts}办理。", posts=listed(role.label for role in SENDERS)))
    mine = complaints.visible_to(by).where(Complaint.id == complaint.id)
    if session.scalar(mine.with_only_columns(Complaint.id).order_by(None)) is None:
        raise Refused(_("本件不在您的知情范围内。"))
    if complaint.status not in TAKEN_UP:
        raise Refused(_("已受理、尚未办结的信访件才能移送案管。"))
    if known := of(session, complaint):
        raise Refused(_("本件已移送案管，线索编号 {number}。", number=known.number))
    if session.scalar(
        select(own_staff.StaffMatter.id).where(own_staff.StaffMatter.complaint_id == complaint.id)
    ):
        raise Refused(_ours())
    said = Told(
        jurisdiction=complaint.jurisdiction,
        source=ClueSource.PETITION,
        summary=redaction.require(session, complaint).words,
        accused=accused,
        accused_unit=complaint.accused_unit,
        namesake_checked=namesake_checked,
        category=complaint.category,
        county_code=complaint.county_code,
        compound_number=complaint.compound_number,
    )
    clue = _make(session, said, by=by)
    clue.complaint = complaint
    session.flush()
    WORKFLOW.take(clue, "hand_in", by=by)
    hand_overs.sign(clue, "hand_in", by=by)
    session.flush()
    history.note(
        session,
        kind=Complaint.__tablename__,
        subject_id=complaint.id,
        verb="hand_in",
        by=by,
        note=clue.number,
    )
    return clue


def register(session: Session, told: Told, *, by: Officer, flag: Flag | None = None) -> Clue:
    """Enter a clue that came with a flag or from another office, by 案管 (归口登记)."""
    if flag is not None:
        _require_handed(session, flag, by=by)
    elif told.source in (ClueSource.PETITION, ClueSource.FLAG):
        raise Refused(_("来自信访件的由信访岗或承办人移送，来自疑点的从疑点登记。"))
    clue = _make(session, told, by=by)
    if flag is not None:
        session.add(FlagOrigin(flag_id=flag.id, clue_id=clue.id))
    _enter(clue, by=by)
    session.flush()
    return clue


def take_in(
    clue: Clue, *, by: Officer, leadership: Leadership | None, important: bool, result_wanted: bool
) -> None:
    """Register what was handed in with a complaint, as 案管 classes it."""
    _enter(clue, by=by)
    clue.leadership, clue.important, clue.result_wanted = leadership, important, result_wanted


def of(session: Session, cause: Complaint | Flag) -> Clue | None:
    """The clue that a complaint or a flag became."""
    found = select(Clue).order_by(Clue.id.desc())
    if isinstance(cause, Complaint):
        return session.scalars(found.where(Clue.complaint_id == cause.id)).first()
    joined = found.join(FlagOrigin, FlagOrigin.clue_id == Clue.id)
    return session.scalars(joined.where(FlagOrigin.flag_id == cause.id)).first()


def flag_of(session: Session, clue: Clue) -> Flag | None:
    """The flag that a clue came from."""
    found = select(Flag).join(FlagOrigin, FlagOrigin.flag_id == Flag.id)
    return session.scalars(found.where(FlagOrigin.clue_id == clue.id)).first()


def waiting(officer: Officer) -> Select[Flag]:
    """The flags handed to 案管 that are no clue yet."""
    registered = select(FlagOrigin.flag_id)
    return flags.visible_to(officer).where(Flag.status == FlagStatus.HANDED, Flag.id.not_in(registered))


def _enter(clue: Clue, *, by: Officer) -> None:
    WORKFLOW.take(clue, "register", by=by, note=clue.number)
    hand_overs.sign(clue, "register", by=by)


def _make(session: Session, told: Told, *, by: Officer) -> Clue:
    received_on = told.received_on or clock.today()
    _require(session, told, received_on, by=by)
    clue = Clue(
        number=next_number(session, Clue, "XS", by.region_code, received_on.year),
        region_code=by.region_code,
        received_on=received_on,
        source=told.source,
        source_number=paper_number(told.source_number) if told.source_number.strip() else None,
        subject=told.subject,
        jurisdiction=told.jurisdiction,
        category=told.category,
        county_code=told.county_code,
        compound_number=told.compound_number,
        accused_unit=told.accused_unit,
        leadership=told.leadership,
        important=told.important,
        result_wanted=told.result_wanted,
        demo=installation.current(session).demo,
        status=ClueStatus.RECEIVED,
    )
    networks.keep_off(told.accused_unit.name if told.accused_unit else "")
    clue.seal(summary=plain(told.summary), text=plain(told.text))
    person = told.accused
    clue.name_accused(AccusedPerson(plain(person.name), plain(person.post), person.rank))
    session.add(clue)
    session.flush()
    return clue


def _require(session: Session, told: Told, received_on: date, *, by: Officer) -> None:
    if told.jurisdiction.sealed:
        raise Refused(_("上级管理的或反映本机关主要负责人的，只登记径送交接，不得录入内容。"))
    if told.jurisdiction is Jurisdiction.OUTSIDE:
        raise Refused(_("不属于纪检监察机关受理的，移送有权机关，不登记为问题线索。"))
    if not by.holds(*SENDERS, Role.CASES):
        raise Refused(_("须由{posts}办理。", posts=Role.CASES.label))
    if received_on > clock.today():
        raise Refused(_("收到日期不能晚于今天。"))
    if not plain(told.summary):
        raise Refused(_("请填写反映的主要问题。"))
    refuse_long(told.summary, told.text)
    if any(len(words) > LONGEST for words in (told.accused.name, told.accused.post)):
        raise Refused(_("被反映人的姓名、职务不超过 {n} 个字。", n=LONGEST))
    if told.county_code and not by.answers_for(told.county_code):
        raise Refused(_("反映的地点不在本机关辖区内。"))
    known = recognised(told.accused.name)
    staff = session.scalars(select(Officer).where(Officer.region_code == by.region_code))
    if known and not told.namesake_checked and known in {recognised(one.name) for one in staff}:
        raise Refused(_ours())


def _ours() -> str:
    """Our own staff are a matter of the level above, for everyone (反映本机关工作人员)."""
    return _(
        "与本机关工作人员同名：反映本机关工作人员的，由上一级纪检监察机关处置；经核对确系他人的，请先勾选。"
    )


def _require_handed(session: Session, flag: Flag, *, by: Officer) -> None:
    seen = flags.visible_to(by).where(Flag.id == flag.id).order_by(None).with_only_columns(Flag.id)
    if session.scalar(seen) is None:
        raise Refused(_("本疑点不在您的知情范围内。"))
    if flag.status is not FlagStatus.HANDED:
        raise Refused(_("当前状态为“{status}”，尚未转案管。", status=flag.status.label))
    if known := of(session, flag):
        raise Refused(_("本疑点已登记为线索 {number}。", number=known.number))
