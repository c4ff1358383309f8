"""Looking after the keys from the command line: turned, the old thrown away, and the two envelopes opened."""

import io
import json
from pathlib import Path

import pytest
from sqlalchemy import select

from supervision import keys
from supervision.__main__ import main
from supervision.conduct.complaints import Complaint
from supervision.db import changing, reading
from supervision.office import opening
from supervision.office.history import Event
from supervision.office.people import Role, by_login
from tests import make


@pytest.fixture
def envelopes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> list[str]:
    """An office just set up, and what `init` printed for the two envelopes."""
    monkeypatch.setenv("DUZE_HOME", str(tmp_path / "var"))
    monkeypatch.setenv("DUZE_KEYS", str(tmp_path / "keys"))
    monkeypatch.delenv("DUZE_DATABASE_URL", raising=False)
    assert main(["init", "--network", "internal", "--json"]) == 0
    told: list[str] = json.loads(capsys.readouterr().out)["envelopes"]
    return told


def a_complaint() -> None:
    opening.open_office().dispose()
    opening.open_office()
    with changing() as session:
        make.complaint(session, summary="换钥匙以前登记。", name="钱某某", phone="13900000000")


def test_a_key_is_turned_and_the_old_one_thrown_away(
    envelopes: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    a_complaint()

    assert main(["keys", "turn", "--json"]) == 0
    turned = json.loads(capsys.readouterr().out)
    assert main(["keys", "drop-old", "--json"]) == 0

    assert turned["resealed"]["complaints.sealed_key"] == 1
    assert json.loads(capsys.readouterr().out) == {"dropped": 1}
    lines = (tmp_path / "keys" / keys.FILE).read_text().splitlines()
    assert [line.split()[0] for line in lines] == ["root", turned["key"]]
    with reading() as session:
        assert [one.summary for one in session.scalars(select(Complaint))] == ["换钥匙以前登记。"]
        verbs = set(session.scalars(select(Event.verb).where(Event.kind == "installation")))
    assert verbs == {"turn_key", "drop_old_keys"}


def test_two_envelopes_let_an_officer_open_the_vault_and_one_alone_does_not(
    envelopes: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    a_complaint()
    with changing() as session:
        login = make.key_holder(session, Role.LEADER).login

    monkeypatch.setattr("sys.stdin", io.StringIO(f"{envelopes[0]}\n{envelopes[0]}\n"))
    assert main(["keys", "recover", login]) == 2
    assert "不能打开" in capsys.readouterr().err
    monkeypatch.setattr("sys.stdin", io.StringIO("第一个信封\n第二个信封\n"))
    assert main(["keys", "recover", login]) == 2
    assert "64 位十六进制" in capsys.readouterr().err
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(envelopes) + "\n"))
    assert main(["keys", "recover", login, "--json"]) == 0

    assert json.loads(capsys.readouterr().out)["opened"] == 1
    with changing() as session:
        leader = by_login(session, login)
        assert leader
        complaint = session.scalars(select(Complaint)).one()
        person = complaint.name_informant(session, by=leader, password=make.PASSWORD, because="核实")
        assert person.name == "钱某某"


def test_tables_are_brought_up_to_date_by_name(
    envelopes: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["upgrade"]) == 0

    assert "已升级" in capsys.readouterr().out
