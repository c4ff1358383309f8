import pytest
from sqlalchemy.orm import Session

from supervision.delivery.homes import Home
from supervision.delivery.rollups import CompoundCount
from supervision.office.people import OFFICE, Role
from tests import make, visit

PAGE = "delivery.compounds"


def home(session: Session, place: int, *, building: str = "1号楼", number: str = "140302-0001") -> None:
    session.add(
        Home(
            county_code=make.COUNTY,
            unit_code=f"unit-{place:03d}",
            compound_number=number,
            building=building,
            room=f"{place}",
            first_booked_at="2021-08-01 10:00:00",
            buyer="a-keyed-digest",
            snapshot_id=make.snapshot(session).id,
        )
    )


def counted(session: Session, number: str, homes: int) -> None:
    session.add(
        CompoundCount(
            county_code=make.COUNTY,
            compound_number=number,
            homes=homes,
            first=homes,
            transfer=0,
            certificate=0,
            area=0,
        )
    )


@pytest.mark.parametrize("role", sorted(OFFICE))
def test_every_post_opens_it_empty(session: Session, role: Role) -> None:
    me = make.officer(session, role)
    session.commit()

    page = visit.page(PAGE, me)

    assert any("尚无任务清单" in said.value for said in page.caption)


def test_the_province_shows_its_cities_and_the_county_its_streets(session: Session) -> None:
    make.compound(session)
    me = make.officer(session)
    session.commit()

    province = visit.page(PAGE, me).dataframe[0].value
    county = visit.page(PAGE, me, region=make.COUNTY).dataframe[0].value

    assert len(province) == 11
    assert list(province.loc[province["name"] == "阳泉市", "included"]) == [1]
    assert list(county["name"]) == ["演示街道"]


def test_a_count_opens_exactly_the_compounds_it_counts(session: Session) -> None:
    make.compound(session, "1", name="纳入小区")
    make.compound(session, "2", name="未纳入小区", included=False)
    make.compound(session, "3", name="未定小区", included=None)
    me = make.officer(session)
    session.commit()

    page = visit.page(PAGE, me, region=make.CITY, included="excluded")

    assert list(page.dataframe[0].value["name"]) == ["未纳入小区"]


def test_homes_stand_under_their_building_without_anything_personal(session: Session) -> None:
    make.compound(session)
    counted(session, "140302-0001", 3)
    home(session, 1)
    home(session, 2)
    home(session, 3, building="2号楼")
    me = make.officer(session, region_code=make.COUNTY)
    session.commit()

    page = visit.page(PAGE, me, region=make.COUNTY, compound="140302-0001", building="1号楼")

    buildings, homes = page.dataframe[0].value, page.dataframe[1].value
    assert list(buildings["homes"]) == [2, 1]
    assert list(homes["unit_code"]) == ["unit-001", "unit-002"]
    assert list(homes["stage"]) == ["首次登记", "首次登记"]
    assert "buyer" not in homes.columns


def test_a_long_list_of_homes_is_paged_by_fifty(session: Session) -> None:
    make.compound(session)
    counted(session, "140302-0001", 53)
    for place in range(53):
        home(session, place)
    me = make.officer(session, region_code=make.COUNTY)
    session.commit()

    page = visit.page(PAGE, me, compound="140302-0001", building="1号楼")

    assert len(page.dataframe[1].value) == 50


def test_homes_of_no_listed_compound_can_be_reached(session: Session) -> None:
    make.compound(session)
    counted(session, "清单外", 1)
    home(session, 1, number="清单外")
    me = make.officer(session, region_code=make.COUNTY)
    session.commit()

    street = visit.page(PAGE, me, street="-")
    compound = visit.page(PAGE, me, compound="清单外")

    assert list(street.dataframe[0].value["number"]) == ["清单外"]
    assert list(compound.dataframe[0].value["homes"]) == [1]


def test_a_county_officer_cannot_open_a_compound_of_the_next_county(session: Session) -> None:
    make.compound(session, "1", name="自己的小区")
    make.compound(session, "2", name="别县的小区", county_code=make.NEXT_COUNTY)
    me = make.officer(session, region_code=make.COUNTY)
    session.commit()

    page = visit.page(PAGE, me, region=make.NEXT_COUNTY, compound="2")

    assert "别县的小区" not in str(page.main)


def test_a_number_that_stands_nowhere_is_not_said_to_be_in_the_ledger(session: Session) -> None:
    make.compound(session)
    me = make.officer(session)
    session.commit()

    page = visit.page(PAGE, me, region=make.COUNTY, street="-", compound="140302-9999")
    said = [one.value for one in page.caption]

    assert "此条件下没有记录。" in said
    assert not any("只见于登记台账" in one for one in said)
