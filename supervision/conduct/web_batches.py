"""Sheets of the reporting site, each row sealed until somebody has said whose matter it is."""

import json
import secrets
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any, Self

from sqlalchemy import ForeignKey, Select, UniqueConstraint, delete, false, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from supervision import clock
from supervision.ciphers import DataKey
from supervision.conduct.accused import Named
from supervision.conduct.categories import Channel, Identity, Jurisdiction
from supervision.conduct.complaints import Complaint
from supervision.conduct.hand_offs import HandOff
from supervision.conduct.masks import masked, of_word, suggest
from supervision.conduct.registering import register
from supervision.conduct.web_terms import WebLine, WebState, WhyRejected
from supervision.db import Row
from supervision.errors import Refused
from supervision.keys import keys
from supervision.office import networks
from supervision.office.people import Officer, Role
from supervision.resealing import sealed
from supervision.words import _

KEPT_FOR, PURPOSE, SUMMARY, NUMBER = timedelta(days=7), "web-batch", 300, 60


class WebBatch(Row):
    """One sheet under way. Its rows are sealed by a key of its own, which goes with it."""

    __tablename__ = "web_batches"

    token: Mapped[str] = mapped_column(unique=True)
    region_code: Mapped[str] = mapped_column(ForeignKey("regions.code"))
    begun_at: Mapped[datetime]
    begun_by_id: Mapped[int] = mapped_column(ForeignKey("officers.id"))
    sealed_key: Mapped[bytes]
    sealed_header: Mapped[bytes]

    rows: Mapped[list["WebRow"]] = relationship(
        order_by="WebRow.place", cascade="all, delete-orphan", back_populates="batch"
    )

    @classmethod
    def begin(cls, session: Session, *, header: Sequence[str], lines: Sequence[WebLine], by: Officer) -> Self:
        """The dry run: every row is looked at and sealed, and none is registered."""
        if not by.holds(Role.PETITIONS):
            raise Refused(_("须由{posts}办理。", posts=Role.PETITIONS.label))
        if not networks.holds_content():
            raise Refused(networks.why_not())
        if not lines:
            raise Refused(_("表中没有数据行。"))
        token, key = secrets.token_hex(16), DataKey.make()
        batch = cls(
            token=token,
            region_code=by.region_code,
            begun_at=clock.machine_now(),
            begun_by_id=by.id,
            sealed_key=keys().seal(PURPOSE, key.secret, bound_to=_key_place(token)),
            sealed_header=key.seal(_packed(list(header)), bound_to=f"web_batches.sealed_header:{token}"),
        )
        known, seen = _registered(session, by), set[str]()
        for line in lines:
            number = line.fields.get("number", "")[:NUMBER]
            why = WhyRejected.TWICE if number and number in seen else line.why
            seen.add(number)
            batch.rows.append(
                WebRow(
                    place=line.place,
                    received_on=line.received_on,
                    state=WebState.WAITING,
                    why=why,
                    sealed_cells=key.seal(
                        _packed([dict(line.fields), list(line.cells)]), bound_to=_row_place(token, line.place)
                    ),
                )
            )
            if not why and number in known:
                row = batch.rows[-1]
                row.state, row.complaint_id, row.sealed_cells = WebState.ALREADY, known[number], None
        session.add(batch)
        session.flush()
        return batch

    @property
    def key(self) -> DataKey:
        return DataKey(keys().open(PURPOSE, self.sealed_key, bound_to=_key_place(self.token)))

    @property
    def header(self) -> list[str]:
        bound = f"web_batches.sealed_header:{self.token}"
        return list(json.loads(self.key.open(self.sealed_header, bound_to=bound)))

    def count(self, state: WebState) -> int:
        return sum(one.state is state for one in self.rows)

    def next_waiting(self) -> "WebRow | None":
        return next((one for one in self.rows if one.state is WebState.WAITING), None)

    def returned(self) -> list[tuple[int, list[str], str]]:
        """The rejected rows as they came, for whoever sent them, each with its reason."""
        return [
            (one.place, one.cells, one.why.label)
            for one in self.rows
            if one.state is WebState.REJECTED and one.why and one.sealed_cells
        ]


