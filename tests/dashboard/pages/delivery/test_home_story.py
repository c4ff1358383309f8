"""One home's whole story: each ledger line, what it changed, its flags, the complaints of its compound."""

import pytest
from sqlalchemy.orm import Session
from streamlit.testing.v1 import AppTest

from supervision import clock
from supervision.conduct import scans
from supervision.delivery import home_stories
from supervision.delivery.snapshots import Shape
from supervision.office.people import Officer, Role
from tests import make, visit
from tests.intake import ledger_samples

PAGE = "delivery.compounds"
CODE = f"{make.COUNTY}0010001{1:015d}"


def told(page: AppTest) -> str:
    kinds = (page.subheader, page.markdown, page.caption, page.text)
    return "\n".join(str(one.value) for kind in kinds for one in kind).replace("\\", "")


def taken_in_twice(session: Session) -> None:
    """A home first registered before its transfer, and the other way round in a later ledger."""
    by = make.officer(session, region_code=make.PROVINCE)
    make.compound(session)
    for first, buyer in (("2022-01-10 09:00:00", "甲"), ("2022-04-20 09:00:00", "乙")):
        snapshot = make.snapshot(session, Shape.LEDGER, region_code=make.COUNTY, by=by)
        ledger_samples.take_in(
            session,
            ledger_samples.home(1, first_booked_at=first, buyer_name=buyer),
            by=by,
            fields=ledger_samples.USUAL | {"buyer_name"},
            snapshot=snapshot,
        )
    session.flush()
    session.expire_all()


def look(session: Session, me: Officer) -> AppTest:
    session.commit()
    return visit.page(
        PAGE, me, region=make.COUNTY, compound=f"{make.COUNTY}-0001", building="1号楼", home=CODE
    )


def test_a_home_has_every_line_that_a_ledger_ever_said_of_it(both: Session) -> None:
    taken_in_twice(both)

    found = home_stories.story(both, make.officer(both, region_code=make.CITY), make.COUNTY, CODE)

    assert found
    first, second = found.lines
    assert first.said["first_booked_at"] == "2022-01-10 09:00:00"
    assert second.said["first_booked_at"] == "2022-04-20 09:00:00"
    assert (list(first.changed), list(second.changed)) == ([], ["first_booked_at", "buyer"])
    assert first.snapshot_id < second.snapshot_id
    assert all("buyer" not in line.said for line in found.lines)


def test_nobody_looks_into_another_place(session: Session) -> None:
    taken_in_twice(session)

    for place in ("140600", make.NEXT_COUNTY):
        stranger = make.officer(session, region_code=place)
        assert home_stories.story(session, stranger, make.COUNTY, CODE) is None


def test_the_page_tells_it_with_its_flags_and_no_name(session: Session) -> None:
    taken_in_twice(session)
    scans.evaluate(session, today=clock.today())
    desk = make.officer(session, Role.PETITIONS, name="周宁", region_code=make.CITY)
    letter = make.complaint(
        session, by=desk, compound_number=f"{make.COUNTY}-0001", summary="只有知情的人见过"
    )

    shown = told(look(session, make.officer(session, region_code=make.CITY)))
    known = told(look(session, make.officer(session, Role.LEADER, name="赵敏", region_code=make.CITY)))

    assert "台账 2 次报送" in shown
    assert "首次登簿改为 2022-04-20 09:00:00；权利人有变化" in shown
    assert "IR01 先转移后首登" in shown
    assert "HR01" in shown
    assert letter.number not in shown
    assert letter.number in known
    assert "只有知情的人见过" not in known


@pytest.mark.parametrize("code", ["140302-no-such-home", "' OR 1=1 --"])
def test_a_home_that_is_not_there_says_so(session: Session, code: str) -> None:
    taken_in_twice(session)
    me = make.officer(session, region_code=make.CITY)
    session.commit()

    page = visit.page(
        PAGE, me, region=make.COUNTY, compound=f"{make.COUNTY}-0001", building="1号楼", home=code
    )

    assert "辖区内没有这套房屋。" in told(page)
