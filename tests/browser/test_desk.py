"""The desk from a letter to its feedback, walked in a real browser by the posts that each step belongs to."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import expect

from supervision.office import credentials
from tests.browser.conftest import Window

Open = Callable[..., Window]
REPORTER, PHONE = "演示举报人", "0351-0000000"
SUMMARY = "反映办证窗口张某要求另交材料费，不交就一拖再拖。"
#: What may leave the desk of it.
TOLD = "反映办证窗口〔姓名1〕要求另交材料费，不交就一拖再拖。"
FINDING = "经查，窗口多收材料费，已责令退还。"


@dataclass
class Walked:
    """Where the letter and its clue stand, from one post to the next."""

    letter: str = ""
    clue: str = ""


@pytest.fixture(scope="module")
def walked() -> Walked:
    return Walked()


def step(
    window: Window,
    label: str,
    *,
    fill: Mapping[str, str] | None = None,
    choose: Mapping[str, str] | None = None,
    pick: str = "",
    sign: bool = False,
) -> None:
    """Open the form of one step, fill it in, and take the step."""
    window.press(label)
    for name, option in (choose or {}).items():
        window.choose(name, option, inside=window.panel)
    if pick:
        window.pick(pick, inside=window.panel)
    for name, words in (fill or {}).items():
        window.fill(name, words, inside=window.panel)
    if sign:
        window.fill("再次输入您的密码", credentials.DEMO_PASSWORD, inside=window.panel)
    window.press(label, inside=window.panel)
    window.toast(f"已{label}")
    window.page.keyboard.press("Escape")


def address(window: Window) -> str:
    return window.page.url.removeprefix(f"{window.url}/")


def test_the_desk_registers_tells_and_gives(open_window: Open, walked: Walked, tmp_path: Path) -> None:
    # 信访岗: registered behind the gate, taken on, the informant told, given to a handler
    desk = open_window()
    desk.sign_in("petitions")
    desk.open("conduct-complaints?new=1")
    desk.see("选定管理权限之前，不能填写任何内容。")
    desk.pick("本级管理的组织、人员")
    desk.fill("举报人姓名或单位（必填）", REPORTER)
    desk.fill("联系方式（必填）", PHONE)
    desk.choose("涉及地点（必填）", "阳泉市矿区")
    desk.fill("摘要（必填）", SUMMARY)
    desk.choose("反映问题（必填）", "疑似吃拿卡要")
    desk.see("登记前先看")
    desk.shoot("desk-1-registering")
    desk.is_sound()
    desk.press("登记")
    desk.toast("已登记 ")
    walked.letter = address(desk)
    step(desk, "受理")
    step(desk, "登记告知")
    desk.main.get_by_text("遮蔽并确认", exact=True).click()
    desk.main.get_by_text("已通读：剩下的文字不能指向举报人").click()
    desk.press("确认脱敏摘要")
    desk.toast("已确认脱敏摘要")
    desk.see(TOLD)
    step(desk, "交办", choose={"承办人（必填）": "演示丁"})
    step(
        desk,
        "准予查看原文",
        choose={"准予谁查看（必填）": "演示丁"},
        fill={"事由（必填）": "承办人须核对是哪个窗口"},
    )
    desk.shoot("desk-2-told-and-given")
    desk.is_sound()
    paper = desk.take_out("受理告知书", to=tmp_path, reason="送达检举控告人")
    words = "\n".join(one.text for one in Document(str(paper)).paragraphs)
    assert "受理" in words
    assert REPORTER not in words


def test_the_handler_signs_for_it_and_hands_it_in(open_window: Open, walked: Walked) -> None:
    # 监督检查岗: signed for, handed in to 案管 without the informant
    handler = open_window()
    handler.sign_in("inspector")
    handler.open(walked.letter)
    handler.see(TOLD)
    for secret in (REPORTER, SUMMARY):
        expect(handler.main.get_by_text(secret)).to_have_count(0)
    step(handler, "签收")
    handler.press("查看来件原文")
    handler.fill("查看事由（必填）", "核对是哪个窗口", inside=handler.panel)
    handler.fill("再次输入您的密码", credentials.DEMO_PASSWORD, inside=handler.panel)
    handler.press("查看来件原文", inside=handler.panel)
    expect(handler.panel.get_by_text(SUMMARY)).to_be_visible()
    handler.page.keyboard.press("Escape")
    step(handler, "移送案管", sign=True)
    handler.shoot("desk-3-handed-in")
    handler.is_sound()


def test_the_register_distributes_it(open_window: Open, walked: Walked) -> None:
    # 案管岗: registered as a clue, distributed
    cases = open_window()
    cases.sign_in("cases")
    cases.open("conduct-clues")
    newest = next(at for at, row in enumerate(cases.rows("线索台账")) if "待登记" in row)
    cases.open_row("线索台账", newest)
    cases.see(TOLD)
    expect(cases.main.get_by_text(REPORTER)).to_have_count(0)
    walked.clue = address(cases)
    step(cases, "登记", sign=True)
    step(
        cases,
        "提出分办意见",
        choose={"承办人（必填）": "演示丁"},
        fill={"承办部门（必填）": "第一监督检查室", "分办意见（必填）": "拟交第一监督检查室办理。"},
        sign=True,
    )
    cases.shoot("desk-4-distribution-proposed")
    cases.is_sound()


def test_it_is_approved_studied_and_disposed_of(open_window: Open, walked: Walked) -> None:
    # 主要负责人, 监督检查岗 and 分管领导: approved, studied, proposed, agreed
    handler, cases = open_window(), open_window()
    handler.sign_in("inspector")
    cases.sign_in("cases")
    principal = open_window()
    principal.sign_in("principal")
    principal.open(walked.clue)
    step(principal, "批准分办", fill={"批示（必填）": "同意。"}, sign=True)
    handler.open(walked.clue)
    step(handler, "签收", sign=True)
    step(handler, "研判", fill={"研判意见（必填）": "具有可查性。"}, sign=True)
    step(handler, "提出处置建议", fill={"承办部门意见（必填）": "建议初步核实。"}, sign=True)
    step(
        handler,
        "登记集体研究",
        fill={"会议纪要编号（必填）": "演示会纪〔2022〕3号", "集体研究意见（必填）": "同意。"},
        sign=True,
    )
    handler.shoot("desk-5-studied-together")
    leader = open_window()
    leader.sign_in("leader")
    leader.open(walked.clue)
    step(leader, "审核处置建议", fill={"分管领导意见（必填）": "同意。"}, sign=True)
    principal.open(walked.clue)
    step(principal, "批准处置", fill={"主要负责人意见（必填）": "同意。"}, sign=True)
    principal.shoot("desk-6-disposal-approved")
    principal.is_sound()
    handler.open(walked.clue)
    step(handler, "开展初步核实", sign=True)
    step(
        handler,
        "登记处置结果",
        choose={"处置结果（必填）": "谈话提醒"},
        pick="第一种形态",
        fill={"核查情况（必填）": FINDING},
        sign=True,
    )
    cases.open(walked.clue)
    step(cases, "归档", sign=True)
    cases.see("已归档")
    cases.shoot("desk-7-clue-archived")


def test_the_result_is_told_by_two_and_the_file_closed(open_window: Open, walked: Walked) -> None:
    # 监督检查岗 with a second: concluded and told; another closes the file
    handler, leader = open_window(), open_window()
    handler.sign_in("inspector")
    leader.sign_in("leader")
    handler.open(walked.letter)
    step(
        handler,
        "办结",
        choose={"核实结论（必填）": "部分属实"},
        fill={"办理结果（必填，加密保存）": FINDING},
    )
    step(
        handler,
        "登记反馈",
        choose={"一同反馈的第二人（必填）": "演示丙"},
        fill={"反馈内容（必填，加密保存）": "已向本人说明：多收的材料费已责令退还。"},
        sign=True,
    )
    second = open_window()
    second.sign_in("taskforce")
    second.open(walked.letter)
    step(second, "第二人签名", sign=True)
    second.shoot("desk-8-fed-back")
    second.is_sound()
    leader.open(walked.letter)
    step(leader, "归档")
    leader.see("已归档")
    leader.asked_nobody_else()
