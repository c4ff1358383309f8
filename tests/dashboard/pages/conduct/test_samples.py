"""The sampling page: planned, drawn, out, back and summed up, each by its button."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session
from streamlit.testing.v1 import AppTest

from supervision.conduct.samples import Result, Returned, Sample, SampleStatus
from supervision.delivery.homes import Stage
from supervision.delivery.progress import ProgressReport
from supervision.office.people import Officer, Role
from tests import make, visit
from tests.conduct.rules.ledger import home

PAGE = "conduct.samples"


def told(page: AppTest) -> str:
    kinds = (page.title, page.markdown, page.caption, page.text, page.error)
    return "\n".join(str(one.value) for kind in kinds for one in kind).replace("\\", "")


def county(session: Session) -> ProgressReport:
    snapshot = make.snapshot(session, region_code=make.COUNTY).id
    for place in range(40):
        home(session, f"H{place:03d}", snapshot_id=snapshot)
    make.progress(session, listed=100, first=100, transfer=98, as_of=date(2022, 6, 30))
    return session.scalars(select(ProgressReport)).one()


def inspector(session: Session, name: str = "吴桐") -> Officer:
    return make.officer(session, name=name, region_code=make.CITY)


@pytest.mark.parametrize("role", [Role.INSPECTOR, Role.TASK_FORCE, Role.LEADER])
def test_it_opens_empty(session: Session, role: Role) -> None:
    me = make.officer(session, role, region_code=make.CITY)
    session.commit()

    assert "尚无抽查" in told(visit.page(PAGE, me))


def test_a_sample_is_planned_and_drawn(session: Session) -> None:
    county(session)
    me = inspector(session)
    session.commit()
    page = visit.page(PAGE, me, region=make.COUNTY)
    page.number_input(key="sample-size").set_value(20).run()
    page.button(key="sample-plan-go").click().run()
    assert not page.exception
    session.rollback()
    sample = session.scalars(select(Sample)).one()
    assert sample.status is SampleStatus.SEEDED
    assert sample.seed in told(page)
    assert "占纳入 98.00%。" in told(page)

    page.button(key=f"draw-samples-{sample.id}").click().run()

    assert not page.exception
    session.rollback()
    session.expire_all()
    assert session.get_one(Sample, sample.id).status is SampleStatus.DRAWN
    assert len(page.dataframe[1].value) >= 20


def test_claimed_and_verified_stand_beside_each_other(session: Session) -> None:
    me, other = inspector(session), inspector(session, "郑平")
    unit = make.unit(session, "城区人民政府", region_code=make.COUNTY)
    sample = Sample.plan(session, county(session), stage=Stage.TRANSFER, size=30, by=me, unit=unit)
    sample.draw(session, by=me)
    rows = [
        Returned(one.row_key(sample.number), Result.NOT_SO if place == 0 else Result.SO)
        for place, one in enumerate(sorted(sample.homes, key=lambda it: it.besides))
    ]
    sample.take_back(rows, checksum=sample.checksum or "", by=me)
    sample.close(by=other)
    session.commit()

    page = visit.page(PAGE, me, region=make.COUNTY)

    assert "核验 30 套，一致 29 套，96.67%，至少 85.14%（单侧 95%）；可证实至少" in told(page)
    assert "城区人民政府　3.33%（1/30）" in told(page)


def test_who_may_not_do_a_step_is_told_why(session: Session) -> None:
    me = inspector(session)
    sample = Sample.plan(session, county(session), stage=Stage.TRANSFER, size=20, by=me)
    leader = make.officer(session, Role.LEADER, name="赵敏", region_code=make.CITY)
    session.commit()

    page = visit.page(PAGE, leader)

    assert sample.number in told(page)
    assert "为何不能抽取：" in told(page)


def test_a_guessed_number_opens_no_other_sample(session: Session) -> None:
    me = inspector(session)
    Sample.plan(session, county(session), stage=Stage.TRANSFER, size=20, by=me)
    session.commit()

    said = told(visit.page(PAGE, me, region=make.COUNTY, sample="999"))

    assert "没有这次抽查，或不在您的范围内。" in said
    assert "种子 " not in said
