"""What somebody typed or pasted, before it is sealed: signs that hide or turn the line are taken out."""

from unicodedata import category

from supervision.errors import Refused
from supervision.words import _

SUMMARY, TEXT = 2_000, 50_000
#: Kept although Unicode counts them among the controls.
LINES = "\n\t"


def plain(words: str) -> str:
    """The words alone: no control, no bidirectional or invisible sign, no half of a surrogate."""
    lines = words.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(sign for sign in lines if sign in LINES or category(sign)[0] != "C").strip()


def refuse_long(summary: str, text: str) -> None:
    if len(summary) > SUMMARY:
        raise Refused(_("摘要不超过 {n} 字，现有 {has} 字。", n=SUMMARY, has=len(summary)))
    if len(text) > TEXT:
        raise Refused(
            _(
                "全文不超过 {n} 字，现有 {has} 字：请只录主要内容，其余作为附件上传。",
                n=TEXT,
                has=len(text),
            )
        )
