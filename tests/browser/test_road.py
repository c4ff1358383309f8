"""The main road as a province's officers walk it, one post after the other, through the pages alone."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import expect

from reports import reading_back
from supervision.office import credentials
from tests.browser import county_books
from tests.browser.conftest import Window

Open = Callable[..., Window]
NUMBER = re.compile(r"〔2022〕\d+号")
CAUSE = "一是矿区申报转移登记数与登记台账不符，差额尚未说明。"
NEXT_STEP = "一是请矿区于7月14日前逐套核对并书面说明。"


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> county_books.Books:
    return county_books.write(tmp_path_factory.mktemp("books"))


def _all_in(state: str) -> Callable[[list[list[str]]], bool]:
    return lambda rows: {row[3] for row in rows} == {state}


def test_five_workbooks_are_rehearsed_and_taken_in(open_window: Open, books: county_books.Books) -> None:
    window = open_window()
    window.sign_in("inspector")
    window.open("intake-imports")
    window.choose("报送单位", county_books.CITY)
    window.hand_in(*books.all)
    expect(window.main.get_by_text(books.week.name)).to_be_visible()

    window.press("试读")

    window.see("全部确认入库（4 份）")
    listed = {row[1]: row for row in window.rows_once("导入的文件", _all_in("待确认"))}
    assert {name: row[3:9] for name, row in listed.items()} == {
        books.tasks.name: ["待确认", "5", "4", "0", "0", "1"],
        books.ledger.name: ["待确认", "30", "30", "0", "0", "0"],
        books.other_ledger.name: ["待确认", "31", "30", "0", "1", "0"],
        books.week.name: ["待确认", "2", "0", "2", "0", "0"],
        books.promises.name: ["待确认", "4", "4", "0", "0", "0"],
    }
    window.shoot("road-1-rehearsed")
    window.is_sound()

    window.press("全部确认入库（4 份）")
    window.see("最近入库")
    expect(window.main.get_by_text("全部确认入库（4 份）")).to_have_count(0)
    _open_import(window, books.week.name)
    window.see("为何不能确认入库：将更正 2 条已报数字，请写明更正原因。")
    window.fill("更正原因（必填）", "县里补报，原表漏计")
    window.press("确认入库")
    window.see("整批撤回")

    taken = window.rows_once("导入的文件", _all_in("已入库"))
    assert {row[3] for row in taken} == {"已入库"}
    window.shoot("road-2-accepted")
    window.asked_nobody_else()


def test_the_county_that_its_ledger_contradicts_is_seen(open_window: Open) -> None:
    window = open_window()
    window.sign_in("taskforce")

    window.open("overview-overview?region=140300")
    window.see("阳泉市 不动产")
    places = {row[0]: row for row in window.rows("各县进度")}
    assert "▲" in "".join(places["矿区"])
    assert "▲" not in "".join(places["城区"])
    window.shoot("road-3-overview")
    window.is_sound()

    window.open("delivery-progress?region=140300&lamp=red")
    counties = {row[0]: row for row in window.rows("各县申报与核对")}
    assert set(counties) == {"矿区", "盂县"}
    assert counties["矿区"][4:7] == ["55", "28", "27"]
    window.shoot("road-4-progress")
    window.is_sound()

    window.open("conduct-flags?region=140303&rule=PR01")
    window.see("PR01 申报数大于核对数")
    window.see("发现了什么")
    window.shoot("road-5-flag")
    window.is_sound()


def test_a_complaint_passes_the_gate_of_jurisdiction_first(open_window: Open) -> None:
    window = open_window()
    window.sign_in("petitions")
    window.open("conduct-complaints")
    window.press("登记来件")
    window.see("选定管理权限之前，不能填写任何内容。")
    assert window.main.locator("textarea, input[type=text]:not([role=combobox])").count() == 0

    window.pick("上级管理的组织、人员")
    window.see("不拆封、不复制、不摘抄、不录入")
    assert window.main.locator("textarea").count() == 0
    assert window.main.get_by_test_id("stTextInput").count() == 0
    window.shoot("road-6-sealed")
    window.is_sound()

    window.pick("本级管理的组织、人员")
    window.pick("匿名")
    window.choose("涉及地点（必填）", "阳泉市矿区")
    window.choose("反映问题（必填）", "疑似搭车办理")
    window.choose("涉及项目", county_books.LATE)
    window.fill("摘要（必填）", "反映清单冻结以后追加的项目混入办理，请核实。")
    window.see("登记前先看")
    window.shoot("road-7-complaint")
    window.press("登记")
    window.toast("已登记 ")
    window.see("加密保存；不得转给或者告知被反映的单位、人员")
    window.shoot("road-8-registered")
    window.is_sound()

    stranger = open_window()
    stranger.sign_in("inspector")
    stranger.open(window.page.url.removeprefix(f"{window.url}/"))
    expect(stranger.main.get_by_text("反映清单冻结以后追加的项目混入办理")).to_have_count(0)


def test_flags_are_judged(open_window: Open) -> None:
    window = open_window()
    window.sign_in("inspector")
    window.open("conduct-flags?region=140302&rule=IR01")
    window.see(county_books.REVERSED)
    window.pick("成立", inside=window.main.get_by_role("radiogroup").filter(has_text="不成立").first)
    window.fill("研判意见（必填）", "经核对，系统迁移造成登簿时间颠倒。")
    window.see("为何不能排除疑点：请先选择排除理由。")
    window.choose("排除理由", "录入或迁移错误")
    window.press("排除疑点")
    window.toast("已排除疑点")
    window.shoot("road-9-dismissed")

    window.open("conduct-flags?region=140303&rule=PB06")
    window.see(county_books.LATE)
    window.fill("研判意见（必填）", "请提供追加纳入的批准文件。")
    window.choose("责任单位（转核实时必选）", county_books.UNITS[county_books.OTHER])
    window.press("转责任单位核实")
    window.toast("已转核实")
    window.see("核实中")
    window.shoot("road-10-sent")
    window.is_sound()


def test_a_red_commitment_leads_to_a_signed_order(open_window: Open, tmp_path: Path) -> None:
    window = open_window()
    window.sign_in("inspector")
    window.open("responsibility-commitments?region=140302&lamp=red")
    rows = window.rows_once("承诺事项", lambda rows: any(county_books.PROMISE in row for row in rows))
    row = next(at for at, row in enumerate(rows) if county_books.PROMISE in row)
    window.open_row("承诺事项", row)
    window.main.get_by_role("link", name="起草督办通知书").click()
    window.see("起草督办通知书")
    window.see(county_books.UNITS[county_books.COUNTY])
    window.shoot("road-11-order-drafted")
    window.press("保存草稿")
    window.toast("已存草稿，待复核")
    window.see("为何不能复核：本件由您起草，须换人办理。")
    address = window.page.url.removeprefix(f"{window.url}/")

    checker = open_window()
    checker.sign_in("taskforce")
    checker.open(address)
    checker.press("复核")
    checker.press("复核", inside=checker.panel)
    checker.toast("已复核")

    leader = open_window()
    leader.sign_in("leader")
    leader.open(address)
    leader.press("签发")
    expect(leader.dialog.get_by_text("签发后即编号、定稿并存档，不能再改。")).to_be_visible()
    leader.shoot("road-12-order-signing")
    leader.fill("再次输入您的密码", credentials.DEMO_PASSWORD, inside=leader.dialog)
    leader.press("签发", inside=leader.dialog)
    leader.toast("已签发")
    path = leader.take_out("取出文书", to=tmp_path)
    leader.shoot("road-13-order-signed")
    leader.is_sound()

    paper = "\n".join(one.text for one in Document(str(path)).paragraphs)
    number = NUMBER.search(paper)
    assert number
    assert number.group() in leader.text
    assert county_books.UNITS[county_books.COUNTY] in paper
    assert county_books.PROMISE in paper
    leader.asked_nobody_else()


def test_a_briefing_is_drafted_checked_signed_and_taken_out(open_window: Open, tmp_path: Path) -> None:
    window = open_window()
    window.sign_in("inspector")
    window.open("briefings-briefings")
    window.press("起草简报")
    window.date("统计截至", "2022-06-30", inside=window.panel)
    expect(window.panel.get_by_text("统计期 2022-06-24 至 2022-06-30")).to_be_visible()
    window.press("起草", inside=window.panel)
    window.toast("已起草")
    window.see("取定的数字")
    window.press("修改")
    window.fill("存在的主要问题（必填）", CAUSE, inside=window.dialog)
    window.fill("下一步监督重点（必填）", NEXT_STEP, inside=window.dialog)
    window.press("修改", inside=window.dialog)
    window.toast("已修改")
    window.see("为何不能复核：本件由您起草或修改，须换人办理。")
    address = window.page.url.removeprefix(f"{window.url}/")

    checker = open_window()
    checker.sign_in("taskforce")
    checker.open(address)
    checker.see(CAUSE)
    checker.pick("现在复算")
    checker.see("复算不一致 0 个")
    checker.shoot("road-14-before-signing")
    checker.press("复核")
    checker.press("复核", inside=checker.panel)
    checker.toast("已复核")

    leader = open_window()
    leader.sign_in("leader")
    leader.open(address)
    leader.press("签发")
    expect(leader.dialog.get_by_text("全部数字复算一致。")).to_be_visible()
    leader.fill("再次输入您的密码", credentials.DEMO_PASSWORD, inside=leader.dialog)
    leader.press("签发", inside=leader.dialog)
    leader.toast("已签发")
    leader.see("定稿与冻结的数字一致。")
    path = leader.take_out("取出定稿", to=tmp_path)
    leader.hand_in(path)
    leader.see("这份文件中的数字与签发时一致。")
    leader.shoot("road-15-briefing-signed")
    leader.is_sound()

    paper = "\n".join(one.text for one in Document(str(path)).paragraphs)
    assert CAUSE in paper
    assert NEXT_STEP in paper
    assert reading_back.printed(path.read_bytes())
    leader.asked_nobody_else()


def _open_import(window: Window, name: str) -> None:
    names = [row[1] for row in window.rows("导入的文件")]
    window.open_row("导入的文件", names.index(name))
    expect(window.main.get_by_role("heading", name=name)).to_be_visible()
