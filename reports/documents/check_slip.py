"""疑点核实单: what the records show, what the unit is to explain, and by when. It calls nothing guilty."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from reports.documents import Document
from reports.paper import Paper
from supervision.conduct import staff_codes
from supervision.conduct.flags import Flag
from supervision.conduct.rules import RowRule
from supervision.office import time_limits
from supervision.words import speaking

TITLE = "疑点核实单"
SIGNED = (
    "核实情况",
    "原因说明",
    "整改措施",
    "经办人（签字）",
    "责任领导（签字）",
    "单位（盖章）",
    "回复日期",
)


def write(flag: Flag) -> Paper:
    rule = flag.rule
    paper = Paper(f"{TITLE} {flag.number}", made_at=flag.judged_at or flag.raised_at, demo=flag.demo)
    paper.headline(TITLE)
    paper.addressee(f"{flag.unit.full_name if flag.unit else ''}：")
    with speaking("zh"):
        paper.text(
            f"经比对登记台账和报表数据，发现下列疑点，请予核实（编号 {flag.number}，对象 {flag.called}）。"
            "疑点由规则产生，尚未认定，不作为处理依据。"
        )
        paper.h1("一、疑点情况")
        paper.text(f"{rule.chinese}：{flag.told}")
        for row in staff_codes.coded(flag.evidence):
            paper.form({_term(flag, name): _said(flag, row[name]) for name in _shown(flag, row)})
        paper.h1("二、核实要求")
        paper.text(flag.request or "")
        paper.text(
            f"请于{_day(flag.reply_due_on)}前书面回复（送达后{time_limits.UNIT_CHECK.length}个工作日，送达当日不计），"
            "附有关文件复印件并加盖公章。"
        )
    paper.signature(f"{flag.sent_from}专项行动监督专班", _day(flag.sent_on))
    paper.annex("附件", "疑点核实回复")
    paper.form({"核实单编号": flag.number} | dict.fromkeys(SIGNED, ""), row_height=1000)
    paper.properties({"flag": str(flag.id), "rule": f"{flag.rule_code} v{flag.rule_version}"})
    return paper


def _shown(flag: Flag, row: Mapping[str, Any]) -> list[str]:
    """The columns of the evidence, in the rule's order; how it was decided stays with the office."""
    order = flag.rule.shows if isinstance(flag.rule, RowRule) else tuple(row)
    return [name for name in order if name not in ("fires", "allowed")]


def _day(day: date | None) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if day else "（待日历）"


def _term(flag: Flag, name: str) -> str:
    return flag.rule.terms.get(name, name)


def _said(flag: Flag, value: object) -> str:
    if value is None:
        return "无记录"
    if isinstance(value, str):
        return flag.rule.terms.get(value, value)
    return f"{value:,.10g}" if isinstance(value, int | float) else str(value)


DOCUMENT = Document(Flag.__tablename__, TITLE, write)
