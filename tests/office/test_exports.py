"""What leaves by our own door, and who may read that it left."""

from sqlalchemy.orm import Session

from supervision.office import acts, exports
from supervision.office.people import Officer, Role
from tests import make


def lines(session: Session, officer: Officer) -> list[tuple[str, str]]:
    return [
        (line.kind, line.note) for line in session.scalars(acts.visible_to(officer)) if line.verb == "export"
    ]


def test_a_list_that_leaves_has_its_name_and_reason_in_the_history(both: Session) -> None:
    me = make.officer(both)

    exports.hand_out(both, name="疑点清单.xlsx", data=b"x", reason="汇报", to=me)

    assert lines(both, make.officer(both, Role.AUDITOR)) == [("exports", "疑点清单.xlsx；汇报")]


def test_a_paper_of_a_complaint_is_told_to_its_list_and_to_nobody_else(both: Session) -> None:
    complaint = make.complaint(both)
    desk = complaint.history[0].by
    outsider = make.officer(both, region_code=make.CITY)

    exports.hand_out(
        both,
        name=f"{complaint.number}.docx",
        data=b"x",
        reason=f"{complaint.number} 归档",
        to=desk,
        about=complaint,
    )

    assert lines(both, desk) == [("complaints", f"{complaint.number}.docx；{complaint.number} 归档")]
    assert lines(both, outsider) == []
    assert not any(complaint.number in line.note for line in both.scalars(acts.visible_to(outsider)))
