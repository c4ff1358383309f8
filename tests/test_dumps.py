"""A thief of the disk: database, log of changes, files, temporary folder, logs and backups, byte for byte.

What is looked for went in by the verbs that officers use. What may be read is found by the same search in the
same files, so that a search that finds nothing means something.
"""

import base64
import logging
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from supervision import logbook
from supervision.conduct import attachments, clue_registering, drafts
from supervision.conduct.accused import Named
from supervision.conduct.categories import Category, Finding, Jurisdiction, NoticeBy
from supervision.conduct.clue_registering import Told
from supervision.conduct.clue_terms import AccusedPerson, ClueSource
from supervision.conduct.complaint_steps import ComplaintStatus
from supervision.conduct.complaints import Complaint
from supervision.db import changing, reading
from supervision.delivery.compounds import Compound
from supervision.errors import Refused
from supervision.intake import web_exports
from supervision.office import credentials, exports, opening
from supervision.office.people import Officer, by_login
from tests import make
from tests.conduct import traces_of
from tests.conftest import sqlalchemy_url
from tests.intake.books import text as csv
from tests.intake.test_web_exports import book

NAME, PHONE, ID = "欧阳不应见", "13958271604", "140302198711230417"
SUMMARY, WORDS = "窗口办证借机索要烟酒茶叶的具体经过", "本人三次到大厅仍被要求另交一笔加急费"
OUTCOME, ACCUSED, FILE = "经查确有收受两条香烟未退还", "司徒某不应现", "欧阳手写举报信.pdf"
TYPED, CLUE = "尚未登记的半截来信内容", "该负责人另有一处房产未报告"
BUYER, BUYER_ID, BUYER_PHONE = "澹台购房人", "140302199203154826", "13467915820"
SECRETS = (
    *(NAME, PHONE, ID, SUMMARY, WORDS, OUTCOME, ACCUSED, FILE, TYPED, CLUE),
    *(BUYER, BUYER_ID, BUYER_PHONE),
)
LEDGER = ("不动产单元号", "县（市、区）", "项目编号", "首次登记登簿时间", "权利人", "证件号", "联系电话")
ROOT = Path(__file__).parents[1]


