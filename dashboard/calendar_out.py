"""Due dates as a calendar file (.ics, RFC 5545): numbers and names of limits, and not a word of content."""

from collections.abc import Iterable, Iterator
from datetime import UTC, timedelta

from supervision import clock
from supervision.accountability.due_items import DueItem
from supervision.words import _

LONGEST_LINE = 75


def calendar(items: Iterable[DueItem]) -> bytes:
    """One whole-day event for each due date."""
    return "".join(f"{line}\r\n" for line in _folded(_lines(items))).encode()


def _lines(items: Iterable[DueItem]) -> Iterator[str]:
    stamp = f"{clock.now().astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//duze//due dates//ZH", "CALSCALE:GREGORIAN")
    for item in items:
        yield from (
            "BEGIN:VEVENT",
            f"UID:{item.kind.value}-{item.subject_id}-{item.day:%Y%m%d}@duze",
            f"DTSTAMP:{stamp}",
            f"DTSTART;VALUE=DATE:{item.day:%Y%m%d}",
            f"DTEND;VALUE=DATE:{item.day + timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{_written(title(item))}",
            "CLASS:PRIVATE",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        )
    yield "END:VCALENDAR"


def title(item: DueItem) -> str:
    """Its number and its limit."""
    return _("{number} {limit}", number=item.number or item.kind.label, limit=item.limit).strip()


def _written(text: str) -> str:
    for sign in ("\\", ";", ","):
        text = text.replace(sign, f"\\{sign}")
    return " ".join(text.split())


def _folded(lines: Iterable[str]) -> Iterator[str]:
    """No line longer than 75 bytes, and no character cut in two."""
    for line in lines:
        part = ""
        for letter in line:
            if len((part + letter).encode()) > LONGEST_LINE:
                yield part
                part = " "
            part += letter
        yield part
