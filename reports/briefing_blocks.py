"""The blocks of a briefing that carry figures: every number goes through the printer and has its bookmark."""

from collections import Counter
from collections.abc import Sequence

from reports.lettering import Printed, Run, Runs
from reports.paper import Paper
from supervision import clock
from supervision.briefings.briefings import Briefing
from supervision.briefings.checking import AGAIN
from supervision.briefings.explanations import SILENT, Shortfall
from supervision.briefings.freezing import IN_TABLE
from supervision.briefings.frozen_figures import FrozenFigure, missing
from supervision.conduct.categories import Category
from supervision.conduct.rules import RULES
from supervision.conduct.wording import Quoted

_HEADS = (
    "地区",
    "纳入\n（套）",
    "首登\n（套）",
    "首登率\n（%）",
    "转移\n（套）",
    "转移率\n（%）",
    "颁证\n（户）",
)
_MORE_HEADS = ("较上期\n（百分点）", "位次", "系统核对\n（套）")
_WIDTHS = (1.35, 1.25, 1.25, 1.1, 1.25, 1.1, 1.25, 1.0, 0.65, 1.05)
_FLAG_HEADS = ("规则", "发现（条）", "排除（条）", "转核实（条）", "转案管（条）")
_NAMED_IN_TEXT = 12


class Printer:
    """Prints frozen figures of one briefing; a second print of the same figure has a bookmark of its own."""

    def __init__(self, briefing: Briefing) -> None:
        self._figures = {(one.code, one.region_code, one.part): one for one in briefing.figures}
        self._whole = briefing.region_code
        self._printed: Counter[str] = Counter()

    def has(self, code: str, region_code: str) -> bool:
        return (code, region_code, None) in self._figures

    def regions(self, code: str) -> list[str]:
        """Of which places a figure is printed, in the order in which they were frozen."""
        return [region for known, region, part in self._figures if known == code and part is None]

    def figure(self, code: str, region_code: str | None = None, part: str | None = None) -> FrozenFigure:
        return self._figures[code, region_code or self._whole, part]

    def digits(self, code: str, region_code: str | None = None, part: str | None = None) -> Printed:
        """The number alone, for a cell under its unit."""
        figure = self.figure(code, region_code, part)
        name = figure.name
        times = self._printed[name] = self._printed[name] + 1
        return Printed(figure.digits, name if times == 1 else f"{name}{AGAIN}{times}")

    def said(self, code: str, part: str | None = None) -> list[Run]:
        """The number with its unit, for a sentence; 待核 has none."""
        figure = self.figure(code, None, part)
        unknown = figure.amount is None and not figure.hidden
        return [self.digits(code, None, part), "" if unknown else figure.unit.chinese]


def unreported(printer: Printer) -> list[Run]:
    """How many counties sent nothing; where none, that all did."""
    if printer.figure("T01").amount == 0:
        return ["本期各县（市、区）周报均已报送"]
    return ["本期未报送周报的有", *printer.said("T01")]


def places(paper: Paper, briefing: Briefing, printer: Printer) -> None:
    """表1, the region's line first, then its places in administrative order, with their chart."""
    codes = printer.regions(IN_TABLE[0])
    names = {code: printer.figure(IN_TABLE[0], code).region_name for code in codes}
    children = [code for code in codes if code != briefing.region_code]
    ranks = _ranks(printer, children)
    rows: list[Sequence[Runs]] = []
    for code in [briefing.region_code, *children]:
        numbers = [printer.digits(figure, code) for figure in IN_TABLE]
        rows.append(
            (names[code] if code in children else "合计", *numbers[:7], ranks.get(code, "—"), numbers[7])
        )
    paper.table(
        (*_HEADS, *_MORE_HEADS),
        rows,
        title="各地登记进展",
        widths=_WIDTHS,
        numeric=range(1, 10),
        note=(
            f"注：统计截至{_day(briefing)}。各项率均为套÷套；较上期为转移登记率的变化；"
            "系统核对为已导入台账的县（市、区）转移登记申报数减台账数；位次按转移登记率，缺报、迟报和周报待采信的不排位。"
        ),
    )
    if children:
        paper.bar_chart(
            "各地首次登记率与转移登记率",
            [names[code] for code in children],
            {
                "首次登记率": [printer.figure("D05", code).amount for code in children],
                "转移登记率": [printer.figure("D06", code).amount for code in children],
            },
            unit="%",
            alt="各地首次登记率与转移登记率柱状图，数字见表1",
        )


def flags(paper: Paper, printer: Printer) -> None:
    """What became of the flags of each rule, without persons, without compounds."""
    codes = ("F02", "F03", "F04", "F05")
    rows: list[Sequence[Runs]] = [("合计", *(printer.digits(code) for code in codes))]
    rows += [
        (rule.chinese, *(printer.digits(code, None, rule.code) for code in codes)) for rule in RULES.values()
    ]
    paper.table(_FLAG_HEADS, rows, title="疑点核查情况", numeric=range(1, 5))


