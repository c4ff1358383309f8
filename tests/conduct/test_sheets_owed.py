"""What a county never sent makes it look clean to no rule."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from supervision import clock
from supervision.conduct import rule_states, scans
from supervision.conduct.rules import RULES, Outcome, Rule
from supervision.conduct.scans import Uncomputed
from supervision.delivery.snapshots import Shape
from supervision.office.people import Role
from tests import make
from tests.conduct.rules.ledger import home

ON_ROWS = [rule for rule in RULES.values() if rule.rests_on]


def owed(session: Session, county: str) -> dict[str, tuple[str, ...]]:
    return {
        state.rule: state.missing
        for state in rule_states.states(session, county)
        if state.outcome is Outcome.UNKNOWN and state.subject == county
    }


def listed(session: Session, county: str) -> set[str]:
    asked = select(Uncomputed.rule_code).where(Uncomputed.county_code == county, Uncomputed.subject == county)
    return set(session.scalars(asked))


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.code)
def test_every_rule_but_the_one_on_letters_alone_rests_on_a_sheet(rule: Rule[object]) -> None:
    assert rule.rests_on or rule.code == "EX01"
    assert all(rule.owed_by([shape.chinese]) for shape in rule.rests_on)


def test_a_county_that_sent_nothing_is_clean_to_no_rule(both: Session) -> None:
    home(both, "GOOD", county_code=make.NEXT_COUNTY)

    said = owed(both, make.COUNTY)

    on_records = {rule.code for rule in ON_ROWS if not rule.from_complaints}
    assert set(said) == on_records
    assert said["PB04"] == ("登记台账",)
    assert said["PB05"] == ("任务清单", "登记台账")
    assert RULES["PB05"].owed_by(said["PB05"]) == ("专项行动办公室", "登记机构")


def test_a_sheet_that_comes_in_is_owed_no_longer(both: Session) -> None:
    scans.evaluate(both, today=clock.today())
    assert {"IR01", "PB02", "SW01"} <= listed(both, make.COUNTY)
    home(both, "GOOD")
    ledger = make.snapshot(both, Shape.LEDGER, region_code=make.COUNTY)

    scans.evaluate(both, today=clock.today(), snapshot_id=ledger.id, counties=[make.COUNTY])

    left = listed(both, make.COUNTY)
    assert not {"IR01", "HR01"} & left
    assert {"PB02", "SW01", "PB05"} <= left
    assert "IR01" in listed(both, make.NEXT_COUNTY)


def test_what_waits_is_counted_by_county_for_the_catalogue(session: Session) -> None:
    home(session, "GOOD")
    scans.evaluate(session, today=clock.today())
    me = make.officer(session, Role.INSPECTOR, region_code=make.CITY)

    counted = scans.gaps_of_rules(session, me, make.CITY)

    assert counted["IR01"] == 4
    assert counted["PB02"] == 5


@pytest.mark.parametrize(
    ("code", "subject", "called"),
    [
        ("IR01", "140302001001GB00001F00010001", "140302001001GB00001F00010001"),
        ("IR01", "140302#IR01", "阳泉市城区"),
        ("PB08", "140302", "阳泉市城区"),
        ("EX01", "140300:rate:140302", "阳泉市城区"),
        ("EX02", "140302:3号窗口", "阳泉市城区 3号窗口"),
        ("EX02", "140302-0001", "140302-0001"),
        ("EX03", "140302-0001:某公司:维修资金", "140302-0001　某公司　维修资金"),
        ("EX04", "140300:140302-0001", "140302-0001"),
        ("EX04", "fee:140302-0001:某公司:代办费", "140302-0001　某公司　代办费"),
        ("PB07", "140302:buyer:3fa2b1c4d5e6", "权利人 3fa2b1c4（加密代号）"),
        ("PR01", "140302@2022-06-30", "阳泉市城区 2022-06-30 进度周报"),
        ("PR02", "140302:surge", "阳泉市城区 月末突击冲量"),
        ("PR03", "140300:140302-0001", "140302-0001"),
        ("SW01", "item:演示-0001", "事项 演示-0001"),
        ("SW01", "commitment:7:CN-2022-0001", "承诺事项 CN-2022-0001"),
    ],
)
def test_an_object_goes_by_the_name_that_officers_know(
    session: Session, code: str, subject: str, called: str
) -> None:
    assert RULES[code].called(session, subject) == called
