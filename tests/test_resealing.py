"""Turning the sealing key while officers work loses nothing, and what it left behind opens nothing."""

import threading
import time
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from supervision.conduct.categories import Identity
from supervision.conduct.complaints import Complaint
from supervision.db import Base, changing, reading
from supervision.errors import Refused
from supervision.keys import FILE, Keys, keys, use
from supervision.office import files
from supervision.office.files import StoredFile
from supervision.office.people import Role
from supervision.resealing import SEALED, left, reseal
from tests import make

#: Sealed by a key of the record's own or to the pairs of officers: the office's key has no part in it.
BY_OTHERS = {
    "complaints.sealed_summary",
    "complaints.sealed_text",
    "complaints.sealed_marks",
    "complaints.sealed_outcome",
    "contacts.sealed_words",
    "contacts.sealed_answer",
    "accused.sealed_name",
    "attachments.sealed_name",
    "redactions.sealed_words",
    "web_batches.sealed_header",
    "web_rows.sealed_cells",
    "clues.sealed_summary",
    "clues.sealed_text",
    "clues.sealed_accused",
    "hand_overs.sealed_said",
    "disposals.sealed_opinion",
    "disposals.sealed_study",
    "disposals.sealed_endorsement",
    "disposals.sealed_approval",
    "disposals.sealed_finding",
    "informants.sealed",
    "informant_keys.sealed",
}


@pytest.fixture
def ring(tmp_path: Path, session: Session) -> Keys:
    """Keys of this test's own, so that turning them turns nobody else's."""
    made = Keys.make(tmp_path / "own-keys")
    use(made)
    return made


def test_every_sealed_column_is_turned_or_is_sealed_by_something_else() -> None:
    columns = {
        f"{table.name}.{column.name}"
        for table in Base.metadata.tables.values()
        for column in table.columns
        if column.name.startswith("sealed") and column.name != "sealed_on"
    }

    assert columns == set(SEALED) | BY_OTHERS


def test_a_turned_key_opens_everything_old_and_new(session: Session, ring: Keys) -> None:
    before = make.complaint(session, summary="此件在换钥匙以前登记。")
    paper = StoredFile.keep(session, name="信.pdf", data=b"%PDF-1.4 letter")
    session.commit()

    ring.turn()
    after = make.complaint(session, summary="此件在换钥匙以后登记。")
    session.commit()
    turned = dict(reseal())
    files.turn()
    ring.drop_old()

    session.expire_all()
    assert turned["complaints.sealed_key"] == 1
    assert (before.summary, after.summary) == ("此件在换钥匙以前登记。", "此件在换钥匙以后登记。")
    assert paper.read() == b"%PDF-1.4 letter"


def test_what_is_written_while_the_key_is_turned_is_not_lost(both: Session, ring: Keys) -> None:
    desk = make.officer(both, Role.PETITIONS, name="周宁", region_code=make.CITY)
    both.commit()
    made: list[str] = []
    begun, stop = threading.Event(), threading.Event()

    def register() -> None:
        while not stop.is_set() or len(made) < 5:
            with changing() as session:
                one = make.complaint(
                    session,
                    by=session.merge(desk),
                    identity=Identity.ANONYMOUS,
                    summary=f"第{len(made)}件",
                )
                made.append(one.number)
            begun.set()
            time.sleep(0.02)  # SQLite lets whoever asks again at once go first

    worker = threading.Thread(target=register)
    worker.start()
    begun.wait(20)
    for _time in range(3):
        ring.turn()
        for _name, _turned in reseal():
            pass
    stop.set()
    worker.join(60)

    for _name, _turned in reseal():
        pass
    ring.drop_old()
    with reading() as session:
        told = {one.number: one.summary for one in session.scalars(select(Complaint))}
        assert left(session) == 0
    assert told == {number: f"第{place}件" for place, number in enumerate(made)}


def test_a_backup_without_its_key_opens_nothing_and_says_why(session: Session, ring: Keys) -> None:
    complaint = make.complaint(session)
    ring.turn()
    session.commit()

    lines = (ring._path or Path()).read_text().splitlines()
    (ring._path or Path()).write_text("\n".join([lines[0], lines[-1]]) + "\n")
    use(Keys.load((ring._path or Path()).parent))

    with pytest.raises(Refused, match="密钥不在密钥文件中"):
        _ = complaint.summary
    assert (ring._path or Path()).name == FILE
    assert keys().fingerprint == ring.fingerprint
