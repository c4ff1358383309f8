import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from supervision import keys
from supervision.__main__ import main
from supervision.db import reading
from supervision.office import opening
from supervision.office.people import by_login

HEADER = ("县（市、区）", "统计截止日期", "纳入套数", "首次登记套数", "转移登记套数", "颁证户数")


@pytest.fixture
def empty_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which nobody has set anything up."""
    monkeypatch.setenv("DUZE_HOME", str(tmp_path / "var"))
    monkeypatch.setenv("DUZE_KEYS", str(tmp_path / "keys"))
    monkeypatch.delenv("DUZE_DATABASE_URL", raising=False)
    return tmp_path / "var"


@pytest.fixture
def office(empty_home: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    assert main(["init", "--network", "internal"]) == 0
    capsys.readouterr()
    return empty_home


def weekly(folder: Path, *, transfer: object = 180) -> Path:
    path = folder.parent / "阳泉市周报.xlsx"
    book = xlsxwriter.Workbook(path)
    page = book.add_worksheet("周报")
    page.write_row(0, 0, HEADER)
    page.write_row(1, 0, ("平定县", "2026-02-26", 200, 190, transfer, 170))
    book.close()
    return path


def answered(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_init_sets_up_an_office_that_knows_117_counties_and_nothing_else(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["figures", "--region", "140000", "--json"]) == 0

    figures = {one["code"]: one for one in answered(capsys)}
    assert figures["D02"]["value"] is None
    assert len(figures["D02"]["missing"]) >= 1
    assert (office.stat().st_mode & 0o777, (office.parent / "keys" / keys.FILE).stat().st_mode & 0o777) == (
        0o700,
        0o600,
    )


def test_init_never_goes_over_an_office_that_is_there(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["init", "--network", "internal"]) == 2

    assert "已有数据，不会覆盖" in capsys.readouterr().err


def test_nothing_works_before_init(empty_home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    empty_home.mkdir()

    assert main(["figures", "--region", "140000"]) == 2
    assert "请先运行 python -m supervision init" in capsys.readouterr().err


def test_a_missing_key_and_a_different_key_are_refused(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    key = office.parent / "keys" / keys.FILE
    old = key.read_text()

    keys.Keys.make(office.parent / "others")
    key.write_text((office.parent / "others" / keys.FILE).read_text())
    assert main(["verify"]) == 2
    assert "密钥与数据库不符" in capsys.readouterr().err
    key.unlink()
    assert main(["verify"]) == 2
    assert "找不到密钥" in capsys.readouterr().err
    key.write_text(old)
    assert main(["verify"]) == 0


def test_a_dry_run_counts_and_writes_nothing(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = weekly(office)

    assert main(["import", str(file), "--json"]) == 0
    rehearsed = answered(capsys)
    assert main(["import", str(file), "--accept", "--json"]) == 0
    accepted = answered(capsys)
    assert main(["import", str(file), "--accept", "--json"]) == 0
    again = answered(capsys)

    counts = ("shape", "rows_in", "inserted", "updated", "unchanged", "rejected")
    assert [rehearsed[0][name] for name in counts] == ["progress", 1, 1, 0, 0, 0]
    assert [accepted[0][name] for name in counts] == ["progress", 1, 1, 0, 0, 0]
    assert [again[0][name] for name in counts] == ["progress", 1, 0, 0, 1, 0]


def test_a_corrected_report_counts_as_updated(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["import", str(weekly(office)), "--accept"])
    capsys.readouterr()

    assert main(["import", str(weekly(office, transfer=181)), "--accept", "--because", "重报", "--json"]) == 0

    assert answered(capsys)[0]["updated"] == 1
    main(["figures", "--region", "140321", "--json"])
    assert {one["code"]: one["value"] for one in answered(capsys)}["D03"] == 181


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["import", "不存在.xlsx"], "找不到文件"),
        (["figures", "--region", "999999"], "没有这个地区"),
        (["flags", "--region", "999999"], "没有这个地区"),
        (["figures", "--region", "140000", "--as", "nobody"], "没有可用的账号：nobody"),
        (["figures", "--region", "140000", "--as-of", "昨天"], "昨天"),
        (["figures"], "--region"),
        (["sing"], "sing"),
        (["jobs", "run", "nothing"], "没有"),
    ],
)
def test_bad_input_is_one_sentence_and_no_zero(
    office: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], sentence: str
) -> None:
    code = main(arguments)

    said = capsys.readouterr().err
    assert code != 0
    assert sentence in said
    assert len(said.strip().splitlines()) == 1


def test_a_file_that_is_no_table_is_refused_by_name(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = office.parent / "扫描件.xlsx"
    file.write_bytes(b"%PDF-1.7 not a workbook")

    assert main(["import", str(file), "--accept"]) == 2

    assert "扫描件.xlsx" in capsys.readouterr().out


def test_an_account_is_added_with_its_posts_and_a_first_password(
    office: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("Chushi-2026!\n"))

    assert main(["user", "add", "Zhang", "--name", "张某", "--role", "监督检查岗", "--region", "140300"]) == 0

    opening.open_office().dispose()
    with reading() as session:
        made = by_login(session, "zhang")
        assert made is not None
        assert (made.posts_label, made.region_code) == ("监督检查岗", "140300")


def test_two_admin_posts_on_one_account_are_refused(
    office: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("Chushi-2026!\n"))

    arguments = ["--name", "张某", "--role", "系统管理员", "--role", "审计管理员", "--region", "140000"]
    assert main(["user", "add", "zhang", *arguments]) == 2

    assert "不得相互兼任" in capsys.readouterr().err


def test_an_account_of_a_city_reads_nothing_of_the_next_one(
    office: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("Chushi-2026!\n"))
    main(["user", "add", "zhang", "--name", "张某", "--role", "监督检查岗", "--region", "140300"])

    for verb in ("figures", "flags"):
        assert main([verb, "--region", "140200", "--as", "zhang"]) == 2
        assert main([verb, "--region", "140302", "--as", "zhang"]) == 0

    assert capsys.readouterr().err == "账号 zhang 不办理 140200。\n" * 2


def test_an_account_of_a_unit_is_not_opened_here(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["user", "add", "unit", "--name", "某局", "--role", "责任单位填报员", "--region", "140300"]

    assert main(arguments) == 2

    assert "默认不启用" in capsys.readouterr().err


def test_the_command_line_has_no_verb_for_what_only_people_do() -> None:
    assert main(["sign"]) == 2
    assert main(["complaint"]) == 2


def test_every_verb_works_in_a_process_of_its_own(empty_home: Path) -> None:
    """Nothing but what the verb itself brings along: what another test has imported does not help it."""
    file = weekly(empty_home)
    environment = os.environ | {"DUZE_BACKUPS": str(empty_home.parent / "backups")}

    def ran(*arguments: str, typed: str = "") -> str:
        done = subprocess.run(
            [sys.executable, "-m", "supervision", *arguments],
            env=environment,
            input=typed,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{arguments}: {done.stderr}"
        return done.stdout

    assert "不存内容" in ran("init", "--network", "government")
    account = ("user", "add", "zhang", "--name", "张某", "--role", "信访岗", "--region", "140300")
    assert "账号 zhang 已建" in ran(*account, typed="Duze-2026-secret\n")
    ran("import", str(file), "--accept")
    assert "D02" in ran("figures", "--region", "140300")
    ran("flags", "--region", "140300")
    ran("jobs", "run", "raise_flags")
    assert "完整" in ran("verify")
    ran("backup")
    ran("keys", "turn")
    ran("keys", "drop-old")
    ran("upgrade")
