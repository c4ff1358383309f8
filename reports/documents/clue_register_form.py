"""问题线索登记表: what the register says of a clue, and through whose hands it went (domain.md §3.2)."""

from reports.clue_forms import day, head, kept
from reports.documents import Document
from reports.paper import Paper
from supervision.clock import OFFICE
from supervision.conduct.clues import WORKFLOW, Clue

TITLE = "问题线索登记表"
HEADERS = ("序号", "环节", "经手人", "交给", "时间", "签名")
WIDTHS = (0.7, 1.8, 1.1, 1.1, 2.0, 1.5)


def write(clue: Clue) -> Paper:
    paper = Paper(f"{TITLE} {clue.number}", made_at=clue.hand_overs[-1].signed_at, demo=clue.demo)
    paper.headline(TITLE)
    paper.form(
        head(clue)
        | {
            "涉及领域": "不动产登记" + (f"（{clue.category.chinese}）" if clue.category else ""),
            "问题属地": kept(clue, clue.county.full if clue.county else "待核"),
            "重要性": f"重要线索：{_yes(clue.important)}　要结果：{_yes(clue.result_wanted)}",
            "报告上级": _reported(clue),
            "承办": f"{clue.department}　{clue.handler.name}"
            if clue.department and clue.handler
            else "尚未分办",
            "处置方式": _ways(clue),
            "处置结果": _result(clue),
            "当前状态": clue.status.chinese,
        },
        row_height=470,
    )
    paper.table(HEADERS, _hands(clue), title="各环节经手人员签名", widths=WIDTHS)
    paper.note("线索管理处置各环节由经手人员签名，全程登记备查（监督执纪工作规则第23条）。")
    paper.note("内容须经核实，未经认定不得使用“违纪”“违规”等表述。知悉范围以外人员不得查阅。")
    paper.properties({"clue": clue.number})
    return paper


def _hands(clue: Clue) -> list[list[str]]:
    called = {verb: step.chinese for (verb, _at), step in WORKFLOW.steps.items()}
    return [
        [
            str(one.sequence),
            called[one.verb],
            one.signed_by.name,
            one.into_hands_of.name if one.into_hands_of else "—",
            f"{one.signed_at.astimezone(OFFICE):%Y-%m-%d %H:%M}",
            "",
        ]
        for one in clue.hand_overs
    ]


def _yes(said: bool) -> str:
    return "是" if said else "否"


def _reported(clue: Clue) -> str:
    if clue.leadership is None:
        return "不属于第22条须报告的对象"
    told = [
        f"{what}：{number}（{day(on)}）" if number else f"{what}：尚未报告"
        for what, number, on in (
            ("线索", clue.reported_no, clue.reported_on),
            ("处置", clue.disposal_reported_no, clue.disposal_reported_on),
        )
    ]
    return "；".join((clue.leadership.chinese, *told))


def _ways(clue: Clue) -> str:
    approved = (
        f"{one.way.chinese}（{day(one.approved_on)}批准）" for one in clue.disposals if one.approved_on
    )
    return "；".join(approved) or "尚未批准"


def _result(clue: Clue) -> str:
    if clue.gone_no:
        return f"{clue.status.chinese}，文号{clue.gone_no}，{day(clue.gone_on)}"
    last = clue.disposals[-1] if clue.disposals else None
    if last is None or last.result is None:
        return "尚无结果"
    return last.result.chinese + (f"，{last.form.chinese}" if last.form else "")


DOCUMENT = Document(Clue.__tablename__, TITLE, write)
