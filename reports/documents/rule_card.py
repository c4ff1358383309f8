"""规则卡: what a rule sees and why, when exactly, what else could explain it, and how it has done."""

from reports.documents import Document
from reports.paper import Paper
from supervision.conduct.flags import FlagStatus
from supervision.conduct.rule_cards import RuleCard
from supervision.conduct.track_records import TrackRecord
from supervision.words import speaking

TITLE = "疑点规则卡"


def write(card: RuleCard) -> Paper:
    rule = card.rule
    paper = Paper(f"{TITLE} {rule.code}", made_at=card.made_at, demo=card.demo)
    with speaking("zh"):
        paper.headline(f"{rule.code} {rule.chinese}")
        paper.text(
            f"第{rule.version}版，{rule.severity.chinese}灯。{rule.sees}规则只作提示，由人研判，不作为处理依据。"
        )
        for title, text in (("一、什么时候提示", rule.condition), ("二、为什么要看", rule.why)):
            paper.h1(title)
            paper.text(text)
        paper.h1("三、还有什么能解释")
        paper.numbered([(explanation,) for explanation in rule.innocent])
        paper.h1("四、需要什么数据")
        paper.numbered([(f"{datum.chinese}（由{datum.owed_by}提供）",) for datum in rule.data])
        paper.text("缺少数据的显示为无法计算，不视为没有疑点。")
        paper.h1("五、参数")
        if card.values:
            rows = [[one.name, one.said, one.unit, one.span] for one in card.values]
            paper.table(["参数", "现行值", "单位", "可调范围"], rows, title="现行参数")
        else:
            paper.text("没有可调的参数。")
        if card.changes:
            paper.text("调整经过：")
            paper.numbered([(one,) for one in card.changes])
        elif rule.knobs:
            paper.text("现行值为出厂值，尚未调整过。")
        paper.h1("六、依据")
        paper.text(rule.source)
        paper.h1("七、成效")
        _record(paper, card.record)
    paper.properties({"rule": f"{rule.code} v{rule.version}"})
    return paper


def _record(paper: Paper, record: TrackRecord | None) -> None:
    if record is None:
        paper.text("本规则尚未提示过疑点。")
        return
    states = "、".join(
        f"{status.chinese}{record.standing[status]}条" for status in FlagStatus if record.standing.get(status)
    )
    paper.text(f"累计提示{record.raised}条：{states}。")
    share = record.precision
    if share.n:
        low, high = share.interval
        paper.text(
            f"属实比例{share.rate}（{share.hits}／{share.n}），95%精确区间{low}至{high}。"
            "属实比例为认定属实和转案管的条数除以全部已研判的条数，并入和消失的不计。"
        )
    else:
        paper.text("属实比例尚无研判，待核。")
    if record.overturned.n:
        paper.text(f"复判{record.overturned.n}条，推翻{record.overturned.hits}条。")


DOCUMENT = Document("rule_cards", TITLE, write)
