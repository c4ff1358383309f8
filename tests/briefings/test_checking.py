from sqlalchemy import update
from sqlalchemy.orm import Session

from supervision.briefings import checking
from supervision.briefings.briefing_steps import BriefingStatus
from supervision.briefings.briefings import Briefing
from supervision.briefings.frozen_figures import FrozenFigure
from supervision.office.files import StoredFile
from supervision.office.history import Event
from tests import make


def test_a_signed_briefing_still_says_what_was_signed(both: Session) -> None:
    make.progress(both)
    make.briefing(both, BriefingStatus.ISSUED)
    both.commit()
    both.expire_all()

    (verdict,) = checking.check_all(both)

    assert verdict.ok
    assert verdict.number == "140300-2026-周报-报送-1"


def test_a_figure_changed_behind_our_back_is_found(session: Session) -> None:
    make.progress(session)
    briefing = make.briefing(session, BriefingStatus.ISSUED)
    session.execute(update(FrozenFigure).where(FrozenFigure.code == "D02").values(amount=999))
    session.expire_all()

    assert checking.check(session, briefing).because == "冻结的数字与签发时的校验值不符。"


def test_a_file_changed_for_another_is_found(session: Session) -> None:
    briefing = make.briefing(session, BriefingStatus.ISSUED)
    other = StoredFile.keep(session, name="别的.docx", data=b"something else")
    session.execute(update(Briefing).values(file_id=other.id))
    session.expire_all()

    assert checking.check(session, briefing).because == "定稿文件的校验值与操作历史不符。"


def test_a_file_that_is_gone_is_said(session: Session, home: object) -> None:
    briefing = make.briefing(session, BriefingStatus.ISSUED)
    session.execute(update(StoredFile).values(digest="0" * 64))
    session.expire_all()

    reasons = checking.check(session, briefing).reasons

    assert any("不在存储目录中" in reason for reason in reasons)


def test_a_history_rewritten_since_is_found(session: Session) -> None:
    briefing = make.briefing(session, BriefingStatus.ISSUED)
    session.execute(update(Event).where(Event.number == briefing.head_number).values(digest="0" * 64))
    session.expire_all()

    assert "操作历史与签发时留存的链头不符。" in checking.check(session, briefing).reasons
