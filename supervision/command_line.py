"""What every verb of the command line shares: who acts, where, and how it answers."""

import argparse
import json
import re
import sys
from datetime import date
from getpass import getpass
from typing import Any, NoReturn

from sqlalchemy.orm import Session

from supervision.errors import Refused
from supervision.office.people import Officer, Role, by_login
from supervision.office.regions import Region


class Parser(argparse.ArgumentParser):
    """One that says what it was not given in a sentence."""

    def error(self, message: str) -> NoReturn:
        raise Refused(f"{_in_chinese(message)}。用法见 {self.prog} --help。")


def day(written: str) -> date:
    """A day of the command line: 2022-06-30."""
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise argparse.ArgumentTypeError(f"日期“{written}”不存在或写法有误，应写作 2022-06-30") from None


def say(asked: argparse.Namespace, line: dict[str, Any], sentence: str) -> None:
    print(json.dumps(line, ensure_ascii=False) if asked.json else sentence, flush=True)


def account(session: Session, asked: argparse.Namespace) -> Officer:
    """The account that acts."""
    found = by_login(session, asked.account)
    if found is None or not found.active:
        raise Refused(f"没有可用的账号：{asked.account}。")
    return found


def require_region(session: Session, code: str, *, by: Officer) -> None:
    if session.get(Region, code) is None:
        raise Refused(f"没有这个地区：{code}。")
    if not by.answers_for(code):
        raise Refused(f"账号 {by.login} 不办理 {code}。")


def role(name: str) -> Role:
    found = Role.called(name) or next((role for role in Role if role.value == name), None)
    if found is None:
        raise Refused(f"没有这个岗位：{name}。可用：{'、'.join(role.chinese for role in Role)}。")
    return found


def secret(question: str) -> str:
    """Asked for at the keyboard without showing it, or read from standard input."""
    return getpass(question) if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")


#: What argparse has to say, and how officers are told.
_SAID = (
    (r"the following arguments are required: (.+)", r"命令不完整，缺少 \1"),
    (r"argument .+?: invalid choice: '(.*?)' \(choose from (.+)\)", r"没有“\1”，可用：\2"),
    (r"argument (.+?): expected (?:one|at least one) argument", r"\1 后面缺少内容"),
    (r"unrecognized arguments: (.+)", r"不认识 \1"),
    (r"argument .+?: (日期.+)", r"\1"),
)


def _in_chinese(message: str) -> str:
    told = ((pattern, chinese) for pattern, chinese in _SAID if re.fullmatch(pattern, message))
    pattern, chinese = next(told, (r".*", f"命令不完整或有误（{message}）"))
    return re.sub(pattern, chinese, message, count=1)
