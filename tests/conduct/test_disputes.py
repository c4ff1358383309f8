import pytest
from sqlalchemy.orm import Session

from supervision.conduct import disputes
from supervision.conduct.categories import Category
from supervision.conduct.complaint_steps import ComplaintStatus
from supervision.conduct.complaints import Complaint
from supervision.conduct.disputes import Dispute, DisputeStatus
from supervision.errors import Refused
from supervision.office.people import Officer, Role
from tests import make


def letter(session: Session) -> tuple[Complaint, Officer]:
    made = make.complaint(session, ComplaintStatus.ACCEPTED, category=Category.INFLATED)
    return made, made.history[0].by


def test_a_complaint_marks_a_units_claim_as_disputed(both: Session) -> None:
    complaint, by = letter(both)
    unit = make.unit(both)
    promise, report = make.commitment(both, unit=unit), make.progress(both)

    marks = [Dispute.open(both, complaint, claim, by=by) for claim in (promise, report)]

    assert [disputes.standing(both, claim, officer=by) for claim in (promise, report)] == [
        [marks[0]],
        [marks[1]],
    ]
    with pytest.raises(Refused, match="已对该申报标注有异议"):
        Dispute.open(both, complaint, promise, by=by)


def test_only_those_on_the_complaints_list_see_the_mark(both: Session) -> None:
    complaint, by = letter(both)
    unit = make.unit(both)
    promise = make.commitment(both, unit=unit)
    Dispute.open(both, complaint, promise, by=by)

    seen = {
        (role, place)
        for role in Role
        for place in (make.PROVINCE, make.CITY, make.COUNTY)
        if disputes.standing(
            both,
            promise,
            officer=make.officer(both, role, region_code=place, unit=unit if role is Role.UNIT else None),
        )
    }

    listed = (Role.PETITIONS, Role.TASK_FORCE, Role.LEADER, Role.PRINCIPAL)
    assert seen == {(role, make.CITY) for role in listed}


def test_a_mark_is_lifted_and_stays_in_the_history(session: Session) -> None:
    complaint, by = letter(session)
    promise = make.commitment(session)
    mark = Dispute.open(session, complaint, promise, by=by)

    mark.lift(by=by)

    assert mark.status is DisputeStatus.LIFTED
    assert disputes.standing(session, promise, officer=by) == []
    assert [line.verb for line in mark.history] == ["mark", "lift"]
    assert Dispute.open(session, complaint, promise, by=by) is not mark


def test_nobody_off_the_list_marks_or_lifts(session: Session) -> None:
    complaint, by = letter(session)
    promise = make.commitment(session)
    mark = Dispute.open(session, complaint, promise, by=by)

    for stranger in (
        make.officer(session, region_code=make.CITY),
        make.officer(session, Role.LEADER, region_code=make.PROVINCE),
    ):
        with pytest.raises(Refused, match="不在您的知情范围内"):
            mark.lift(by=stranger)


def test_a_claim_of_another_region_is_not_marked(session: Session) -> None:
    complaint, by = letter(session)

    with pytest.raises(Refused, match="本机关辖区内"):
        Dispute.open(session, complaint, make.progress(session, "140105"), by=by)