def complaints(paper: Paper, printer: Printer) -> None:
    """By what they are about, as far as it may be told; the rest stands in one line without a number."""
    told = [one for one in Category if printer.figure("C01", None, one.value).amount]
    if not told:
        return
    rows: list[Sequence[Runs]] = [(one.chinese, printer.digits("C01", None, one.value)) for one in told]
    named = sum(printer.figure("C01", None, one.value).amount or 0 for one in told)
    if printer.figure("C01").amount != named:
        rows.append(("其余类型", "不单列"))
    paper.table(("反映问题类型", "件数（件）"), rows, title="信访举报反映问题类型", numeric=(1,))


def too_many_to_name(briefing: Briefing) -> bool:
    """Whether those who are named go into an annex instead of the text."""
    return len(briefing.explanations) > _NAMED_IN_TEXT


def explanations(paper: Paper, briefing: Briefing, printer: Printer) -> None:
    """Who is named for what, with the number where one is frozen, and what they say."""
    for one in briefing.explanations:
        known = one.shortfall is Shortfall.OVER_TOLERANCE and printer.has("V05", one.region_code)
        number: list[Run] = (
            ["（转移登记申报减台账", printer.digits("V05", one.region_code), "套）"] if known else []
        )
        paper.text(f"{one.who}{one.fact}", *number, Quoted(f"。{one.said}。"))


def explanations_annex(paper: Paper, briefing: Briefing) -> None:
    paper.table(
        ("序号", "单位", "事项", "单位说明"),
        [
            (str(one.place), one.who, one.fact, Quoted(one.answer) if one.answer else SILENT)
            for one in briefing.explanations
        ],
        widths=(0.6, 2.2, 3.4, 3.2),
    )


def overdue_annex(paper: Paper, briefing: Briefing) -> None:
    paper.table(
        ("序号", "责任单位", "事项", "责任领导", "时限", "超期（天）"),
        [
            (
                str(item.place),
                item.who,
                f"{item.number}　{item.title}",
                item.leader or "待核",
                f"{item.due_on:%Y-%m-%d}",
                str(item.days_over),
            )
            for item in briefing.overdue_items
        ],
        widths=(0.6, 2.2, 3.2, 1.1, 1.3, 0.9),
        numeric=(5,),
    )


def lamps(paper: Paper, printer: Printer) -> None:
    """The commitments by lamp; what has none is on its way."""
    paper.table(
        ("灯", "含义", "承诺事项（项）"),
        [
            ("▲红", "超期未办结", printer.digits("R04")),
            ("◆黄", "七日内到期，或已申请延期待批", printer.digits("R05")),
            ("●蓝", "逾期认领，或三十日未报进展", printer.digits("R06")),
        ],
        title="承诺事项亮灯情况",
        widths=(1, 4, 1.5),
        numeric=(2,),
    )


def small_print(paper: Paper, briefing: Briefing) -> None:
    """统计截至 and what is missing: a briefing says what it does not know. 口径 stand in an annex."""
    moment = briefing.frozen_at.astimezone(clock.OFFICE)
    paper.note(
        f"统计截至：{_day(briefing)}；取数时间：{moment:%Y-%m-%d %H:%M}；口径：见附件“统计口径”；"
        f"数据校验值：{briefing.figures_digest[:16]}。"
    )
    lacking = _missing(briefing)
    said = [
        f"{kind}：{'、'.join(names)}" if 0 < len(names) <= _NAMED_IN_TEXT else f"{kind}：见附件“缺数清单”"
        for kind, names in lacking.items()
        if names
    ]
    said += [kind for kind, names in lacking.items() if not names]
    paper.note(f"缺数说明：{'；'.join(said) if said else '本期各项数据齐全'}。")


def too_much_missing(briefing: Briefing) -> bool:
    """Whether what is missing goes into an annex instead of the small print."""
    return any(len(names) > _NAMED_IN_TEXT for names in _missing(briefing).values())


def missing_annex(paper: Paper, briefing: Briefing) -> None:
    paper.table(
        ("缺数情形", "涉及地区"),
        [(kind, "、".join(names)) for kind, names in _missing(briefing).items() if names],
        widths=(1.6, 7.4),
    )


def definitions_annex(paper: Paper, briefing: Briefing) -> None:
    defined = {one.code: one for one in briefing.figures}
    versions = sorted({one.version for one in defined.values()})
    paper.table(
        ("指标（单位）", "口径", "来源"),
        [(f"{one.title}（{one.unit.chinese}）", one.definition, one.source) for one in defined.values()],
        widths=(2.4, 5.4, 1.8),
        note=f"注：口径版本{'、'.join(versions)}。",
    )


def _missing(briefing: Briefing) -> dict[str, list[str]]:
    return missing(briefing.figures, briefing.region_code)


def _ranks(printer: Printer, codes: Sequence[str]) -> dict[str, str]:
    """By transfer rate, among those of whom nothing is missing; equal rates share a rank."""
    rates = {
        code: figure.amount
        for code in codes
        if (figure := printer.figure("D06", code)).amount is not None and not figure.missing
    }
    ordered = sorted((rate for rate in rates.values() if rate is not None), reverse=True)
    return {code: str(ordered.index(rate) + 1) for code, rate in rates.items() if rate is not None}


def _day(briefing: Briefing) -> str:
    return f"{briefing.end.year}年{briefing.end.month}月{briefing.end.day}日"
