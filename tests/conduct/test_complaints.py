from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from supervision import clock
from supervision.conduct.categories import Category, Finding, Identity, Jurisdiction, NoticeBy
from supervision.conduct.categories import Kind as ComplaintKind
from supervision.conduct.complaint_steps import ComplaintStatus
from supervision.conduct.complaints import Complaint, marked_for, overdue, visible_to
from supervision.errors import Refused
from supervision.office.key_pairs import KeyPair
from supervision.office.people import Officer, Role
from supervision.office.regions import Region
from tests import make

S = ComplaintStatus
OTHER_CITY = "140600"


def desk(session: Session, region_code: str = make.CITY) -> Officer:
    return make.officer(session, Role.PETITIONS, name="周宁", region_code=region_code)


@pytest.mark.parametrize(
    ("asked", "code", "due_on"),
    [
        (("own", "accusation", "real_name"), "TL01", date(2026, 3, 23)),
        (("own", "accusation", "anonymous"), None, None),
        (("lower", "accusation", "real_name"), "TL05", date(2026, 3, 9)),
        (("lower", "accusation", "anonymous"), "TL05", date(2026, 3, 9)),
        (("outside", "outside", "real_name"), "TL26", date(2026, 3, 17)),
        (("own", "outside", "anonymous"), "TL26", date(2026, 3, 17)),
    ],
)
def test_registering_starts_the_clock_of_its_kind(
    both: Session, asked: tuple[str, str, str], code: str | None, due_on: date | None
) -> None:
    jurisdiction, kind, identity = asked

    complaint = make.complaint(
        both,
        jurisdiction=Jurisdiction(jurisdiction),
        kind=ComplaintKind(kind),
        identity=Identity(identity),
    )

    working = complaint.deadline(both)
    assert (complaint.limit_code, complaint.due_on) == (code, due_on)
    assert (working.due_on if working else None) == due_on
    assert complaint.status is S.REGISTERED
    assert [line.verb for line in complaint.history] == ["register"]


def test_a_repeated_complaint_has_no_clock(session: Session) -> None:
    first = make.complaint(session)

    again = make.complaint(session, duplicate_of=first)

    assert (again.limit, again.due_on) == (None, None)


def test_each_place_numbers_its_own_complaints(both: Session) -> None:
    numbers = [
        make.complaint(both).number,
        make.complaint(both).number,
        make.complaint(both, region_code=make.COUNTY).number,
    ]

    assert numbers == ["XF-140300-2026-0001", "XF-140300-2026-0002", "XF-140302-2026-0001"]


@pytest.mark.parametrize("jurisdiction", [Jurisdiction.HIGHER, Jurisdiction.OWN_PRINCIPAL])
def test_a_higher_matter_is_not_written_down(session: Session, jurisdiction: Jurisdiction) -> None:
    with pytest.raises(Refused, match="只登记径送交接，不得录入内容"):
        make.complaint(session, jurisdiction=jurisdiction)

    assert session.scalars(select(Complaint)).all() == []


@pytest.mark.parametrize("role", [role for role in Role if role not in (Role.PETITIONS, Role.UNIT)])
def test_only_the_petitions_desk_registers(session: Session, role: Role) -> None:
    with pytest.raises(Refused, match="须由信访岗办理"):
        make.complaint(session, by=make.officer(session, role, region_code=make.CITY))


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"summary": "  "}, "请填写反映的主要问题"),
        ({"received_on": date(2026, 3, 3)}, "不能晚于今天"),
        ({"name": "", "phone": ""}, "实名件须有"),
        ({"phone": " "}, "实名件须有"),
        ({"identity": Identity.ANONYMOUS, "name": "钱某某"}, "匿名件不得登记"),
        ({"county_code": "140602"}, "不在本机关辖区内"),
        ({"compound_number": "140302-9999"}, "没有项目 140302-9999"),
    ],
)
def test_what_is_wrong_is_refused_and_nothing_is_entered(
    session: Session, said: dict[str, object], why: str
) -> None:
    with pytest.raises(Refused, match=why):
        make.complaint(session, **said)  # type: ignore[arg-type]

    assert session.scalars(select(Complaint)).all() == []


