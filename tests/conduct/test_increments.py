"""After any row of imports the flags are those that a run over everything would raise."""

from collections.abc import Iterator
from datetime import date
from random import Random
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from supervision import clock
from supervision.conduct import one_pass, scans
from supervision.conduct.flags import Flag, FlagStatus
from supervision.conduct.rules import RULES, Outcome, Scope
from supervision.delivery.snapshots import Shape
from supervision.office.people import Officer
from tests import make
from tests.intake import ledger_samples

HOMES, IMPORTS = 60, 6
#: Looked at after each import of a ledger; what depends on the day or on complaints is looked at each night.
BY_IMPORT = [rule for rule in RULES.values() if not rule.daily and not rule.from_complaints]


def moments(luck: Random) -> str:
    """A working hour, a night or a rest day of the campaign."""
    return f"2022-{luck.randint(1, 5):02d}-{luck.randint(1, 28):02d} {luck.choice((9, 10, 15, 23)):02d}:20:00"


def row(luck: Random, number: int) -> dict[str, Any]:
    """A home as the registration system might say it this week."""
    people = ("A01", "A02", "A03")
    county = make.NEXT_COUNTY if number % 3 == 0 else make.COUNTY
    return ledger_samples.home(
        number,
        county,
        compound_number=f"{county}-000{luck.randint(1, 3)}",
        building=luck.choice(("1号楼", "2号楼")),
        room=str(100 + number),
        usage=luck.choice(("住宅", "住宅", "住宅", "商业", "车位")),
        contract_on=luck.choice((None, date(2019, 3, 1), date(2021, 11, 1))),
        first_booked_at=luck.choice((None, moments(luck), moments(luck))),
        transfer_booked_at=luck.choice((None, moments(luck), moments(luck))),
        certified_on=luck.choice((None, date(2022, 5, 20), date(2022, 1, 1))),
        tax_status=luck.choice(("已缴", "已缴", "未缴", "缓缴")),
        deferral_basis=luck.choice((None, "演示缓〔2021〕1号")),
        acceptor=luck.choice(people),
        reviewer=luck.choice(people),
        booker=luck.choice(people),
        recorded_at=luck.choice((None, moments(luck))),
        buyer_name=luck.choice((None, "甲", "乙", f"丙{number}")),
        acquired_by=luck.choice((None, "出让", "集体")),
        acceptance_no=luck.choice((None, "演示验1号")),
        restriction=luck.choice((None, "查封", "抵押")),
        restricted_on=luck.choice((None, date(2022, 2, 1))),
        released_on=luck.choice((None, date(2022, 2, 20))),
    )


def taken_in(session: Session, luck: Random, by: Officer) -> Iterator[int]:
    """Ledgers one after the other: some homes new, some said otherwise than before."""
    for _time in range(IMPORTS):
        numbers = luck.sample(range(1, HOMES + 1), luck.randint(1, 20))
        snapshot = make.snapshot(session, Shape.LEDGER, region_code=make.PROVINCE, by=by)
        ledger_samples.take_in(
            session,
            *(row(luck, number) for number in numbers),
            by=by,
            fields=ledger_samples.USUAL | {"buyer_name"},
            snapshot=snapshot,
        )
        session.flush()
        session.expire_all()
        yield snapshot.id


def standing(session: Session) -> set[tuple[str, str]]:
    lasting = select(Flag).where(Flag.status == FlagStatus.OPEN, Flag.pattern.is_(False))
    return {(flag.rule_code, flag.subject) for flag in session.scalars(lasting)}


def a_full_run(session: Session) -> set[tuple[str, str]]:
    scope = Scope(today=clock.today(), region_code=make.PROVINCE)
    return {
        (found.rule.code, finding.subject)
        for found in one_pass.look(session, scope, among=BY_IMPORT)
        for finding in found.of(Outcome.HIT)
    }


@pytest.mark.parametrize("seed", range(5))
def test_increments_raise_and_let_lapse_what_a_full_run_would(both: Session, seed: int) -> None:
    luck, by = Random(seed), make.officer(both, region_code=make.PROVINCE)
    for county in (make.COUNTY, make.NEXT_COUNTY):
        for number in (1, 2, 3):
            make.compound(both, f"{county}-000{number}", county_code=county)

    seen: set[str] = set()
    for snapshot_id in taken_in(both, luck, by):
        scans.evaluate(both, today=clock.today(), snapshot_id=snapshot_id, among=BY_IMPORT)
        whole = a_full_run(both)
        assert standing(both) == whole
        seen |= {rule for rule, _subject in whole}

    assert len(seen) >= 10, f"only {sorted(seen)} fired: the ledgers are too tame"
