from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from supervision import clock
from supervision.delivery.progress import ProgressReport, ProgressStatus
from supervision.delivery.rollups import CompoundCount, DayCount
from supervision.office.people import OFFICE, Role
from tests import make, visit

PAGE = "delivery.progress"


def ledger(session: Session, county_code: str, transfer: int) -> None:
    session.add_all(
        [
            CompoundCount(
                county_code=county_code,
                compound_number="1",
                homes=400,
                first=300,
                transfer=transfer,
                certificate=0,
                area=0,
            ),
            DayCount(county_code=county_code, day=clock.today(), first=300, transfer=transfer, certificate=0),
        ]
    )


@pytest.mark.parametrize("role", sorted(OFFICE))
def test_every_post_opens_it_empty(session: Session, role: Role) -> None:
    me = make.officer(session, role)
    session.commit()

    page = visit.page(PAGE, me)

    assert any("尚无进度周报" in said.value for said in page.caption)
    assert not page.dataframe


def test_a_county_that_claims_too_much_is_red_and_can_be_filtered(session: Session) -> None:
    make.progress(session, make.COUNTY, transfer=200)
    make.progress(session, make.NEXT_COUNTY, transfer=200)
    ledger(session, make.COUNTY, 100)
    ledger(session, make.NEXT_COUNTY, 200)
    me = make.officer(session)
    session.commit()

    page = visit.page(PAGE, me, lamp="red")

    table = page.dataframe[0].value
    assert list(table["name"]) == ["阳泉市城区"]
    assert list(table["excess"]) == [100]


def test_a_county_officer_sees_nothing_of_the_next_county(session: Session) -> None:
    make.progress(session, make.COUNTY)
    make.progress(session, make.NEXT_COUNTY)
    me = make.officer(session, region_code=make.COUNTY)
    session.commit()

    page = visit.page(PAGE, me, region=make.NEXT_COUNTY, county=make.NEXT_COUNTY)

    assert list(page.dataframe[0].value["name"]) == ["城区"]
    assert "矿区" not in str(page.main)


def test_accepting_takes_the_figures_as_checked(session: Session) -> None:
    report = make.progress(session)
    me = make.officer(session, region_code=make.COUNTY)
    session.commit()

    page = visit.page(PAGE, me)
    page.button(f"accept-progress_reports-{report.id}").click().run()

    session.expire_all()
    assert report.status is ProgressStatus.ACCEPTED


def test_sending_back_needs_a_reason(session: Session) -> None:
    report = make.progress(session)
    me = make.officer(session, region_code=make.COUNTY)
    session.commit()

    page = visit.page(PAGE, me)
    assert page.button(f"send-back-now-{report.id}").disabled
    page.text_input(f"send-back-{report.id}").set_value("与台账不符").run()
    page.button(f"send-back-now-{report.id}").click().run()

    session.expire_all()
    assert report.status is ProgressStatus.RETURNED
    assert report.history[-1].note == "与台账不符"


def test_a_telephoned_figure_corrects_the_report_of_its_day_and_keeps_it(session: Session) -> None:
    earlier = make.progress(session, transfer=200)
    me = make.officer(session, region_code=make.COUNTY)
    session.commit()

    page = visit.page(PAGE, me)
    page.number_input("telephone-listed").set_value(400)
    page.number_input("telephone-transfer").set_value(210)
    page.text_input("telephone-reporter").set_value("演示甲")
    page.text_input("telephone-because").set_value("漏报一个项目")
    page.button("telephone-enter").click().run()

    session.expire_all()
    newer = session.query(ProgressReport).order_by(ProgressReport.id.desc()).first()
    assert newer is not None
    assert (newer.by_phone, newer.transfer, newer.supersedes_id) == (True, 210, earlier.id)
    assert earlier.status is ProgressStatus.SUPERSEDED
    assert newer.because == "漏报一个项目"


def test_who_is_late_is_named(session: Session) -> None:
    make.progress(session, make.COUNTY)
    make.progress(session, make.NEXT_COUNTY, as_of=clock.today() - timedelta(days=7))
    me = make.officer(session, region_code=make.CITY)
    session.commit()

    page = visit.page(PAGE, me)

    assert any("本期迟报" in said.value and "矿区" in said.value for said in page.text)
    assert any("从未报送" in said.value and "盂县" in said.value for said in page.text)
