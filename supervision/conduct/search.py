"""Finding complaints by their words, from one character up, among those that the officer may see (全文检索).

What is sealed is opened into the memory of this process and nowhere else: no index on disk, no word looked
for in an address, a log, a cache or the history. Who may see what is asked anew each time, and before
anything is looked at, so that neither the answer nor the time it takes tells of other complaints.
"""

import threading
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any
from weakref import WeakKeyDictionary

import polars as pl
from sqlalchemy import Engine, Index, String, cast, event, func, select
from sqlalchemy.orm import Session

from supervision.conduct import contents, redaction
from supervision.conduct.accused import Accused
from supervision.conduct.attachments import Attachment
from supervision.conduct.complaints import Complaint, visible_to
from supervision.conduct.need_to_know import is_listed
from supervision.office.history import Event
from supervision.office.people import Officer

#: Of words held open, in bytes; what goes beyond is opened for one search and forgotten again.
MOST = 512 * 2**20
#: So long after the last search everything is forgotten.
IDLE_SECONDS = 1800.0
AT_ONCE = 2_000
#: Full-width letters and digits are found by half-width ones, and capitals by small letters.
WIDTHS = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)}
#: Every word, for the desk; what may leave it and who is accused, for whoever a complaint was handed to.
COLUMNS = {"id": pl.Int64, "words": pl.String, "told": pl.String}


