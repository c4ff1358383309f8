"""The merge: a ledger sheet's good rows onto the books, set-based, in the one transaction of the caller.

The rows never pass through Python: the database compares, keeps what homes said before, writes only what
differs, and moves the rollups along. A rollback leaves everything as it was.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from sqlalchemy import Select, case, delete, func, insert, literal, or_, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from supervision.delivery.homes import EARLIER_HOMES, HOMES, SAID
from supervision.delivery.snapshots import Snapshot
from supervision.errors import Refused
from supervision.intake import deltas, dialects
from supervision.intake.staging import Staging
from supervision.office.regions import Region
from supervision.words import _

BULK = 50_000  # from here on an empty ledger is indexed after its rows
KEYS = ("county_code", "unit_code")


class Change(IntEnum):
    """What a staged row is to the books; one that says nothing new is no change."""

    NEW = 0
    DIFFERENT = 1
    ELSEWHERE = 2  # another county has this home
    CONTRADICTED = 3  # another sheet of the same file says otherwise


@dataclass(frozen=True)
class Refusal:
    """A good row that the books refuse: its number in the sheet, why, and in which county the home stands."""

    row: int
    what: Change
    county_code: str


@dataclass(frozen=True)
class Merged:
    inserted: int
    updated: int
    refused: Sequence[Refusal]


def hold(session: Session, counties: Collection[str]) -> None:
    """Until the transaction ends nobody else changes these counties' ledgers; a second import is told so."""
    try:
        session.execute(
            select(Region.code)
            .where(Region.code.in_(counties))
            .order_by(Region.code)
            .with_for_update(nowait=True, key_share=True)
        ).all()
    except OperationalError as failed:
        if dialects.busy(failed):
            raise Refused(_("同一地区的另一份文件正在入库，请稍后再试；本次没有任何改动。")) from failed
        raise


def is_empty(session: Session) -> bool:
    return session.execute(select(HOMES.c.unit_code).limit(1)).first() is None


def fill(session: Session, staging: Staging, *, snapshot_id: int, rows: int, in_order: bool) -> Merged:
    """Into an empty ledger: indexes after the rows, and the sums that were made while reading."""
    connection = session.connection()
    indexes = [
        index
        for index in sorted(HOMES.indexes, key=lambda index: str(index.name))
        if rows >= BULK and not dialects.grows_at_its_end(session, index, same=HOMES.c.snapshot_id)
    ]
    for index in indexes:
        index.drop(connection)
    staged = staging.rows.c
    every = select(*(staged[name] for name in (*KEYS, *SAID)), literal(snapshot_id))
    if not in_order:
        every = every.order_by(staged.unit_code)
    session.execute(insert(HOMES).from_select([*KEYS, *SAID, "snapshot_id"], every))
    for index in indexes:
        index.create(connection)
    deltas.enter(session, compounds=staging.compound_sums, days=staging.day_sums)
    dialects.analyze(session, HOMES)
    return Merged(rows, 0, [])


def merge(session: Session, staging: Staging, *, snapshot_id: int, said: Sequence[str]) -> Merged:
    """Write what is new or different. `said` are the columns that the sheet has: what it does not speak of
    stays as it was.
    """
    dialects.search_by_index(session)
    dialects.analyze(session, staging.rows)
    _compare(session, staging, snapshot_id=snapshot_id, said=said)
    _remember(session, staging, snapshot_id=snapshot_id)
    _write(session, staging, snapshot_id=snapshot_id, said=said)
    changes, rows = staging.changes.c, staging.rows.c
    told = {name: rows[name] if name in (*KEYS, *said) else changes[f"was_{name}"] for name in deltas.NEEDED}
    now = _changed(staging, Change.NEW, Change.DIFFERENT).add_columns(
        *(column.label(name) for name, column in told.items())
    )
    before = _changed(staging, Change.DIFFERENT).add_columns(
        *(changes[f"was_{name}"].label(name) for name in deltas.NEEDED)
    )
    deltas.apply(session, [(now.subquery(), +1), (before.subquery(), -1)])
    return _merged(session, staging)


def compare(
    session: Session,
    staging: Staging,
    *,
    said: Sequence[str],
    earlier: Sequence[tuple[Staging, Sequence[str]]] = (),
) -> Merged:
    """What a merge would come to, without writing to the books; `earlier` are sheets of the same file, with
    what they speak of, that would be on the books by then.
    """
    dialects.search_by_index(session)
    dialects.analyze(session, staging.rows)
    _compare(session, staging, snapshot_id=None, said=said)
    for sheet, told in reversed(earlier):
        _compare_with_sheet(session, staging, sheet, said=said, told=told)
    return _merged(session, staging)


