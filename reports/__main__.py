"""Documents without a browser: `python -m reports briefing --region C --from D --to D -o FILE.docx`.

It drafts where nothing stands for the period yet, and takes out what stands: a draft written anew, an issue
as it was signed. It signs nothing.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy.orm import Session

from reports.documents import briefing as document
from supervision.briefings.briefings import Briefing, standing
from supervision.briefings.terms import Kind
from supervision.command_line import Parser, day
from supervision.db import changing
from supervision.errors import Refused
from supervision.figures import Edition, Scope
from supervision.office import history, opening
from supervision.office.people import Officer, by_login
from supervision.office.regions import Region

BATCH = "batch"


def main(arguments: Sequence[str] | None = None) -> int:
    try:
        asked = _parser().parse_args(arguments)
        briefing(asked)
    except Refused as refusal:
        sys.stderr.write(f"{refusal}\n")
        return 2
    except OSError as error:
        sys.stderr.write(f"写不成 {error.filename}：{error.strerror}。\n")
        return 2
    return 0


def briefing(asked: argparse.Namespace) -> None:
    """The briefing of a region and period, in Word."""
    if asked.out.suffix.lower() != ".docx":
        raise Refused(f"输出文件须以 .docx 结尾：{asked.out}。")
    edition = Edition(asked.edition)
    engine = opening.open_office()
    try:
        with changing() as session:
            by = _account(session, asked.account)
            if session.get(Region, asked.region) is None:
                raise Refused(f"没有这个地区：{asked.region}。")
            scope = Scope(asked.region, asked.start, asked.end, edition)
            found = _found(session, Kind.of(asked.start, asked.end), scope, by)
            data = found.file.read() if found.file else document.write(found).save()
            note = f"{asked.out.name}；命令行"
            history.note(session, kind="briefings", subject_id=found.id, verb="export", by=by, note=note)
            asked.out.write_bytes(data)
            missing = list(dict.fromkeys(said for one in found.figures for said in one.missing))
            line = {
                "file": str(asked.out),
                "briefing": found.id,
                "status": found.status.chinese,
                "figures": len(found.figures),
                "figures_sha256": found.figures_digest,
                "frozen_at": found.frozen_at.isoformat(),
                "missing": missing,
            }
    finally:
        engine.dispose()
    sentence = f"已写出 {asked.out}（{line['status']}，{line['figures']} 个数字，缺数 {len(missing)} 处）"
    print(json.dumps(line, ensure_ascii=False) if asked.json else sentence, flush=True)


def _found(session: Session, kind: Kind, scope: Scope, by: Officer) -> Briefing:
    """What stands for the period, if the account may see it; else a draft."""
    if scope.edition is None or not by.answers_for(scope.region_code):
        raise Refused(f"账号 {by.login} 不办理 {scope.region_code}。")
    found = standing(session, kind=kind, edition=scope.edition, scope=scope)
    return found or Briefing.draft(session, kind=kind, edition=scope.edition, scope=scope, by=by)


def _account(session: Session, login: str) -> Officer:
    found = by_login(session, login)
    if found is None or not found.active:
        raise Refused(f"没有可用的账号：{login}。")
    return found


def _parser() -> argparse.ArgumentParser:
    parser = Parser(prog="python -m reports", description="督责台的文书，不用浏览器")
    verbs = parser.add_subparsers(required=True, metavar="VERB")
    asking = verbs.add_parser("briefing", help="监督简报")
    asking.add_argument("--region", required=True, help="地区代码，如 140300")
    asking.add_argument("--from", dest="start", required=True, type=day, metavar="DATE")
    asking.add_argument("--to", dest="end", required=True, type=day, metavar="DATE")
    asking.add_argument("-o", dest="out", required=True, type=Path, metavar="FILE.docx")
    asking.add_argument("--edition", choices=[one.value for one in Edition], default=Edition.UP.value)
    asking.add_argument("--json", action="store_true", help="一行 JSON")
    asking.add_argument("--as", dest="account", default=BATCH, metavar="LOGIN", help="以哪个账号办理")
    return parser


if __name__ == "__main__":
    sys.exit(main())
