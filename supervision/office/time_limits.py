"""Every time limit, with the text it rests on. 待核 marks what nobody has confirmed yet (domain.md §6)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from supervision.labels import Labelled
from supervision.office import workdays
from supervision.office.workdays import Day, Stop, Working
from supervision.words import _, listed


class Unit(Labelled):
    """What a time limit counts."""

    WORKDAYS = "workdays", "个工作日"
    DAYS = "days", "日"
    MONTHS = "months", "个月"


@dataclass(frozen=True)
class Deadline:
    """A due date with its working: what started it, under which rule, and each day until then.

    due_on is None while a calendar is missing (待日历), or while the clock is `stopped` (中止).
    """

    start: date
    due_on: date | None
    lines: tuple[str, ...]
    days: tuple[Day, ...] = ()
    stopped: bool = False


@dataclass(frozen=True, kw_only=True)
class TimeLimit:
    """So much time after the day that starts it, on this basis; the starting day is not counted."""

    code: str
    chinese: str
    length: int
    unit: Unit
    basis: str
    unsure: bool = False

    @property
    def title(self) -> str:
        return _(self.chinese)

    @property
    def words(self) -> str:
        """15个工作日，依据检举控告工作规则（2020）, with 待核 where nobody has confirmed it."""
        sure = _("，待核") if self.unsure else ""
        return _(
            "{length}{unit}，依据{basis}{sure}",
            length=self.length,
            unit=self.unit.label,
            basis=_(self.basis),
            sure=sure,
        )

    def due(
        self, session: Session, start: date, *, length: int | None = None, stops: Sequence[Stop] = ()
    ) -> Deadline:
        """The due date and how it was computed; days on which the clock was stopped do not count."""
        length = self.length if length is None else length
        rule = _("{code} {title}：{words}", code=self.code, title=self.title, words=self.words)
        began = _("起算日 {start}（当日不计）", start=f"{start:%Y-%m-%d}")
        held = tuple(_stopped(stop) for stop in stops)
        if self.unit is Unit.WORKDAYS:
            found = workdays.count(session, start, days=length, stops=stops)
            skipped = listed(f"{day:%m-%d}" for day, _name in found.skipped)
            said = _("计 {n} 个工作日，跳过休息日 {days}", n=len(found.counted), days=skipped or _("无"))
            lines = (rule, began, *held, said, *_ends(found))
        else:
            last = start + timedelta(days=length) if self.unit is Unit.DAYS else add_months(start, length)
            found = workdays.run(session, start, last=last, stops=stops)
            moved = (
                (_("{day} 为休息日，顺延", day=f"{found.ran_until:%Y-%m-%d}"),)
                if found.due_on and found.ran_until and found.due_on != found.ran_until
                else ()
            )
            lines = (rule, began, *held, *moved, *_ends(found))
        return Deadline(start, found.due_on, lines, found.days, found.stopped)

    def due_on(self, session: Session, start: date, *, stops: Sequence[Stop] = ()) -> date | None:
        return self.due(session, start, stops=stops).due_on


def add_months(day: date, months: int) -> date:
    """The same day so many months on, or that month's last."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    first_of_next = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    return min(date(year, month + 1, 1) + timedelta(days=day.day - 1), first_of_next - timedelta(days=1))


def _ends(found: Working) -> tuple[str, ...]:
    if found.stopped:
        return (_("时限已中止，恢复后继续计算"),)
    if found.due_on is None:
        return (_("到期日 待日历（该年放假安排尚未录入）"),)
    return (_("到期日 {day}", day=f"{found.due_on:%Y-%m-%d}"),)


def _stopped(stop: Stop) -> str:
    if stop.ended_on is None:
        return _("{day} 起中止（{why}）", day=f"{stop.began_on:%Y-%m-%d}", why=stop.why)
    return _(
        "{day} 起中止（{why}），{end} 恢复计算",
        day=f"{stop.began_on:%Y-%m-%d}",
        why=stop.why,
        end=f"{stop.ended_on:%Y-%m-%d}",
    )


def _limit(
    code: str, chinese: str, length: int, unit: Unit, basis: str, *, unsure: bool = False
) -> TimeLimit:
    return TimeLimit(code=code, chinese=chinese, length=length, unit=unit, basis=basis, unsure=unsure)


WD, DAYS, MONTHS = Unit.WORKDAYS, Unit.DAYS, Unit.MONTHS
RULE = "检举控告工作规则（2020）"
DISCIPLINE, LOCAL, AGREED = "监督执纪工作规则（2019）", "地方做法", "本专项约定"

