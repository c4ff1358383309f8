"""不动产“登记难”专项行动监督简报: masthead, figures, causes, annexes, in the order of domain.md §8.2."""

from collections.abc import Callable
from datetime import date

from reports import briefing_blocks
from reports.briefing_blocks import Printer
from reports.documents import Document
from reports.lettering import Run
from reports.paper import Paper
from supervision.briefings.briefings import Briefing
from supervision.briefings.terms import Kind
from supervision.figures import Edition
from supervision.office import regions
from supervision.office.regions import Level

TITLE = "监督简报"
NAME = "不动产“登记难”专项行动\n监督简报"
_NUMERALS = "一二三四五六七八"
_MOST_POINTS = 4
_WHOLE = {Level.PROVINCE: "全省", Level.CITY: "全市"}


def write(briefing: Briefing) -> Paper:
    printer = Printer(briefing)
    paper = Paper(
        f"{briefing.region_name}{TITLE}{briefing.issue}", made_at=briefing.frozen_at, demo=briefing.demo
    )
    office = f"中共{briefing.region_name}纪律检查委员会　{briefing.region_name}监察委员会\n专项行动监督专班"
    paper.masthead(
        NAME,
        f"第{briefing.issue_no}期" if briefing.issue_no else "（草稿）",
        office,
        _day(briefing.issued_on) if briefing.issued_on else "（未签发）",
        secrecy="内部资料 注意保存",
    )
    paper.headline(f"{whole(briefing)}不动产“登记难”专项行动\n{period(briefing)}监督情况")
    if briefing.foreword:
        paper.text(f"编者按：{briefing.foreword}")
    _points(paper, briefing, printer)
    for numeral, (title, block) in zip(_NUMERALS, _blocks(briefing), strict=False):
        paper.h1(f"{numeral}、{title}")
        block(paper, briefing, printer)
    paper.h2("统计说明")
    briefing_blocks.small_print(paper, briefing)
    _annexes(paper, briefing)
    paper.imprint(
        up=briefing.sent_up,
        level=briefing.sent_level,
        down=briefing.sent_down,
        printed=briefing.copies,
        signed_by=briefing.signer or "",
        checked_by=briefing.by_whom("check"),
        drafted_by=briefing.by_whom("edit") or briefing.by_whom("draft"),
        office="专项行动监督专班",
        issued_on=_day(briefing.issued_on) if briefing.issued_on else "",
    )
    paper.properties(
        {
            "figures_sha256": briefing.figures_digest,
            "frozen_at": briefing.frozen_at.isoformat(),
            "number": briefing.number if briefing.issue_no else "",
            "history_head": briefing.head_digest or "",
        }
    )
    return paper


Block = Callable[[Paper, Briefing, Printer], None]


def _blocks(briefing: Briefing) -> list[tuple[str, Block]]:
    """What stands in this edition; nothing of complaints, flags and clues goes down."""
    inward: list[tuple[str, Block]] = [
        ("作风问题情况（盯作风）", _conduct),
        ("疑点核查情况（盯作风）", _flags),
    ]
    return [
        ("总体进展（盯落实）", _progress),
        ("责任落实情况（盯责任）", _duties),
        *(inward if briefing.edition is Edition.UP else []),
        ("存在的主要问题", _problems),
        ("下一步监督重点", _next_steps),
    ]


def _points(paper: Paper, briefing: Briefing, printer: Printer) -> None:
    """At most four; what people add stands first among the last, the machine's own give way."""
    said = printer.said
    own: list[list[Run]] = [
        ["首次登记", *said("D02"), "，首次登记率", *said("D05"), "；颁证", *said("D04"), "。"],
        ["转移登记", *said("D03"), "，转移登记率", *said("D06"), "，较上期", *said("D09"), "。"],
        ["承诺事项", *said("R01"), "，已销号", *said("R03"), "，超期", *said("R04"), "。"],
    ]
    if briefing.edition is Edition.UP:
        own.append(["提示疑点", *said("F02"), "，排除", *said("F03"), "，待研判", *said("F01"), "。"])
    else:
        own.append([*briefing_blocks.unreported(printer), "。"])
    added: list[list[Run]] = [[line] for line in briefing.points.splitlines() if line.strip()]
    added = added[:_MOST_POINTS]
    paper.h2("【本期要点】")
    paper.numbered([*own[: _MOST_POINTS - len(added)], *added])


