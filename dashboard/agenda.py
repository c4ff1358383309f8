"""今天要办: what waits for this officer, composed of what each noun says is open; nothing here is stored."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from sqlalchemy.orm import Session

from dashboard import waiting, waiting_clues, waiting_complaints, waiting_registers
from dashboard.waiting import MOST, SOON, Item, Kind
from supervision.delivery.progress import CHECKERS
from supervision.delivery.standings import PERIOD, Board
from supervision.office.lamps import URGENCY, Lamp
from supervision.office.people import Officer
from supervision.words import _, listed

#: How many of one kind stand on the list before the others are there.
OF_A_KIND = 2


def of(session: Session, me: Officer, board: Board, today: date) -> list[Item]:
    """The most urgent lines, mine before others'; nobody is shown what their own `visible_to` would hide."""
    at = board.whole.code
    found = [
        *waiting.open_flags(session, me, at, today),
        *waiting.open_commitments(session, me, at, today),
        *waiting_complaints.open_complaints(session, me, today),
        *waiting_complaints.steps_on_complaints(session, me),
        *waiting_clues.steps_on_clues(session, me, today),
        *waiting_clues.for_the_cases_desk(session, me),
        *waiting_registers.openings(session, me),
        *waiting_registers.lists(session, me),
        *waiting.open_orders(session, me, at, today),
        *waiting.open_briefings(session, me, at),
        *waiting.open_imports(session, me, at),
        *_data(me, board, today),
        *waiting.failed_jobs(session, me),
    ]
    return _varied(sorted(found, key=_urgency))


def _varied(found: Sequence[Item]) -> list[Item]:
    """Two of each kind before more of any, so that one long list does not hide the others."""
    seen: Counter[Kind] = Counter()
    first: list[Item] = []
    later: list[Item] = []
    for item in found:
        seen[item.kind] += 1
        (first if seen[item.kind] <= OF_A_KIND else later).append(item)
    return sorted((first + later)[:MOST], key=_urgency)


def _urgency(item: Item) -> tuple[bool, float, int]:
    return not item.mine, float("inf") if item.left is None else item.left, URGENCY[item.lamp]


def _data(me: Officer, board: Board, today: date) -> Iterator[Item]:
    """Who has not reported this week, and how many reports nobody has checked."""
    whole = board.whole
    if board.empty or me.is_unit:
        return
    absent = (*whole.late, *whole.silent)
    checks = me.holds(*CHECKERS)
    if absent:
        said = listed(board.names[code] for code in absent[:SOON])
        more = _("{names}等", names=said) if len(absent) > SOON else said
        yield Item(
            lamp=Lamp.UNKNOWN,
            kind=Kind.DATA,
            text=_("{names} {n} 个县（市、区）本期未报，合计数沿用其上期", names=more, n=len(absent)),
            left=min(-1, (board.day - today).days) if whole.late else None,
            verb=_("催报"),
            page="delivery.progress",
            query={"region": whole.code, "lamp": Lamp.UNKNOWN.value},
            mine=checks,
        )
    if whole.beyond:
        yield Item(
            lamp=Lamp.RED,
            kind=Kind.DATA,
            text=_("{n} 个县（市、区）申报数超出登记台账", n=len(whole.beyond)),
            left=None,
            verb=_("核对"),
            page="delivery.progress",
            query={"region": whole.code, "lamp": Lamp.RED.value},
            mine=checks,
        )
    fresh = [code for code in whole.unaccepted if code not in absent]
    if fresh:
        yield Item(
            lamp=Lamp.BLUE,
            kind=Kind.DATA,
            text=_("{n} 个县（市、区）周报待采信", n=len(fresh)),
            left=PERIOD.days - (today - board.day).days,
            verb=_("采信"),
            page="delivery.progress",
            query={"region": whole.code, "lamp": Lamp.BLUE.value},
            mine=checks,
        )
