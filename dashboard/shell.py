"""What leaves with every answer: security headers; and Streamlit's page made ours: language, title, look."""

import re
from http import HTTPStatus

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import Message, Scope, Send

from supervision import config
from supervision.words import _, spoken

# No eval and no foreign address: a picture in a text that somebody typed is never fetched.
CSP = (
    "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; frame-ancestors 'none'; "
    "object-src 'none'; base-uri 'none'; form-action 'self'"
)
HEADERS = {
    "content-security-policy": CSP,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}
A_YEAR = "max-age=31536000"
INLINE_SCRIPT = re.compile(rb"<script>.*?</script>", re.DOTALL)
NOSCRIPT = re.compile(rb"<noscript>.*?</noscript>", re.DOTALL)
LINKS_TO_DROP = re.compile(rb'<link[^>]*rel="(?:service-desc|shortcut icon|preload)"[^>]*>')
TITLE = re.compile(rb"<title>.*?</title>")


def is_page(scope: Scope, headers: Headers) -> bool:
    """Whether a browser is opening a page, rather than fetching a part of one."""
    return scope["type"] == "http" and scope["method"] == "GET" and "text/html" in headers.get("accept", "")


def sending_headers(send: Send) -> Send:
    """Add the headers to whatever is answered."""

    async def with_headers(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(raw=message.setdefault("headers", []))
            for name, value in HEADERS.items():
                headers[name] = value
            if config.behind_tls():
                headers["strict-transport-security"] = A_YEAR
            if "server" in headers:
                del headers["server"]
        await send(message)

    return with_headers


def rewriting(scope: Scope, send: Send) -> Send:
    """Hold Streamlit's index.html back until it is whole, and send it as our own, not to be kept."""
    unpacked = (b"accept-encoding", b"if-none-match", b"if-modified-since", b"range")
    scope["headers"] = [pair for pair in scope["headers"] if pair[0] not in unpacked]
    held: list[Message] = []
    body = bytearray()

    async def rewrite(message: Message) -> None:
        if message["type"] == "http.response.start" and _is_html(message):
            held.append(message)
        elif message["type"] == "http.response.body" and held:
            body.extend(message.get("body", b""))
            if not message.get("more_body"):
                await _send_whole(send, held[0], ours(bytes(body)))
        else:
            await send(message)

    return rewrite


def ours(page: bytes) -> bytes:
    """Streamlit's index.html in our language, with our title, look and words, and nothing it need not say."""
    chinese = spoken() == "zh"
    for pattern in (INLINE_SCRIPT, LINKS_TO_DROP):
        page = pattern.sub(b"", page)
    page = NOSCRIPT.sub(f"<noscript>{_('请启用 JavaScript。')}</noscript>".encode(), page)
    page = TITLE.sub(f"<title>{_('督责台')}</title>".encode(), page, count=1)
    if chinese:
        page = page.replace(b'<html lang="en">', b'<html lang="zh-CN">', 1)
    ours = '<link rel="icon" href="/assets/seal.svg"><link rel="stylesheet" href="/assets/look.css">'
    if chinese:
        ours += '<script src="/assets/zh.js"></script>'
    return page.replace(b"</head>", ours.encode() + b"</head>", 1)


def _is_html(start: Message) -> bool:
    kind = Headers(raw=start["headers"]).get("content-type", "")
    return start["status"] == HTTPStatus.OK and kind.startswith("text/html")


async def _send_whole(send: Send, start: Message, page: bytes) -> None:
    headers = MutableHeaders(raw=start["headers"])
    for name in ("etag", "last-modified", "content-encoding"):
        if name in headers:
            del headers[name]
    headers["content-length"], headers["cache-control"] = str(len(page)), "no-store"
    await send(start)
    await send({"type": "http.response.body", "body": page})