@pytest.mark.parametrize(
    "summary",
    [
        "钱某某反映窗口拖延。",
        "联系0353 0000000，窗口拖延。",
        "身份证１４０３０２１９８００１０１００１ｘ，窗口拖延。",
    ],
)
def test_a_summary_that_says_who_reported_is_refused(session: Session, summary: str) -> None:
    with pytest.raises(Refused, match="反映内容中出现了举报人信息"):
        make.complaint(session, summary=summary, id_number="14030219800101001X")

    assert session.scalars(select(Complaint)).all() == []
    assert (
        make.complaint(session, summary="窗口拖延。", id_number="14030219800101001X").summary == "窗口拖延。"
    )


def test_our_own_matter_is_accepted_and_assigned(session: Session) -> None:
    handler = make.officer(session, name="吴桐", region_code=make.CITY)

    complaint = make.complaint(session, S.HANDLING, handler=handler)

    assert (complaint.status, complaint.handler) == (S.HANDLING, handler)
    assert [(line.verb, line.said) for line in complaint.history[-2:]] == [
        ("assign", "吴桐"),
        ("sign_for", ""),
    ]


def test_a_lower_matter_goes_down_and_stops_its_clock(session: Session) -> None:
    me = desk(session)
    complaint = make.complaint(session, by=me, jurisdiction=Jurisdiction.LOWER)
    with pytest.raises(Refused, match="不属于本级受理范围"):
        complaint.accept(by=me)
    with pytest.raises(Refused, match="只能转送下级机关"):
        complaint.forward_down(to=session.get_one(Region, OTHER_CITY), by=me)

    complaint.forward_down(to=session.get_one(Region, make.COUNTY), by=me)

    assert (complaint.status, complaint.met_on) == (S.FORWARDED, clock.today())


def test_what_is_not_our_business_goes_to_the_competent_unit(session: Session) -> None:
    me, unit = desk(session), make.unit(session, "被反映的局")
    complaint = make.complaint(
        session,
        by=me,
        jurisdiction=Jurisdiction.OUTSIDE,
        kind=ComplaintKind.OUTSIDE,
        accused_unit=unit,
    )
    with pytest.raises(Refused, match="不得转给被反映的单位"):
        complaint.refer_out(to="被反映的局办公室", by=me)

    complaint.refer_out(to="市信访局", by=me)
    complaint.give_notice(by=me, method=NoticeBy.PHONE)

    assert (complaint.status, complaint.passed_to) == (S.REFERRED, "市信访局")
    assert complaint.met_on == clock.today()


def test_a_repeated_complaint_is_kept_and_neither_accepted_nor_announced(session: Session) -> None:
    me = desk(session)
    again = make.complaint(session, by=me, duplicate_of=make.complaint(session, by=me))
    with pytest.raises(Refused, match="重复件登记后留存备查"):
        again.accept(by=me)

    again.file_duplicate(by=me)

    assert again.status is S.FILED


def test_a_first_complaint_is_not_filed_away(session: Session) -> None:
    me = desk(session)

    with pytest.raises(Refused, match="不是重复件"):
        make.complaint(session, by=me).file_duplicate(by=me)


def test_telling_the_informant_stops_the_clock_once(session: Session) -> None:
    me = desk(session)
    complaint = make.complaint(session, S.ACCEPTED, by=me)

    complaint.give_notice(by=me, method=NoticeBy.LETTER)

    assert (complaint.noticed_on, complaint.notice_by) == (clock.today(), NoticeBy.LETTER)
    with pytest.raises(Refused, match="已于 2026-03-02 告知"):
        complaint.give_notice(by=me, method=NoticeBy.LETTER)


def test_an_anonymous_informant_is_not_told(session: Session) -> None:
    me = desk(session)
    complaint = make.complaint(session, S.ACCEPTED, by=me, identity=Identity.ANONYMOUS)

    with pytest.raises(Refused, match="匿名件"):
        complaint.give_notice(by=me, method=NoticeBy.LETTER)


