"""Whose matter it is, corrected where the first answer was wrong; upwards it is `Complaint.pass_up`."""

from sqlalchemy.orm import Session

from supervision.conduct import parts, passing_on
from supervision.conduct.categories import Jurisdiction
from supervision.conduct.complaint_steps import WORKFLOW
from supervision.conduct.complaints import Complaint
from supervision.conduct.ranks import highest
from supervision.errors import Refused
from supervision.office.people import Officer
from supervision.words import _


def correct_level(
    session: Session, complaint: Complaint, *, place: int, to: Jurisdiction, by: Officer
) -> None:
    """Another level for one of the accused; the highest decides again, with its clock."""
    if to.sealed:
        raise Refused(_("改为上级管理的或本机关主要负责人的，须改为径送，已录内容一并销毁。"))
    found = next((one for one in complaint.accused if one.place == place), None)
    if found is None:
        raise Refused(_("本件没有第 {n} 名被反映人。", n=place))
    if found.jurisdiction is to:
        raise Refused(_("管理权限没有变化。"))
    WORKFLOW.take(complaint, "correct_level", by=by, note=to.chinese)
    found.jurisdiction = to
    complaint.jurisdiction = highest(one.jurisdiction for one in complaint.accused)
    limit = passing_on.limit_for(
        jurisdiction=complaint.jurisdiction,
        kind=complaint.kind,
        identity=complaint.identity,
        duplicate=complaint.duplicate_of_id is not None,
    )
    complaint.limit_code = limit.code if limit else None
    deadline = complaint.deadline(session)
    complaint.due_on = deadline.due_on if deadline else None
    parts.start_clocks(session, complaint)
