"""The language guard: what nobody has judged is 疑似 or 待核实, never 违规 or 违纪.

Held where text is built: a rule's own sentences, what an officer writes about a flag, every paragraph of a
document. Names of the misconduct classes are names; what others said is quoted as they said it; a sentence
that says itself that it is alleged, asked or forbidden blames nobody.
"""

import re

from supervision.conduct.categories import Category
from supervision.errors import Refused
from supervision.words import _

BLAMING = re.compile("违规|违纪|违法|舞弊|贪污|受贿|渎职")
#: Names, and words between quotation marks or in the title of a law, are not ours.
_NAMES = [re.escape(one.chinese.removeprefix("疑似")) for one in Category]
_NOT_OURS = re.compile("|".join([*_NAMES, "违规主体", "违规接触", "“[^”]*”", "《[^》]*》"]))
#: What makes a sentence one that blames nobody, or one about what was judged.
_HEDGED = re.compile("疑似|涉嫌|待核|反映|是否|不得|严禁|杜绝|不称|可能|如有|有无|未发现|不等于")
_JUDGED = re.compile("查实|认定|处分|立案|通报")
_SENTENCES = re.compile("[。；！？\n]")


class Quoted(str):
    """Words of somebody else, as they were said; they are printed and not ours to mend."""

    __slots__ = ()


def blaming(text: str) -> str | None:
    """The first word that blames what nobody has judged, or None."""
    if isinstance(text, Quoted) or not BLAMING.search(text):
        return None
    for sentence in _SENTENCES.split(_NOT_OURS.sub("", text)):
        found = BLAMING.search(sentence)
        if found and not _HEDGED.search(sentence) and not _JUDGED.search(sentence):
            return found[0]
    return None


def guarded(text: str) -> str:
    """The text as it is, refused where it blames what nobody has judged."""
    require(text)
    return text


def require(text: str) -> None:
    """Refuse words that blame what nobody has judged."""
    if word := blaming(text):
        raise Refused(_("“{word}”须经认定方可使用，请改为“疑似……”或“待核实”。", word=word))
