"""What leaves by our own door, and who may read that it left."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from supervision.office import acts, exports
from supervision.office.exports import Export
from supervision.office.history import Event
from supervision.office.people import Officer, Role
from tests import make


def lines(session: Session, officer: Officer) -> list[tuple[str, str]]:
    return [
        (line.kind, line.said) for line in session.scalars(acts.visible_to(officer)) if line.verb == "export"
    ]


def test_a_list_that_leaves_has_its_name_in_the_history(both: Session) -> None:
    me = make.officer(both)

    exports.hand_out(both, name="疑点清单.xlsx", data=b"x", reason="汇报", to=me)

    assert lines(both, make.officer(both, Role.AUDITOR)) == [("exports", "疑点清单.xlsx")]


def test_why_a_list_left_is_told_to_whoever_took_it_and_to_the_principal(both: Session) -> None:
    me = make.officer(both)
    exports.hand_out(both, name="疑点清单.xlsx", data=b"x", reason="向主任汇报绝密句", to=me)
    export = both.scalars(select(Export)).one()

    def told(officer: Officer) -> dict[int, str]:
        return exports.reasons(both, [export.id], to=officer)

    assert told(me) == told(make.officer(both, Role.PRINCIPAL)) == {export.id: "向主任汇报绝密句"}
    assert told(make.officer(both, Role.AUDITOR)) == told(make.officer(both, Role.LEADER)) == {}
    for column in (export.sealed_reason, *(line.note.encode() for line in both.scalars(select(Event)))):
        assert "绝密句".encode() not in column


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
    assert not any(complaint.number in line.said for line in both.scalars(acts.visible_to(outsider)))
