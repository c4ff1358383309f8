"""How somebody can be reached, as an officer types it: numbers and accounts, and the labels around them."""

import re
from collections.abc import Iterator
from unicodedata import normalize

SPOKEN = str.maketrans("〇零一幺二三四五六七八九", "001123456789")
#: Full-width digits, each in one place.
WIDE = {wide: wide - 0xFEE0 for wide in range(0xFF10, 0xFF1A)}
#: Between the digits of one number; in a text that may hide it, stops as well.
GAP, LOOSE = r"[\s\-—－·.()（）]{0,2}", r"[\s\-—－·.,，、;；()（）]{0,3}"
NUMBER, HIDDEN = (re.compile(rf"\d(?:{gap}\d){{6,}}") for gap in (GAP, LOOSE))
MOBILE, ABROAD = re.compile(r"1[3-9]\d{9}"), re.compile(r"(?:00)?86(?=1[3-9]\d{9}$)")
#: The name of an account in some service, an address of mail.
ACCOUNT = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.@-]{4,}")


def bare(text: str) -> str:
    """Letters and digits only, whatever their width or case."""
    return "".join(letter for letter in normalize("NFKC", text).upper() if letter.isalnum())


def numbers(text: str, written: re.Pattern[str] = NUMBER) -> list[str]:
    """The numbers in it, of seven digits and more, written as words too, without the country's own."""
    found = written.findall(normalize("NFKC", text).translate(SPOKEN))
    return [ABROAD.sub("", "".join(filter(str.isdecimal, one))) for one in found]


def first_number(text: str) -> str:
    """What the same person is known by again: the mobile number, else the first; else the words."""
    known = numbers(text)
    return next((one for one in known if MOBILE.fullmatch(one)), known[0] if known else bare(text))


def stands_in(told: str, text: str) -> bool:
    """Whether a text says how to reach somebody, or who they are, as `told` does."""
    whole = bare(told)
    if len(whole) > 1 and whole in bare(text):
        return True
    said = numbers(text, HIDDEN)
    reached = any(one in run for one in numbers(told) for run in said)
    return reached or any(one in bare(text) for one in _accounts(told))


def spans_of(told: str, text: str) -> list[tuple[int, int]]:
    """Where a text says so: by the words themselves however spaced, by a number, by an account."""
    found = [match.span() for match in _loosely(told).finditer(text)] if len(bare(told)) > 1 else []
    known = numbers(told)
    for match in HIDDEN.finditer(text.translate(SPOKEN).translate(WIDE)):
        run = "".join(filter(str.isdecimal, match.group()))
        if any(one in run for one in known):
            found.append(match.span())
    for account in ACCOUNT.findall(normalize("NFKC", told)):
        found += [match.span() for match in re.finditer(re.escape(account), text, re.IGNORECASE)]
    return sorted(set(found))


def _loosely(told: str) -> re.Pattern[str]:
    """The words, however they are spaced, whatever their case."""
    signs = [re.escape(sign) for sign in told if not sign.isspace()]
    return re.compile(r"\s*".join(signs), re.IGNORECASE)


def _accounts(told: str) -> Iterator[str]:
    for match in ACCOUNT.finditer(normalize("NFKC", told)):
        yield bare(match.group())
