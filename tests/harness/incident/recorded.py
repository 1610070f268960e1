"""HARs as browsers and proxies export them; times are milliseconds since the record began."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import urlencode

API = "https://api.foryoure.example"
SECRET_CODE = "def50200" + "ab12" * 40
SECRET_STATE = "st4te-of-olena-0001"
APP_JWT = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJvbGVuYSJ9.c2lnbmF0dXJlLW9mLW9sZW5h"
REVOKED = {"title": "Некорректный запрос", "status": 403, "hint": "Authorization code has been revoked"}
OPENS = "<!doctype html><title>OK</title><button onclick=\"window.open('{link}','_self')\">Return to App</button>"
DEEP_LINK = f"foryoure://amo-crm/callback?code={SECRET_CODE}&state={SECRET_STATE}"
CALLBACK = f"{API}/api/amo-crm/callback?" + urlencode(
    {
        "code": SECRET_CODE,
        "state": SECRET_STATE,
        "referer": "olena.amocrm.ru",
        "platform": "1",
        "client_id": "0b0e39f1",
    }
)


def entry(
    method: str,
    url: str,
    at: int,
    *,
    status: int = 200,
    took: float = 20.5,
    sent: Mapping[str, object] | None = None,
    got: object = None,
    mime: str = "application/json",
    kind: str | None = "xhr",
    headers: Mapping[str, str] | None = None,
    location: str = "",
) -> dict[str, object]:
    """One entry; `kind` is what Chrome calls the resource type, None a proxy's record."""
    text = got if isinstance(got, str) else "" if got is None else json.dumps(got, ensure_ascii=False)
    told = {"Accept": "*/*", **({"sec-fetch-mode": "navigate" if kind == "document" else "cors"} if kind else {})}
    made: dict[str, object] = {
        "startedDateTime": f"2026-11-23T16:39:{at // 1000:02}.{at % 1000:03}Z",
        "time": took,
        "request": {
            "method": method,
            "url": url,
            "httpVersion": "http/2.0",
            "headers": [{"name": name, "value": value} for name, value in {**told, **(headers or {})}.items()],
            "queryString": [],
            "cookies": [],
            "headersSize": -1,
            "bodySize": -1,
            **({"postData": {"mimeType": "application/json", "text": json.dumps(sent)}} if sent else {}),
        },
        "response": {
            "status": status,
            "statusText": "",
            "httpVersion": "http/2.0",
            "headers": [{"name": "content-type", "value": f"{mime}; charset=utf-8"}]
            + ([{"name": "location", "value": location}] if location else []),
            "cookies": [],
            "content": {"size": len(text), "mimeType": mime, "text": text},
            "redirectURL": location,
            "headersSize": -1,
            "bodySize": -1,
        },
        "cache": {},
        "timings": {"send": 0.1, "wait": took - 0.2, "receive": 0.1},
    }
    return {**made, "_resourceType": kind, "_priority": "High"} if kind else made


def app(method: str, path: str, at: int, **rest: object) -> dict[str, object]:
    """The app asks its backend."""
    headers = {"Authorization": f"Bearer {APP_JWT}", "Origin": "https://app.foryoure.example"}
    return entry(method, API + path, at, headers=headers, **rest)  # type: ignore[arg-type]


def write(path: Path, entries: Sequence[object], *, creator: str = "WebInspector") -> Path:
    """A file as Chrome writes it."""
    log = {"version": "1.2", "creator": {"name": creator, "version": "537.36"}, "pages": [], "entries": list(entries)}
    path.write_text(json.dumps({"log": log}, indent=2, ensure_ascii=False), encoding="utf-8")
    return path


def consent(at: int) -> list[dict[str, object]]:
    """amoCRM's page, and what it loads."""
    page = f"https://www.amocrm.ru/oauth?client_id=0b0e39f1&state={SECRET_STATE}&mode=post_message"
    return [
        entry("GET", page, at, got="<html>…</html>", mime="text/html", kind="document"),
        entry("GET", "https://www.amocrm.ru/css/login.css", at + 5, got="a{}", mime="text/css", kind="stylesheet"),
        entry("GET", "https://mc.yandex.ru/watch/1", at + 6, got="", mime="image/gif", kind="image"),
    ]


def seed(*, refusal: object = None, page: str | None = None) -> list[dict[str, object]]:
    """The incident that this project was made for, as devtools have it: the backend's own requests aren't there."""
    told = OPENS.format(link=DEEP_LINK) if page is None else page
    return [
        app("GET", "/api/amo-crm/status", 100, got={"success": True, "data": {"connected": False}}),
        app(
            "GET",
            "/api/amo-crm/connect",
            900,
            got={"data": {"url": f"https://www.amocrm.ru/oauth?state={SECRET_STATE}"}},
        ),
        *consent(1_000),
        entry("GET", CALLBACK, 9_000, took=420.25, got=told, mime="text/html", kind="document"),
        app(
            "POST",
            "/api/amo-crm/exchange-code",
            12_000,
            sent={"code": SECRET_CODE},
            status=403,
            took=180,
            got=REVOKED if refusal is None else refusal,
        ),
        app("GET", "/api/amo-crm/status", 12_500, got={"success": True, "data": {"connected": True}}),
    ]


def backend_side() -> list[dict[str, object]]:
    """What a proxy beside the backend records of the same incident."""
    secret = "s3cret-of-the-integration"
    fields = {"client_id": "0b0e39f1", "client_secret": secret, "grant_type": "authorization_code", "code": SECRET_CODE}
    url = "https://olena.amocrm.ru/oauth2/access_token"
    tokens = {
        "token_type": "Bearer",
        "expires_in": 86400,
        "access_token": APP_JWT + "AA",
        "refresh_token": "def50200" + "cd" * 60,
    }
    return [
        entry("POST", url, 9_050, took=210, sent=fields, got=tokens, kind=None),
        entry("POST", url, 12_040, took=90, sent=fields, status=403, got=REVOKED, kind=None),
    ]
