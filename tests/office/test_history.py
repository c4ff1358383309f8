from sqlalchemy import text
from sqlalchemy.orm import Session

from supervision.delivery.progress import ProgressStatus
from supervision.office import history
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
