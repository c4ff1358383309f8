"""The steps that keep a complaint to those who need to know of it; each leaves it where it stands."""

from collections.abc import Iterable

from supervision.conduct.apart_guards import already_narrow, off_the_list, open_to_posts
from supervision.conduct.complaint_guards import of_another_place, stepped_back
from supervision.office.people import Role
from supervision.office.workflow import Status, Step

HERE = (of_another_place, off_the_list, stepped_back)
HEADS = (Role.LEADER, Role.PRINCIPAL)


def apart_steps(states: Iterable[Status]) -> list[Step[Status]]:
    """The same at each of these states."""
    return [step for at in states for step in _at(at)]


def _at(at: Status) -> list[Step[Status]]:
    return [
        Step("admit", "扩大知情范围", at, at, by=(Role.PETITIONS, *HEADS), unless=HERE),
        Step("let_go", "移出知情范围", at, at, by=(Role.PETITIONS, *HEADS), unless=HERE),
        Step("narrow", "限定知情范围", at, at, by=HEADS, unless=(*HERE, already_narrow)),
        Step("widen", "恢复知情范围", at, at, by=HEADS, unless=(*HERE, open_to_posts)),
        Step("send_away", "责令回避", at, at, by=HEADS, unless=HERE),
        Step("set_apart", "登记为反映本机关人员", at, at, by=(Role.PETITIONS, *HEADS), unless=HERE),
    ]
