from datetime import date
from io import BytesIO

import pytest
from docx import Document
from sqlalchemy.orm import Session

from reports.documents import clue_register_form, disposal_approval, distribution_approval
from supervision.conduct.clue_steps import ClueStatus
from supervision.conduct.clue_terms import AccusedPerson, Leadership, Way
from supervision.conduct.clues import Clue
from supervision.conduct.ranks import Rank
from tests import make

SUMMARY = "反映该同志在不动产登记窗口另收加急费，涉及 $x$ {{ 1 }} =cmd 共三户。"


def clue(session: Session, status: ClueStatus = ClueStatus.OUTCOME, **more: object) -> Clue:
    return make.clue(
        session,
        status,
        summary=SUMMARY,
        accused=AccusedPerson("孙演示", "副主任", Rank.SECTION),
        accused_unit=make.unit(session, "阳泉市不动产登记中心"),
        **more,  # type: ignore[arg-type]
    )


def cells(data: bytes) -> dict[str, str]:
    return {
        row.cells[0].text.replace("\n", ""): row.cells[1].text
        for table in Document(BytesIO(data)).tables
        for row in table.rows
    }


def test_the_register_form_says_what_the_register_knows_and_lists_every_hand(session: Session) -> None:
    said = cells(clue_register_form.write(clue(session, leadership=Leadership.AREA_HEAD)).save())

    assert said["线索编号"] == "XS-140300-2026-0001"
    assert said["线索来源"] == "审计"
    assert said["被反映人"] == "孙演示"
    assert said["单位及职务"] == "阳泉市不动产登记中心副主任"
    assert said["职级、权限"] == "乡科级；本级管理的组织、人员"
    assert said["主要问题"] == SUMMARY
    assert said["处置方式"] == "初步核实（2026年3月2日批准）"
    assert said["处置结果"] == "谈话提醒，第一种形态"
    assert said["报告上级"].endswith("线索：尚未报告；处置：尚未报告")
    assert said["1"] == "登记"
    assert said["9"] == "批准处置"


def test_the_distribution_form_has_the_proposal_and_the_approval(session: Session) -> None:
    said = cells(distribution_approval.write(clue(session, ClueStatus.SIGNED_FOR)).save())

    assert said["拟承办"] == "第一监督检查室　吴桐"
    assert said["案管部门分办意见"].startswith("拟交第一监督检查室办理。\n签名：冯案管")
    assert said["主要负责人批示"].startswith("同意。\n签名：陈书记")
    assert "2026年3月2日" in said["承办部门签收"]


@pytest.mark.parametrize("way", list(Way))
def test_the_disposal_form_has_four_check_boxes_and_four_signature_boxes(session: Session, way: Way) -> None:
    said = cells(disposal_approval.write(clue(session, ClueStatus.APPROVED, way=way)).save())

    assert said["处置方式"] == " ".join(f"{'☑' if one is way else '□'}{one.chinese}" for one in Way)
    assert said["承办部门意见"].startswith(f"建议{way.chinese}。\n签名：吴桐")
    assert said["集体研究意见"].startswith("会议同意。（纪要阳纪会纪〔2026〕3号）")
    assert said["分管领导意见"].startswith("同意。\n签名：赵敏")
    assert said["主要负责人意见"].startswith("同意。\n签名：陈书记")


def test_an_unproposed_disposal_is_a_form_to_be_filled_in_by_hand(session: Session) -> None:
    said = cells(disposal_approval.write(clue(session, ClueStatus.SIGNED_FOR)).save())

    assert said["处置方式"] == " ".join(f"□{one.chinese}" for one in Way)
    assert said["主要负责人意见"].endswith("　　年　　月　　日")


def test_of_a_clue_that_left_only_number_and_day_are_on_paper(session: Session) -> None:
    left = clue(session, ClueStatus.VERIFYING)
    by = left.hand_overs[0].signed_by
    left.leave_for_case(by=by, case_no="阳纪立〔2026〕5号")

    for document in (clue_register_form, distribution_approval, disposal_approval):
        said = cells(document.write(left).save())
        assert "孙演示" not in str(said)
        assert "加急费" not in str(said)
    assert cells(clue_register_form.write(left).save())["处置结果"] == (
        "已立案移出，文号阳纪立〔2026〕5号，2026年3月2日"
    )
    assert left.gone_on == date(2026, 3, 2)