def _progress(paper: Paper, briefing: Briefing, printer: Printer) -> None:
    said = printer.said
    paper.text(
        f"截至{_day(briefing.end)}，{whole(briefing)}纳入专项行动",
        *said("D08"),
        "，完成首次登记",
        *said("D02"),
        "，首次登记率",
        *said("D05"),
        "；完成转移登记",
        *said("D03"),
        "，转移登记率",
        *said("D06"),
        "；向群众颁证",
        *said("D04"),
        "。首次登记率与转移登记率相差",
        *said("D07"),
        "。",
    )
    paper.text(
        *briefing_blocks.unreported(printer),
        "；只计本期已报的，首次登记",
        *said("D12"),
        "，转移登记",
        *said("D13"),
        "。登记台账已导入",
        *said("V04"),
        "，其中首次登记",
        *said("V01"),
        "、转移登记",
        *said("V02"),
        "、发证",
        *said("V03"),
        "。任务清单纳入",
        *said("D01"),
        "。各地进展见表1。",
    )
    briefing_blocks.places(paper, briefing, printer)


def _duties(paper: Paper, briefing: Briefing, printer: Printer) -> None:
    said = printer.said
    paper.text(
        "累计下达承诺事项",
        *said("R01"),
        "，责任领导已认领",
        *said("R02"),
        "，经核实销号",
        *said("R03"),
        "；超期未办结",
        *said("R04"),
        "，见附件。" if briefing.overdue_items else "。",
    )
    briefing_blocks.lamps(paper, printer)


def _conduct(paper: Paper, _briefing: Briefing, printer: Printer) -> None:
    paper.text("本期共收到反映登记工作的信访举报", *printer.said("C01"), "。所反映问题均须经核实后认定。")
    briefing_blocks.complaints(paper, printer)


def _flags(paper: Paper, _briefing: Briefing, printer: Printer) -> None:
    said = printer.said
    paper.text(
        "登记和报表数据累计提示疑点",
        *said("F02"),
        "，经研判排除",
        *said("F03"),
        "，转责任单位核实",
        *said("F04"),
        "，转案管",
        *said("F05"),
        "，待研判",
        *said("F01"),
        "。疑点是数据提示，须经人工研判和核实，不作为认定问题的依据。",
    )
    briefing_blocks.flags(paper, printer)


def _problems(paper: Paper, briefing: Briefing, printer: Printer) -> None:
    paper.text(briefing.problems)
    if briefing.explanations:
        paper.h2("有关单位及其说明")
        if briefing_blocks.too_many_to_name(briefing):
            paper.text("本期点名的单位及其说明见附件。")
        else:
            briefing_blocks.explanations(paper, briefing, printer)


def _next_steps(paper: Paper, briefing: Briefing, _printer: Printer) -> None:
    paper.text(briefing.next_steps)


def _annexes(paper: Paper, briefing: Briefing) -> None:
    annexes: list[tuple[str, Callable[[Paper, Briefing], None]]] = []
    if briefing.overdue_items:
        annexes.append(("逾期事项清单", briefing_blocks.overdue_annex))
    if briefing_blocks.too_many_to_name(briefing):
        annexes.append(("点名单位及其说明", briefing_blocks.explanations_annex))
    if briefing_blocks.too_much_missing(briefing):
        annexes.append(("缺数清单", briefing_blocks.missing_annex))
    annexes.append(("统计口径", briefing_blocks.definitions_annex))
    paper.attachments([title for title, _ in annexes])
    for number, (title, table) in enumerate(annexes, start=1):
        paper.annex(f"附件{number if len(annexes) > 1 else ''}", title)
        table(paper, briefing)


def whole(briefing: Briefing) -> str:
    """全省, 全市, or the county by its name."""
    return _WHOLE.get(regions.level_of(briefing.region_code), briefing.region_name)


def period(briefing: Briefing) -> str:
    """2022年6月24日至30日, 2022年6月, 2022年第2季度."""
    start, end = briefing.start, briefing.end
    if briefing.kind is Kind.WEEKLY:
        until = f"{end.day}日" if start.month == end.month else f"{end.month}月{end.day}日"
        return f"{_day(start)}至{until}"
    if briefing.kind is Kind.MONTHLY:
        return f"{end.year}年{end.month}月"
    return f"{end.year}年第{(end.month + 2) // 3}季度"


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


DOCUMENT = Document(kind="briefings", title=TITLE, write=write)
