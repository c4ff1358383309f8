"""What may be printed: no character that breaks the file, hides text or turns its direction."""

import re

# XML 1.0 §2.2 allows no other characters; lone surrogates cannot be written at all.
_UNWRITABLE = "[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
# Allowed, but unseen: C1 controls, direction marks and overrides, isolates, the byte order mark.
_UNSEEN = "[\x7f-\x84\x86-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
_DROPPED = re.compile(f"{_UNWRITABLE}|{_UNSEEN}")
_ODD = re.compile(f"{_UNWRITABLE}|{_UNSEEN}|[\r\x85\u2028\u2029]")
_LINE_END = re.compile("\r\n|[\r\x85\u2028\u2029]")


def clean(text: str, dropped: set[str]) -> str:
    """The text as it may be printed, with one kind of line end; `dropped` gathers what was left out."""
    if text.isprintable() or not _ODD.search(text):  # what is printable to Python is in none of these
        return text

    def leave_out(found: re.Match[str]) -> str:
        dropped.add(f"U+{ord(found[0]):04X}")
        return ""

    return _DROPPED.sub(leave_out, _LINE_END.sub("\n", text))
