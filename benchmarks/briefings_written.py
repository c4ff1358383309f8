"""The week's briefings of every place, and the floor that writing them is held against."""

import re
import time
from html import escape, unescape
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from sqlalchemy import select
from sqlalchemy.orm import Session

from reports.documents import briefing as document
from supervision.briefings.briefings import Briefing
from supervision.briefings.terms import Kind
from supervision.demo import plan
from supervision.figures import Edition, until
from supervision.office.people import Officer
from supervision.office.regions import Region

_PIECE = re.compile("(<[^>]*>)([^<]*)")


def drafted(session: Session, by: Officer) -> list[Briefing]:
    """One each, upwards, drafted and not signed."""
    return [
        Briefing.draft(
            session,
            kind=Kind.WEEKLY,
            edition=Edition.UP,
            scope=until(code, plan.BUSINESS_DATE),
            by=by,
            anew=True,
        )
        for code in session.scalars(select(Region.code).order_by(Region.code)).all()
    ]


def written(briefings: list[Briefing]) -> list[bytes]:
    return [document.write(briefing).save() for briefing in briefings]


def floor(documents: list[bytes]) -> float:
    """CPU seconds to write each document's XML as a string, its texts escaped, and to zip it at level 6."""
    taken = 0.0
    for data in documents:
        with ZipFile(BytesIO(data)) as package:
            parts = {name: package.read(name) for name in package.namelist()}
        written = parts.pop("word/document.xml").decode()
        pieces = [(tag, unescape(text)) for tag, text in _PIECE.findall(written)]
        begun = time.process_time()
        with ZipFile(BytesIO(), "w", ZIP_DEFLATED, compresslevel=6) as package:
            xml = "".join([f"{tag}{escape(text)}" if text else tag for tag, text in pieces])
            package.writestr("word/document.xml", xml.encode())
            for name, part in parts.items():
                package.writestr(name, part)
        taken += time.process_time() - begun
        if xml != written:
            raise RuntimeError("the floor did not write the same document")
    return taken
