"""What was reported, and by whom, never lies in the clear anywhere."""

import logging
from pathlib import Path

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from supervision.conduct.complaint_steps import ComplaintStatus
from supervision.conduct.complaints import Complaint
from supervision.conduct.vault import Informant
from supervision.errors import Refused
from supervision.office import key_pairs
from supervision.office.history import Event
from supervision.office.people import Role
from tests import make

NAME, PHONE, ID = "欧阳不应见", "13900000000", "140302199001010000"
SUMMARY = "某窗口借机索要烟酒的具体经过"
SECRETS = (NAME, PHONE, ID, SUMMARY, SUMMARY[:6])


def a_complaint(session: Session) -> Complaint:
    return make.complaint(
        session,
        ComplaintStatus.HANDLING,
        summary=SUMMARY,
        name=NAME,
        phone=PHONE,
        id_number=ID,
    )


def test_the_database_file_holds_no_word_of_it(session: Session, home: Path) -> None:
    leader = make.key_holder(session, Role.LEADER)
    complaint = a_complaint(session)
    complaint.name_informant(session, by=leader, password=make.PASSWORD, because="当面核实")

    session.commit()

    raw = b"".join(path.read_bytes() for path in home.rglob("*") if path.is_file())
    assert complaint.number.encode() in raw
    for secret in SECRETS:
        for encoded in (secret.encode(), secret.encode("utf-16-le"), ascii(secret)[1:-1].encode()):
            assert encoded not in raw


def test_no_table_of_any_database_holds_a_word_of_it(both: Session) -> None:
    a_complaint(both)
    both.flush()

    for table in ("complaints", "informants", "history", "flags"):
        for row in both.execute(text(f"SELECT * FROM {table}")):
            assert not any(secret in str(row) for secret in SECRETS)


def test_logs_history_and_errors_say_no_word_of_it(
    session: Session, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    leader = make.key_holder(session, Role.LEADER)
    complaint = a_complaint(session)
    person = complaint.name_informant(session, by=leader, password=make.PASSWORD, because="当面核实")
    with pytest.raises(Refused) as refused:
        complaint.name_informant(
            session, by=make.officer(session, Role.TASK_FORCE), password=make.PASSWORD, because="想看"
        )
    with pytest.raises(Refused) as rejected:
        make.complaint(session, summary=SUMMARY, name=NAME, phone=PHONE, county_code="140602")
    session.flush()

    notes = [line.said for line in session.scalars(select(Event))]
    shown = (caplog.text, repr(person), str(person), repr(complaint), *notes, str(refused.value))
    for secret in SECRETS:
        assert not any(secret in said for said in (*shown, str(rejected.value)))


def test_what_is_sealed_to_one_complaint_opens_for_no_other(session: Session) -> None:
    leader = make.key_holder(session, Role.LEADER)
    one, other = a_complaint(session), make.complaint(session)
    pair = key_pairs.require(session, leader)
    session.flush()

    other.sealed_summary = one.sealed_summary
    informant = session.scalars(select(Informant).where(Informant.complaint_id == one.id)).one()

    with pytest.raises(Refused, match="不能打开"):
        _ = other.summary
    with pytest.raises(Refused, match="不能打开"):
        informant.person(number=other.number, pair=pair, password=make.PASSWORD)


def test_those_who_need_to_know_read_it_whole(session: Session) -> None:
    assert a_complaint(session).summary == SUMMARY
