"""What a letter may be about, suggested from its own words, which are shown; it decides nothing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from supervision.conduct.categories import Category, Kind

#: Words that speak for a category. Add one here; the machine only counts them.
CATEGORY_WORDS: Mapping[Category, tuple[str, ...]] = {
    Category.PIGGYBACK: (
        "搭车",
        "不在清单",
        "不在任务清单",
        "混入",
        "夹带",
        "小产权",
        "临时追加",
        "不符合范围",
    ),
    Category.IRREGULAR: (
        "违规办",
        "违规登记",
        "未验收",
        "没有验收",
        "缺手续",
        "假材料",
        "虚假材料",
        "倒签",
        "先办后补",
    ),
    Category.EXTORTION: (
        *("吃拿卡要", "好处费", "红包", "烟酒", "请客", "宴请", "吃请", "索要", "送礼", "购物卡", "打点"),
        *("材料费", "加急费", "辛苦费"),
    ),
    Category.TAX_COLLECTED: (
        "代收契税",
        "代收税",
        "代收维修",
        "挪用契税",
        "契税款",
        "代收代缴",
        "交了契税",
        "税款没有",
    ),
    Category.OVERPRICED_AGENCY: ("高价代办", "代办费", "中介费", "办证费", "跑腿费", "服务费", "黄牛"),
    Category.FORCED_AGENCY: (
        "强制代办",
        "指定中介",
        "指定代办",
        "必须代办",
        "不让自己办",
        "只能找中介",
        "捆绑",
    ),
    Category.SLOW_WORK: (
        *("拖延", "推诿", "扯皮", "踢皮球", "一拖再拖", "超期", "迟迟", "不予受理", "反复补件", "来回跑"),
        *("多次补", "没有答复", "没人管", "拒不办理", "不作为"),
    ),
    Category.INFLATED: ("虚报", "假进度", "数字造假", "虚增", "假销号", "实际没有办", "报表造假", "弄虚作假"),
}
KIND_WORDS: Mapping[Kind, tuple[str, ...]] = {
    Kind.APPEAL: ("不服处分", "处分决定", "申诉", "复查申请", "复审", "撤销处分", "重新处理"),
    Kind.SUGGESTION: ("建议", "希望改进", "提个意见", "提意见", "恳请完善"),
    Kind.OUTSIDE: (
        "法院判决",
        "合同纠纷",
        "退房",
        "欠薪",
        "物业",
        "邻里",
        "诉讼",
        "仲裁",
        "房屋质量",
        "拆迁补偿",
    ),
    Kind.ACCUSATION: ("举报", "检举", "控告", "反映", "收受", "贪污", "受贿", "滥用职权", "徇私"),
}


@dataclass(frozen=True)
class Hint:
    """One suggestion, and the words of the letter it rests on."""

    choice: Category | Kind
    words: tuple[str, ...]


def categories(text: str) -> list[Hint]:
    """What it may be about, the most words first; nothing where no word speaks for any."""
    return _hints(text, CATEGORY_WORDS)


def kinds(text: str) -> list[Hint]:
    """What kind of letter it may be, the most words first."""
    return _hints(text, KIND_WORDS)


def _hints(
    text: str, table: Mapping[Category, tuple[str, ...]] | Mapping[Kind, tuple[str, ...]]
) -> list[Hint]:
    bare = "".join(text.split())
    found = [Hint(choice, _said(bare, words)) for choice, words in table.items()]
    return sorted((hint for hint in found if hint.words), key=lambda hint: -len(hint.words))


def _said(text: str, words: Iterable[str]) -> tuple[str, ...]:
    """Those that stand in the text, in its order."""
    return tuple(sorted((word for word in words if word in text), key=text.index))
