"""What is answered by ourselves and not by Streamlit: signing in and out, files taken out, the language."""

import re
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy.exc import OperationalError
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from dashboard import front_page
from dashboard.gate import LANGUAGE, OFFICER, cookie_name
from supervision import config
from supervision.db import changing, reading
from supervision.errors import Refused
from supervision.office import accounts, exports, installation, sign_ins
from supervision.office.people import Officer
from supervision.words import LANGUAGES, _

NO_STORE = {"cache-control": "no-store"}
LARGEST_FORM, LONGEST_LOGIN, LONGEST_PASSWORD, LONGEST_NUMBER = 8192, 64, 256, 18
OWN_PAGE = re.compile(r"/[\w-]*(\?[\w=&%.~+-]*)?", re.ASCII)
KINDS = {
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".ics": "text/calendar; charset=utf-8",
}


async def show_front_page(request: Request) -> Response:
    if await run_in_threadpool(_is_in, request.cookies.get(cookie_name(), "")):
        return RedirectResponse("/", 303, headers=NO_STORE)
    return await _front_page(request.query_params.get("next", "/"))


async def sign_in(request: Request) -> Response:
    """The form of the front page. Comparing takes its time before the database is locked, not while it is."""
    form = await _form(request)
    login = str(form.get("login", ""))[:LONGEST_LOGIN]
    password = str(form.get("password", ""))[:LONGEST_PASSWORD]

    def answer() -> sign_ins.Answer:
        with reading() as session:
            tried = sign_ins.try_password(session, login=login, password=password)
        with changing() as session:
            return sign_ins.sign_in(session, tried, address=_address(request))

    asked = str(form.get("next", "/"))
    try:
        answered = await run_in_threadpool(answer)
    except OperationalError:
        return await _front_page(asked, login=login, sentence=_("数据库正忙，请稍后再试。"), status=503)
    if answered.token is None:
        return await _front_page(asked, login=login, sentence=answered.sentence, status=401)
    return _come_in(answered.token, asked)


async def sign_in_by_demo(request: Request) -> Response:
    """One click of a demo home."""
    form = await _form(request)
    chosen = str(form.get("officer", ""))

    def answer() -> str:
        with changing() as session:
            number = int(chosen) if chosen.isdecimal() and len(chosen) <= LONGEST_NUMBER else 0
            return accounts.sign_in_by_demo(session, number, address=_address(request))

    try:
        return _come_in(await run_in_threadpool(answer), str(form.get("next", "/")))
    except Refused as refusal:
        return await _front_page("/", sentence=str(refusal), status=403)


async def sign_out(request: Request) -> Response:
    token = request.cookies.get(cookie_name())

    def leave(token: str) -> None:
        with changing() as session:
            sign_ins.sign_out(session, token)

    if token:
        await run_in_threadpool(leave, token)
    left = RedirectResponse("/login", 303, headers=NO_STORE | {"clear-site-data": '"cache", "storage"'})
    left.delete_cookie(cookie_name(), path="/", secure=config.behind_tls(), httponly=True, samesite="lax")
    return left


async def hand_over(request: Request) -> Response:
    """One exported file, once, to the officer who asked for it."""

    def fetch() -> tuple[str, bytes]:
        with changing() as session:
            officer = session.get_one(Officer, int(request.headers[OFFICER.decode()]))
            return exports.collect(session, request.path_params["token"], by=officer)

    try:
        name, data = await run_in_threadpool(fetch)
    except Refused as refusal:
        return HTMLResponse(front_page.notice(str(refusal)), 404, headers=NO_STORE)
    return Response(
        data,
        media_type=KINDS.get(Path(name).suffix.lower(), "application/octet-stream"),
        headers=NO_STORE | {"content-disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}"},
    )


async def choose_language(request: Request) -> Response:
    """Remember the language in a cookie and go back to the page."""
    asked = request.query_params.get("next", "/")
    chosen = RedirectResponse(own_page(asked), 303, headers=NO_STORE)
    if request.path_params["language"] in LANGUAGES:
        chosen.set_cookie(
            LANGUAGE,
            request.path_params["language"],
            max_age=365 * 24 * 3600,
            path="/",
            secure=config.behind_tls(),
            httponly=True,
            samesite="lax",
        )
    return chosen


async def say_well(_request: Request) -> Response:
    return JSONResponse({"ok": True}, headers=NO_STORE)


def own_page(asked: str) -> str:
    """Where to go next: a page of this app, whatever else was asked for."""
    return asked if OWN_PAGE.fullmatch(asked) else "/"


ROUTES = [
    Mount("/assets", StaticFiles(directory=Path(__file__).with_name("assets"))),
    Route("/login", show_front_page),
    Route("/auth/login", sign_in, methods=["POST"]),
    Route("/auth/demo", sign_in_by_demo, methods=["POST"]),
    Route("/auth/logout", sign_out, methods=["GET", "POST"]),
    Route("/export/{token}", hand_over),
    Route("/language/{language}", choose_language),
    Route("/healthz", say_well),
]


async def _form(request: Request) -> Any:
    """A small form; anything larger is not ours and read as an empty one."""
    length = request.headers.get("content-length", "")
    if not length.isdigit() or int(length) > LARGEST_FORM:
        return {}
    return await request.form(max_files=0, max_fields=5)


async def _front_page(asked: str, *, login: str = "", sentence: str = "", status: int = 200) -> Response:
    def written() -> str:
        with reading() as session:
            home = installation.current(session)
            offered = [front_page.Offered.of(session, one) for one in accounts.offered_by_demo(session)]
            return front_page.written(home, offered, asked=own_page(asked), login=login, sentence=sentence)

    return HTMLResponse(await run_in_threadpool(written), status, headers=NO_STORE)


def _come_in(token: str, asked: str) -> Response:
    let_in = RedirectResponse(own_page(asked), 303, headers=NO_STORE)
    let_in.set_cookie(
        cookie_name(),
        token,
        max_age=int(sign_ins.LONGEST.total_seconds()),
        path="/",
        secure=config.behind_tls(),
        httponly=True,
        samesite="lax",
    )
    return let_in


def _is_in(token: str) -> bool:
    with reading() as session:
        return sign_ins.found(session, token) is not None


def _address(request: Request) -> str:
    """Where the request came from; behind a proxy, what the proxy itself wrote, which is the last entry."""
    if config.behind_tls() and (passed_on := request.headers.get("x-forwarded-for")):
        return passed_on.rsplit(",", 1)[-1].strip()[:64]
    return request.client.host if request.client else ""