def test_it_is_never_assigned_to_the_accused_unit_or_another_place(session: Session) -> None:
    me, accused = desk(session), make.unit(session, "被反映的局")
    complaint = make.complaint(session, S.ACCEPTED, by=me, accused_unit=accused)
    theirs = make.officer(session, Role.INSPECTOR, region_code=make.CITY, unit=accused)
    clerk = make.officer(session, Role.UNIT, region_code=make.CITY, unit=accused)
    county = make.officer(session, region_code=make.COUNTY)

    for to, why in ((theirs, "被反映单位的人员"), (clerk, "只能交给"), (county, "只能交给本机关")):
        with pytest.raises(Refused, match=why):
            make.handed(session, complaint).assign(to=to, by=me)

    assert complaint.handler is None


def test_whoever_learns_the_informants_name_is_on_record_each_time(session: Session) -> None:
    leader = make.key_holder(session, Role.LEADER)
    me = make.key_holder(session, name="吴桐")
    complaint = make.complaint(session, S.HANDLING, handler=me)
    with pytest.raises(Refused, match="没有封给您"):
        complaint.name_informant(session, by=me, password=make.PASSWORD, because="当面核实")
    complaint.share_informant(session, to=me, by=leader, password=make.PASSWORD, because="须当面核实")

    for because in ("当面核实", "再次核实"):
        person = complaint.name_informant(session, by=me, password=make.PASSWORD, because=because)
        assert (person.name, person.phone) == ("钱某某", "0353-0000000")

    assert [line.said for line in complaint.history if line.verb == "name_informant"] == [
        "当面核实",
        "再次核实",
    ]


def test_the_name_is_not_given_without_a_reason(session: Session) -> None:
    me = desk(session)

    with pytest.raises(Refused, match="事由"):
        make.complaint(session, by=me).name_informant(session, by=me, password=make.PASSWORD, because=" ")


NAMING = {Role.PETITIONS, Role.LEADER, Role.PRINCIPAL}


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("region_code", [make.PROVINCE, make.CITY, make.COUNTY, OTHER_CITY])
def test_who_may_see_a_complaint_and_who_may_name_its_informant(
    session: Session, role: Role, region_code: str
) -> None:
    accused = make.unit(session, "被反映的局")
    me = make.officer(session, role, region_code=region_code, unit=accused if role is Role.UNIT else None)
    session.add(KeyPair.make(me, make.PASSWORD))
    session.flush()
    complaint = make.complaint(session, S.HANDLING, accused_unit=accused)

    here = region_code == make.CITY
    listed = (Role.PETITIONS, Role.TASK_FORCE, Role.LEADER, Role.PRINCIPAL)
    assert len(session.scalars(visible_to(me)).all()) == (here and role in listed)
    if here and role in NAMING:
        assert (
            complaint.name_informant(session, by=me, password=make.PASSWORD, because="核实").name == "钱某某"
        )
    else:
        with pytest.raises(Refused):
            complaint.name_informant(session, by=me, password=make.PASSWORD, because="核实")


def test_an_inspector_sees_only_what_they_handle(session: Session) -> None:
    me = make.officer(session, name="吴桐", region_code=make.CITY)
    mine = make.complaint(session, S.HANDLING, handler=me)
    make.complaint(session, S.HANDLING)

    assert session.scalars(visible_to(me)).all() == [mine]


def test_who_steps_back_no_longer_sees_what_accuses_that_unit(session: Session) -> None:
    me, accused = desk(session), make.unit(session, "被反映的局")
    complaint = make.complaint(session, accused_unit=accused)
    make.complaint(session, accused_unit=accused)
    apart = make.complaint(session)

    complaint.step_back(session, by=me, because="亲属在该单位任职")
    session.flush()

    assert session.scalars(visible_to(me)).all() == [apart]
    with pytest.raises(Refused, match="已对本件或被反映单位声明回避"):
        complaint.accept(by=me)


