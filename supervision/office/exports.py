"""Exports: a file that leaves by our own door, once, for the officer who asked for it, with a reason.

What is handed out lies sealed in the home until it is collected; after ten minutes nobody can.
"""

import secrets
from collections.abc import Collection
from datetime import datetime, timedelta
from functools import partial
from hashlib import sha256

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from supervision import clock
from supervision.db import Row
from supervision.errors import Refused
from supervision.keys import keys
from supervision.office import history
from supervision.office.history import Record
from supervision.office.people import Officer, Role
from supervision.resealing import sealed
from supervision.words import _

KEPT_FOR = timedelta(minutes=10)
PURPOSE = "exports"


class Export(Row):
    """One file waiting to be collected, or the line that says it was."""

    __tablename__ = "exports"

    token_digest: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    sealed_reason: Mapped[bytes]
    asked_at: Mapped[datetime]
    collected_at: Mapped[datetime | None]
    sealed: Mapped[bytes | None]
    officer_id: Mapped[int] = mapped_column(ForeignKey("officers.id"))

    officer: Mapped[Officer] = relationship()

    @property
    def reason(self) -> str:
        """Why it was taken out: it may name the accused. Plain text, for whoever asked and the principal."""
        place = _place("sealed_reason", self.token_digest)
        return keys().open(PURPOSE, self.sealed_reason, bound_to=place).decode()


def _place(column: str, digest: str) -> str:
    return f"exports.{column}:{digest}"


for _column in (Export.sealed, Export.sealed_reason):
    sealed(_column, by=Export.token_digest, purpose=PURPOSE, place=partial(_place, _column.key))


def hand_out(
    session: Session, *, name: str, data: bytes, reason: str, to: Officer, about: Record | None = None
) -> str:
    """Lay a file ready for one officer; answers with the word that fetches it, once.

    What is `about` one record leaves its line with that record, for those who may know of it: a file's name
    in the history of exports would tell everybody that there is such a record. The reason of any other lies
    sealed with the export.
    """
    if not reason.strip():
        raise Refused(_("请写明导出事由。"))
    token = secrets.token_urlsafe(32)
    digest = sha256(token.encode()).hexdigest()
    export = Export(
        token_digest=digest,
        name=name,
        sealed_reason=keys().seal(
            PURPOSE, reason.strip().encode(errors="replace"), bound_to=_place("sealed_reason", digest)
        ),
        asked_at=clock.machine_now(),
        sealed=keys().seal(PURPOSE, data, bound_to=_place("sealed", digest)),
        officer_id=to.id,
    )
    session.add(export)
    session.flush()
    history.note(
        session,
        kind=about.__tablename__ if about else "exports",
        subject_id=about.id if about else export.id,
        verb="export",
        by=to,
        note=f"{name}；{reason.strip()}" if about else name,
    )
    return token


def collect(session: Session, token: str, *, by: Officer) -> tuple[str, bytes]:
    """The file's name and bytes; refused to anybody else, a second time, or after ten minutes."""
    digest = sha256(token.encode()).hexdigest()
    export = session.scalar(select(Export).where(Export.token_digest == digest).with_for_update())
    if export is None or export.officer_id != by.id:
        raise Refused(_("没有可取的文件：导出只供本人领取。"))
    if export.sealed is None or clock.machine_now() - export.asked_at > KEPT_FOR:
        raise Refused(_("这份导出已取走或已过期，请重新导出。"))
    data = keys().open(PURPOSE, export.sealed, bound_to=_place("sealed", digest))
    export.sealed, export.collected_at = None, clock.machine_now()
    return export.name, data


def reasons(session: Session, ids: Collection[int], *, to: Officer) -> dict[int, str]:
    """Why each of these was taken out: one's own, and all of them for the principal of the place."""
    found = session.scalars(select(Export).where(Export.id.in_(ids)))
    told = to.holds(Role.PRINCIPAL)
    return {export.id: export.reason for export in found if told or export.officer_id == to.id}


def discard_stale(session: Session) -> int:
    """Forget what nobody collected in time; answers how many."""
    stale = session.scalars(
        select(Export).where(Export.sealed.is_not(None), Export.asked_at < clock.machine_now() - KEPT_FOR)
    ).all()
    for export in stale:
        export.sealed = None
    return len(stale)
