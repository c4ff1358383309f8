"""Drafts: what has been typed of a complaint or a clue and not registered, so that no refresh loses it.

One row an officer and form, sealed, gone when it is registered or after a week. Who reported is not in it: a
name goes into the vault when the complaint is registered, and nowhere before.
"""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import ForeignKey, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from supervision import clock
from supervision.db import Row
from supervision.errors import Refused
from supervision.keys import keys
from supervision.labels import Labelled
from supervision.office import networks
from supervision.office.people import Officer, Role
from supervision.resealing import sealed
from supervision.words import _

KEPT_FOR = timedelta(days=7)
PURPOSE = "draft"
#: Never kept here.
IDENTITY = frozenset({"name", "phone", "id_number"})


class Form(Labelled):
    """What is being typed."""

    COMPLAINT = "complaint", "信访件"
    CLUE = "clue", "问题线索"


TYPISTS = {Form.COMPLAINT: Role.PETITIONS, Form.CLUE: Role.CASES}


class Draft(Row):
    """What one officer has typed into one form; `mark` names both."""

    __tablename__ = "drafts"

    mark: Mapped[str] = mapped_column(unique=True)
    officer_id: Mapped[int] = mapped_column(ForeignKey("officers.id"))
    saved_at: Mapped[datetime]
    sealed: Mapped[bytes]

    @property
    def typed(self) -> Mapping[str, str]:
        opened = keys().open(PURPOSE, self.sealed, bound_to=_place(self.mark))
        return dict(json.loads(opened))


def _place(mark: str) -> str:
    return f"drafts.sealed:{mark}"


sealed(Draft.sealed, by=Draft.mark, purpose=PURPOSE, place=_place)


def keep(
    session: Session,
    typed: Mapping[str, object],
    *,
    by: Officer,
    form: Form = Form.COMPLAINT,
    since: datetime | None = None,
) -> datetime:
    """Put it in the place of what was saved at `since`, by the same window; answers when it was saved.

    Refused where another window has saved something meanwhile: neither is to overwrite the other.
    """
    if not by.holds(TYPISTS[form]):
        raise Refused(_("须由{posts}办理。", posts=TYPISTS[form].label))
    if not networks.holds_content():
        raise Refused(networks.why_not())
    words = {name: str(value) for name, value in typed.items() if value and name not in IDENTITY}
    mark = _mark(by, form)
    box = keys().seal(
        PURPOSE, json.dumps(words, ensure_ascii=False).encode(errors="replace"), bound_to=_place(mark)
    )
    there = of(session, by, form)
    if since is not None and there is None:
        raise Refused(_("草稿已在另一个窗口登记、删除，或者因径送销毁：本窗口所填不再保存，请关闭本窗口。"))
    if there and there.saved_at != since:
        hour = f"{there.saved_at.astimezone(clock.OFFICE):%H:%M}"
        raise Refused(
            _(
                "另一个窗口在 {hour} 保存了草稿：为免互相覆盖，本窗口所填不再自动保存，请只在一个窗口填写。",
                hour=hour,
            )
        )
    draft = there or _of(session, by, form) or Draft(mark=mark, officer_id=by.id)
    draft.sealed, draft.saved_at = box, clock.machine_now()
    session.add(draft)
    session.flush()
    return draft.saved_at


def of(session: Session, officer: Officer, form: Form = Form.COMPLAINT) -> Draft | None:
    """The officer's own draft of the last week; nobody else's is ever read."""
    draft = _of(session, officer, form)
    return draft if draft and clock.machine_now() - draft.saved_at <= KEPT_FOR else None


def drop(session: Session, *, by: Officer, form: Form = Form.COMPLAINT) -> None:
    session.execute(delete(Draft).where(Draft.mark == _mark(by, form)))


def discard_stale(session: Session) -> int:
    """Forget what nobody took up again within a week."""
    old = Draft.saved_at < clock.machine_now() - KEPT_FOR
    return len(session.execute(delete(Draft).where(old).returning(Draft.id)).all())


def _of(session: Session, officer: Officer, form: Form) -> Draft | None:
    return session.scalar(select(Draft).where(Draft.mark == _mark(officer, form)))


def _mark(officer: Officer, form: Form) -> str:
    return f"{officer.id}-{form}"
