from datetime import timedelta

import pytest
from sqlalchemy.orm import Session
from streamlit.testing.v1 import AppTest

from dashboard import agenda, lenses, waiting_complaints
from dashboard.lenses import Lens
from dashboard.waiting import Item, Kind
from supervision import clock, jobs
from supervision.accountability.orders import OrderStatus
from supervision.conduct.complaint_steps import ComplaintStatus
from supervision.delivery import standings
from supervision.office import history
from supervision.office.lamps import Lamp
from supervision.office.people import OFFICE, Role
from supervision.responsibility.commitments import CommitmentStatus
from tests import make, visit

PAGE = "overview.overview"
WEEK = timedelta(days=7)


def words(page: AppTest) -> str:
    return " ".join(
        one.value for kind in (page.markdown, page.text, page.caption, page.title) for one in kind
    )


@pytest.mark.parametrize("role", sorted(OFFICE))
@pytest.mark.parametrize("region_code", [make.PROVINCE, make.CITY, make.COUNTY])
def test_every_post_opens_it_empty_and_sees_no_zero_for_what_nobody_knows(
    session: Session, role: Role, region_code: str
) -> None:
    me = make.officer(session, role, region_code=region_code)
    session.commit()

    page = visit.page(PAGE, me)

    assert "尚无进度周报" in words(page)
    assert not page.metric


def test_the_figures_stand_with_unit_change_and_definition(session: Session) -> None:
    make.compound(session, approved_homes=400)
    make.progress(session, listed=400, first=390, transfer=200, households=190, as_of=clock.today() - WEEK)
    make.progress(session, listed=400, first=400, transfer=210, households=200)
    me = make.officer(session, region_code=make.CITY)
    session.commit()

    listed, first, transfer, certificates, gap = visit.page(PAGE, me).metric[:5]

    assert (listed.value, first.value, transfer.value) == ("400套", "100.00%", "52.50%")
    assert (certificates.value, gap.value) == ("200户", "47.50个百分点")
    assert (transfer.delta, certificates.delta, gap.delta) == ("+2.50", "+10", "±0.00")
    assert "210套" in transfer.label
    assert "口径版本" in transfer.help
    assert "未报" in transfer.help


def test_the_province_shows_its_cities_and_the_row_of_a_city_is_the_sum_of_its_counties(
    session: Session,
) -> None:
    make.progress(session, make.COUNTY, listed=400, transfer=200)
    make.progress(session, make.NEXT_COUNTY, listed=600, transfer=500)
    me = make.officer(session)
    session.commit()

    table = visit.page(PAGE, me).dataframe[0].value

    assert list(table["name"][:2]) == ["全省", "太原市"]
    row = table[table["name"] == "阳泉市"].iloc[0]
    assert (row["listed"], row["transfer"]) == (1000, 70.0)
    assert list(row["lamp"]) == ["○ 无法计算"]
    assert row["rank"] == "—"


def test_a_county_officer_lands_on_streets_and_units_and_sees_nothing_of_the_next_county(
    session: Session,
) -> None:
    make.compound(session)
    make.progress(session, make.COUNTY)
    make.progress(session, make.NEXT_COUNTY)
    make.unit(session, "阳泉市城区住建局", region_code=make.COUNTY)
    make.unit(session, "阳泉市矿区住建局", region_code=make.NEXT_COUNTY)
    me = make.officer(session, region_code=make.COUNTY)
    session.commit()

    page = visit.page(PAGE, me, region=make.NEXT_COUNTY)

    assert list(page.dataframe[0].value["name"]) == ["演示街道"]
    assert "阳泉市城区住建局" in words(page)
    assert "矿区" not in words(page)


def test_totals_are_stated_with_and_without_who_is_late(session: Session) -> None:
    make.progress(session, make.COUNTY, transfer=200, first=300)
    make.progress(session, make.NEXT_COUNTY, transfer=100, first=150, as_of=clock.today() - WEEK)
    me = make.officer(session, region_code=make.CITY)
    session.commit()

    said = words(visit.page(PAGE, me))

    assert "转移登记合计 300套" in said.replace("\\", "")
    assert "仅计本期已报的为 300套、200套" in said.replace("\\", "")


def test_names_that_people_typed_stay_text(session: Session) -> None:
    unit = make.unit(session, "![x](http://x) **局**")
    make.commitment(session, CommitmentStatus.IN_PROGRESS, unit=unit, due_on=clock.today() - WEEK)
    me = make.officer(session)
    session.commit()

    assert "](http" not in words(visit.page(PAGE, me))


def lines(session: Session, *roles: Role, region_code: str = make.PROVINCE) -> list[Item]:
    me = make.officer(session, *roles, region_code=region_code)
    board = standings.board(session, region_code, clock.today())
    return agenda.of(session, me, board, clock.today())


