import pytest
from sqlalchemy.orm import Session

from supervision import clock
from supervision.delivery import progress, telephoned
from supervision.delivery.progress import ProgressReport, ProgressStatus
from supervision.delivery.snapshots import Shape
from supervision.errors import Refused
from supervision.office.people import Officer, Role
from tests import make


def by_telephone(session: Session, by: Officer, **changed: object) -> ProgressReport:
    said: dict[str, object] = {
        "county_code": make.COUNTY,
        "as_of": clock.today(),
        "listed": 400,
        "first": 300,
        "transfer": 200,
        "households": None,
        "reporter": "演示甲",
    }
    return telephoned.take_down(session, by=by, **(said | changed))  # type: ignore[arg-type]


def test_whoever_imported_a_report_does_not_accept_it(session: Session) -> None:
    importer, other = make.officer(session), make.officer(session, name="王强")
    report = make.progress(session)
    report.snapshot_id = make.snapshot(session, Shape.PROGRESS, by=importer).id

    assert progress.WORKFLOW.why_not(report, "accept", by=importer) == "本件由您导入，须换人办理。"
    report.accept(by=other)
    assert report.status is ProgressStatus.ACCEPTED


def test_whoever_took_a_telephone_call_does_not_accept_its_figures(session: Session) -> None:
    me = make.officer(session)

    report = by_telephone(session, me)

    assert report.by_phone
    assert progress.WORKFLOW.why_not(report, "accept", by=me) == "本件由您报送，须换人办理。"


def test_sending_back_says_why(session: Session) -> None:
    report = make.progress(session)

    with pytest.raises(Refused, match="退回须说明原因"):
        report.send_back(by=make.officer(session), because=" ")


def test_a_telephoned_correction_needs_a_reason_and_another_figure(session: Session) -> None:
    make.progress(session, households=None)
    me = make.officer(session)

    with pytest.raises(Refused, match="与现有报数相同"):
        by_telephone(session, me)
    with pytest.raises(Refused, match="更正须说明原因"):
        by_telephone(session, me, transfer=210)


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"reporter": " "}, "请填写报数人"),
        ({"listed": None, "first": None, "transfer": None}, "请至少填写一个数量"),
        ({"county_code": make.CITY}, "请先选择一个县"),
    ],
)
def test_what_a_telephoned_figure_must_say(session: Session, changed: dict[str, object], reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        by_telephone(session, make.officer(session), **changed)


def test_only_checkers_of_the_place_take_figures_down(session: Session) -> None:
    elsewhere = make.officer(session, region_code=make.NEXT_COUNTY)
    petitions = make.officer(session, Role.PETITIONS)

    with pytest.raises(Refused, match="不在您的辖区内"):
        by_telephone(session, elsewhere)
    with pytest.raises(Refused, match="须由监督检查岗、专班负责人办理"):
        by_telephone(session, petitions)