ACCEPTANCE_NOTICE = _limit("TL01", "实名受理告知", 15, WD, RULE)
RESULT_FEEDBACK = _limit("TL02", "实名结果反馈", 15, WD, RULE)
REPORT_UP = _limit("TL03", "上级受理件报送", 5, WD, "检举控告工作规则第15条")
PRINCIPAL_UP = _limit("TL04", "本机关主要负责人件径送上一级", 0, WD, "检举控告工作规则第15条", unsure=True)
FORWARD_DOWN = _limit("TL05", "下级件转送", 5, WD, "检举控告工作规则第16条", unsure=True)
TAKE_FROM_ABOVE = _limit("TL06", "上级转送件受理或转办", 5, WD, "检举控告工作规则第16条")
QUARTERLY_RESULTS = _limit("TL07", "季度处理结果反馈信访", 5, WD, "检举控告工作规则第18条", unsure=True)
PASS_TO_OTHERS = _limit("TL08", "移送其他机关", 5, WD, "监察法实施条例第169、171条")
PROPOSAL = _limit("TL09", "问题线索处置意见", 1, MONTHS, DISCIPLINE, unsure=True)
INQUIRY_REPLY = _limit("TL10", "函询回复", 15, WD, DISCIPLINE, unsure=True)
INQUIRY_REPORT = _limit("TL11", "谈话函询办结报告", 1, MONTHS, DISCIPLINE, unsure=True)
TALK = _limit("TL12", "谈话开展", 5, WD, LOCAL, unsure=True)
VERIFICATION = _limit("TL13", "初步核实（黄）", 3, MONTHS, LOCAL, unsure=True)
VERIFICATION_LATE = _limit("TL13R", "初步核实（红）", 6, MONTHS, LOCAL, unsure=True)
APPROVAL_DEPUTY = _limit("TL14A", "分管领导审批", 1, WD, LOCAL, unsure=True)
APPROVAL_SECOND = _limit("TL14B", "副职领导审批", 2, WD, LOCAL, unsure=True)
APPROVAL_PRINCIPAL = _limit("TL14C", "主要负责人审批", 3, WD, LOCAL, unsure=True)
HOLD_REVIEW = _limit("TL15", "暂存待查复核", 3, MONTHS, AGREED, unsure=True)
TO_CASES = _limit("TL16", "信访移送案管", 5, WD, LOCAL, unsure=True)
INSPECTION_RESULT = _limit("TL17", "巡视移交办理反馈", 3, MONTHS, "巡视移交要求", unsure=True)
CLARIFICATION = _limit("TL18", "澄清环节", 5, WD, LOCAL, unsure=True)
CLARIFICATION_JOINT = _limit("TL18J", "澄清环节（跨部门）", 10, WD, LOCAL, unsure=True)
ACKNOWLEDGE = _limit("TL33", "承诺事项认领", 5, WD, "专项行动约定", unsure=True)
REMINDER_REPLY = _limit("TL19", "提醒函回复", 5, WD, AGREED, unsure=True)
ORDER_REPLY = _limit("TL20", "督办函回复", 10, WD, AGREED, unsure=True)
UNIT_CHECK = _limit("TL23", "疑点核实单回复", 7, WD, AGREED, unsure=True)
JUDGE_RED = _limit("TL24", "红旗首次研判（红）", 3, WD, AGREED, unsure=True)
JUDGE_YELLOW = _limit("TL24", "红旗首次研判（黄）", 5, WD, AGREED, unsure=True)
JUDGE_BLUE = _limit("TL24", "红旗首次研判（蓝）", 10, WD, AGREED, unsure=True)
REGISTRATION = _limit("TL25", "不动产登记办理", 30, WD, "不动产登记暂行条例第20条")
OUT_OF_SCOPE = _limit("TL26", "信访事项告知", 15, DAYS, "信访工作条例", unsure=True)
OUT_OF_SCOPE_DONE = _limit("TL26D", "信访事项办结", 60, DAYS, "信访工作条例", unsure=True)
OUT_OF_SCOPE_MORE = _limit("TL26M", "信访事项延长", 30, DAYS, "信访工作条例", unsure=True)
OUT_OF_SCOPE_REVIEW = _limit("TL26R", "信访事项复查", 30, DAYS, "信访工作条例", unsure=True)
PERIOD_REPORT = _limit("TL31", "周期报表报送", 1, WD, AGREED, unsure=True)

LIMITS = tuple(value for value in tuple(globals().values()) if isinstance(value, TimeLimit))
WARN_DAYS = 3


def called(code: str | None) -> TimeLimit | None:
    """The limit with this code."""
    return next((limit for limit in LIMITS if limit.code == code), None)
