"""The desk without a browser: `python -m supervision …` sets up, imports, lists figures and flags, runs jobs.

It has no verb for a complaint's content, an identity, an approval or a signature. With --json each answer is
one line of JSON; else plain Chinese. On bad input: one clear sentence, and an exit code that is not zero.
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from supervision import backup_verbs, clock, config, founding, key_verbs
from supervision.command_line import Parser, account, day, require_region, role, say, secret
from supervision.db import changing, reading
from supervision.errors import Refused
from supervision.office import anchors, credentials, history, opening
from supervision.office.networks import Network
from supervision.office.people import Officer, Role, by_login


def main(arguments: Sequence[str] | None = None) -> int:
    try:
        asked = _parser().parse_args(arguments)
        verb: Callable[[argparse.Namespace], int | None] = asked.verb
        return verb(asked) or 0
    except Refused as refusal:
        sys.stderr.write(f"{refusal}\n")
        return 2
    except BrokenPipeError:
        return 1


def init(asked: argparse.Namespace) -> None:
    """An empty home: schema, regions, calendar, campaign, key and the batch account."""
    network = Network(asked.network)
    founded = founding.found(demo=False, network=network)
    founded.engine.dispose()
    first, second = founded.envelopes
    held = "可存内容" if network.holds_content else "不存内容，只登记编号、时限和回执"
    say(
        asked,
        {"home": str(config.home()), "demo": False, "network": network.value, "envelopes": founded.envelopes},
        f"已建成：{config.home()}\n"
        f"声明的网络：{network.chinese}，{held}\n"
        "恢复密钥的两半，请分别抄入两个信封、交两人保管，系统不再保存：\n"
        f"甲　{first}\n乙　{second}",
    )


def demo(asked: argparse.Namespace) -> None:
    """A demo home, with everything in it marked 演示数据."""
    from supervision.demo import filling

    engine = founding.found(demo=True, business_date=filling.BUSINESS_DATE).engine
    try:
        counted = filling.fill(full=asked.homes == "full")
    except BaseException:
        founding.undo(engine)
        raise
    engine.dispose()
    say(asked, {"home": str(config.home()), "demo": True, **counted}, f"演示数据已备好：{config.home()}")


def user_add(asked: argparse.Namespace) -> None:
    """A new account; the first password is asked for, or read from standard input."""
    opening.open_office()
    roles = [role(name) for name in asked.role]
    if Role.UNIT in roles:
        raise Refused("责任单位账号默认不启用，须由安全管理员启用后在页面开户。")
    password = secret("初始密码：")
    with changing() as session:
        require_region(session, asked.region, by=account(session, asked))
        if by_login(session, asked.login):
            raise Refused(f"账号 {asked.login} 已有人使用。")
        made = Officer.appoint(login=asked.login, name=asked.name, roles=roles, region_code=asked.region)
        session.add(made)
        session.flush()
        credentials.issue(session, made, password)
        history.note(
            session, kind="officers", subject_id=made.id, verb="open_account", by=account(session, asked)
        )
        say(asked, {"login": made.login, "id": made.id}, f"账号 {made.login} 已建，首次登录须改密码。")


def take_in(asked: argparse.Namespace) -> int:
    """Rehearse workbooks, or accept them; several are taken in the order they need."""
    from supervision.intake import running

    opening.open_office()
    with reading() as session:
        by = account(session, asked).id
    files = []
    for path in asked.files:
        if not path.is_file():
            raise Refused(f"找不到文件 {path}。")
        files.append((path.name, path))
    refused = 0
    for told in running.take_in(files, by_id=by, accept=asked.accept, because=asked.because):
        refused += told.get("refused") is not None
        say(asked, told, running.sentence(told))
    return 2 if refused else 0


def figures(asked: argparse.Namespace) -> None:
    """Each published figure of a region."""
    from supervision.figures import publish, until

    opening.open_office()
    with reading() as session:
        require_region(session, asked.region, by=account(session, asked))
        for one in publish(session, until(asked.region, asked.as_of or clock.today())):
            line = {
                "code": one.figure.code,
                "title": one.figure.chinese,
                "value": one.quantity.amount,
                "unit": one.figure.unit.chinese,
                "as_of": one.as_of.isoformat(),
                "missing": list(one.missing),
            }
            lacks = f"　缺：{'；'.join(one.missing)}" if one.missing else ""
            said = f"{one.figure.code} {one.figure.chinese}：{one.quantity}（截至 {one.as_of}）{lacks}"
            say(asked, line, said)


def flags(asked: argparse.Namespace) -> None:
    """Each doubt on the books, and what no rule could compute; none that comes from a complaint."""
    from supervision.conduct import rule_states
    from supervision.conduct.rules import RULES

    opening.open_office()
    with reading() as session:
        require_region(session, asked.region, by=account(session, asked))
        for state in rule_states.states(session, region_code=asked.region):
            owed_by = RULES[state.rule].owed_by(state.missing)
            line = {
                "rule": state.rule,
                "state": state.outcome.chinese,
                "subject": state.subject,
                "county": state.county_code,
                "lamp": state.lamp.value if state.lamp else None,
                "missing": list(state.missing),
                "owed_by": list(owed_by),
                "judged": state.judged.chinese if state.judged else None,
            }
            said = f"{state.rule} {state.outcome.chinese} {state.subject}"
            if state.missing:
                said += f"　缺：{'、'.join(state.missing)}"
            if owed_by:
                said += f"（由{'、'.join(owed_by)}提供）"
            if state.judged:
                said += f"　已研判：{state.judged.chinese}"
            say(asked, line, said)


def list_jobs(asked: argparse.Namespace) -> None:
    """Each job by the name that `jobs run` takes."""
    from supervision import jobs

    for name, job in jobs.JOBS.items():
        line = {"job": name, "title": job.chinese, "hours": job.hours}
        say(asked, line, f"{name}　{job.chinese}（{job.hours}）")


def run_job(asked: argparse.Namespace) -> int:
    """Run one job now."""
    from supervision import jobs

    opening.open_office()
    with reading() as session:
        by = account(session, asked).id
    run = jobs.run_now(asked.name, by_id=by)
    say(asked, {"job": asked.name, "ok": run.ok, "note": run.note}, f"{asked.name}：{run.note}")
    return 0 if run.ok else 1


def verify(asked: argparse.Namespace) -> int:
    """The history's chain, and every signed briefing against its frozen figures."""
    from supervision.briefings import checking

    opening.open_office()
    with reading() as session:
        head = history.head(session)
        broken = sorted({*history.breaks(session), *anchors.disagreeing(session)})
        chain = {"what": "history", "lines": head.number, "head": head.digest, "broken": broken}
        say(
            asked,
            chain,
            f"操作历史 {head.number} 条，{'完整' if not broken else f'从第 {broken[0]} 条起不连续'}",
        )
        wrong = 0
        for result in checking.check_all(session):
            wrong += not result.ok
            say(
                asked,
                {"what": "briefing", "number": result.number, "ok": result.ok, "because": result.because},
                f"简报 {result.number}：{'一致' if result.ok else result.because}",
            )
    return 1 if broken or wrong else 0


