"""信访件登记表, de-identified: who reported is never on it (domain.md §8.4)."""

from datetime import date

from reports.documents import Document
from reports.paper import Paper
from supervision.conduct.accused import Accused
from supervision.conduct.complaints import Complaint
from supervision.conduct.wording import Quoted

TITLE = "信访件登记表"
BY_HAND = ("拟办意见", "批示", "办理结果")


def write(complaint: Complaint) -> Paper:
    paper = Paper(f"{TITLE} {complaint.number}", made_at=complaint.history[0].at, demo=complaint.demo)
    paper.headline(TITLE)
    unit, limit = complaint.accused_unit, complaint.limit
    paper.form(
        {
            "编号": complaint.number,
            "收到日期": _day(complaint.received_on),
            "渠道": _came(complaint),
            "来件人数": f"{complaint.people} 人",
            "类别": complaint.kind.chinese,
            "具名情况": complaint.identity.chinese,
            "管理权限": complaint.jurisdiction.chinese,
            "反映问题": complaint.category.chinese,
            "被反映单位": unit.name if unit else "待核",
            "被反映人": "\n".join(_accused(complaint, one) for one in complaint.accused) or "待核",
            "涉及地点": complaint.county.full,
            "涉及项目": complaint.compound_number or "—",
            "摘要": Quoted(complaint.summary),
            "时限": f"{limit.chinese}，{_day(complaint.due_on)}" if limit else "无法定告知期限",
            "去向": _whither(complaint),
        }
        | dict.fromkeys(BY_HAND, ""),
        row_height=500,
    )
    paper.note(
        "本表不载举报人身份。内容须经核实，未经认定不得使用“违纪”“违规”等表述。严禁转给或者告知被反映的单位、人员。"
    )
    paper.properties({"complaint": complaint.number})
    return paper


def _came(complaint: Complaint) -> str:
    sent = "，".join(part for part in (complaint.source, complaint.source_number) if part)
    return f"{complaint.channel.chinese}（{sent}）" if sent else complaint.channel.chinese


def _accused(complaint: Complaint, one: Accused) -> str:
    """One of those named: who, of what rank, whose matter, and of what."""
    name, post = one.called(complaint.key, number=complaint.number)
    unit = one.unit.name if one.unit else ""
    who = f"{unit}{post}" if unit or post else "单位、职务待核"
    facts = (one.rank.chinese, one.jurisdiction.chinese, one.kind.chinese, one.category.chinese)
    return f"{one.place}. {name or '姓名待核'}（{who}）：{'；'.join(facts)}"


def _whither(complaint: Complaint) -> str:
    status = complaint.status.chinese
    if complaint.duplicate_of:
        return f"{status}（与 {complaint.duplicate_of.number} 重复）"
    if complaint.passed_to:
        return f"{status}（{complaint.passed_to}）"
    return f"{status}（{complaint.handler.name}承办）" if complaint.handler else status


def _day(day: date | None) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if day else "待日历"


DOCUMENT = Document(Complaint.__tablename__, TITLE, write)
