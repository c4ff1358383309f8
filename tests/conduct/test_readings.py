from datetime import datetime, timedelta

import pytest
import time_machine
from sqlalchemy import select
from sqlalchemy.orm import Session

from supervision import clock
from supervision.conduct import readings
from supervision.conduct.readings import Looked, LookedList, Reading
from supervision.errors import Refused
from supervision.jobs import JOBS
from supervision.office.people import Officer, Role
from tests import make

NEXT_MONDAY = datetime(2026, 3, 9, 9, tzinfo=clock.OFFICE)


def here(session: Session, *roles: Role, name: str = "李娜") -> Officer:
    return make.officer(session, *roles, name=name, region_code=make.CITY)


def test_opening_a_complaint_leaves_a_row_a_day(both: Session, frozen_clock: time_machine.Traveller) -> None:
    me, complaint = here(both, Role.LEADER), make.complaint(both)

    for days in (0, 0, 1):
        frozen_clock.shift(timedelta(days=days))
        readings.note(both, complaint, by=me)

    assert [str(one.read_on) for one in readings.of(both, complaint)] == ["2026-03-03", "2026-03-02"]


def test_the_weeks_list_says_who_read_and_who_learnt_the_name(
    both: Session, frozen_clock: time_machine.Traveller
) -> None:
    leader = make.key_holder(both, Role.LEADER, name="赵敏")
    complaint = make.complaint(both)
    readings.note(both, complaint, by=here(both, Role.TASK_FORCE, name="王强"))
    complaint.name_informant(both, by=leader, password=make.PASSWORD, because="核实具体地点")
    both.flush()
    frozen_clock.move_to(NEXT_MONDAY)

    drawn, again = readings.draw_up(both, clock.today()), readings.draw_up(both, clock.today())

    assert (drawn, again) == (1, 0)
    looked = both.scalars(readings.lists_for(leader)).one()
    lines = readings.lines(both, looked, officer=leader)
    assert {(line.officer, line.what, line.because) for line in lines} == {
        ("王强", Looked.READ, ""),
        ("赵敏", Looked.NAMED, "核实具体地点"),
    }


def test_every_opening_of_a_name_is_its_own_line(
    session: Session, frozen_clock: time_machine.Traveller
) -> None:
    leader = make.key_holder(session, Role.LEADER, name="赵敏")
    complaint = make.complaint(session)
    for because in ("核实地点", "再次核实"):
        complaint.name_informant(session, by=leader, password=make.PASSWORD, because=because)
    session.flush()
    frozen_clock.move_to(NEXT_MONDAY)
    readings.draw_up(session, clock.today())

    looked = session.scalars(select(LookedList)).one()

    assert [line.because for line in readings.lines(session, looked, officer=leader)] == [
        "核实地点",
        "再次核实",
    ]


def test_a_list_leaves_out_what_its_reader_may_not_know(
    session: Session, frozen_clock: time_machine.Traveller
) -> None:
    accused, other = here(session, Role.LEADER, name="郑不应知"), here(session, Role.PRINCIPAL, name="孙立")
    complaint = make.complaint(session)
    readings.note(session, complaint, by=other)
    complaint.set_apart(session, accused=[accused], by=other)
    frozen_clock.move_to(NEXT_MONDAY)
    readings.draw_up(session, clock.today())

    looked = session.scalars(select(LookedList)).one()

    assert readings.lines(session, looked, officer=accused) == []
    assert len(readings.lines(session, looked, officer=other)) == 1


def test_an_overseer_signs_a_list_off_once(session: Session, frozen_clock: time_machine.Traveller) -> None:
    leader = here(session, Role.LEADER)
    readings.note(session, make.complaint(session), by=leader)
    frozen_clock.move_to(NEXT_MONDAY)
    JOBS["draw_up_looked_lists"].work(session, clock.now())
    looked = session.scalars(select(LookedList)).one()
    with pytest.raises(Refused, match="须由本机关的"):
        looked.see(session, by=make.officer(session, Role.LEADER, region_code=make.COUNTY))

    looked.see(session, by=leader)

    assert looked.seen_by is leader
    with pytest.raises(Refused, match="已审阅"):
        looked.see(session, by=leader)


@pytest.mark.parametrize("role", Role)
def test_only_overseers_read_the_lists(
    session: Session, role: Role, frozen_clock: time_machine.Traveller
) -> None:
    readings.note(session, make.complaint(session), by=here(session, Role.LEADER))
    frozen_clock.move_to(NEXT_MONDAY)
    readings.draw_up(session, clock.today())
    unit = make.unit(session) if role is Role.UNIT else None
    me = make.officer(session, role, region_code=make.CITY, unit=unit)

    found = session.scalars(readings.lists_for(me)).all()

    assert bool(found) is (role in (Role.LEADER, Role.PRINCIPAL))
    assert session.scalars(select(Reading)).one().officer.name == "李娜"
