"""The page in front of the gate: sign in, and in a demo home a button for each of its accounts."""

from dataclasses import dataclass
from html import escape
from typing import Self

from sqlalchemy.orm import Session

from supervision.office import credentials, regions
from supervision.office.installation import Installation
from supervision.office.people import Officer
from supervision.words import LANGUAGES, _, spoken

PAGE = """<!doctype html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>{title}</title>
<link rel="icon" href="/assets/seal.svg">
<link rel="stylesheet" href="/assets/front.css">
</head>
<body><main>{body}</main></body>
</html>"""
HEAD = """<header><img src="/assets/seal.svg" alt="" width="48" height="48">
<div><h1>{name}</h1><p>{line}</p></div></header>"""
FORM = """<form method="post" action="/auth/login">
<input type="hidden" name="next" value="{asked}">
<label for="login">{login_label}</label>
<input id="login" name="login" value="{login}" autocomplete="username" required maxlength="64"
 placeholder="{login_hint}" {login_focus}>
<label for="password">{password_label}</label>
<input id="password" name="password" type="password" autocomplete="current-password" required
 maxlength="256" placeholder="{password_hint}" {password_focus}>
<p class="refusal" role="alert">{sentence}</p>
<button class="primary">{button}</button>
</form>"""
DEMO = """<section><h2>{title}</h2><p>{line}</p>
<form method="post" action="/auth/demo" class="offered">
<input type="hidden" name="next" value="{asked}">
{buttons}
</form></section>"""
BUTTON = '<button name="officer" value="{number}"><b>{posts}</b><span>{who}</span></button>'


@dataclass(frozen=True)
class Offered:
    """One demo account as its button shows it."""

    number: int
    posts: str
    who: str

    @classmethod
    def of(cls, session: Session, officer: Officer) -> Self:
        place = regions.full_name(session, officer.region_code)
        return cls(officer.id, officer.posts_label, f"{officer.name}　{place}")


def written(
    home: Installation, offered: list[Offered], *, asked: str, login: str = "", sentence: str = ""
) -> str:
    """The whole page; every word that somebody typed is escaped."""
    form = FORM.format(
        asked=escape(asked),
        login=escape(login),
        login_label=_("账号"),
        login_hint=_("请输入账号"),
        login_focus="" if login else "autofocus",
        password_label=_("密码"),
        password_hint=_("请输入密码"),
        password_focus="autofocus" if login else "",
        sentence=escape(sentence),
        button=_("登录"),
    )
    demo = _demo(home, offered, asked) if home.demo else ""
    return _page(_("登录"), form + demo + _languages())


def notice(sentence: str) -> str:
    """A page with one sentence and the way back."""
    return _page(_("提示"), f'<p class="notice">{escape(sentence)}</p><p><a href="/">{_("返回首页")}</a></p>')


def _page(title: str, body: str) -> str:
    head = HEAD.format(name=_("督责台"), line=_("不动产“登记难”专项行动监督"))
    return PAGE.format(
        lang="zh-CN" if spoken() == "zh" else spoken(), title=f"{title} · {_('督责台')}", body=head + body
    )


def _demo(home: Installation, offered: list[Offered], asked: str) -> str:
    buttons = "".join(
        BUTTON.format(number=one.number, posts=escape(one.posts), who=escape(one.who)) for one in offered
    )
    day = f"{home.business_date:%Y-%m-%d}" if home.business_date else _("当日")
    line = _(
        "业务日期 {day}。点一下即以该岗位登录；需再次输入密码时，密码均为 {password}",
        day=day,
        password=credentials.DEMO_PASSWORD,
    )
    return DEMO.format(title=_("演示数据"), line=escape(line), asked=escape(asked), buttons=buttons)


def _languages() -> str:
    links = (
        f"<b>{name}</b>" if code == spoken() else f'<a href="/language/{code}?next=/login">{name}</a>'
        for code, name in LANGUAGES.items()
    )
    return f"<footer>{' · '.join(links)}</footer>"
