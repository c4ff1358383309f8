"""The gate: no page, websocket, upload or file of the app is reached before somebody has signed in.

Pure ASGI around everything that Streamlit serves. Who came in is told to the app by headers of our own,
which nobody outside can send; everything that leaves carries the headers of `shell`.
"""

from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from ipaddress import ip_address
from urllib.parse import quote, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit.runtime import Runtime

from dashboard import shell
from dashboard.quotas import UPLOADS
from supervision import config
from supervision.db import reading
from supervision.office import sign_ins
from supervision.words import LANGUAGES, _, speaking

OFFICER, SIGN_IN = b"x-duze-officer", b"x-duze-sign-in"
OURS = b"x-duze-"
LANGUAGE = "duze-language"
OPEN = frozenset({"/login", "/auth/login", "/auth/demo", "/auth/logout", "/healthz", "/_stcore/health"})
OPEN_BELOW = ("/assets/", "/language/")
#: What is taken out leaves by `/export/`, once and for one officer: Streamlit's own file store stays shut.
SHUT = ("/_stcore/agent", "/_stcore/metrics", "/media/")
UPLOAD = "/_stcore/upload_file/"
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
ANSWERED_PLAINLY = frozenset({"/healthz", "/_stcore/health"})


@dataclass(frozen=True)
class Visitor:
    """Whom the cookie speaks for."""

    officer_id: int
    sign_in_id: int


class Gate:
    """The outermost middleware of the app."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        scope["headers"] = [pair for pair in scope["headers"] if not pair[0].lower().startswith(OURS)]
        headers = Headers(scope=scope)
        with speaking(language_of(headers)):
            send = shell.sending_headers(send)
            if refusal := _why_not_at_all(scope, headers) or await self._why_not_in(scope, headers):
                await _turn_away(refusal, scope, receive, send)
                return
            if shell.is_page(scope, headers):
                send = shell.rewriting(scope, send)
            await self.app(scope, receive, send)

    async def _why_not_in(self, scope: Scope, headers: Headers) -> Response | None:
        """Let the visitor in by their cookie, or say where to go."""
        path = scope["path"]
        if path in OPEN or path.startswith(OPEN_BELOW):
            return None
        token = cookies_of(headers).get(cookie_name())
        visitor = await run_in_threadpool(_look_up, token) if token else None
        if visitor is None:
            return _to_the_sign_in_page(scope, headers)
        if path.startswith(UPLOAD) and scope.get("method") == "PUT":
            refused = UPLOADS.why_not(visitor.sign_in_id, headers.get("content-length"))
            if refused:
                return PlainTextResponse(refused.sentence, refused.status)
        if path.startswith(UPLOAD) and not _opened_by(visitor, path):
            return PlainTextResponse(_("没有这个地址。"), 404)
        scope["headers"] += [
            (OFFICER, str(visitor.officer_id).encode()),
            (SIGN_IN, str(visitor.sign_in_id).encode()),
        ]
        return None


def cookie_name() -> str:
    """`__Host-` ties the cookie to this host over TLS; browsers refuse the name without it."""
    return "__Host-duze" if config.behind_tls() else "duze"


def cookies_of(headers: Headers) -> dict[str, str]:
    try:
        return {name: held.value for name, held in SimpleCookie(headers.get("cookie", "")).items()}
    except CookieError:
        return {}


def language_of(headers: Headers) -> str:
    asked = cookies_of(headers).get(LANGUAGE, "zh")
    return asked if asked in LANGUAGES else "zh"


def from_elsewhere(headers: Headers) -> bool:
    """Whether another site's page sent this request (Fetch Metadata where the browser tells, else Origin)."""
    site = headers.get("sec-fetch-site")
    if site is not None and site not in ("same-origin", "none"):
        return True
    origin = headers.get("origin")
    if origin is None:
        return False
    netloc = urlsplit(origin).netloc
    return netloc != headers.get("host") and not (config.behind_tls() and netloc == config.host())


def is_loopback(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return address in LOOPBACK


def _why_not_at_all(scope: Scope, headers: Headers) -> Response | None:
    """What is refused whoever asks: another host's name, a line anybody can read, another site's page."""
    path = scope["path"]
    if urlsplit(f"//{headers.get('host', '')}").hostname not in {*LOOPBACK, config.host()}:
        return PlainTextResponse(_("此地址不是督责台的访问地址。"), 421)
    if config.behind_tls():
        spoken = headers.get("x-forwarded-proto", scope.get("scheme", ""))
        if spoken not in ("https", "wss") and path not in ANSWERED_PLAINLY:
            return PlainTextResponse(_("须经 HTTPS 访问。"), 403)
    elif scope.get("client") and not is_loopback(scope["client"][0]):
        return PlainTextResponse(_("未经 HTTPS 只能在本机访问。"), 403)
    if path.startswith(SHUT):
        return PlainTextResponse(_("没有这个地址。"), 404)
    changes = scope["type"] == "websocket" or scope["method"] not in ("GET", "HEAD", "OPTIONS")
    if from_elsewhere(headers) and (changes or path == "/auth/logout"):
        return PlainTextResponse(_("不接受来自其他网站的请求。"), 403)
    return None


def _look_up(token: str) -> Visitor | None:
    with reading() as session:
        held = sign_ins.found(session, token)
        return Visitor(held.officer_id, held.id) if held else None


def _opened_by(visitor: Visitor, path: str) -> bool:
    """Whether the window that an upload is for was opened under this sign-in, and still is."""
    window = path.removeprefix(UPLOAD).partition("/")[0]
    client = Runtime.instance().get_client(window) if Runtime.exists() else None
    came = client.client_context if client else None
    said = dict(came.headers) if came else {}
    return said.get(SIGN_IN.decode()) == str(visitor.sign_in_id)


def _to_the_sign_in_page(scope: Scope, headers: Headers) -> Response:
    if scope["type"] == "http" and shell.is_page(scope, headers):
        asked = scope["path"] + (
            f"?{scope['query_string'].decode('latin-1')}" if scope["query_string"] else ""
        )
        return RedirectResponse("/login" if asked == "/" else f"/login?next={quote(asked, safe='')}", 303)
    return PlainTextResponse(_("请先登录。"), 401)


async def _turn_away(refusal: Response, scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.close", "code": 4403, "reason": ""})
        return
    refusal.headers["cache-control"] = "no-store"
    await refusal(scope, receive, send)
