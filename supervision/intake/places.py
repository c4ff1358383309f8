"""What the words around a table say: which county it is of, and as of which day."""

import re
from collections.abc import Collection, Iterable
from datetime import date

from supervision.intake.vocabulary import word


def county(texts: Iterable[str], *, counties: Collection[str] = ()) -> str | None:
    """The one county that the first of these texts names; a text that names several names none."""
    for text in texts:
        plain = re.sub(r"\s+", "", text)
        named = _known(plain, counties) if counties else _guessed(plain)
        if len(named) == 1:
            return named.pop()
    return None


def headed(line: str) -> str:
    """The place that a line between the rows names, without its number and what follows: 三、孝义市。"""
    return re.sub("[（(:：].*$", "", word("section").sub("", re.sub(r"\s+", "", line)))


def city(texts: Iterable[str]) -> str | None:
    """The city that a title begins with."""
    found = (word("city").search(re.sub(r"\s+", "", text)) for text in texts)
    return next((match[1] for match in found if match), None)


def _known(text: str, counties: Collection[str]) -> set[str]:
    """Names of the list; one inside another, as 城区 in 朔城区, does not count."""
    found: set[str] = set()
    for name in sorted(counties, key=len, reverse=True):
        if name in text:
            found.add(name)
            text = text.replace(name, "|")
    return found


def _guessed(text: str) -> set[str]:
    names = {match[1] for match in word("county").finditer(text)}
    return {name for name in names if not word("no_county").search(name)}


def as_of(
    titles: Iterable[str], *, sheet: str, file: str, notes: Iterable[str] = (), today: date | None = None
) -> date | None:
    """The day that the figures are of: said so in words, else a date in the title, else the sheet's name."""
    titles = list(titles)
    for text in [*titles, *notes]:
        if (said := word("as_of").search(text)) and (day := _full(text[said.end() :])):
            return day
    for text in [*titles, sheet, file]:
        dates = (
            []
            if word("sent").search(text)
            else [_full(text[m.start() :]) for m in word("full_date").finditer(text)]
        )
        if dates and dates[-1]:
            return dates[-1]
    return _month_and_day([*titles, file], sheet=sheet, today=today)


def _month_and_day(texts: list[str], *, sheet: str, today: date | None) -> date | None:
    found = list(word("month_day").finditer(sheet))
    if not found:
        return None
    month, day = int(found[-1][1]), int(found[-1][2])
    years = [int(match[1]) for text in texts if (match := word("year").search(text))]
    if years:
        return _date(years[0], month, day)
    if today is None:
        return None
    this_year = _date(today.year, month, day)
    return this_year if this_year and this_year <= today else _date(today.year - 1, month, day)


def _full(text: str) -> date | None:
    found = word("full_date").search(text)
    return _date(int(found[1]), int(found[2]), int(found[3])) if found else None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
