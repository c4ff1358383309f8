"""Ledgers: one sheet of homes, however many, from typed blocks to the books, in the caller's transaction."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

import polars as pl
from sqlalchemy import select
from sqlalchemy.orm import Session

from supervision.delivery.compounds import Compound
from supervision.delivery.homes import SAID
from supervision.intake import checkpoints, deltas
from supervision.intake.ledger_rows import PERSONAL, LedgerRows
from supervision.intake.localities import Localities
from supervision.intake.merge import Change, Merged, Refusal, compare, fill, hold, is_empty, merge
from supervision.intake.staging import Staging, Writer
from supervision.office.regions import Region
from supervision.words import _

WHOLE = ("county_code", "unit_code", *SAID)


@dataclass(frozen=True)
class Taken:
    """What a sheet came to; `rejected` has `row` and `problem`, in the order of the sheet."""

    inserted: int
    updated: int
    unchanged: int
    rejected: pl.DataFrame
    counties: list[str]


@dataclass(frozen=True)
class Staged:
    """One sheet's good rows in their place, not on the books yet."""

    staging: Staging
    rows: LedgerRows
    fields: Collection[str]
    unchanged: int = 0
    fresh: bool = False

    def taken(self, done: Merged) -> Taken:
        changed = done.inserted + done.updated + len(done.refused)
        return Taken(
            inserted=done.inserted,
            updated=done.updated,
            unchanged=self.unchanged + self.rows.good - changed,
            rejected=self.rows.rejected(),
            counties=self.rows.counties,
        )


def take_in(
    session: Session,
    frames: Iterable[pl.DataFrame],
    *,
    fields: Collection[str],
    localities: Localities,
    snapshot_id: int,
) -> Taken:
    """Stage the good rows block by block, then merge them, with their rollups, under the snapshot's id.

    Each frame has `row`, the fields of a ledger and `problem`; `fields` are those that the sheet has columns
    for. Nothing is on the books before the caller's transaction commits.
    """
    staged = stage(session, frames, fields=fields, localities=localities)
    staged.staging.attach(session)
    return enter(session, staged, snapshot_id=snapshot_id)


def stage(
    session: Session,
    frames: Iterable[pl.DataFrame],
    *,
    fields: Collection[str],
    localities: Localities,
    after: Staged | None = None,
) -> Staged:
    """Lay the good rows of a sheet ready, `after` those of the sheet before it in its file."""
    rows = LedgerRows(localities, compounds=_listed(session) if "compound_name" in fields else {})
    staging = after.staging.beside() if after else Staging.make(session)
    with staging.writing() as writer:
        writer.load(staging.rows, rows.homes(frames))
        if not rows.good:
            return Staged(staging, rows, fields)
        unchanged = _settle_doubles(writer, staging, rows)
        fresh = after is None and is_empty(session)
        if fresh:
            writer.load(staging.compound_sums, [rows.compound_sums()])
            writer.load(staging.day_sums, [rows.day_sums()])
    return Staged(staging, rows, fields, unchanged, fresh)


def enter(session: Session, staged: Staged, *, snapshot_id: int) -> Taken:
    """Merge what was staged; its place must be attached to the session."""
    staging, rows = staged.staging, staged.rows
    if not rows.good:
        return staged.taken(Merged(0, 0, []))
    hold(session, rows.counties)
    if rows.good >= checkpoints.MANY:
        checkpoints.later(session)
    if staged.fresh and is_empty(session):
        done = fill(session, staging, snapshot_id=snapshot_id, rows=rows.good, in_order=rows.in_order)
    else:
        done = merge(session, staging, snapshot_id=snapshot_id, said=_said(staged.fields))
        deltas.prune(session, rows.counties)
    rows.send_back(_explained(session, done.refused))
    return staged.taken(done)


def rehearse(session: Session, staged: Staged, *, after: Sequence[Staged] = ()) -> Taken:
    """What `enter` would come to once the sheets before it are in; writes to the place and nowhere else."""
    if not staged.rows.good:
        return staged.taken(Merged(0, 0, []))
    earlier = [(one.staging, _said(one.fields)) for one in after if one.rows.shares_homes_with(staged.rows)]
    done = compare(session, staged.staging, said=_said(staged.fields), earlier=earlier)
    staged.rows.send_back(_explained(session, done.refused))
    return staged.taken(done)


def _settle_doubles(writer: Writer, staging: Staging, rows: LedgerRows) -> int:
    """Two rows for one home: the first stands; a later one says the same (counted here), or goes back."""
    suspected = rows.doubles()
    if suspected.is_empty():
        return 0
    picked = f"place IN (SELECT place FROM {writer.name(staging.picked)})"
    writer.load(staging.picked, [suspected])
    found = writer.read(staging.rows, where=picked).sort("place")
    first = found.unique("unit_code", keep="first", maintain_order=True)
    later = found.join(first, on="place", how="anti")
    pairs = later.join(first, on="unit_code", how="left", suffix="_first", maintain_order="left")
    same = pl.all_horizontal(
        pl.col(name).eq_missing(pl.col(f"{name}_first")) for name in WHOLE if name != "unit_code"
    )
    reason = _("同一不动产单元重复且内容不一致（与第 {row} 行）", row="\0").partition("\0")
    told = pl.concat_str(pl.lit(reason[0]), pl.col("row_first"), pl.lit(reason[2]))
    contradicting = pairs.filter(~same).select("row", problem=told)
    rows.send_back(contradicting)
    rows.drop(later)
    writer.delete(staging.picked)
    writer.load(staging.picked, [later])
    writer.delete(staging.rows, where=picked)
    return later.height - contradicting.height


def _explained(session: Session, refused: Iterable[Refusal]) -> pl.DataFrame:
    names = {region.code: region.name for region in session.scalars(select(Region))}
    told: dict[Change, Callable[[str], str]] = {
        Change.ELSEWHERE: lambda county: _("该不动产单元已登记在其他县（市、区）（{county}）", county=county),
        Change.CONTRADICTED: lambda county: _("同一文件的另一张表已有该不动产单元，且内容不一致"),
    }
    lines = [(one.row, told[one.what](names[one.county_code])) for one in refused]
    return pl.DataFrame(lines, schema={"row": pl.UInt32, "problem": pl.String}, orient="row")


def _said(fields: Collection[str]) -> list[str]:
    """Of what a home tells, that which the sheet has a column for."""
    has = set(fields)
    if has.intersection(PERSONAL):
        has.add("buyer")
    if "compound_name" in has:
        has.add("compound_number")
    return [name for name in SAID if name in has]


def _listed(session: Session) -> dict[tuple[str, str], str]:
    """The numbers of the compounds that the task list has by name; a name borne twice tells nothing."""
    found: dict[tuple[str, str], str | None] = {}
    for county, name, number in session.execute(select(Compound.county_code, Compound.name, Compound.number)):
        found[county, name] = number if (county, name) not in found else None
    return {key: number for key, number in found.items() if number is not None}