def test_what_i_can_do_myself_stands_before_what_others_must_do(session: Session) -> None:
    make.commitment(session, CommitmentStatus.VERIFIED, "TY-1")
    make.flag(session)

    found = lines(session, Role.LEADER)

    assert [(item.kind, item.mine) for item in found] == [(Kind.COMMITMENT, True), (Kind.FLAG, False)]
    assert found[0].verb == "销号"


def test_the_agenda_is_never_longer_than_seven_and_no_kind_hides_the_others(session: Session) -> None:
    unit = make.unit(session)
    for place in range(9):
        make.commitment(
            session,
            CommitmentStatus.IN_PROGRESS,
            f"TY-{place}",
            unit=unit,
            due_on=clock.today() - timedelta(days=place + 1),
        )
    make.order(session, OrderStatus.CHECKED)
    make.flag(session)

    found = lines(session, Role.INSPECTOR)

    assert len(found) == 7
    assert {item.kind for item in found} == {Kind.COMMITMENT, Kind.ORDER, Kind.FLAG}


def test_complaints_stand_on_the_agenda_of_their_list_alone_and_say_nothing_of_their_content(
    session: Session,
) -> None:
    make.complaint(session, summary="一段不得外传的话")

    listed = lines(session, Role.PETITIONS, region_code=make.CITY)
    cases = lines(session, Role.CASES, region_code=make.CITY)
    above = lines(session, Role.PETITIONS)

    assert [item.kind for item in listed] == [Kind.COMPLAINT]
    assert "1 件" in listed[0].text
    assert "不得外传" not in listed[0].text
    assert not cases
    assert not above


def test_what_waits_for_one_officer_stands_on_their_agenda_alone(session: Session) -> None:
    handler = make.officer(session, name="吴桐", region_code=make.CITY)
    make.complaint(session, ComplaintStatus.TRANSFERRED, handler=handler)
    other = make.officer(session, name="郑平", region_code=make.CITY)

    mine = [item.text for item in waiting_complaints.steps_on_complaints(session, handler)]

    assert mine == ["信访举报 1 件，等您签收"]
    assert not list(waiting_complaints.steps_on_complaints(session, other))


def test_late_counties_and_unchecked_reports_are_on_the_agenda(session: Session) -> None:
    make.progress(session, make.COUNTY)

    found = lines(session, Role.INSPECTOR, region_code=make.CITY)

    assert [item.lamp for item in found] == [Lamp.BLUE, Lamp.UNKNOWN]
    assert "4 个县" in found[1].text


def test_a_job_that_failed_is_on_the_agenda_of_those_who_can_see_to_it(session: Session) -> None:
    me, other = make.officer(session, Role.TASK_FORCE), make.officer(session, Role.CASES)
    session.commit()
    assert "运行失败" not in words(visit.page(PAGE, me))

    jobs.run_now("draft_weekly_briefing", by_id=me.id)

    assert "“起草周报”最近一次运行失败" in words(visit.page(PAGE, me)).replace("\\", "")
    assert "运行失败" not in words(visit.page(PAGE, other))


def test_the_counts_of_the_three_lenses_are_the_lengths_of_their_lists(session: Session) -> None:
    unit = make.unit(session)
    make.commitment(session, CommitmentStatus.IN_PROGRESS, "TY-1", unit=unit, due_on=clock.today() - WEEK)
    make.commitment(session, CommitmentStatus.IN_PROGRESS, "TY-2", unit=unit, due_on=clock.today())
    make.flag(session)
    make.progress(session)
    me = make.officer(session)
    session.commit()

    found = lenses.counts(session, me, make.PROVINCE, clock.today(), clock.today())

    assert found.lamps[Lens.RESPONSIBILITY] == {Lamp.RED: 1, Lamp.YELLOW: 1, Lamp.BLUE: 0}
    assert sum(found.lamps[Lens.CONDUCT].values()) == 1
    assert found.lamps[Lens.DELIVERY][Lamp.BLUE] == 1
    assert found.inside(found.overdue, make.CITY) == 1
    assert found.inside(found.to_judge, "140100") == 0


def test_what_is_remembered_is_forgotten_with_the_next_act(session: Session) -> None:
    me = make.officer(session, region_code=make.COUNTY)
    make.progress(session, transfer=200)
    session.commit()
    assert visit.page(PAGE, me).metric[2].value == "50.00%"

    newer = make.progress(session, transfer=300)
    history.note(session, kind="progress_reports", subject_id=newer.id, verb="submit", by=me)
    session.commit()

    assert visit.page(PAGE, me).metric[2].value == "75.00%"