class WebRow(Row):
    """One row. What it says is opened only once somebody has settled whose matter it is."""

    __tablename__ = "web_rows"
    __table_args__ = (UniqueConstraint("batch_id", "place"),)

    batch_id: Mapped[int] = mapped_column(ForeignKey("web_batches.id", ondelete="CASCADE"))
    place: Mapped[int]
    received_on: Mapped[date | None]
    state: Mapped[WebState]
    why: Mapped[WhyRejected | None]
    sealed_cells: Mapped[bytes | None]
    complaint_id: Mapped[int | None] = mapped_column(ForeignKey("complaints.id"))

    batch: Mapped[WebBatch] = relationship(back_populates="rows")
    complaint: Mapped[Complaint | None] = relationship()

    @property
    def fields(self) -> dict[str, str]:
        """By name. Of one that waits, only `gate` may be shown before its level is chosen."""
        told: dict[str, str] = self._opened()[0]
        return told

    @property
    def cells(self) -> list[str]:
        cells: list[str] = self._opened()[1]
        return cells

    @property
    def gate(self) -> dict[str, str]:
        """What tells whose matter it is: rank, unit and post, and no word of the content."""
        return {name: text for name, text in self.fields.items() if name in ("rank", "unit", "post") and text}

    def summary(self) -> str:
        """A first draft of the summary: no word of who reported, nothing long."""
        told = self.fields
        words = told.get("title") or told.get("content", "")
        hidden = suggest(words, names=[told.get("name", "")])
        hidden += [mask for name in ("phone", "id_number") for mask in of_word(words, told.get(name, ""))]
        return masked(words, hidden)[:SUMMARY]

    def settle(
        self, session: Session, named: Named, *, county_code: str, summary: str, by: Officer
    ) -> Complaint:
        """Register it as what it turned out to be, in the channel it came by."""
        self._require_waiting(by)
        if self.why:
            raise Refused(_("这一行不能登记：{why}。", why=self.why.label))
        told = self.fields
        real = bool(told.get("name") and told.get("phone"))
        self.complaint = register(
            session,
            by=by,
            channel=Channel.WEB,
            identity=Identity.REAL_NAME if real else Identity.ANONYMOUS,
            summary=summary,
            text=told.get("content", ""),
            county_code=county_code,
            accused=[named],
            received_on=self.received_on,
            source_number=told.get("number", "")[:NUMBER],
            name=told["name"] if real else "",
            phone=told["phone"] if real else "",
            id_number=told.get("id_number", "") if real else "",
        )
        self.state, self.sealed_cells = WebState.REGISTERED, None
        return self.complaint

    def pass_up(self, session: Session, *, to: Jurisdiction, envelope_no: str, by: Officer) -> HandOff:
        """A higher level's: what the row says is gone, a sealed hand-off stays."""
        self._require_waiting(by)
        known = self.received_on is not None and self.received_on <= clock.today()
        hand_off = HandOff.register(
            session,
            jurisdiction=to,
            envelope_no=envelope_no,
            by=by,
            received_on=self.received_on if known else None,
        )
        self.state, self.sealed_cells = WebState.SEALED, None
        return hand_off

    def reject(self, *, level: Jurisdiction, by: Officer, why: WhyRejected | None = None) -> None:
        """Send it back as it came, once somebody has said that it is no higher level's matter.

        `why` is the officer's reason; without one the reason that the sheet itself gave.
        """
        self._require_waiting(by)
        if level.sealed:
            raise Refused(_("上级管理的或反映本机关主要负责人的，只登记径送交接，不得录入内容。"))
        reason = why or self.why
        if reason is None:
            raise Refused(_("请写明退回原因。"))
        self.state, self.why = WebState.REJECTED, reason

    def _require_waiting(self, by: Officer) -> None:
        if not by.holds(Role.PETITIONS) or by.region_code != self.batch.region_code:
            raise Refused(_("须由{posts}办理。", posts=Role.PETITIONS.label))
        if self.state is not WebState.WAITING:
            raise Refused(_("这一行已经办过：{state}。", state=self.state.label))

    def _opened(self) -> list[Any]:
        if self.sealed_cells is None:
            raise Refused(_("这一行的内容已不在暂存区。"))
        bound = _row_place(self.batch.token, self.place)
        return list(json.loads(self.batch.key.open(self.sealed_cells, bound_to=bound)))


def _key_place(token: str) -> str:
    return f"web_batches.sealed_key:{token}"


sealed(WebBatch.sealed_key, by=WebBatch.token, purpose=PURPOSE, place=_key_place)


def visible_to(officer: Officer) -> Select[WebBatch]:
    """The desk's own, of its own place."""
    found = select(WebBatch).order_by(WebBatch.id.desc())
    if not officer.holds(Role.PETITIONS):
        return found.where(false())
    return found.where(WebBatch.region_code == officer.region_code)


def finish(session: Session, batch: WebBatch, *, by: Officer) -> None:
    """Nothing of the sheet stays behind; refused while a row waits."""
    if batch.count(WebState.WAITING):
        raise Refused(_("还有 {n} 行待定管理权限。", n=batch.count(WebState.WAITING)))
    if not by.holds(Role.PETITIONS) or by.region_code != batch.region_code:
        raise Refused(_("须由{posts}办理。", posts=Role.PETITIONS.label))
    session.delete(batch)


def discard_stale(session: Session) -> int:
    """Forget what nobody finished within a week: the site still has it."""
    old = session.scalars(select(WebBatch.id).where(WebBatch.begun_at < clock.machine_now() - KEPT_FOR)).all()
    session.execute(delete(WebRow).where(WebRow.batch_id.in_(old)))
    session.execute(delete(WebBatch).where(WebBatch.id.in_(old)))
    return len(old)


def _registered(session: Session, by: Officer) -> dict[str, int]:
    found = session.execute(
        select(Complaint.source_number, Complaint.id).where(
            Complaint.region_code == by.region_code,
            Complaint.channel == Channel.WEB,
            Complaint.source_number.is_not(None),
        )
    )
    return {str(number): int(one) for number, one in found}


def _row_place(token: str, place: int) -> str:
    return f"web_rows.sealed_cells:{token}-{place}"


def _packed(what: object) -> bytes:
    return json.dumps(what, ensure_ascii=False).encode()
