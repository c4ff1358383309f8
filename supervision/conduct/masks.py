"""What in a text could point at a person: suggested for masking, never decided (遮蔽提示)."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from supervision.conduct.letter_words import words
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


_WORDS = words("masks")
HAN = r"\u4e00-\u9fff"
DIGIT, GAP = "[0-9\uff10-\uff19]", "[\\s\\-\u2014\uff0d\u00b7.]?"
SAID_DIGIT, TITLE, BEFORE = _WORDS["digit"], _WORDS["title"], _WORDS["before"]
SURNAME = f"(?:{_WORDS['double']}|[{_WORDS['surnames']}])"
#: A given name is no name of a place, and ends in no particle.
GIVEN = f"(?![县市区镇乡村街路局科室厅院校处站所楼号])[{HAN}]"
RELATION, AFTER, COMMON = _WORDS["relation"], _WORDS["after"], _WORDS["common"]
FULL = f"{SURNAME}(?:{GIVEN}){{1,2}}(?<![的和与是在了个位名说都也还就把被让给])"
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
    (Secret.PLATE, re.compile(_WORDS["plate"])),
    (Secret.NAME, re.compile(f"{SURNAME}{_WORDS['some']}(?:[{HAN}](?={TITLE}))?")),
    (Secret.NAME, re.compile(f"{FULL}(?={TITLE})")),
    (Secret.NAME, re.compile(f"{SURNAME}(?={TITLE})")),
)
#: Names known by what stands before them, or by what stands behind.
NAMED = tuple(
    re.compile(pattern)
    for pattern in (
        f"{BEFORE}[:：为是]?\\s*({FULL}){AFTER}",
        f"(?:{TITLE}(?<![局科])|{RELATION})(?:名叫|叫做?|是|为)?[:：]?\\s*({FULL}){AFTER}",
        f"({FULL})[\\s:：,，（(]{{0,2}}(?:电话|手机|联系方式)?[\\s:：]{{0,2}}(?={DIGIT}{{7,}})",
        f"(?:(?<![{HAN}])|(?<=[是找给向和跟对由让叫被]))[老小]([{COMMON}]){AFTER}",
        f"姓([{COMMON}])(?!名)",
    )
)
#: One more name beside one that is known.
BESIDE = re.compile(f"[和与及同跟、]({FULL}){AFTER}")
ACCOUNT, HOUSE = re.compile(_WORDS["account"]), re.compile(_WORDS["house"])
#: An address begins after one of these, or after a stop.
STARTS, STREET = re.compile(_WORDS["starts"]), re.compile(_WORDS["street"])
LONGEST_STREET = 20


def suggest(text: str, *, names: Iterable[str] = ()) -> list[Mask]:
    """In the order of the text, none over another; `names` are those that are known."""
    found = [*_known(text, names), *_addresses(text)]
    for pattern in NAMED:
        found += [Mask(m.start(1), m.end(1), Secret.NAME) for m in pattern.finditer(text)]
    found += [Mask(m.start(1), m.end(1), Secret.PHONE) for m in ACCOUNT.finditer(text)]
    for kind, pattern in PATTERNS:
        found += [Mask(match.start(), match.end(), kind) for match in pattern.finditer(text)]
    found += _beside(text, found)
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


def _beside(text: str, found: Iterable[Mask]) -> Iterator[Mask]:
    """Whoever is named in one breath with somebody."""
    for one in found:
        at = one.end
        while one.kind is Secret.NAME and (match := BESIDE.match(text, at)):
            yield Mask(match.start(1), match.end(1), Secret.NAME)
            at = match.end(1)


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
        number = _WORDS["number"]
        bare = match.group().endswith(number) and match.group().count(number) == 1
        if bare and not STREET.search(text[begin : match.start()]):
            continue  # a day, or the number of a paper
        yield Mask(begin, match.end(), Secret.ADDRESS)
