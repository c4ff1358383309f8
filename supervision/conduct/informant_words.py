"""Keeping the informant out of what officers write about a letter that names them itself."""

from typing import Any

from supervision.conduct.reaching import stands_in
from supervision.errors import Refused
from supervision.words import _


def keep_out(complaint: Any, *words: str) -> None:
    """Refuse words that say who reported, as far as the letter's own text says it.

    What the text does not say lies in the vault alone, and nothing can be held against it.
    """
    text = complaint.text if complaint.informant_spans else ""
    told = {text[start:end] for start, end in complaint.informant_spans}
    if any(stands_in(one, said) for one in told for said in words):
        raise Refused(_("所填文字中出现了举报人信息（姓名、联系方式或证件号），请删去。"))
