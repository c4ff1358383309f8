from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from supervision import clock
from supervision.conduct import patterns, scans
from supervision.conduct.flags import Flag, FlagStatus
from supervision.conduct.patterns import GUARD
from supervision.conduct.rule_states import states
from supervision.conduct.rules import RULES, Outcome, RowRule, Scope, Test
from supervision.conduct.scans import RuleRun, Scan, Uncomputed, evaluate
from supervision.delivery.compounds import Compound
from supervision.delivery.homes import Home
from supervision.delivery.snapshots import Shape
from supervision.office.lamps import Lamp
from tests import make
from tests.conduct.rules.ledger import booked, home

LATE = date(2021, 9, 30)


@pytest.fixture(autouse=True)
def three_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    """One on homes, one on compounds, one on groups: how scans work does not depend on the others."""
    for code in set(RULES) - {"IR01", "PB06", "PR01"}:
        monkeypatch.delitem(RULES, code)


def fails(session: Session, scope: Scope, params: object) -> Test:
    raise ZeroDivisionError


def scan(session: Session, **scope: object) -> Scan:
    return evaluate(session, today=clock.today(), **scope)  # type: ignore[arg-type]


def flags(session: Session) -> dict[str, FlagStatus]:
    return {flag.subject: flag.status for flag in session.scalars(select(Flag).order_by(Flag.id))}


def gaps_of_objects(session: Session) -> list[Uncomputed]:
    """All but what counties owe that never sent a sheet."""
    asked = select(Uncomputed).where(Uncomputed.subject != Uncomputed.county_code)
    return list(session.scalars(asked.order_by(Uncomputed.id)))


def test_a_scan_raises_a_flag_with_its_evidence_and_its_clock(both: Session) -> None:
    make.compound(both, included_on=LATE)

    done = scan(both)

    flag = both.scalars(select(Flag)).one()
    assert (done.raised, done.kept, done.lapsed) == (1, 0, 0)
    assert (flag.rule_code, flag.subject, flag.region_code) == ("PB06", "140302-0001", "140302")
    assert (flag.severity, flag.status, flag.compound_number) == (
        Lamp.YELLOW,
        FlagStatus.OPEN,
        "140302-0001",
    )
    assert flag.params == {"freeze_on": "2021-08-31", "freeze_basis": "未见公开文件，待核"}
    assert flag.evidence[0]["included_on"] == "2021-09-30"
    assert flag.due_on == date(2026, 3, 9)
    assert flag.deadline(both).due_on == flag.due_on


def test_a_second_scan_keeps_what_still_stands(both: Session) -> None:
    make.compound(both, included_on=LATE)
    scan(both)

    again = scan(both)

    assert (again.raised, again.kept, again.lapsed) == (0, 1, 0)
    assert len(flags(both)) == 1


def test_an_open_flag_keeps_what_it_was_raised_on_and_tells_what_the_books_say_since(both: Session) -> None:
    compound = make.compound(both, included_on=LATE)
    scan(both)
    compound.included_on = date(2021, 10, 8)

    for _ in range(2):
        scan(both)

    flag = both.scalars(select(Flag)).one()
    assert flag.evidence[0]["included_on"] == "2021-09-30"
    assert flag.newest[0]["included_on"] == "2021-10-08"
    assert len(flag.later) == 1


def test_a_flag_knows_the_ledger_that_it_was_raised_on(both: Session) -> None:
    home(both, "GOOD")
    home(both, "ODD", first=None)
    last = make.snapshot(both, Shape.LEDGER, region_code=make.CITY)

    scan(both)

    assert both.scalars(select(Flag)).one().snapshot_id == last.id


