import json
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from reports.__main__ import main
from reports.documents import briefing as document
from reports.reading_back import printed
from supervision.briefings.briefing_steps import BriefingStatus
from supervision.briefings.briefings import Briefing
from supervision.office import history
from supervision.office.history import Event
from supervision.office.people import Officer, Role
from tests import make

WEEK = ("--from", "2026-02-24", "--to", "2026-03-02")


@pytest.fixture
def batch(session: Session, home: Path, keys_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Officer:
    """An office with its batch account, whose key lies where a command finds it."""
    monkeypatch.setenv("DUZE_KEYS", str(keys_folder))
    made = Officer.appoint(
        login="batch", name="批处理账号", roles=[Role.INSPECTOR], region_code=make.PROVINCE, batch=True
    )
    session.add(made)
    make.progress(session, first=300)
    session.commit()
    return made


def test_it_drafts_the_period_and_writes_it_out(
    session: Session, batch: Officer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "简报.docx"

    assert main(["briefing", "--region", make.CITY, *WEEK, "-o", str(out), "--json"]) == 0

    line = json.loads(capsys.readouterr().out)
    briefing = session.scalars(select(Briefing)).one()
    assert (briefing.start, briefing.end) == (date(2026, 2, 24), date(2026, 3, 2))
    assert line["figures_sha256"] == briefing.figures_digest
    assert "未报：矿区" in line["missing"]
    assert printed(out.read_bytes())[briefing.figure("D02").name] == "300"
    verbs = session.scalars(select(Event.verb).where(Event.kind == "briefings")).all()
    assert verbs == ["draft", "export"]
    assert list(history.breaks(session)) == []


def test_twice_gives_the_same_briefing_and_the_same_bytes(
    session: Session, batch: Officer, tmp_path: Path
) -> None:
    outs = [tmp_path / "a.docx", tmp_path / "b.docx"]

    for out in outs:
        assert main(["briefing", "--region", make.CITY, *WEEK, "-o", str(out)]) == 0

    assert outs[0].read_bytes() == outs[1].read_bytes()
    assert len(session.scalars(select(Briefing)).all()) == 1


def test_what_was_signed_comes_out_as_it_was_stored(session: Session, batch: Officer, tmp_path: Path) -> None:
    briefing = make.briefing(
        session, BriefingStatus.ISSUED, write=lambda it: document.write(it).save(), end=date(2026, 3, 2)
    )
    session.commit()
    assert briefing.file

    assert main(["briefing", "--region", make.CITY, *WEEK, "-o", str(tmp_path / "a.docx")]) == 0

    assert (tmp_path / "a.docx").read_bytes() == briefing.file.read()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--region", "999999", *WEEK, "-o", "a.docx"], "没有这个地区：999999。"),
        (["--region", "140300", *WEEK, "-o", "a.txt"], "输出文件须以 .docx 结尾"),
        (["--region", "140300", *WEEK, "-o", "a.docx", "--as", "nobody"], "没有可用的账号：nobody。"),
        (
            ["--region", "140300", "--from", "2026-03-02", "--to", "2026-03-01", "-o", "a.docx"],
            "起止日期颠倒",
        ),
        (["--region", "140300", *WEEK, "-o", "/nowhere/a.docx"], "写不成 /nowhere/a.docx"),
    ],
)
def test_bad_input_is_answered_in_one_sentence(
    session: Session,
    batch: Officer,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    sentence: str,
) -> None:
    assert main(["briefing", *arguments]) == 2

    assert sentence in capsys.readouterr().err
    session.rollback()
    assert session.scalars(select(Briefing)).all() == []


def test_an_account_of_the_next_county_gets_nothing(
    session: Session, batch: Officer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = make.officer(session, region_code=make.NEXT_COUNTY)
    session.commit()

    out = str(tmp_path / "a.docx")
    assert main(["briefing", "--region", make.COUNTY, *WEEK, "-o", out, "--as", other.login]) == 2

    assert "不办理 140302" in capsys.readouterr().err
