from io import BytesIO

import streamlit as st
from openpyxl import load_workbook
from sqlalchemy.orm import Session
from streamlit.testing.v1 import AppTest

from dashboard import tables
from dashboard.sheets_out import workbook, written
from dashboard.widgets import lamp_column
from supervision.office import exports
from supervision.office.people import Officer, Role
from supervision.quantities import Measure, Quantity
from tests import make


def panel(me: Officer) -> AppTest:
    def script(officer_id: int) -> None:
        from dashboard.handing_out import offer
        from supervision.db import reading
        from supervision.office.people import Officer

        with reading() as session:
            officer = session.get_one(Officer, officer_id)
        offer("清单.xlsx", lambda reason: reason.encode(), me=officer, key="list")

    return AppTest.from_function(script, kwargs={"officer_id": me.id}, default_timeout=30).run()


def fill(visited: AppTest, reason: str, password: str) -> AppTest:
    visited.text_input(key="list-reason").set_value(reason)
    next(field for field in visited.text_input if field.key != "list-reason").set_value(password)
    return visited.button(key="list-make").click().run()


def links(visited: AppTest) -> list[str]:
    return [str(link.proto.url) for link in visited.get("link_button")]


def test_a_file_is_handed_out_for_a_reason_and_the_password(session: Session) -> None:
    me = make.officer(session)
    password = make.password(session, me)
    session.commit()

    visited = fill(panel(me), "向领导汇报", password)

    token = links(visited)[0].removeprefix("/export/")
    assert exports.collect(session, token, by=me) == ("清单.xlsx", "向领导汇报".encode())


def test_a_wrong_password_or_no_reason_hands_out_nothing(session: Session) -> None:
    me = make.officer(session)
    password = make.password(session, me)
    session.commit()

    wrong, silent = fill(panel(me), "向领导汇报", "wrong"), fill(panel(me), " ", password)

    assert [wrong.error[0].value, silent.error[0].value] == ["密码不正确。", "请写明导出事由。"]
    assert links(wrong) == links(silent) == []


def test_a_list_leaves_as_its_table_shows_it_without_the_pictures() -> None:
    columns = {
        "name": tables.text("地区"),
        "lamp": lamp_column(),
        "trend": st.column_config.LineChartColumn("近半年"),
        "rate": tables.rate("首登率"),
    }
    row = {"name": "=cmd", "lamp": ["▲ 红"], "trend": [1.0, 2.0], "rate": 98.0769230769}

    data = workbook(
        "各县", tables.headings(columns), [row], officer=Officer(name="李", login="li"), reason="核"
    )

    cells = [[cell.value for cell in line] for line in load_workbook(BytesIO(data)).active.iter_rows()]
    assert cells[2:] == [["地区", "灯", "首登率"], ["'=cmd", "▲ 红", 98.08]]


def test_the_password_holds_for_one_file_only(session: Session) -> None:
    me = make.officer(session)
    password = make.password(session, me)
    session.commit()
    visited = fill(panel(me), "向领导汇报", password)

    visited.button(key="list-make").click().run()

    assert visited.error[0].value == "请再次输入密码，以确认是您本人。"
    assert links(visited) == []


def test_a_workbook_says_who_took_it_out_when_and_why(session: Session) -> None:
    me = make.officer(session, Role.INSPECTOR, name="李娜")
    columns = {"name": "名称", "homes": "套数", "rate": "比率", "note": "备注"}
    rows: list[dict[str, object]] = [
        {"name": "=cmd|' /C calc'!A0", "homes": 3, "rate": Quantity(None, Measure.PERCENT)},
        {"name": "甲\x00乙", "homes": None, "rate": Quantity(98.02, Measure.PERCENT), "note": Role.CASES},
    ]

    data = workbook("清单：一/二", columns, rows, officer=me, reason="汇报")

    sheet = load_workbook(BytesIO(data)).active
    assert sheet is not None
    printed = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert printed[1][0] == f"导出人 李娜（{me.login}）　导出时间 2026-03-02 09:00　事由 汇报"
    assert printed[2:] == [
        ["名称", "套数", "比率", "备注"],
        ["'=cmd|' /C calc'!A0", 3, "待核", None],
        ["甲乙", "待核", 98.02, "案管岗"],
    ]


def test_no_text_starts_as_a_formula() -> None:
    assert [written(text) for text in ("+1", "＝1", " @x", "-1", "正常", 20)] == [
        "'+1",
        "'＝1",
        "' @x",
        "'-1",
        "正常",
        "20",
    ]