def written(secret: str) -> set[bytes]:
    """A word as it could lie on a disk: four encodings, JSON's escapes, base64 at each of three places."""
    plain = {secret.encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be", "gb18030")}
    escaped = secret.encode("ascii", "backslashreplace")
    packed = {base64.b64encode(b"\0" * place + secret.encode())[(0, 2, 3)[place] : -4] for place in range(3)}
    return plain | {escaped, escaped.upper().replace(b"\\U", b"\\u")} | packed


def found(words: tuple[str, ...], places: list[Path]) -> dict[str, set[Path]]:
    """Which of these words lie in which files."""
    forms = {word: written(word) for word in words}
    hits: dict[str, set[Path]] = {}
    for place in places:
        raw = place.read_bytes()
        for word, ways in forms.items():
            if any(way in raw for way in ways):
                hits.setdefault(word, set()).add(place)
    return hits


@dataclass(frozen=True)
class Disk:
    """The home of a demo office, everything else that it writes, and where PostgreSQL keeps its own."""

    root: Path
    server: Path | None

    def files(self) -> list[Path]:
        """Everything but the keys; of the server everything but its programs."""
        ours = [place for place in self.root.rglob("*") if place.is_file() and "keys" not in place.parts[-2]]
        theirs = [place for place in self.server.rglob("*") if place.is_file()] if self.server else []
        return ours + theirs

    def run(self, *arguments: str) -> None:
        """The command line in a process of its own, whose words end up in a log of ours."""
        ran = subprocess.run(
            [sys.executable, "-m", "supervision", *arguments],
            cwd=ROOT,
            env=os.environ | {"TMPDIR": str(self.root / "tmp")},
            capture_output=True,
            check=False,
        )
        with (self.root / "commands.log").open("ab") as log:
            log.write(ran.stdout + ran.stderr)
        assert ran.returncode == 0, ran.stderr.decode()


@pytest.fixture(params=["sqlite", "postgres"])
def disk(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Disk]:
    """A demo office by the real command, at work, then backed up; still open, so that nothing is tidied."""
    root, server, name = tmp_path / "machine", None, f"dumped_{uuid4().hex[:12]}"
    (root / "tmp").mkdir(parents=True)
    for variable, place in (("HOME", "var"), ("KEYS", "keys"), ("BACKUPS", "backups")):
        monkeypatch.setenv(f"DUZE_{variable}", str(root / place))
    monkeypatch.delenv("DUZE_DATABASE_URL", raising=False)
    if request.param == "postgres":
        server = request.getfixturevalue("postgres_server")
        server.psql(f"CREATE DATABASE {name}")
        monkeypatch.setenv("DUZE_DATABASE_URL", sqlalchemy_url(server, name))
    monkeypatch.setenv("TMPDIR", str(root / "tmp"))
    monkeypatch.setattr(tempfile, "tempdir", None)
    made = Disk(root, Path(server.pgdata) if server else None)
    made.run("demo")
    engine = opening.open_office()
    monkeypatch.setattr(logging, "_logRecordFactory", logging.LogRecord)
    logbook.keep_words_out()
    log = logging.FileHandler(root / "app.log", encoding="utf-8")
    logging.getLogger().addHandler(log)
    level = logging.getLogger().level
    logging.getLogger().setLevel(logging.DEBUG)
    try:
        work()
        made.run("import", str(ledger(tmp_path)), "--accept")
        made.run("backup")
        made.run("jobs", "run", "rehearse_restore")
        if server:
            server.psql("CHECKPOINT")
        yield made
    finally:
        logging.getLogger().setLevel(level)
        logging.getLogger().removeHandler(log)
        log.close()
        engine.dispose()
        if server:
            server.psql(f"DROP DATABASE {name} WITH (FORCE)")


def work() -> None:
    """A letter from desk to feedback, one of the site's sheets, a clue, a draft, files handed out."""
    password = credentials.DEMO_PASSWORD
    with changing() as session:
        desk, inspector, leader, second, cases = (
            who(session, login) for login in ("petitions", "inspector", "leader", "taskforce", "cases")
        )
        letter = make.complaint(
            session,
            ComplaintStatus.HANDLING,
            by=desk,
            handler=inspector,
            region_code=make.PROVINCE,
            summary=SUMMARY,
            text=f"{WORDS}。我是{NAME}，电话{PHONE}。",
            name=NAME,
            phone=PHONE,
            id_number=ID,
            accused=(Named(Jurisdiction.OWN, Category.EXTORTION, name=ACCUSED, post="窗口负责人"),),
        )
        paper = traces_of.paper() + f"\n% {SUMMARY} {NAME} {PHONE}\n".encode()
        (attached,) = attachments.keep(session, letter, [(FILE, paper)], by=desk)
        attached.original(session, letter, by=leader, because="核对原件")
        letter.name_informant(session, by=leader, password=password, because="当面核实")
        letter.conclude(session, finding=Finding.PARTLY, outcome=OUTCOME, by=inspector)
        letter.give_notice(by=desk, method=NoticeBy.PHONE)
        letter.give_feedback(by=inspector, second=second, method=NoticeBy.PHONE, words=OUTCOME)
        clue_registering.register(
            session,
            Told(
                jurisdiction=Jurisdiction.OWN,
                source=ClueSource.AUDIT,
                summary=CLUE,
                accused=AccusedPerson(ACCUSED, "副主任"),
            ),
            by=cases,
        )
        drafts.keep(session, {"summary": TYPED, "name": NAME, "phone": PHONE}, by=desk)
    with changing() as session:
        desk = who(session, "petitions")
        sheet = book(
            ["WS001", "2022-06-20", NAME, PHONE, ACCUSED, "区登记中心", "乡科级", WORDS],
            ["WS002", "不详", NAME, PHONE, ACCUSED, "区登记中心", "乡科级", SUMMARY],
        )
        batch = web_exports.rehearse(session, name="网上举报.xlsx", data=sheet, by=desk)
        batch.rows[1].reject(level=Jurisdiction.OWN, by=desk)
        exports.hand_out(
            session, name="退回行.xlsx", data=web_exports.rejected(batch), reason="退回报送单位", to=desk
        )
        exports.hand_out(
            session, name="全文.txt", data="".join(SECRETS).encode(), reason="".join(SECRETS)[:100], to=desk
        )
    refused()


def refused() -> None:
    """A refusal and a crash in the middle of a change, its words in hand, as the log takes them down."""
    log = logging.getLogger("supervision.app")
    try:
        with changing() as session:
            letter = session.scalars(select(Complaint).order_by(Complaint.id.desc())).first()
            assert letter
            letter.name_informant(session, by=who(session, "security"), password=PHONE, because="想看")
    except Refused:
        log.exception("refused")
    try:
        with changing() as session:
            make.complaint(session, by=who(session, "petitions"), region_code=make.PROVINCE, summary=SUMMARY)
            session.execute(text("INSERT INTO complaints (id) VALUES (1)"))
    except IntegrityError:
        log.exception("crashed")


def who(session: Session, login: str) -> Officer:
    found_one = by_login(session, login)
    assert found_one
    return found_one


def ledger(folder: Path) -> Path:
    """A county's ledger with a buyer's name and number in rows that go in and in rows that do not.

    Not looked for: a name in the column of days, which the reason of the rejected row quotes, and a person's
    number in the column of unit codes, which is taken for one (`docs/decisions/0014-backups.md`).
    """
    place = folder / "城区登记台账.csv"
    buyer = (BUYER, BUYER_ID, BUYER_PHONE)
    code = "14030200010001{:014d}"
    rows = [
        LEDGER,
        (code.format(1), "城区", "140302-0001", "2022-01-10 09:00:00", *buyer),
        (code.format(2), "无此县", "140302-0001", "2022-01-10 09:00:00", *buyer),
        (code.format(3), "城区", "140302-0001", BUYER_ID, *buyer),
    ]
    place.write_bytes(csv(rows))
    return place


def test_a_thief_of_the_disk_reads_no_name_no_number_and_no_sentence(disk: Disk) -> None:
    with reading() as session:
        last = session.scalars(select(Complaint).order_by(Complaint.id.desc())).first()
        compound = session.scalars(select(Compound.name).order_by(Compound.number)).first()
        assert last
        assert compound
        assert (last.summary, last.status) == (SUMMARY, ComplaintStatus.FED_BACK)
    public = (last.number, compound, "演示丁")
    files = disk.files()

    readable, sealed = found(public, files), found(SECRETS, files)

    assert sealed == {}
    named = {place.relative_to(disk.root).parts[0]: place for place in files if disk.root in place.parents}
    assert set(named) == {"var", "backups", "app.log", "commands.log"}
    logged = named["app.log"].read_text("utf-8")
    assert all(told in logged for told in ("in refused", "IntegrityError", "Refused"))
    (backup,) = (disk.root / "backups").glob("*/duze.db")
    assert all(backup in readable[word] for word in public)
    home = disk.root / "var"
    if disk.server is None:
        assert all(home / "duze.db" in readable[word] for word in public[1:])
        assert home / "duze.db-wal" in readable[last.number]  # it waits there to be moved in
        assert home / "duze.db-shm" in files
    else:
        kept = {
            place.relative_to(disk.server).parts[0] for word in public for place in readable[word] - {backup}
        }
        assert kept >= {"base", "pg_wal"}


@pytest.mark.parametrize("secret", SECRETS)
def test_the_same_search_finds_what_is_written_in_plain(secret: str, tmp_path: Path) -> None:
    place = tmp_path / "plain"
    for way in (
        f"前{secret}后".encode(),
        f"前{secret}后".encode("utf-16"),
        f"前{secret}后".encode("gb18030"),
        b"".join((b'{"words": "', secret.encode("ascii", "backslashreplace"), b'"}')),
        *(base64.b64encode(b"x" * before + secret.encode() + b"after") for before in range(3)),
    ):
        place.write_bytes(b"\0" * 5000 + way + b"\0" * 5000)

        assert found((secret,), [place]) == {secret: {place}}
