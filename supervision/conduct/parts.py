"""Parts of a letter that do not stay: those of a lower level or out of scope, passed on apart (分转, art 16).

The letter as a whole follows the highest level that it names; whoever else it names has a clock of their own.
Only that a part was passed on, where to and with which receipt stands in the history: no name does.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from supervision import clock
from supervision.conduct.accused import Accused
from supervision.conduct.categories import Jurisdiction, Kind
from supervision.conduct.complaint_steps import WORKFLOW
from supervision.conduct.hand_offs import paper_number
from supervision.errors import Refused
from supervision.office import regions
from supervision.office.people import Officer
from supervision.office.regions import Region
from supervision.office.time_limits import FORWARD_DOWN, OUT_OF_SCOPE, Deadline
from supervision.words import _


def start_clocks(session: Session, complaint: Any) -> None:
    """Count the clock of each part from the receipt; none for what goes the way of the letter as a whole."""
    for one in complaint.accused:
        if one.passed_on:
            continue
        stays = complaint.duplicate_of is not None or not _leaves(complaint, one)
        limit = None if stays else OUT_OF_SCOPE if _outside(one.jurisdiction, one.kind) else FORWARD_DOWN
        one.limit_code = limit.code if limit else None
        one.due_on = limit.due_on(session, complaint.received_on) if limit else None
    _next(complaint)


def drop_clocks(complaint: Any) -> None:
    """A repeated letter passes nothing on: its first one did."""
    for one in complaint.accused:
        if one.passed_on is None:
            one.limit_code = one.due_on = None
    _next(complaint)


def to_pass_on(complaint: Any) -> Sequence[Accused]:
    """Those whose part leaves apart, whether it has left or not."""
    return [one for one in complaint.accused if one.limit_code]


def deadline(session: Session, complaint: Any, one: Accused) -> Deadline | None:
    """When a part must have left, with the working."""
    return one.limit.due(session, complaint.received_on) if one.limit else None


def pass_on(complaint: Any, *, place: int, to: Region | str, by: Officer) -> None:
    """Forward one part to the level that manages whom it names, or refer it to whose business it is."""
    one = _of(complaint, place)
    name = _below(complaint, to) if isinstance(to, Region) else _elsewhere(complaint, to)
    if isinstance(to, Region) == _outside(one.jurisdiction, one.kind):
        raise Refused(_("下级管理的转送下级机关，业务范围外的转有关单位。"))
    WORKFLOW.take(complaint, "pass_part", by=by, note=_("第 {n} 名：{to}", n=place, to=name))
    one.passed_on, one.passed_to = clock.today(), name
    _next(complaint)


def enter_receipt(complaint: Any, *, place: int, receipt_no: str, by: Officer) -> None:
    """Whoever a part went to has it."""
    one, number = _of(complaint, place), paper_number(receipt_no)
    if one.passed_on is None:
        raise Refused(_("第 {n} 名尚未分转。", n=place))
    if one.receipt_no:
        raise Refused(_("回执已登记：{number}", number=one.receipt_no))
    WORKFLOW.take(complaint, "receive_part", by=by, note=_("第 {n} 名：{to}", n=place, to=number))
    one.receipt_no = number


def _of(complaint: Any, place: int) -> Accused:
    one = next((one for one in to_pass_on(complaint) if one.place == place), None)
    if one is None:
        raise Refused(_("第 {n} 名随本件办理，不另分转。", n=place))
    return one


def _below(complaint: Any, to: Region) -> str:
    if to.code == complaint.region_code or not regions.contains(complaint.region_code, to.code):
        raise Refused(_("只能转送下级机关。"))
    return to.full


def _elsewhere(complaint: Any, to: str) -> str:
    if not to.strip():
        raise Refused(_("请填写转往的单位。"))
    if any(unit.name in to for unit in complaint.accused_units):
        raise Refused(_("不得转给被反映的单位。"))
    return to.strip()


def _leaves(complaint: Any, one: Accused) -> bool:
    if _outside(one.jurisdiction, one.kind):
        return not _outside(complaint.jurisdiction, complaint.kind)
    return one.jurisdiction is Jurisdiction.LOWER and complaint.jurisdiction is not Jurisdiction.LOWER


def _outside(jurisdiction: Jurisdiction, kind: Kind) -> bool:
    return jurisdiction is Jurisdiction.OUTSIDE or kind is Kind.OUTSIDE


def _next(complaint: Any) -> None:
    """The first of the clocks that still run."""
    waiting = [one.due_on for one in complaint.accused if one.due_on and one.passed_on is None]
    complaint.parts_due_on = min(waiting, default=None)