def test_a_rule_that_fails_stops_no_other_and_is_reported(
    both: Session, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    make.compound(both, included_on=LATE)
    home(both, "GOOD")
    home(both, "ODD", first=None)
    scan(both)
    ir01 = RULES["IR01"]
    assert isinstance(ir01, RowRule)
    broken = replace(ir01, test=fails)
    monkeypatch.setitem(RULES, "IR01", broken)
    make.compound(both, "140302-0002", included_on=LATE)

    done = scan(both)

    assert flags(both) == {
        "140302-0001": FlagStatus.OPEN,
        "ODD": FlagStatus.OPEN,
        "140302-0002": FlagStatus.OPEN,
    }
    assert (done.raised, done.lapsed) == (1, 0)
    assert [(run.rule_code, run.failed) for run in scans.failed(both, make.COUNTY)] == [
        ("IR01", "ZeroDivisionError")
    ]
    assert "rule IR01" in caplog.text
    assert ("IR01", Outcome.UNKNOWN, make.PROVINCE, ("规则未能运行",)) in {
        (state.rule, state.outcome, state.subject, state.missing) for state in states(both, make.PROVINCE)
    }


def test_a_rule_that_fires_all_over_a_county_is_one_pattern(both: Session) -> None:
    home(both, "GOOD")
    for number in range(GUARD.at_least + 1):
        home(both, f"ODD{number:02d}", first=None)

    scan(both)

    queue = both.scalars(select(Flag).where(Flag.pattern_id.is_(None))).all()
    assert [(flag.subject, flag.pattern) for flag in queue] == [("140302#IR01", True)]
    assert len(both.scalars(patterns.members(queue[0])).all()) == GUARD.at_least + 1
    assert queue[0].evidence[0]["flags"] == GUARD.at_least + 1


def test_a_pattern_goes_when_its_rule_fires_on_less_than_its_share(both: Session) -> None:
    home(both, "GOOD")
    for number in range(GUARD.at_least + 1):
        home(both, f"ODD{number:02d}", first=None)
    scan(both)
    both.get_one(Home, (make.COUNTY, "ODD00")).first_booked_at = "2021-01-01"

    scan(both)

    assert flags(both)["140302#IR01"] is FlagStatus.LAPSED
    assert not both.scalars(select(Flag).where(Flag.pattern_id.is_not(None))).all()


def test_what_is_imported_is_nothing_to_a_rule_that_does_not_need_it(both: Session) -> None:
    make.compound(both, included_on=LATE)
    home(both, "GOOD")
    home(both, "ODD", first=None)
    snapshot = make.snapshot(both, Shape.PROGRESS, region_code=make.COUNTY)

    scan(both, snapshot_id=snapshot.id)

    assert flags(both) == {}
    assert {run.rule_code for run in both.scalars(select(RuleRun))} == {
        code for code, rule in RULES.items() if Shape.PROGRESS in rule.needs
    }


def test_a_flag_whose_rows_no_longer_fire_lapses_and_may_come_back(both: Session) -> None:
    compound = make.compound(both, included_on=LATE)
    scan(both)
    compound.approval_no = "演示批〔2021〕3号"
    gone = scan(both)
    compound.approval_no = None

    back = scan(both)

    assert (gone.lapsed, back.raised) == (1, 1)
    assert [flag.status for flag in both.scalars(select(Flag).order_by(Flag.id))] == [
        FlagStatus.LAPSED,
        FlagStatus.OPEN,
    ]


def test_a_flag_that_a_unit_checks_stays_and_says_that_it_no_longer_fires(both: Session) -> None:
    flag = make.flag(both, FlagStatus.SENT)
    compound = both.get_one(Compound, (flag.county_code, flag.subject))
    compound.approval_no = "演示批〔2021〕3号"

    scan(both)

    assert (flag.status, flag.lapsed_at) == (FlagStatus.SENT, clock.now())


@pytest.mark.parametrize(("changed", "raised"), [(False, 0), (True, 1)])
def test_a_judged_flag_comes_back_only_on_new_grounds(both: Session, changed: bool, raised: int) -> None:
    flag = make.flag(both, FlagStatus.DISMISSED)
    compound = both.get_one(Compound, (flag.county_code, flag.subject))
    compound.name = "改名小区"
    if changed:
        compound.included_on = date(2021, 12, 1)

    assert scan(both).raised == raised


def test_what_cannot_be_judged_is_listed_once_and_keeps_an_open_flag(both: Session) -> None:
    compound = make.compound(both, included_on=LATE)
    scan(both)
    compound.included_on = None

    for _ in range(2):
        scan(both)

    (gap,) = gaps_of_objects(both)
    assert (gap.rule_code, gap.subject, gap.missing) == ("PB06", "140302-0001", ["纳入时间"])
    assert flags(both) == {"140302-0001": FlagStatus.OPEN}


def test_after_an_import_only_its_rows_are_looked_at(both: Session) -> None:
    first = make.snapshot(both, Shape.LEDGER, region_code=make.COUNTY)
    second = make.snapshot(both, Shape.LEDGER, region_code=make.COUNTY)
    home(both, "GOOD", snapshot_id=first.id)
    home(both, "OLD", first=None, snapshot_id=first.id)
    home(both, "NEW", first=None, snapshot_id=second.id)

    scan(both, snapshot_id=second.id)

    assert set(flags(both)) == {"NEW"}


def test_an_import_lets_lapse_only_what_it_put_right(both: Session) -> None:
    snapshot = make.snapshot(both, Shape.LEDGER, region_code=make.COUNTY)
    for code in ("GOOD", "LEFT", "MENDED"):
        home(both, code, first=None if code != "GOOD" else "2021-01-01")
    scan(both)
    mended = both.get_one(Home, (make.COUNTY, "MENDED"))
    mended.first_booked_at, mended.snapshot_id = "2021-01-01 09:00:00", snapshot.id

    scan(both, snapshot_id=snapshot.id, counties=[make.COUNTY])

    assert flags(both) == {"LEFT": FlagStatus.OPEN, "MENDED": FlagStatus.LAPSED}


def test_a_home_that_was_withdrawn_takes_its_flag_along(both: Session) -> None:
    home(both, "GOOD")
    both_odd = home(both, "ODD", first=None)
    scan(both)
    both.delete(both_odd)

    scan(both, counties=[make.COUNTY])

    assert flags(both) == {"ODD": FlagStatus.LAPSED}


def test_a_changed_ledger_is_set_against_the_report_again(both: Session) -> None:
    make.progress(both, first=300, transfer=200, as_of=date(2022, 6, 30))
    before = scan(both)
    told_before = [gap.subject for gap in gaps_of_objects(both)]
    booked(both, first=300, transfer=100, day=date(2022, 6, 1))
    snapshot = make.snapshot(both, Shape.LEDGER, region_code=make.COUNTY)

    scan(both, snapshot_id=snapshot.id)

    assert (before.raised, told_before) == (0, ["140302@2022-06-30"])
    assert flags(both) == {"140302@2022-06-30": FlagStatus.OPEN}
    assert gaps_of_objects(both) == []


def test_the_row_rules_of_a_table_share_one_select(session: Session) -> None:
    for number in range(20):
        home(session, f"H{number}", first=None if number % 2 else "2021-01-01")
    session.commit()
    asked: list[str] = []
    engine = session.get_bind()
    event.listen(engine, "before_cursor_execute", lambda *it: asked.append(it[2]))

    list(states(session, make.PROVINCE))

    assert sum("FROM homes" in statement for statement in asked) == 1


def test_states_say_what_fires_and_what_lacks_data_by_the_ledgers_own_keys(both: Session) -> None:
    make.compound(both, included_on=LATE)
    make.progress(both, as_of=date(2022, 6, 30))
    home(both, "GOOD", county_code=make.NEXT_COUNTY)
    home(both, "ODD", county_code=make.NEXT_COUNTY, first=None)

    said = {
        (state.rule, state.outcome, state.subject, state.lamp)
        for state in states(both, make.PROVINCE)
        if state.subject != state.county_code
    }

    assert said == {
        ("PB06", Outcome.HIT, "140302-0001", Lamp.YELLOW),
        ("PR01", Outcome.UNKNOWN, "140302@2022-06-30", Lamp.UNKNOWN),
        ("IR01", Outcome.HIT, "ODD", Lamp.RED),
    }
    assert flags(both) == {}


def test_states_and_scans_stay_in_their_region(both: Session) -> None:
    make.compound(both, "140302-0001", included_on=LATE)
    make.compound(both, "140602-0001", county_code="140602", included_on=LATE)

    scan(both, region_code="140600")

    assert set(flags(both)) == {"140602-0001"}
    assert [state.subject for state in states(both, "140302") if state.outcome is Outcome.HIT] == [
        "140302-0001"
    ]


def test_the_last_scan_of_a_place_may_have_been_the_provinces(session: Session) -> None:
    scan(session, region_code="140600")
    whole = scan(session)

    assert scans.last(session, make.COUNTY) is whole