def _parser() -> argparse.ArgumentParser:
    parser = Parser(prog="python -m supervision", description="督责台，不用浏览器")
    commons = Parser(add_help=False)
    commons.add_argument("--json", action="store_true", help="每行一个 JSON")
    commons.add_argument(
        "--as", dest="account", default=founding.BATCH, metavar="LOGIN", help="以哪个账号办理"
    )
    verbs = parser.add_subparsers(required=True, metavar="VERB")

    def verb(
        name: str, run: Callable[[argparse.Namespace], int | None], help: str
    ) -> argparse.ArgumentParser:
        added = verbs.add_parser(name, parents=[commons], help=help)
        added.set_defaults(verb=run)
        return added

    verb("init", init, "建立空库").add_argument(
        "--network",
        required=True,
        choices=[one.value for one in Network],
        help="本机所在网络：" + "、".join(f"{one.value} {one.chinese}" for one in Network),
    )
    verb("demo", demo, "建立演示库").add_argument("--homes", choices=("sample", "full"), default="sample")
    users = verbs.add_parser("user", help="账号").add_subparsers(required=True, metavar="add")
    adding = users.add_parser("add", parents=[commons], help="新建账号")
    adding.set_defaults(verb=user_add)
    adding.add_argument("login", type=str.lower)
    adding.add_argument("--name", required=True)
    adding.add_argument("--role", action="append", required=True)
    adding.add_argument("--region", required=True)
    taking = verb("import", take_in, "试读或导入工作簿")
    taking.add_argument("files", nargs="+", type=Path, metavar="FILE")
    taking.add_argument("--accept", action="store_true", help="确认入库；不加则只试读")
    taking.add_argument("--because", default="", help="更正原因")
    counting = verb("figures", figures, "公布的数字")
    counting.add_argument("--region", required=True)
    counting.add_argument("--as-of", type=day)
    verb("flags", flags, "疑点").add_argument("--region", required=True)
    jobs = verbs.add_parser("jobs", help="定时任务").add_subparsers(required=True, metavar="list|run")
    listing = jobs.add_parser("list", parents=[commons], help="列出任务名称")
    listing.set_defaults(verb=list_jobs)
    running = jobs.add_parser("run", parents=[commons], help="立即运行")
    running.set_defaults(verb=run_job)
    running.add_argument("name")
    verb("verify", verify, "校验操作历史与简报")
    verb("backup", backup_verbs.back_up, "立即备份")
    restoring = verb("restore", backup_verbs.restore, "把备份恢复到空目录")
    restoring.add_argument("folder", type=Path, metavar="FOLDER")
    verb("upgrade", key_verbs.upgrade, "升级数据表")
    keeping = verbs.add_parser("keys", help="密钥").add_subparsers(required=True, metavar="VERB")
    for name, run, help in (
        ("turn", key_verbs.turn, "换用新密钥并重新封存"),
        ("drop-old", key_verbs.drop_old, "清除旧密钥"),
        ("recover", key_verbs.recover, "用两个信封恢复某账号对举报人信息的权限"),
    ):
        added = keeping.add_parser(name, parents=[commons], help=help)
        added.set_defaults(verb=run)
        if name == "recover":
            added.add_argument("login", type=str.lower)
    return parser


if __name__ == "__main__":
    sys.exit(main())
