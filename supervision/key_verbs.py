"""The verbs of the command line that look after keys and tables: turn, drop-old, recover, upgrade."""

import argparse
from importlib import import_module

from supervision import config, migrations
from supervision.ciphers import join
from supervision.command_line import account, say, secret
from supervision.db import changing, connect, reading
from supervision.errors import Refused
from supervision.keys import keys
from supervision.office import files, history, opening
from supervision.office.people import by_login
from supervision.resealing import left, reseal

#: The nouns whose columns the office's keys seal.
SEALING = ("supervision.conduct.complaints", "supervision.conduct.drafts", "supervision.office.exports")
HALF = 64


def upgrade(asked: argparse.Namespace) -> None:
    """Bring the tables of an office to this version."""
    engine = connect(config.database_url())
    try:
        migrations.upgrade(engine)
    finally:
        engine.dispose()
    say(asked, {"upgraded": True}, "数据表已升级到本版本。")


def turn(asked: argparse.Namespace) -> None:
    """A new sealing key, and everything sealed again by it; officers may go on working."""
    _open(asked)
    number = keys().turn()
    counted = {}
    for name, turned in reseal():
        counted[name] = turned
    counted["originals"] = files.turn()
    with changing() as session:
        by = account(session, asked)
        history.note(session, kind="installation", subject_id=1, verb="turn_key", by=by, note=number.hex())
    say(
        asked,
        {"key": number.hex(), "resealed": counted},
        f"已换用新密钥 {number.hex()}，重新封存 {sum(counted.values())} 处；"
        "旧密钥仍保留，可用 keys drop-old 清除。",
    )


def drop_old(asked: argparse.Namespace) -> None:
    """Throw the old sealing keys away, once nothing is sealed by them."""
    _open(asked)
    for _name, _turned in reseal():
        pass
    files.turn()
    with reading() as session:
        remaining = left(session) + files.old()
    if remaining:
        raise Refused(f"还有 {remaining} 处由旧密钥封存，旧密钥不能清除。请先运行 keys turn。")
    dropped = keys().drop_old()
    with changing() as session:
        by = account(session, asked)
        history.note(session, kind="installation", subject_id=1, verb="drop_old_keys", by=by)
    say(asked, {"dropped": dropped}, f"已清除旧密钥 {dropped} 把。清除前的备份须另存旧密钥文件才能打开。")


def recover(asked: argparse.Namespace) -> None:
    """Open the two envelopes, and seal the identities of an officer's place to that officer."""
    from supervision.conduct.complaints import open_by_envelopes

    _open(asked)
    halves = [_half(secret(f"信封{name}中的一半：")) for name in ("甲", "乙")]
    with changing() as session:
        officer = by_login(session, asked.login)
        if officer is None:
            raise Refused(f"没有这个账号：{asked.login}。")
        opened = open_by_envelopes(session, private=join(*halves), to=officer)
        by = account(session, asked)
        said = f"{officer.login} {opened}"
        history.note(session, kind="officers", subject_id=officer.id, verb="open_envelopes", by=by, note=said)
    say(
        asked,
        {"login": asked.login, "opened": opened},
        f"已把 {opened} 份举报人信息重新封给 {asked.login}；此事已记入操作历史。请更换信封。",
    )


def _open(asked: argparse.Namespace) -> None:
    opening.open_office()
    for noun in SEALING:
        import_module(noun)


def _half(typed: str) -> bytes:
    try:
        half = bytes.fromhex(typed.strip())
    except ValueError:
        half = b""
    if len(half) * 2 != HALF:
        raise Refused("信封中的一半应为 64 位十六进制字符，请核对后重输。")
    return half
