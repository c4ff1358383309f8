from sqlalchemy.orm import Session

from supervision.delivery import coverage
from supervision.delivery.homes import Home
from supervision.delivery.rollups import CompoundCount
from tests import make


def count(session: Session, number: str, *, county_code: str = make.COUNTY, homes: int = 100) -> None:
    session.add(
        CompoundCount(
            county_code=county_code,
            compound_number=number,
            homes=homes,
            first=homes,
            transfer=homes // 2,
            certificate=homes // 4,
            area=0,
        )
    )
    session.flush()


def test_each_level_counts_included_excluded_and_undecided(both: Session) -> None:
    make.compound(both, "1", approved_homes=120)
    make.compound(both, "2", included=False)
    make.compound(both, "3", included=None)
    make.compound(both, "4", county_code=make.NEXT_COUNTY, approved_homes=80)
    count(both, "1")

    province, city = coverage.by_region(both, make.PROVINCE), coverage.by_region(both, make.CITY)

    assert list(province) == [make.CITY]
    assert (province[make.CITY].included, province[make.CITY].excluded, province[make.CITY].undecided) == (
        2,
        1,
        1,
    )
    assert str(province[make.CITY].listed) == "200套"
    assert set(city) == {make.COUNTY, make.NEXT_COUNTY}
    assert city[make.COUNTY].ledger.transfer == 50
    assert str(city[make.COUNTY].transfer_rate) == "50.00%"
    assert city[make.NEXT_COUNTY].ledger.homes is None
    assert coverage.together(city.values()).compounds == 4


def test_a_listed_number_that_nobody_knows_leaves_the_sum_unknown(session: Session) -> None:
    make.compound(session, "1", approved_homes=120)
    make.compound(session, "2", approved_homes=None)

    assert str(coverage.by_region(session, make.COUNTY)[make.COUNTY].listed) == "待核"


def test_homes_of_no_listed_compound_stay_visible_under_no_street(both: Session) -> None:
    make.compound(both, "1", street="演示甲街道")
    count(both, "1")
    count(both, "不在清单", homes=7)

    streets = coverage.by_street(both, make.COUNTY)

    assert streets["演示甲街道"].ledger.homes == 100
    assert streets[None].ledger.homes == 7
    assert streets[None].compounds == 0


def test_buildings_are_counted_from_the_homes_of_one_compound(both: Session) -> None:
    snapshot = make.snapshot(both)
    for place, (building, moved) in enumerate([("1号楼", True), ("1号楼", False), ("2号楼", False)]):
        both.add(
            Home(
                county_code=make.COUNTY,
                unit_code=f"unit-{place}",
                compound_number="1",
                building=building,
                first_booked_at="2021-08-01",
                transfer_booked_at="2021-09-01" if moved else None,
                snapshot_id=snapshot.id,
            )
        )
    both.flush()

    first, second = coverage.by_building(both, make.COUNTY, "1")

    assert (first.building, first.homes, first.first, first.transfer) == ("1号楼", 2, 2, 1)
    assert (second.building, second.homes, second.transfer, second.certificate) == ("2号楼", 1, 0, 0)