def _compare_with_sheet(
    session: Session, staging: Staging, sheet: Staging, *, said: Sequence[str], told: Sequence[str]
) -> None:
    """Judge again the homes that an earlier sheet of the file brings, as they will stand after it."""
    rows, first, changes = staging.rows.c, sheet.rows.c, staging.changes
    both = staging.rows.join(sheet.rows, rows.unit_code == first.unit_code).outerjoin(
        HOMES, HOMES.c.unit_code == rows.unit_code
    )
    refused_there = select(sheet.changes.c.place).where(sheet.changes.c.what > int(Change.DIFFERENT))
    stands = first.place.not_in(refused_there)
    by_then = {name: first[name] if name in told else HOMES.c[name] for name in said}
    differs = or_(
        first.county_code != rows.county_code,
        *(now.is_distinct_from(rows[name]) for name, now in by_then.items()),
    )
    places = select(rows.place).select_from(both).where(stands)
    session.execute(delete(changes).where(changes.c.place.in_(places)))
    contradicted = select(rows.place, literal(int(Change.CONTRADICTED))).select_from(both)
    session.execute(
        insert(changes).from_select(["place", "what"], contradicted.where(stands, differs).distinct())
    )


def _compare(session: Session, staging: Staging, *, snapshot_id: int | None, said: Sequence[str]) -> None:
    """Find what is not on the books just so: one search by unit code for every staged row."""
    rows = staging.rows.c
    this_file = select(Snapshot.file_id).where(Snapshot.id == snapshot_id).scalar_subquery()
    siblings = select(Snapshot.id).where(Snapshot.file_id == this_file, Snapshot.id != snapshot_id)
    elsewhere = HOMES.c.county_code != rows.county_code
    what = case(
        (HOMES.c.unit_code.is_(None), int(Change.NEW)),
        (elsewhere, int(Change.ELSEWHERE)),
        (HOMES.c.snapshot_id.in_(siblings), int(Change.CONTRADICTED)),
        else_=int(Change.DIFFERENT),
    )
    differs = or_(*(HOMES.c[name].is_distinct_from(rows[name]) for name in said))
    found = (
        select(rows.place, what, *HOMES.columns)
        .outerjoin_from(staging.rows, HOMES, HOMES.c.unit_code == rows.unit_code)
        .where(or_(HOMES.c.unit_code.is_(None), elsewhere, differs))
    )
    session.execute(insert(staging.changes).from_select([column.name for column in staging.changes.c], found))
    dialects.analyze(session, staging.changes)


def _remember(session: Session, staging: Staging, *, snapshot_id: int) -> None:
    names = [column.name for column in HOMES.columns]
    was = (staging.changes.c[f"was_{name}"] for name in names)
    before = _changed(staging, Change.DIFFERENT).add_columns(literal(snapshot_id), *was)
    session.execute(insert(EARLIER_HOMES).from_select(["changed_by", *names], before))


def _write(session: Session, staging: Staging, *, snapshot_id: int, said: Sequence[str]) -> None:
    written = [*KEYS, *said]
    news = _changed(staging, Change.NEW, Change.DIFFERENT).add_columns(
        *(staging.rows.c[name] for name in written), literal(snapshot_id)
    )
    put = dialects.insert(session, HOMES).from_select([*written, "snapshot_id"], news)
    session.execute(
        put.on_conflict_do_update(
            index_elements=list(KEYS),
            set_={name: put.excluded[name] for name in (*said, "snapshot_id")},
        )
    )


def _changed(staging: Staging, *what: Change) -> Select[Any]:
    """From the rows with these changes, and what stood before them; columns are for the caller to add."""
    rows, changes = staging.rows, staging.changes
    staged = changes.join(rows, rows.c.place == changes.c.place)
    return select().select_from(staged).where(changes.c.what.in_(what))


def _merged(session: Session, staging: Staging) -> Merged:
    what = staging.changes.c.what
    counts = {
        row.what: row.n for row in session.execute(select(what, func.count().label("n")).group_by(what))
    }
    return Merged(counts.get(Change.NEW, 0), counts.get(Change.DIFFERENT, 0), _refused(session, staging))


def _refused(session: Session, staging: Staging) -> list[Refusal]:
    rows, changes = staging.rows, staging.changes
    found = session.execute(
        _changed(staging, Change.ELSEWHERE, Change.CONTRADICTED)
        .add_columns(rows.c.row, changes.c.what, func.coalesce(changes.c.was_county_code, rows.c.county_code))
        .order_by(rows.c.row)
    )
    return [Refusal(row, Change(what), county) for row, what, county in found]
