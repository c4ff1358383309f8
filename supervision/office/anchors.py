"""Anchors: the head of the history chain in dated files outside the database (GB/T 22239—2019 8.1.4, audit).

A chain rewritten from some line on is whole in itself, but no longer agrees with the anchors written before.
"""

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from supervision import clock, config
from supervision.office import history
from supervision.office.history import Event, Head


def write(session: Session, moment: datetime) -> Head:
    """Append the head to the file of the day; never over an earlier line."""
    head = history.head(session)
    folder = _folder()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    day = moment.astimezone(clock.OFFICE)
    line = {"at": clock.machine_now().isoformat(), "number": head.number, "digest": head.digest}
    with (folder / f"{day:%Y-%m-%d}.jsonl").open("a", encoding="utf-8") as file:
        file.write(json.dumps(line) + "\n")
    return head


def written(home: Path | None = None) -> Iterator[Head]:
    """Every anchor, oldest first; of this home unless another one is named."""
    for path in sorted(_folder(home).glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            said = json.loads(line)
            yield Head(int(said["number"]), str(said["digest"]))


def disagreeing(session: Session, home: Path | None = None) -> list[int]:
    """The numbers of lines that no longer say what an anchor holds of them."""
    return [
        anchor.number
        for anchor in written(home)
        if anchor.number
        and session.scalar(select(Event.digest).where(Event.number == anchor.number)) != anchor.digest
    ]


def _folder(home: Path | None = None) -> Path:
    return (home or config.home()) / "anchors"
