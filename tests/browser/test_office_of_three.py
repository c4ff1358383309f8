"""An office of three walks the same road: each holds several posts, and nobody checks what they made."""

from collections.abc import Callable
from pathlib import Path

from docx import Document
from playwright.sync_api import expect

from reports import reading_back
from supervision.office import credentials
from tests.browser.conftest import Window

Open = Callable[..., Window]
CAUSE = "一是个别县（市、区）申报数与登记台账不符，差额尚未说明。"
NEXT_STEP = "一是请有关县（市、区）于7月14日前逐套核对并书面说明。"


def test_a_complaint_is_registered_and_known_to_its_list_only(open_window: Open) -> None:
    first = open_window()
    first.sign_in("city1")
    first.open("conduct-complaints?new=1")
    first.see("选定管理权限之前，不能填写任何内容。")
    first.main.get_by_text("本级管理的组织、人员", exact=True).click()
    first.main.get_by_text("匿名", exact=True).click()
    expect(first.main.get_by_text("举报人姓名或单位（必填）")).to_have_count(0)
    first.choose("涉及地点（必填）", "阳泉市矿区")
    first.choose("反映问题（必填）", "疑似搭车办理")
    first.fill("摘要（必填）", "反映清单冻结以后追加的项目混入办理。", inside=first.main)
    first.press("登记")
    first.toast("已登记 ")
    first.see("反映清单冻结以后追加的项目混入办理。")
    address = _address(first)

    second = open_window()
    second.sign_in("city2")
    second.open(address)
    second.see("反映清单冻结以后追加的项目混入办理。")

    below = open_window()
    below.sign_in("county2")
    below.open(address)
    expect(below.main.get_by_text("反映清单冻结以后追加的项目混入办理。")).to_have_count(0)


def test_one_judges_a_flag_and_another_hands_it_on(open_window: Open) -> None:
    first = open_window()
    first.sign_in("city1")
    first.open("conduct-flags?rule=PB06")
    first.see("清单冻结后追加")
    first.see("为何不能转案管：须由专班负责人、分管领导办理。")
    first.fill("研判意见（必填）", "请提供追加纳入的批准文件。", inside=first.main)
    first.choose("责任单位（转核实时必选）", "盂县人民政府")
    first.press("转责任单位核实")
    first.toast("已转核实")
    first.see("核实中")
    first.shoot("three-1-flag-sent")
    first.is_sound()

    second = open_window()
    second.sign_in("city2")
    second.open(_address(first))
    second.see("请提供追加纳入的批准文件。")


def test_an_order_goes_through_three_hands(open_window: Open, tmp_path: Path) -> None:
    first, second, third = open_window(), open_window(), open_window()
    first.sign_in("city1")
    first.open("responsibility-commitments?region=140302&lamp=red")
    promise = first.rows("承诺事项")[0]
    first.open_row("承诺事项", 0)
    first.main.get_by_role("link", name="起草督办通知书").click()
    first.see("起草督办通知书")
    first.press("保存草稿")
    first.toast("已存草稿，待复核")
    first.see("为何不能复核：本件由您起草，须换人办理。")
    expect(first.main.get_by_role("button", name="复核", exact=True)).to_be_disabled()
    first.shoot("three-2-maker-may-not-check")
    address = _address(first)

    second.sign_in("city2")
    second.open(address)
    second.press("复核")
    second.press("复核", inside=second.panel)
    second.toast("已复核")
    expect(second.main.get_by_role("button", name="签发", exact=True)).to_be_disabled()
    second.see("为何不能签发：")

    third.sign_in("city3")
    third.open(address)
    third.press("签发")
    number = third.dialog.get_by_text("文号 ").inner_text().removeprefix("文号 ").strip()
    third.fill("再次输入您的密码", credentials.DEMO_PASSWORD, inside=third.dialog)
    third.press("签发", inside=third.dialog)
    third.toast("已签发")
    path = third.take_out("取出文书", to=tmp_path)
    third.is_sound()

    paper = "\n".join(one.text for one in Document(str(path)).paragraphs)
    assert number in paper
    assert promise[3] in paper
    third.asked_nobody_else()


def test_a_briefing_goes_through_three_hands(open_window: Open, tmp_path: Path) -> None:
    first, second, third = open_window(), open_window(), open_window()
    second.sign_in("city2")
    second.open("briefings-briefings")
    second.press("起草简报")
    second.panel.get_by_text("月报", exact=True).click()
    second.panel.get_by_text("统计期 2022-06-01 至 2022-06-26").wait_for()
    second.press("起草", inside=second.panel)
    second.toast("已起草")
    second.see("取定的数字")
    second.press("修改")
    second.fill("存在的主要问题（必填）", CAUSE, inside=second.dialog)
    second.fill("下一步监督重点（必填）", NEXT_STEP, inside=second.dialog)
    second.press("修改", inside=second.dialog)
    second.toast("已修改")
    second.see("为何不能复核：本件由您起草或修改，须换人办理。")
    expect(second.main.get_by_role("button", name="复核", exact=True)).to_be_disabled()
    address = _address(second)

    first.sign_in("city1")
    first.open(address)
    first.press("复核")
    first.press("复核", inside=first.panel)
    first.toast("已复核")

    third.sign_in("city3")
    third.open(address)
    third.press("签发")
    expect(third.dialog.get_by_text("全部数字复算一致。")).to_be_visible()
    third.fill("再次输入您的密码", credentials.DEMO_PASSWORD, inside=third.dialog)
    third.press("签发", inside=third.dialog)
    third.toast("已签发")
    third.see("定稿与冻结的数字一致。")
    path = third.take_out("取出定稿", to=tmp_path)
    third.shoot("three-3-briefing-signed")
    third.is_sound()

    paper = "\n".join(one.text for one in Document(str(path)).paragraphs)
    assert CAUSE in paper
    assert reading_back.printed(path.read_bytes())


def _address(window: Window) -> str:
    return window.page.url.removeprefix(f"{window.url}/")
