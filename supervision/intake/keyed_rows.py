"""Keyed rows: sheets whose rows are known by a few of their fields, and stand as they are told."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from supervision.db import Row
from supervision.delivery import snapshots
from supervision.delivery.snapshots import Snapshot
from supervision.intake.batches import Batch, Outcome
from supervision.intake.columns import field
from supervision.labels import Labelled
from supervision.office.people import Officer
from supervision.words import _

Told = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Keyed:
    """A kind of record, the fields beside the county that it is known by, and how a row tells them.

    `told` makes of a row what the record says, or gives the reason why it cannot be taken.
    """

    kind: type[Any]
    keys: tuple[str, ...]
    told: Callable[[Mapping[str, Any]], Told | str]

    def load(self, session: Session, batch: Batch) -> Outcome:
        """Enter new rows, amend changed ones; of two rows with one key the first stands."""
        outcome = Outcome()
        seen: dict[tuple[Any, ...], tuple[int, Told]] = {}
        for row in batch.rows:
            county, reason = batch.localities.county(code=row.get("county_code"), name=row.get("county_name"))
            if county is None:
                outcome.reject(row, reason or "")
                continue
            told = self.told(row)
            if isinstance(told, str):
                outcome.reject(row, told)
                continue
            key = (county, *(told[name] for name in self.keys))
            if key in seen:
                first, before = seen[key]
                if before == told:
                    outcome.unchanged += 1
                else:
                    outcome.reject(row, _("与第 {row} 行重复且内容不一致", row=first))
                continue
            seen[key] = (int(row["row"]), told)
            outcome.counties.add(county)
            self._enter(session, batch, outcome, county, told)
        session.flush()
        return outcome

    def _enter(self, session: Session, batch: Batch, outcome: Outcome, county: str, told: Told) -> None:
        known = [getattr(self.kind, name) == told[name] for name in self.keys]
        standing = session.scalar(select(self.kind).where(self.kind.county_code == county, *known))
        if standing is not None and all(getattr(standing, name) == value for name, value in told.items()):
            outcome.unchanged += 1
            return
        if standing is None:
            earlier = None
            standing = self.kind(county_code=county, snapshot_id=batch.snapshot_id, **told)
            session.add(standing)
            outcome.inserted += 1
        else:
            earlier = self._as_said(standing)
            for name, value in (told | {"snapshot_id": batch.snapshot_id}).items():
                setattr(standing, name, value)
            outcome.updated += 1
        session.flush()
        snapshots.remember(
            session,
            snapshot_id=batch.snapshot_id,
            table=self.kind.__tablename__,
            key=str(standing.id),
            said=earlier,
        )

    def _as_said(self, standing: Row) -> dict[str, object]:
        """Everything it says, in a form that JSON keeps."""
        return {
            column.name: _plain(getattr(standing, column.name))
            for column in self.kind.__table__.columns
            if column.name not in ("id", "county_code")
        }

    def stands_under(self, session: Session, snapshot: Snapshot) -> str | None:
        """A later sheet that changed one of its rows stands on it."""
        for earlier in snapshots.remembered(session, snapshot, table=self.kind.__tablename__):
            standing = session.get(self.kind, int(earlier.key))
            if standing is not None and standing.snapshot_id != snapshot.id:
                return _("其后的导入又修改了其中的行，请先撤回后一次导入。")
        return None

    def withdraw(self, session: Session, snapshot: Snapshot, by: Officer) -> None:
        """Give every row back what it said before; what the sheet brought in goes."""
        for earlier in snapshots.remembered(session, snapshot, table=self.kind.__tablename__):
            standing = session.get_one(self.kind, int(earlier.key))
            if earlier.said is None:
                session.delete(standing)
                continue
            for column in self.kind.__table__.columns:
                if column.name in earlier.said:
                    setattr(standing, column.name, _again(column.type, earlier.said[column.name]))
        session.flush()


def asked(row: Mapping[str, Any], names: Sequence[str]) -> Told:
    """The fields that the row tells, by name; None for a column that the sheet does not have."""
    return {name: row.get(name) for name in names}


def lacking(row: Mapping[str, Any], shape: snapshots.Shape, *names: str) -> str | None:
    """The sentence for a row without a field that it cannot be known without."""
    missing = next((name for name in names if row.get(name) in (None, "")), None)
    return _("缺{column}", column=field(shape, name=missing).label) if missing else None


def _plain(value: object) -> object:
    if isinstance(value, Labelled):
        return value.value
    return value.isoformat() if isinstance(value, date) else value


def _again(kind: Any, value: object) -> object:
    """Out of JSON as the column holds it."""
    if value is None:
        return None
    python = kind.python_type
    if issubclass(python, date):
        return date.fromisoformat(str(value))
    return python(value) if issubclass(python, Labelled) else value
