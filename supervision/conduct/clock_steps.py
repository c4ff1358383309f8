"""The arrows by which a clock stands still and runs again; they move no record."""

from collections.abc import Iterable
from typing import TypeVar

from supervision.labels import Labelled
from supervision.office.people import Role
from supervision.office.workflow import Guard, Step

Status = TypeVar("Status", bound=Labelled)
#: Whoever may excuse that a clock stands still; never the one whose clock it is.
APPROVERS = (Role.TASK_FORCE, Role.LEADER, Role.PRINCIPAL)


def steps(
    among: Iterable[Status], *, unless: tuple[Guard, ...], restarters: tuple[Role, ...]
) -> Iterable[Step[Status]]:
    for at in among:
        yield Step("pause_clock", "中止计时", at, at, by=APPROVERS, unless=unless)
        yield Step("resume_clock", "恢复计时", at, at, by=(*restarters, *APPROVERS), unless=unless)
        yield Step("correct_pause", "更正中止日期", at, at, by=APPROVERS, unless=unless)
