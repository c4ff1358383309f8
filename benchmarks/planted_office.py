"""What no workbook does in the planted county: `between` two imports; and what the rules have `told`.

`python -m benchmarks.planted_office between` works on the home of the environment.
"""

import json
import sys
from datetime import timedelta

from benchmarks.planted_cases import COUNTY, number


def between() -> None:
    """Freeze the county's list as it stands, and register the letters about it."""
    from supervision import clock
    from supervision.conduct import registering
    from supervision.conduct.accused import Named
    from supervision.conduct.categories import Category, Channel, Identity, Jurisdiction
    from supervision.db import changing
    from supervision.delivery.frozen_lists import FrozenList
    from supervision.office import opening
    from supervision.office.people import Officer, Role
    from supervision.office.regions import Region
    from supervision.office.units import Unit, UnitKind

    opening.open_office()
    with changing() as session:
        leader = Officer.appoint(login="lead", name="演示甲", roles=[Role.TASK_FORCE], region_code=COUNTY)
        desk = Officer.appoint(login="desk", name="演示乙", roles=[Role.PETITIONS], region_code=COUNTY)
        unit = Unit.enroll(region_code=COUNTY, name="演示登记中心", kind=UnitKind.DEPARTMENT)
        session.add_all([leader, desk, unit])
        session.flush()
        FrozenList.freeze(session, session.get_one(Region, COUNTY), by=leader)
        for category, compound, times in (
            (Category.EXTORTION, None, 3),
            (Category.SLOW_WORK, number("PR03"), 2),
        ):
            for place in range(times):
                registering.register(
                    session,
                    by=desk,
                    channel=Channel.LETTER,
                    identity=Identity.REAL_NAME,
                    summary="演示反映。",
                    county_code=COUNTY,
                    compound_number=compound,
                    received_on=clock.today() - timedelta(days=5),
                    accused=[Named(Jurisdiction.OWN, category, unit=unit)],
                    name=f"演示举报人{place}",
                    phone=f"0353-00000{place}0",
                )


def told() -> None:
    """Every doubt that stands, one line each: rule, subject, compound; not what a later sheet explained."""
    from sqlalchemy import select

    from supervision.conduct.flags import Flag, FlagStatus
    from supervision.db import reading
    from supervision.office import opening

    opening.open_office()
    standing = select(Flag).where(Flag.status != FlagStatus.LAPSED)
    with reading() as session:
        for flag in session.scalars(standing.order_by(Flag.rule_code, Flag.subject)):
            print(
                json.dumps(
                    {"rule": flag.rule_code, "subject": flag.subject, "compound": flag.compound_number},
                    ensure_ascii=False,
                )
            )


if __name__ == "__main__":
    {"between": between, "told": told}[sys.argv[1]]()
