"""Numbers of papers that lie elsewhere: letters and digits, and no room for a sentence."""

import re

from supervision.errors import Refused
from supervision.words import _

PAPER_NUMBER = re.compile(r"[A-Za-z0-9\u4e00-\u9fff〔〕\[\]()（）\-]{1,30}")
NUMERAL = re.compile(r"[0-9]")


def paper_number(text: str) -> str:
    """晋纪会纪〔2026〕3号; refused where it could be anything but a number."""
    number = text.strip()
    if not PAPER_NUMBER.fullmatch(number) or not NUMERAL.search(number):
        raise Refused(_("请填写文件编号：只含文字、数字和括号，不超过 30 个字符，不得填写内容。"))
    return number