class Opened:
    """The words of complaints that somebody has searched, in blocks, as one process holds them."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.blocks: list[pl.DataFrame] = []
        self.held: set[int] = set()
        self.bytes = 0
        self.seen = -1
        self.turn = 0
        self.timer: threading.Timer | None = None

    def follow(self, session: Session) -> bool:
        """Forget what anybody has acted on since the last look; whether this session looks at the newest."""
        head = session.scalar(select(func.max(Event.number))) or 0
        with self.lock:
            seen, self.seen = self.seen, max(self.seen, head)
        if 0 <= seen < head:
            touched = select(Event.subject_id).where(
                Event.kind == Complaint.__tablename__, Event.number > seen
            )
            self.drop(set(session.scalars(touched)))
        return head >= seen

    def drop(self, numbers: set[int]) -> None:
        """Blocks are made anew without them: a filtered one would still hold the words behind it."""
        with self.lock:
            self.turn += 1
            if gone := self.held & numbers:
                self.held -= gone
                self.blocks = [_without(block, gone) for block in self.blocks]
                self.bytes = sum(map(_size, self.blocks))

    def keep(self, blocks: Sequence[pl.DataFrame], *, turn: int) -> bool:
        """Hold them, unless something was dropped since `turn`, which could be among them."""
        with self.lock:
            if turn != self.turn:
                return False
            for block in blocks:
                added = _without(block, self.held)
                if self.blocks and self.blocks[-1].height + added.height <= AT_ONCE:
                    added = _made([*self.blocks.pop().rows(), *added.rows()])
                self.blocks.append(added)
                self.held.update(added["id"])
            self.bytes = sum(map(_size, self.blocks))
            return True

    def forget(self) -> None:
        with self.lock:
            self.turn += 1
            self.blocks, self.held, self.bytes, self.seen = [], set(), 0, -1

    def rest(self) -> None:
        """Forget everything once nobody has searched for a while."""
        with self.lock:
            if self.timer:
                self.timer.cancel()
            self.timer = threading.Timer(IDLE_SECONDS, self.forget)
            self.timer.daemon = True
            self.timer.start()


# Who may see what is asked before every search: without reading past what is sealed in each row.
Index("ix_complaints_seen", Complaint.region_code, Complaint.handler_id, Complaint.accused_unit_id)

#: One for each database that this process has open.
_opened: WeakKeyDictionary[Any, Opened] = WeakKeyDictionary()
_making = threading.Lock()


def find(session: Session, officer: Officer, words: str) -> list[int]:
    """The ids of all visible complaints in which every one of these words stands, last registered first."""
    wanted = folded(words).split()
    if not wanted:
        return []
    column = "words" if is_listed(officer) else "told"
    visible = _visible(session, officer)
    found: list[int] = []
    for frame in _within(session, visible):
        found.extend(frame.filter(_stands(wanted, column))["id"])
    return sorted(found, reverse=True)


def _visible(session: Session, officer: Officer) -> Sequence[int]:
    """Which complaints the officer may see, in one value: as rows they take longer than the search."""
    seen = visible_to(officer).order_by(None).with_only_columns(Complaint.id).subquery()
    told = session.scalar(select(func.aggregate_strings(cast(seen.c.id, String), ",")))
    return [int(number) for number in told.split(",")] if told else []


def memory(session: Session) -> Opened:
    """What this process holds open of this database."""
    engine = session.get_bind()
    assert isinstance(engine, Engine)
    with _making:
        return _opened.setdefault(engine.pool, Opened())


def folded(text: str) -> str:
    """As both sides are compared."""
    return text.translate(WIDTHS).lower()


def _stands(wanted: Sequence[str], column: str) -> pl.Expr:
    return pl.all_horizontal(pl.col(column).str.contains(word, literal=True) for word in wanted)


def _within(session: Session, visible: Sequence[int]) -> Iterator[pl.DataFrame]:
    """The words of these complaints: those held open, then those that there is no room for."""
    opened = memory(session)
    newest = opened.follow(session)
    asked = set(visible)
    with opened.lock:
        turn, room = opened.turn, MOST - opened.bytes if newest else 0
        missing = sorted(asked - opened.held)
        before, all_asked = list(opened.blocks), opened.held <= asked
    opened.rest()
    yield from _among(before, None if all_asked else visible)
    fresh: list[pl.DataFrame] = []
    for start in range(0, len(missing), AT_ONCE):
        block = _open(session, missing[start : start + AT_ONCE])
        yield block
        room -= _size(block)
        if room > 0:
            fresh.append(block)
    if fresh:
        opened.keep(fresh, turn=turn)


def _among(blocks: Sequence[pl.DataFrame], visible: Sequence[int] | None) -> Iterator[pl.DataFrame]:
    """The rows of these complaints and no others."""
    if blocks:
        frame = pl.concat(blocks, rechunk=False)
        yield frame if visible is None else frame.filter(pl.col("id").is_in(pl.Series(visible).implode()))


def _open(session: Session, numbers: Sequence[int]) -> pl.DataFrame:
    """Summary, text, names of the accused and of the files, number; of what was destroyed, nothing."""
    sealed = select(
        Complaint.id,
        Complaint.number,
        Complaint.sealed_key,
        Complaint.sealed_summary,
        Complaint.sealed_text,
    ).where(Complaint.id.in_(numbers))
    named: dict[int, list[Accused]] = defaultdict(list)
    for one in session.scalars(
        select(Accused).where(Accused.complaint_id.in_(numbers), Accused.sealed_name.is_not(None))
    ):
        named[one.complaint_id].append(one)
    files: dict[int, list[Attachment]] = defaultdict(list)
    for kept in session.scalars(select(Attachment).where(Attachment.complaint_id.in_(numbers))):
        files[kept.complaint_id].append(kept)
    leaving = redaction.newest(session, numbers)
    table, rows = Complaint.__tablename__, []
    for id_, number, sealed_key, summary, text in session.execute(sealed):
        if sealed_key:
            key = contents.key_of(table, number, sealed_key)
            words = contents.opened(key, table, number, sealed_summary=summary, sealed_text=text)
            told = [number, *(part for one in named[id_] for part in one.called(key, number=number) if part)]
            words += [*told, *(kept.called(key) for kept in files[id_])]
            if id_ in leaving:
                told.append(leaving[id_].opened(key, number))
            rows.append((id_, folded("\n".join(words)), folded("\n".join(told))))
    return _made(rows)


def _made(rows: Sequence[tuple[Any, ...]]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=COLUMNS, orient="row")


def _without(block: pl.DataFrame, gone: set[int]) -> pl.DataFrame:
    if gone.isdisjoint(block["id"]):
        return block
    return _made([row for row in block.rows() if row[0] not in gone])


def _size(frame: pl.DataFrame) -> int:
    return int(frame.estimated_size())


@event.listens_for(Complaint.sealed_key, "set")
def _destroyed(complaint: Complaint, key: bytes | None, _old: object, _initiator: object) -> None:
    """What is destroyed in this process is forgotten in it at once."""
    if key is None and complaint.id is not None:
        for held in list(_opened.values()):
            held.drop({complaint.id})
