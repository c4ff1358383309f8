from datetime import date, timedelta

import pytest
import time_machine
from sqlalchemy.orm import Session

from supervision import clock
from supervision.conduct.categories import Category
from supervision.conduct.rules.sw01_slow_work import RULE
from supervision.delivery.node_steps import NodeStep
from supervision.delivery.snapshots import Shape
from supervision.office.lamps import Lamp
from supervision.responsibility.commitments import CommitmentStatus
from tests import make
from tests.conduct.rules.asked import asked, hits


def stay(session: Session, received: date, **said: object) -> None:
    session.add(
        NodeStep(
            county_code=make.COUNTY,
            item="SX-1",
            department=str(said.pop("department", "规划局")),
            received_on=received,
            snapshot_id=make.snapshot(session, Shape.NODE_STEPS).id,
            **said,
        )
    )
    session.flush()


@pytest.mark.parametrize(("due", "lamp"), [(date(2026, 3, 1), Lamp.YELLOW), (date(2025, 12, 31), Lamp.RED)])
def test_flags_what_lies_too_long_with_a_department(both: Session, due: date, lamp: Lamp) -> None:
    stay(both, date(2025, 12, 1), due_on=due)

    (finding,) = asked(both, "SW01")
    assert (finding.subject, finding.severity) == ("item:SX-1", lamp)


def test_without_a_due_date_the_statutory_time_counts(both: Session) -> None:
    stay(both, date(2026, 1, 20))
    before = hits(both, "SW01")
    stay(both, date(2026, 1, 5), department="税务局")

    assert (before, hits(both, "SW01")) == ([], ["item:SX-1"])


@pytest.mark.parametrize(
    "said", [{"waiting_for": "法院"}, {"done_on": date(2026, 1, 10)}, {"due_on": date(2026, 3, 2)}]
)
def test_leaves_alone_what_waits_for_others_or_was_done_in_time(
    both: Session, said: dict[str, object]
) -> None:
    stay(both, date(2026, 1, 5), **({"due_on": date(2026, 1, 15)} | said))

    assert not asked(both, "SW01")


@pytest.mark.parametrize(("times", "expected"), [(3, ["item:SX-1"]), (2, [])])
def test_flags_what_goes_to_and_fro(both: Session, times: int, expected: list[str]) -> None:
    for number in range(times):
        day = date(2026, 2, 2) + timedelta(days=number)
        stay(both, day, returned_on=day, due_on=date(2026, 3, 30))

    assert hits(both, "SW01") == expected


@pytest.mark.parametrize(("days", "expected"), [(15, 0), (16, 1)])
def test_flags_a_promise_that_is_long_overdue(
    both: Session, days: int, expected: int, frozen_clock: time_machine.Traveller
) -> None:
    made = make.commitment(both, CommitmentStatus.IN_PROGRESS)
    assert made.deadline
    frozen_clock.shift(made.deadline - clock.today() + timedelta(days=days))

    assert len(hits(both, "SW01")) == expected


def test_flags_what_was_closed_and_is_complained_of_again(
    both: Session, frozen_clock: time_machine.Traveller
) -> None:
    made = make.commitment(both, CommitmentStatus.CLOSED)
    frozen_clock.shift(timedelta(days=2))
    for number in range(2):
        make.complaint(
            both,
            accused_unit=made.unit,
            category=Category.SLOW_WORK,
            name=f"演示群众{number}",
            phone=f"0353-00000{number:02d}",
        )

    (finding,) = asked(both, "SW01")

    assert finding.from_complaints
    assert RULE.tells(finding.evidence) == (
        f"{made.unit.name}的承诺事项 {made.number} 已销号，此后又有 2 件信访件反映。"
    )


def test_tells_what_it_saw(session: Session) -> None:
    stay(session, date(2026, 1, 5), due_on=date(2026, 2, 20))

    (finding,) = asked(session, "SW01")

    assert RULE.tells(finding.evidence) == "事项 SX-1：在规划局超过时限 10 天。"
