from sqlalchemy import select, text
from sqlalchemy.orm import Session

from supervision.conduct.categories import Jurisdiction
from supervision.conduct.hand_offs import HandOff
from supervision.delivery.progress import ProgressStatus
from supervision.office import exports, history
from supervision.office.history import Event
from supervision.office.people import Role
from tests import make


def test_every_step_is_a_link_of_the_chain(both: Session) -> None:
    report = make.progress(both)
    me = make.officer(both, Role.INSPECTOR)

    report.accept(by=me)
    both.flush()

    assert report.status is ProgressStatus.ACCEPTED
    assert (report.history[-1].by, report.history[-1].verb) == (me, "accept")
    assert history.head(both).number == 1
    assert list(history.breaks(both)) == []


def test_a_line_that_was_changed_later_breaks_the_chain(both: Session) -> None:
    for code in (make.COUNTY, make.NEXT_COUNTY):
        make.progress(both, code, accepted=True)
    both.flush()

    both.execute(text("UPDATE history SET note = 'x' WHERE number = 1"))
    both.expire_all()

    assert list(history.breaks(both)) == [1]


def test_a_line_that_was_taken_out_breaks_the_chain(both: Session) -> None:
    for code in (make.COUNTY, make.NEXT_COUNTY):
        make.progress(both, code, accepted=True)
    both.flush()

    both.execute(text("DELETE FROM history WHERE number = 2"))
    both.expire_all()

    assert list(history.breaks(both)) == [2]


def wrote(session: Session, said: str = "向某人核实绝密句") -> Event:
    """A line about a complaint with something written beside it."""
    me = make.officer(session)
    history.note(session, kind="complaints", subject_id=7, verb="redact", by=me, note=said)
    return session.scalars(select(Event)).one()


def test_what_is_written_beside_a_step_about_a_complaint_lies_sealed(both: Session) -> None:
    line = wrote(both)

    stored = both.execute(text("SELECT note, note_mark, sealed_note, digest FROM history")).one()
    assert line.said == "向某人核实绝密句"
    assert "绝密句" not in line.note + line.note_mark + repr(line)
    assert "绝密句".encode() not in bytes(stored.sealed_note)
    assert list(history.breaks(both)) == []


def test_two_equal_sentences_leave_two_marks(both: Session) -> None:
    me = make.officer(both)
    for _time in range(2):
        history.note(both, kind="complaints", subject_id=7, verb="redact", by=me, note="同一句")

    first, second = both.scalars(select(Event.note_mark))

    assert first != second


def test_a_sealed_sentence_put_in_the_place_of_another_breaks_the_chain(both: Session) -> None:
    line = wrote(both)

    line.note = "另一句"
    mark = line.note_mark
    line.close_note()
    line.note_mark = mark
    both.flush()

    assert list(history.breaks(both)) == [1]


def test_a_sealed_sentence_that_vanished_breaks_the_chain(both: Session) -> None:
    wrote(both)

    both.execute(text("UPDATE history SET sealed_note = NULL"))
    both.expire_all()

    assert list(history.breaks(both)) == [1]


def test_whoever_destroys_a_complaint_destroys_what_was_written_beside_its_steps(both: Session) -> None:
    complaint = make.complaint(both)
    desk = complaint.history[0].by
    exports.hand_out(both, name="来件.docx", data=b"x", reason="给主任看绝密句", to=desk, about=complaint)
    complaint.pass_up(both, jurisdiction=Jurisdiction.HIGHER, envelope_no="MF-1", by=desk)
    both.flush()
    both.expire_all()

    hand_off = both.scalars(select(HandOff)).one()
    about = select(Event).where(Event.kind == "complaints").order_by(Event.number)
    assert [(line.verb, line.said) for line in both.scalars(about)] == [
        ("register", ""),
        ("export", ""),
        ("pass_up", hand_off.number),
        ("forget", ""),
    ]
    assert list(history.breaks(both)) == []
