from datetime import timedelta

import pytest
from sqlalchemy.orm import Session
from streamlit.testing.v1 import AppTest

from dashboard import unit_lenses
from dashboard.unit_lenses import Card
from supervision import clock
from supervision.accountability.orders import OrderStatus
from supervision.briefings.briefing_steps import BriefingStatus
from supervision.briefings.terms import Kind
from supervision.conduct.flags import FlagStatus
from supervision.conduct.weighing import Weight
from supervision.delivery import standings
from supervision.delivery.rollups import CompoundCount, DayCount
from supervision.office.lamps import Lamp
from supervision.office.people import OFFICE, Officer, Role
from supervision.office.units import Unit
from supervision.responsibility import commitments
from supervision.responsibility.commitments import Commitment, CommitmentStatus
from tests import make, visit

PAGE = "responsibility.units"


def words(page: AppTest) -> str:
    return " ".join(
        one.value for kind in (page.markdown, page.text, page.caption, page.title) for one in kind
    )


def cards(session: Session, me: Officer, unit: Unit) -> list[Card]:
    promised = session.scalars(commitments.visible_to(me).where(Commitment.unit_id == unit.id)).all()
    board = standings.board(session, unit.region_code, clock.today())
    return unit_lenses.cards(session, me, unit, promised, board)


def said(card: Card) -> dict[str, str]:
    return {fact.label: fact.said for fact in card.facts}


@pytest.mark.parametrize("role", sorted(OFFICE))
def test_every_post_opens_it_empty_and_with_a_unit(session: Session, role: Role) -> None:
    me = make.officer(session, role)
    session.commit()
    assert "尚未录入责任单位" in words(visit.page(PAGE, me))

    make.unit(session)
    session.commit()

    page = visit.page(PAGE, me)
    assert page.title[0].value == "阳泉市自然资源局"
    assert "该单位尚无承诺事项" in words(page)


def test_the_numbers_of_responsibility_are_the_lengths_of_their_lists(session: Session) -> None:
    unit = make.unit(session)
    yesterday = clock.today() - timedelta(days=1)
    make.commitment(session, CommitmentStatus.IN_PROGRESS, "TY-1", unit=unit, due_on=yesterday)
    make.commitment(session, CommitmentStatus.ISSUED, "TY-2", unit=unit)
    make.commitment(session, CommitmentStatus.CLOSED, "TY-3", unit=unit)
    me = make.officer(session)

    card = cards(session, me, unit)[0]

    assert said(card) == {"已销号": "1项", "未销号": "2项", "其中超期": "1项"}
    assert card.lamp is Lamp.RED
    session.commit()
    for fact, listed in zip(card.facts, ([3], [1, 2], [1]), strict=True):
        assert fact.page is not None
        table = visit.page(fact.page, me, **fact.query).dataframe[0].value
        assert sorted(table["number"]) == [f"TY-{number}" for number in listed]


def test_what_lies_with_the_office_past_its_date_is_not_called_overdue(session: Session) -> None:
    unit = make.unit(session)
    day = clock.today() - timedelta(days=3)
    make.commitment(session, CommitmentStatus.IN_PROGRESS, "TY-1", unit=unit, due_on=day)
    make.commitment(session, CommitmentStatus.CLOSE_REQUESTED, "TY-2", unit=unit, due_on=day)
    me = make.officer(session)
    session.commit()

    listed = visit.page(PAGE, me).dataframe[0].value

    assert dict(zip(listed["number"], listed["left"], strict=True)) == {
        "TY-1": "超期 3 天",
        "TY-2": "已申请销号",
    }
    assert said(cards(session, me, unit)[0])["其中超期"] == "1项"


def test_complaints_are_counted_for_their_list_and_for_nobody_else(session: Session) -> None:
    unit = make.unit(session)
    for _each in range(4):
        make.complaint(session, accused_unit=unit)
    listed = make.officer(session, Role.PETITIONS, region_code=make.CITY)
    inspector = make.officer(session, Role.INSPECTOR, region_code=make.CITY)

    mine, theirs = (cards(session, me, unit)[1].facts[0] for me in (listed, inspector))

    assert (mine.said, theirs.said) == ("知情 4件", "知情 0件")


def test_flags_sent_to_the_unit_and_briefings_that_name_it_are_counted(session: Session) -> None:
    unit = make.unit(session)
    make.flag(session, FlagStatus.SENT, sent_to=unit)
    make.commitment(
        session,
        CommitmentStatus.IN_PROGRESS,
        unit=unit,
        due_on=clock.today() - timedelta(days=30),
    )
    make.briefing(session, BriefingStatus.ISSUED)
    make.briefing(session, BriefingStatus.DRAFT, kind=Kind.MONTHLY)
    me = make.officer(session)
    session.commit()

    facts = said(cards(session, me, unit)[1])
    seen = words(visit.page(PAGE, me))

    assert facts["核实中疑点"] == "1条"
    assert facts["被点名简报"] == "1期"
    assert "YD-0001" in seen
    assert "阳泉市周报" in seen
    assert "阳泉市月报" not in seen