def test_stepping_back_from_one_without_a_unit_leaves_the_others(session: Session) -> None:
    me = desk(session)
    complaint, apart = make.complaint(session), make.complaint(session)

    complaint.step_back(session, by=me, because="与举报人相识")
    session.flush()

    assert session.scalars(visible_to(me)).all() == [apart]
    apart.accept(by=me)


def test_a_handler_who_steps_back_hands_it_back(session: Session) -> None:
    me = make.officer(session, name="吴桐", region_code=make.CITY)
    complaint = make.complaint(session, S.HANDLING, handler=me)

    complaint.step_back(session, by=me, because="与被反映人相识")
    session.flush()

    assert complaint.handler is None
    with pytest.raises(Refused, match="已声明回避"):
        complaint.assign(to=me, by=desk(session))


def test_marked_reports_stand_on_the_flag_desk_for_those_on_the_list(session: Session) -> None:
    marked = make.complaint(session, category=Category.PIGGYBACK)
    make.complaint(session, category=Category.SLOW_WORK)

    head = make.officer(session, Role.TASK_FORCE, region_code=make.CITY)
    inspector = make.officer(session, region_code=make.CITY)

    assert session.scalars(marked_for(head)).all() == [marked]
    assert session.scalars(marked_for(inspector)).all() == []


@pytest.mark.parametrize("status", [S.REGISTERED, S.ACCEPTED, S.HANDLING])
@pytest.mark.parametrize("days", [-1, 0, 1])
@pytest.mark.parametrize("told", [False, True])
def test_overdue_means_the_same_in_python_and_sql(
    session: Session, status: ComplaintStatus, days: int, told: bool
) -> None:
    me = desk(session)
    complaint = make.complaint(session, status, by=me)
    if told and status is not S.REGISTERED:
        complaint.give_notice(by=me, method=NoticeBy.PHONE)
    assert complaint.due_on
    day = complaint.due_on + timedelta(days=days)
    session.flush()

    found = session.scalars(select(Complaint).where(overdue(day))).all()

    assert (complaint in found) is complaint.is_overdue(day)


@pytest.mark.parametrize(
    ("contact", "summary"),
    [
        ("手机 13812345678", "打13812345678找我，窗口拖延。"),
        ("电话：138-1234-5678（晚上）", "我的号码 138 1234 5678，窗口拖延。"),
        ("+86 13812345678", "联系１３８１２３４５６７８，窗口拖延。"),
        ("手机13812345678，座机0353-1234567", "座机（0353）1234567，窗口拖延。"),
        ("13812345678", "我的号码一三八一二三四五六七八，窗口拖延。"),
        ("微信 duze_demo88", "加我微信DUZE_demo88，窗口拖延。"),
    ],
)
def test_no_way_of_writing_a_number_hides_it(session: Session, contact: str, summary: str) -> None:
    with pytest.raises(Refused, match="反映内容中出现了举报人信息"):
        make.complaint(session, summary=summary, phone=contact)

    assert make.complaint(session, summary="2022年3月15日收费1381元。", phone=contact).summary


def test_nothing_written_about_a_letter_says_who_reported_where_the_letter_does(session: Session) -> None:
    handler = make.officer(session, name="吴桐", region_code=make.CITY)
    complaint = make.complaint(
        session,
        ComplaintStatus.HANDLING,
        handler=handler,
        summary="窗口拖延。",
        text="我是欧阳不应见，电话13812345678。",
        name="欧阳不应见",
        phone="13812345678",
    )

    for outcome in ("已向欧阳 不应见说明", "拨打138-1234-5678核实"):
        with pytest.raises(Refused, match="所填文字中出现了举报人信息"):
            complaint.conclude(session, finding=Finding.TRUE, outcome=outcome, by=handler)
    complaint.conclude(session, finding=Finding.TRUE, outcome="经查属实。", by=handler)

    assert complaint.status is ComplaintStatus.CONCLUDED
