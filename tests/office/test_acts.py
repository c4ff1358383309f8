import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from supervision.db import Base
from supervision.office import acts, history, sign_ins
from supervision.office.acts import Act, Kind
from supervision.office.history import Event, Record
from supervision.office.people import Role
from tests import make


def test_a_step_is_called_as_its_workflow_calls_it(session: Session) -> None:
    make.progress(session, accepted=True)
    session.flush()

    line = session.scalars(select(Event)).one()

    assert (acts.kind_label(line.kind), acts.label(line)) == ("进度报表", "采信")


def test_other_acts_have_their_own_names(session: Session) -> None:
    sign_ins.begin(session, make.officer(session), address="127.0.0.1")

    line = session.scalars(select(Event)).one()

    assert (acts.kind_label(line.kind), acts.label(line), acts.note(line)) == ("账号", "登录", "127.0.0.1")


def test_what_nobody_named_is_shown_as_it_is(session: Session) -> None:
    history.note(session, kind="things", subject_id=1, verb="turn", by=make.officer(session))

    line = session.scalars(select(Event)).one()

    assert (acts.kind_label(line.kind), acts.label(line)) == ("things", "turn")


def test_every_record_with_a_history_has_a_name_in_it() -> None:
    kept = {
        mapper.class_.__tablename__ for mapper in Base.registry.mappers if issubclass(mapper.class_, Record)
    }

    assert kept <= {str(kind) for kind in Kind}


def test_every_kind_whose_notes_are_sealed_has_a_name() -> None:
    assert {str(kind) for kind in Kind} >= history.SEALED_NOTES


@pytest.mark.parametrize("kind", sorted(history.SEALED_NOTES))
def test_what_may_come_from_a_complaint_is_not_said(session: Session, kind: str) -> None:
    history.note(session, kind=kind, subject_id=1, verb=Act.EXPORT, by=make.officer(session), note="反映")

    assert acts.note(session.scalars(select(Event)).one()) == "（内容不在此显示）"


def test_a_unit_reads_no_history(session: Session) -> None:
    me = make.officer(session, Role.UNIT, unit=make.unit(session))
    sign_ins.begin(session, me, address="127.0.0.1")

    assert session.scalars(acts.visible_to(me)).all() == []