def test_complaints_are_listed_by_number_for_their_list_alone(session: Session) -> None:
    unit = make.unit(session)
    complaint = make.complaint(session, accused_unit=unit, summary="一段不得外传的话")
    listed = make.officer(session, Role.PETITIONS, region_code=make.CITY)
    inspector = make.officer(session, Role.INSPECTOR, region_code=make.CITY)
    session.commit()

    mine, theirs = (words(visit.page(PAGE, me)) for me in (listed, inspector))

    assert complaint.number in mine
    assert complaint.number not in theirs
    assert "不得外传" not in mine + theirs


def test_what_is_claimed_stands_beside_what_the_ledger_holds(session: Session) -> None:
    unit = make.unit(session)
    make.progress(session, listed=400, first=300, transfer=200)
    make.progress(session, make.NEXT_COUNTY, listed=9000, first=9000, transfer=9000)
    session.add_all(
        [
            CompoundCount(
                county_code=make.COUNTY,
                compound_number="1",
                homes=400,
                first=300,
                transfer=100,
                certificate=0,
                area=0,
            ),
            DayCount(county_code=make.COUNTY, day=clock.today(), first=300, transfer=100, certificate=0),
        ]
    )
    session.flush()
    me = make.officer(session)

    card = cards(session, me, unit)[2]

    assert said(card) == {"申报": "200套", "核对": "100套", "申报多出": "100套"}
    assert card.what == "转移登记，阳泉市，1 / 5 个县有台账"
    assert card.lamp is Lamp.RED
    session.commit()
    for fact in card.facts:
        assert fact.page is not None
        assert list(visit.page(fact.page, me, **fact.query).dataframe[0].value["name"]) == ["城区"]


def test_a_units_own_account_sees_its_promises_and_nothing_that_came_from_a_complaint(
    session: Session,
) -> None:
    unit, other = make.unit(session), make.unit(session, "阳泉市住建局")
    held = make.commitment(session, CommitmentStatus.IN_PROGRESS, "TY-1", unit=unit)
    held.hold(by=make.officer(session), because="来信反映的内容")
    make.commitment(session, CommitmentStatus.ISSUED, "TY-2", unit=other)
    make.complaint(session, accused_unit=unit)
    me = make.officer(session, Role.UNIT, region_code=make.CITY, unit=unit)
    session.commit()

    page = visit.page(PAGE, me, unit=str(other.id))

    assert page.title[0].value == "阳泉市自然资源局"
    assert list(page.dataframe[0].value["number"]) == ["TY-1"]
    assert "反映" not in words(page) + "".join(one.label for one in page.metric)
    assert "暂缓" not in words(page)


def test_a_units_own_account_answers_the_check_slip_it_was_sent(session: Session) -> None:
    unit = make.unit(session)
    flag = make.flag(session, FlagStatus.SENT, sent_to=unit)
    make.flag(session, FlagStatus.SENT, sent_to=make.unit(session, "阳泉市住建局"))
    me = make.officer(session, Role.UNIT, region_code=make.CITY, unit=unit)
    session.commit()

    page = visit.page(PAGE, me)
    assert "1 件，待回复 1 件" in words(page)
    page.text_area(f"reply-text-{flag.id}").set_value("系申报项目，申报号漏录。").run()
    page.button(f"reply-flags-{flag.id}").click().run()

    assert not page.exception
    session.rollback()
    assert flag.status is FlagStatus.REPLIED
    assert "已回复" in words(visit.page(PAGE, me))


def test_a_unit_is_not_told_how_its_answer_was_judged(session: Session) -> None:
    unit = make.unit(session)
    flag = make.flag(session, FlagStatus.REPLIED, sent_to=unit)
    inspector = make.officer(session, region_code=make.COUNTY)
    for place in range(len(flag.weights)):
        flag.weigh(place, Weight.FAILS, by=inspector)
    head = make.officer(session, Role.TASK_FORCE, region_code=make.COUNTY)
    flag.hand_to_cases(by=head, because="解释均不成立")
    me = make.officer(session, Role.UNIT, region_code=make.CITY, unit=unit)
    session.commit()

    seen = words(visit.page(PAGE, me))

    assert "已回复" in seen
    assert "案管" not in seen
    assert "均不成立" not in seen


def test_a_county_officer_does_not_find_the_units_of_the_next_county(session: Session) -> None:
    mine = make.unit(session, "城区住建局", region_code=make.COUNTY)
    theirs = make.unit(session, "矿区住建局", region_code=make.NEXT_COUNTY)
    me = make.officer(session, region_code=make.COUNTY)
    session.commit()

    page = visit.page(PAGE, me, unit=str(theirs.id), region=make.NEXT_COUNTY)

    assert page.title[0].value == mine.name
    assert page.selectbox(f"units-unit-{mine.id}").options == [mine.name]


def test_orders_and_the_last_acts_are_listed(session: Session) -> None:
    unit = make.unit(session)
    make.order(session, OrderStatus.SERVED, to=unit)
    make.commitment(session, CommitmentStatus.ISSUED, "TY-7", unit=unit)
    me = make.officer(session)
    session.commit()

    seen = words(visit.page(PAGE, me))

    assert "待回复" in seen
    assert "TY-7　交办" in seen
