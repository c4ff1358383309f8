"""Registering a complaint: whose matter it is, what must be known of it, which clock starts (信访登记)."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from supervision import clock
from supervision.conduct import drafts, parts
from supervision.conduct.accused import LONGEST, Named, first_of, recognised, require, sealed_by
from supervision.conduct.categories import Category, Channel, Identity, Jurisdiction, Kind
from supervision.conduct.complaint_steps import WORKFLOW, ComplaintStatus
from supervision.conduct.complaints import Complaint
from supervision.conduct.passing_on import limit_for
from supervision.conduct.reaching import stands_in
from supervision.conduct.register_numbers import APART, next_number
from supervision.conduct.typed_words import plain, refuse_long
from supervision.delivery.compounds import Compound
from supervision.errors import Refused
from supervision.office import installation, networks
from supervision.office.people import Officer, Role
from supervision.office.regions import Region
from supervision.office.units import Unit
from supervision.words import _

MOST_PEOPLE = 9_999


def register(
    session: Session,
    *,
    by: Officer,
    channel: Channel,
    identity: Identity,
    summary: str,
    county_code: str,
    accused: Sequence[Named] = (),
    jurisdiction: Jurisdiction | None = None,
    kind: Kind = Kind.ACCUSATION,
    category: Category | None = None,
    accused_unit: Unit | None = None,
    received_on: date | None = None,
    compound_number: str | None = None,
    duplicate_of: Complaint | None = None,
    people: int = 1,
    source: str = "",
    source_number: str = "",
    text: str = "",
    name: str = "",
    phone: str = "",
    id_number: str = "",
) -> Complaint:
    """Enter a complaint in the books of the receiver's place, and start its clock.

    Of several accused the highest level decides. Refused: a matter of a higher level or of our own principal,
    of which nothing may be written down here. On a network that holds no content the words stay on paper.
    """
    received_on = received_on or clock.today()
    if not accused and jurisdiction:
        accused = (Named(jurisdiction, category, kind, unit=accused_unit),)
    summary, text, source, source_number = map(plain, (summary, text, source, source_number))
    name, phone, id_number = map(plain, (name, phone, id_number))
    decides = require(accused)
    if not by.holds(Role.PETITIONS):
        raise Refused(_("须由{posts}办理。", posts=Role.PETITIONS.label))
    if received_on > clock.today():
        raise Refused(_("收到日期不能晚于今天。"))
    if not networks.holds_content():
        networks.keep_off(summary, text, name, phone, id_number)
        summary = networks.ON_PAPER
    if not summary:
        raise Refused(_("请填写反映的主要问题。"))
    refuse_long(summary, text)
    _require_identity(identity, name=name, phone=phone, id_number=id_number)
    _keep_apart(summary, name, phone, id_number)
    _require_place(session, by, county_code, compound_number)
    _require_source(channel, people=people, source=source, source_number=source_number)
    if duplicate_of and duplicate_of.region_code != by.region_code:
        raise Refused(_("只能与本机关登记的信访件并为重复件。"))
    first = first_of(accused, decides)
    assert first.category
    limit = limit_for(
        jurisdiction=decides, kind=first.kind, identity=identity, duplicate=duplicate_of is not None
    )
    complaint = Complaint(
        number=_next_number(session, accused, by=by, year=received_on.year),
        region_code=by.region_code,
        received_on=received_on,
        channel=channel,
        kind=first.kind,
        identity=identity,
        jurisdiction=decides,
        category=first.category,
        county_code=county_code,
        compound_number=compound_number,
        limit_code=limit.code if limit else None,
        due_on=limit.due_on(session, received_on) if limit else None,
        duplicate_of=duplicate_of,
        accused_unit=first.unit or next((one.unit for one in accused if one.unit), None),
        people=people,
        source=source or None,
        source_number=source_number or None,
        demo=installation.current(session).demo,
        status=ComplaintStatus.RECEIVED,
    )
    complaint.seal(summary=summary, text=text)
    complaint.accused = sealed_by(complaint.key, accused, number=complaint.number)
    if identity is Identity.REAL_NAME and networks.holds_content():
        complaint.reported_by(session, name=name, phone=phone, id_number=id_number)
        complaint.mark_informant(name, phone, id_number)
    session.add(complaint)
    parts.start_clocks(session, complaint)
    session.flush()
    WORKFLOW.take(complaint, "register", by=by, note=complaint.number)
    complaint.hide_from_namesakes(session)
    drafts.drop(session, by=by)
    session.flush()
    return complaint


def _require_identity(identity: Identity, *, name: str, phone: str, id_number: str) -> None:
    wanted = identity is Identity.REAL_NAME and networks.holds_content()
    if wanted and not (name.strip() and phone.strip()):
        raise Refused(_("实名件须有真实姓名（或单位名称）和联系方式。"))
    if any(len(told) > LONGEST for told in (name, phone, id_number)):
        raise Refused(_("举报人的姓名、联系方式、证件号均不超过 {n} 个字。", n=LONGEST))
    if identity is Identity.ANONYMOUS and (name.strip() or phone.strip() or id_number.strip()):
        raise Refused(_("匿名件不得登记举报人信息。"))


def _require_source(channel: Channel, *, people: int, source: str, source_number: str) -> None:
    if channel is Channel.TRANSFER and not source.strip():
        raise Refused(_("转送来的件，请填写转来的机关。"))
    if len(source) > LONGEST or len(source_number) > LONGEST:
        raise Refused(_("转来的机关和来文编号不超过 {n} 个字。", n=LONGEST))
    if not 1 <= people <= MOST_PEOPLE:
        raise Refused(_("来件人数须在 1 到 {n} 之间。", n=MOST_PEOPLE))


def _keep_apart(summary: str, *identity: str) -> None:
    """Who reported stands in the vault and nowhere else, however the number is written or labelled."""
    if any(stands_in(told, summary) for told in identity):
        raise Refused(_("反映内容中出现了举报人信息（姓名、联系方式或证件号），请从摘要中删去后再登记。"))


def _require_place(session: Session, by: Officer, county_code: str, compound_number: str | None) -> None:
    county = session.get(Region, county_code)
    if county is None or not by.answers_for(county_code):
        raise Refused(_("反映的地点不在本机关辖区内。"))
    if compound_number and session.get(Compound, (county_code, compound_number)) is None:
        raise Refused(
            _("{county}的任务清单中没有项目 {number}。", county=county.name, number=compound_number)
        )


def _next_number(session: Session, accused: Sequence[Named], *, by: Officer, year: int) -> str:
    """XF-140300-2026-0001; one place numbers at a time.

    A letter that names one of our own is numbered apart (XB): a gap in the row would tell them of it.
    """
    named = {recognised(one.name) for one in accused} - {None}
    if recognised(by.name) in named:
        raise Refused(_("反映本人或者与本人同名的，须交其他人登记。"))
    here = select(Officer.name).where(Officer.region_code == by.region_code)
    ours = bool(named) and any(recognised(name) in named for name in session.scalars(here))
    return next_number(session, Complaint, APART if ours else "XF", by.region_code, year)
