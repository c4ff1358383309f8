"""What in a text could point at a person: suggested for masking, never decided (遮蔽提示)."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from supervision.labels import Labelled


class Secret(Labelled):
    """What a masked passage was."""

    NAME = "name", "姓名"
    PHONE = "phone", "联系方式"
    ID = "id", "证件号"
    ADDRESS = "address", "住址"
    PLATE = "plate", "车牌"
    OTHER = "other", "其他"


@dataclass(frozen=True)
class Mask:
    """One passage to be masked. It never prints itself."""

    start: int
    end: int
    kind: Secret

    def word(self, text: str) -> str:
        return text[self.start : self.end]


HAN = "\u4e00-\u9fff"
DIGIT, GAP = "[0-9\uff10-\uff19]", "[\\s\\-\u2014\uff0d\u00b7.]?"
SAID_DIGIT = "[零〇一二三四五六七八九幺壹贰叁肆伍陆柒捌玖]"
SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎"
    "鲁韦昌马苗凤花方俞任袁柳鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐傅皮卞齐康伍余元顾孟平黄穆萧尹"
    "姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐"
    "邱骆高夏蔡田樊胡凌霍虞万支柯管卢莫房裘缪干解宗丁宣邓郁单杭洪包诸左石崔吉钮龚程邢裴陆荣翁荀羊甄"
    "曲封芮储靳段焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘厉戎祖武符刘景詹束龙叶幸司韶黎薄印白怀蒲"
    "邰鄂索赖卓蔺屠蒙池乔阴胥苍闻莘党翟谭贡劳逄姬申扶堵冉宰雍桑桂牛寿通边扈燕冀郏浦尚农温庄晏柴瞿"
    "阎充慕连茹习艾容古易慎戈廖庾终暨居衡步耿满弘匡国文寇广禄阙东欧沃利蔚越师巩聂晁勾敖融冷辛简饶空"
    "曾沙鞠丰巢关查游权盖益桓闫亓肖"
)
DOUBLE = "欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|慕容|令狐|宇文|长孙|司徒|夏侯|轩辕|南宫|端木|百里|呼延"
SURNAME = f"(?:{DOUBLE}|[{SURNAMES}])"
TITLE = (
    "(?:副?(?:局长|主任|科长|处长|所长|站长|书记|县长|市长|区长|镇长|乡长|村长|队长|股长|厅长|院长|校长|行长|总经理)"
    "|经理|会计|出纳|干事|同志|先生|女士|老板|师傅|律师|老师|局|科)"
)
BEFORE = (
    "(?:姓名|名叫|叫做?|本人|我是|我叫|联系人|举报人|反映人|经办人|被反映人|工作人员|职工|业主|其妻|其夫|其子|其女"
    "|之子|之妻)"
)
PATTERNS: tuple[tuple[Secret, re.Pattern[str]], ...] = (
    (Secret.ID, re.compile(f"(?<!{DIGIT})(?:{DIGIT}{GAP}){{17}}[0-9\uff10-\uff19Xx\uff38\uff58](?!{DIGIT})")),
    (Secret.ID, re.compile(f"(?<!{DIGIT})(?:{DIGIT}{GAP}){{14,18}}{DIGIT}(?!{DIGIT})")),
    (Secret.ID, re.compile(r"(?<![A-Za-z0-9])[EGDSPH][0-9]{8}(?![0-9])")),
    (
        Secret.PHONE,
        re.compile(
            f"(?<!{DIGIT})(?:[+\uff0b]?86{GAP})?[1\uff11]{GAP}[3-9\uff13-\uff19](?:{GAP}{DIGIT}){{9}}(?!{DIGIT})"
        ),
    ),
    (
        Secret.PHONE,
        re.compile(f"(?<!{DIGIT})[(（]?[0\uff10]{DIGIT}{{2,3}}[)）]?{GAP}{DIGIT}{{7,8}}(?!{DIGIT})"),
    ),
    (Secret.PHONE, re.compile(f"{SAID_DIGIT}{{11}}")),
    (Secret.PHONE, re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}")),
    (
        Secret.PLATE,
        re.compile(
            "[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使领]"
            "[A-HJ-NP-Za-hj-np-z][·・•\\s-]?[A-HJ-NP-Za-hj-np-z0-9]{4,5}[A-HJ-NP-Za-hj-np-z0-9挂学警港澳]"
        ),
    ),
    (Secret.NAME, re.compile(f"{SURNAME}某{{1,2}}(?:[{HAN}](?={TITLE}))?")),
    (Secret.NAME, re.compile(f"{SURNAME}[{HAN}]{{1,2}}(?={TITLE})")),
    (Secret.NAME, re.compile(f"{SURNAME}(?={TITLE})")),
)
NAMED = re.compile(f"{BEFORE}[:：为是]?\\s*({SURNAME}[{HAN}]{{1,2}})")
ACCOUNT = re.compile(r"(?:微信|QQ|qq)号?[:：为是]?\s*([A-Za-z0-9_-]{5,20})")
HOUSE = re.compile(
    "(?:[0-9\uff10-\uff19]{1,5}|[一二三四五六七八九十百]{1,4})(?:号楼|号院|单元|栋|幢|室|户|号)"
    "(?:[0-9\uff10-\uff19一二三四五六七八九十]{0,5}(?:号楼|号院|单元|栋|幢|楼|层|室|户|号)?)*"
)
#: An address begins after one of these, or after a stop.
STARTS = re.compile("[，。；、：:,;\\s“”（）()]|家住|住在|住址|居住|位于|住|在|到|去")
STREET = re.compile("[街路巷村区苑园里院道镇乡庄]$")
LONGEST_STREET = 20


def suggest(text: str, *, names: Iterable[str] = ()) -> list[Mask]:
    """In the order of the text, none over another; `names` are those that are known."""
    found = [*_known(text, names), *_addresses(text)]
    found += [Mask(m.start(1), m.end(1), Secret.NAME) for m in NAMED.finditer(text)]
    found += [Mask(m.start(1), m.end(1), Secret.PHONE) for m in ACCOUNT.finditer(text)]
    for kind, pattern in PATTERNS:
        found += [Mask(match.start(), match.end(), kind) for match in pattern.finditer(text)]
    kept: list[Mask] = []
    for one in sorted(found, key=lambda mask: (mask.start, mask.start - mask.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
        elif one.end > kept[-1].end:
            kept[-1] = Mask(kept[-1].start, one.end, kept[-1].kind)
    return kept


def of_word(text: str, word: str) -> list[Mask]:
    """Every place where a person says that this word is to be masked."""
    return [Mask(m.start(), m.end(), Secret.OTHER) for m in _loosely(word).finditer(text)] if word else []


def masked(text: str, masks: Iterable[Mask]) -> str:
    """The text without them; each is a sign with a number, the same for the same word, of any length."""
    numbers: dict[Secret, dict[str, int]] = defaultdict(dict)
    out, at = [], 0
    for one in _apart(masks):
        known = numbers[one.kind]
        number = known.setdefault("".join(one.word(text).split()), len(known) + 1)
        out += [text[at : one.start], f"〔{one.kind.chinese}{number}〕"]
        at = one.end
    return "".join([*out, text[at:]])


def _apart(masks: Iterable[Mask]) -> Iterator[Mask]:
    """In order; where two overlap, one that covers both."""
    last: Mask | None = None
    for one in sorted(masks, key=lambda mask: (mask.start, -mask.end)):
        if last and one.start < last.end:
            last = Mask(last.start, max(last.end, one.end), last.kind)
            continue
        if last:
            yield last
        last = one
    if last:
        yield last


def _known(text: str, names: Iterable[str]) -> Iterator[Mask]:
    for name in names:
        if len(name.strip()) > 1:
            yield from (Mask(m.start(), m.end(), Secret.NAME) for m in _loosely(name).finditer(text))


def _loosely(word: str) -> re.Pattern[str]:
    """The word, however it is spaced."""
    return re.compile("\\s*".join(re.escape(sign) for sign in word if not sign.isspace()))


def _addresses(text: str) -> Iterator[Mask]:
    """A house number with the street before it, back to where an address begins."""
    for match in HOUSE.finditer(text):
        before = text[max(0, match.start() - LONGEST_STREET) : match.start()]
        starts = [found.end() for found in STARTS.finditer(before)]
        begin = match.start() - len(before) + (starts[-1] if starts else 0)
        bare = match.group().endswith("号") and match.group().count("号") == 1
        if bare and not STREET.search(text[begin : match.start()]):
            continue  # a day, or the number of a paper
        yield Mask(begin, match.end(), Secret.ADDRESS)
