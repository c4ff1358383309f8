"""Every time limit, with the text it rests on. 待核 marks what nobody has confirmed yet (domain.md §6)."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from supervision.labels import Labelled
from supervision.office import workdays
from supervision.words import _, listed


class Unit(Labelled):
    """What a time limit counts."""

    WORKDAYS = "workdays", "个工作日"
    DAYS = "days", "日"
    MONTHS = "months", "个月"


@dataclass(frozen=True)
class Deadline:
    """A due date with its working: what started it, under which rule, which days were skipped."""

    start: date
    due_on: date | None
    lines: tuple[str, ...]


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

    def due(self, session: Session, start: date, *, length: int | None = None) -> Deadline:
        """The due date and how it was computed; due_on is None while a calendar is missing (待日历)."""
        length = self.length if length is None else length
        rule = _("{code} {title}：{words}", code=self.code, title=self.title, words=self.words)
        began = _("起算日 {start}（当日不计）", start=f"{start:%Y-%m-%d}")
        if self.unit is Unit.WORKDAYS:
            working = workdays.count(session, start, days=length)
            skipped = listed(f"{day:%m-%d}" for day, _name in working.skipped)
            days = _("计 {n} 个工作日，跳过休息日 {days}", n=len(working.counted), days=skipped or _("无"))
            return Deadline(start, working.due_on, (rule, began, days, *_ends(working.due_on)))
        last = start + timedelta(days=length) if self.unit is Unit.DAYS else add_months(start, length)
        due_on = workdays.next_workday(session, last)
        moved = () if due_on in (last, None) else (_("{day} 为休息日，顺延", day=f"{last:%Y-%m-%d}"),)
        return Deadline(start, due_on, (rule, began, *moved, *_ends(due_on)))

    def due_on(self, session: Session, start: date) -> date | None:
        return self.due(session, start).due_on


def add_months(day: date, months: int) -> date:
    """The same day so many months on, or that month's last."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    first_of_next = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    return min(date(year, month + 1, 1) + timedelta(days=day.day - 1), first_of_next - timedelta(days=1))


def _ends(due_on: date | None) -> tuple[str, ...]:
    if due_on is None:
        return (_("到期日 待日历（该年放假安排尚未录入）"),)
    return (_("到期日 {day}", day=f"{due_on:%Y-%m-%d}"),)


def _limit(
    code: str, chinese: str, length: int, unit: Unit, basis: str, *, unsure: bool = False
) -> TimeLimit:
    return TimeLimit(code=code, chinese=chinese, length=length, unit=unit, basis=basis, unsure=unsure)


WD, DAYS, MONTHS = Unit.WORKDAYS, Unit.DAYS, Unit.MONTHS
RULE = "检举控告工作规则（2020）"

ACCEPTANCE_NOTICE = _limit("TL01", "实名受理告知", 15, WD, RULE)
RESULT_FEEDBACK = _limit("TL02", "实名结果反馈", 15, WD, RULE)
REPORT_UP = _limit("TL03", "上级受理件报送", 5, WD, "检举控告工作规则第15条")
PRINCIPAL_UP = _limit("TL04", "本机关主要负责人件径送上一级", 0, WD, "检举控告工作规则第15条", unsure=True)
FORWARD_DOWN = _limit("TL05", "下级件转送", 5, WD, "检举控告工作规则第16条", unsure=True)
ACKNOWLEDGE = _limit("TL33", "承诺事项认领", 5, WD, "专项行动约定", unsure=True)
REMINDER_REPLY = _limit("TL19", "提醒函回复", 5, WD, "本专项约定", unsure=True)
ORDER_REPLY = _limit("TL20", "督办函回复", 10, WD, "本专项约定", unsure=True)
UNIT_CHECK = _limit("TL23", "疑点核实单回复", 7, WD, "本专项约定", unsure=True)
JUDGE_RED = _limit("TL24", "红旗首次研判（红）", 3, WD, "本专项约定", unsure=True)
JUDGE_YELLOW = _limit("TL24", "红旗首次研判（黄）", 5, WD, "本专项约定", unsure=True)
JUDGE_BLUE = _limit("TL24", "红旗首次研判（蓝）", 10, WD, "本专项约定", unsure=True)
REGISTRATION = _limit("TL25", "不动产登记办理", 30, WD, "不动产登记暂行条例第20条")
OUT_OF_SCOPE = _limit("TL26", "信访事项告知", 15, DAYS, "信访工作条例", unsure=True)
PERIOD_REPORT = _limit("TL31", "周期报表报送", 1, WD, "本专项约定", unsure=True)

LIMITS = tuple(value for value in tuple(globals().values()) if isinstance(value, TimeLimit))
WARN_DAYS = 3
