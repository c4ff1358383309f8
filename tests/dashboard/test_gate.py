"""The gate, asked over HTTP and websockets as a browser or an intruder would."""

from collections.abc import Iterator
from urllib.parse import quote

import pytest
import time_machine
from sqlalchemy.orm import Session
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from dashboard.quotas import Quota
from supervision.db import changing, reading
from supervision.office import credentials, exports, installation, sign_ins
from supervision.office.people import Officer, Role
from tests import make
from tests.dashboard.conftest import A_PAGE, HERE, SAME_SITE

STREAM = HERE.replace("http", "ws") + "/_stcore/stream"


@pytest.fixture
def officer(anybody: TestClient) -> Officer:
    with changing() as session:
        made = make.officer(session, name="李娜")
        make.password(session, made)
    return made


@pytest.fixture
def signed_in(anybody: TestClient, officer: Officer) -> TestClient:
    answer = anybody.post(
        "/auth/login", data={"login": officer.login, "password": make.PASSWORD}, headers=SAME_SITE
    )
    assert answer.status_code == 303
    return anybody


@pytest.fixture
def looking(anybody: TestClient) -> Iterator[Session]:
    with reading() as session:
        yield session


@pytest.mark.parametrize(
    "path",
    ["/", "/static/js/x.js", "/_stcore/host-config", "/export/x", "/_stcore/upload_file/a/b"],
)
def test_nothing_is_answered_to_somebody_who_has_not_signed_in(anybody: TestClient, path: str) -> None:
    assert anybody.get(path).status_code == 401
    assert anybody.get(path, headers=A_PAGE).headers["location"].startswith("/login")
    with pytest.raises(WebSocketDisconnect) as refused, anybody.websocket_connect(STREAM):
        pass
    assert refused.value.code == 4403


@pytest.mark.parametrize(
    "path", ["/login", "/healthz", "/_stcore/health", "/assets/seal.svg", "/assets/zh.js"]
)
def test_what_a_stranger_may_see(anybody: TestClient, path: str) -> None:
    assert anybody.get(path).status_code == 200


@pytest.mark.parametrize("path", ["/_stcore/metrics", "/_stcore/agent/openapi.json", "/media/x"])
def test_what_nobody_may_see(signed_in: TestClient, path: str) -> None:
    assert signed_in.get(path).status_code == 404


def test_a_cookie_opens_the_page_and_the_websocket(signed_in: TestClient) -> None:
    page = signed_in.get("/conduct-flags?flag=12", headers=A_PAGE)

    assert page.status_code == 200
    assert page.headers["cache-control"] == "no-store"
    assert '<html lang="zh-CN">' in page.text
    assert "<title>督责台</title>" in page.text
    assert "/assets/zh.js" in page.text
    assert "<script>" not in page.text
    assert "openapi.json" not in page.text
    with signed_in.websocket_connect(STREAM, headers=SAME_SITE):
        pass


def test_the_cookie_is_hidden_from_scripts_and_other_sites(anybody: TestClient, officer: Officer) -> None:
    answer = anybody.post(
        "/auth/login", data={"login": officer.login, "password": make.PASSWORD}, headers=SAME_SITE
    )

    cookie = answer.headers["set-cookie"].lower()
    assert cookie.startswith("duze=")
    assert "httponly" in cookie
    assert "samesite=lax" in cookie


def test_behind_tls_the_cookie_is_secure_and_plain_http_refused(
    anybody: TestClient, officer: Officer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DUZE_TLS", "1")
    over_tls = SAME_SITE | {"x-forwarded-proto": "https"}

    answer = anybody.post(
        "/auth/login", data={"login": officer.login, "password": make.PASSWORD}, headers=over_tls
    )

    assert answer.headers["set-cookie"].startswith("__Host-duze=")
    assert "Secure" in answer.headers["set-cookie"]
    assert "strict-transport-security" in answer.headers
    assert anybody.get("/login").status_code == 403


def test_a_deep_link_is_found_again_after_signing_in(anybody: TestClient, officer: Officer) -> None:
    sent = anybody.get("/conduct-flags?flag=12", headers=A_PAGE).headers["location"]
    assert sent == "/login?next=" + quote("/conduct-flags?flag=12", safe="")
    assert 'value="/conduct-flags?flag=12"' in anybody.get(sent).text

    for asked, where in [("/conduct-flags?flag=12", "/conduct-flags?flag=12"), ("//evil.example", "/")]:
        form = {"login": officer.login, "password": make.PASSWORD, "next": asked}
        assert anybody.post("/auth/login", data=form, headers=SAME_SITE).headers["location"] == where


def test_identity_headers_from_outside_are_thrown_away(anybody: TestClient, officer: Officer) -> None:
    forged = {"X-Duze-Officer": str(officer.id), "X-Duze-Sign-In": "1"}

    assert anybody.get("/", headers=forged).status_code == 401


def test_a_forged_cookie_is_no_cookie(anybody: TestClient) -> None:
    for forged in ("duze=x", "duze=\x01;;=", 'duze="' + "a" * 3000):
        assert anybody.get("/", headers={"cookie": forged}).status_code == 401


@pytest.mark.parametrize("header", [{"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}])
def test_another_site_neither_signs_in_nor_out(
    signed_in: TestClient, officer: Officer, header: dict[str, str]
) -> None:
    form = {"login": officer.login, "password": make.PASSWORD}

    assert signed_in.post("/auth/login", data=form, headers=header).status_code == 403
    assert signed_in.get("/auth/logout", headers=header).status_code == 403
    with pytest.raises(WebSocketDisconnect), signed_in.websocket_connect(STREAM, headers=header):
        pass
    assert signed_in.get("/", headers=A_PAGE).status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8501", "127.0.0.1.evil.example", ""])
def test_only_our_own_name_is_answered(anybody: TestClient, host: str) -> None:
    assert anybody.get("/login", headers={"host": host}).status_code == 421
    assert anybody.get("/login", headers={"host": "localhost:8501"}).status_code == 200


def test_plain_http_is_for_this_machine_only(anybody: TestClient) -> None:
    far = TestClient(anybody.app, base_url=HERE, client=("10.1.2.3", 50000))

    assert far.get("/login").status_code == 403


def test_every_answer_carries_the_headers(anybody: TestClient) -> None:
    for path in ("/login", "/", "/assets/seal.svg", "/healthz"):
        headers = anybody.get(path).headers
        assert "script-src 'self'" in headers["content-security-policy"]
        assert "unsafe-eval" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
        assert headers["referrer-policy"] == "same-origin"


def test_wrong_passwords_are_told_alike_and_lock(anybody: TestClient, officer: Officer) -> None:
    for number in range(5):
        with changing() as session:
            sign_ins.settle(session, sign_ins.Tried(officer.login, None), address=f"10.0.0.{number}")

    form = {"login": officer.login, "password": make.PASSWORD}
    locked = anybody.post("/auth/login", data=form, headers=SAME_SITE)
    unknown = anybody.post("/auth/login", data=form | {"login": "<b>x"}, headers=SAME_SITE)

    assert (locked.status_code, unknown.status_code) == (401, 401)
    assert "已锁定" in locked.text
    assert "账号或密码不正确" in unknown.text
    assert "<b>x" not in unknown.text
    assert "&lt;b&gt;x" in unknown.text


def test_signing_out_ends_the_sign_in_on_the_server(signed_in: TestClient) -> None:
    cookie = signed_in.cookies["duze"]

    left = signed_in.get("/auth/logout")

    assert left.headers["location"] == "/login"
    assert signed_in.get("/", headers={"cookie": f"duze={cookie}"}).status_code == 401


def test_uploads_are_counted_and_measured(signed_in: TestClient) -> None:
    path = "/_stcore/upload_file/a/b"

    assert signed_in.put(path, content=iter([b"x"])).status_code == 411
    assert signed_in.put(path, headers={"content-length": str(50 * 2**20)}).status_code == 413


def test_an_upload_quota_is_for_a_minute_and_for_each_sign_in() -> None:
    quota = Quota(files=2, size=100)

    answers = [quota.why_not(1, "40"), quota.why_not(1, "40"), quota.why_not(1, "1"), quota.why_not(2, "90")]

    assert [answer and answer.status for answer in answers] == [None, None, 429, None]
    too_large = quota.why_not(2, "11")
    assert too_large is not None
    assert too_large.status == 429


def hand_out(officer: Officer) -> str:
    with changing() as session:
        to = session.get_one(Officer, officer.id)
        return exports.hand_out(session, name="疑点 清单.xlsx", data=b"PK", reason="汇报", to=to)


def test_an_export_is_collected_once(signed_in: TestClient, officer: Officer) -> None:
    token = hand_out(officer)

    first, again = signed_in.get(f"/export/{token}"), signed_in.get(f"/export/{token}")

    assert (first.status_code, first.content) == (200, b"PK")
    assert first.headers["cache-control"] == "no-store"
    assert first.headers["content-disposition"] == f"attachment; filename*=UTF-8''{quote('疑点 清单.xlsx')}"
    assert again.status_code == 404
    assert "已取走或已过期" in again.text


def test_an_export_is_nobody_elses(signed_in: TestClient) -> None:
    with changing() as session:
        other = make.officer(session)

    answer = signed_in.get(f"/export/{hand_out(other)}")

    assert answer.status_code == 404
    assert "只供本人领取" in answer.text


def test_a_stale_export_is_gone(
    signed_in: TestClient, officer: Officer, frozen_clock: time_machine.Traveller
) -> None:
    token = hand_out(officer)
    frozen_clock.shift(601)

    assert "已过期" in signed_in.get(f"/export/{token}").text


def test_outside_a_demo_home_no_account_is_offered(anybody: TestClient, officer: Officer) -> None:
    with changing() as session:
        credentials.issue(session, session.get_one(Officer, officer.id), "Demo-2022-xx", demo=True)

    answer = anybody.post("/auth/demo", data={"officer": str(officer.id)}, headers=SAME_SITE)

    assert answer.status_code == 403
    assert "演示数据" not in anybody.get("/login").text


def test_a_demo_home_offers_its_accounts_by_one_click(anybody: TestClient) -> None:
    with changing() as session:
        made = make.officer(session, Role.LEADER, name="演示丁")
        credentials.issue(session, made, "Demo-2022-xx", demo=True)
        installation.current(session).demo = True

    page = anybody.get("/login").text
    answer = anybody.post("/auth/demo", data={"officer": str(made.id)}, headers=SAME_SITE)

    with changing() as session:
        installation.current(session).demo = False
    assert "演示数据" in page
    assert "演示丁" in page
    assert answer.status_code == 303
    assert anybody.get("/", headers=A_PAGE).status_code == 200


def test_the_language_is_remembered_and_english_pages_stay_english(signed_in: TestClient) -> None:
    chosen = signed_in.get("/language/en?next=/intake-imports")
    assert chosen.headers["location"] == "/intake-imports"

    page = signed_in.get("/", headers=A_PAGE).text

    assert '<html lang="en">' in page
    assert "zh.js" not in page
    assert signed_in.get("/language/xx").headers.get("set-cookie") is None
