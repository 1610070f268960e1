"""A backend that shares nothing with the reference one: Bottle, memory only, paths and JSON of its own.

`harness.toml` beside it is all that connects it to the harness: nothing in here knows that it is being tested.
"""

import hashlib
import html
import os
import re
import secrets
import sys
import threading
from dataclasses import dataclass, field
from urllib.parse import urlencode

import bottle
import requests
import waitress

ACCOUNT_HOST = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?\.(amocrm\.ru|amocrm\.com|kommo\.com)")
DEEP_LINK = "foryoure://amo-crm/callback"
PAGE = """<!doctype html><meta charset="utf-8"><p>{text}</p>
<form action="{link}">{fields}<button>Return to App</button></form>"""
FIELD = '<input type="hidden" name="{}" value="{}">'
CLIENT = {name: os.environ[f"AMO_{name.upper()}"] for name in ("client_id", "client_secret", "redirect_uri")}
SCHEME = os.environ.get("AMO_SCHEME", "https")  # of amoCRM; a fake on this machine speaks plain http


@dataclass
class User:
    """Somebody of the app; `tokens` are amoCRM's, empty while it isn't linked."""

    salt: bytes
    digest: bytes
    host: str = ""
    tokens: dict[str, str] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)


@dataclass
class Consent:
    """A state that was handed out: whose it is, the one code that came with it, and what became of that."""

    user: User
    code: str = ""
    outcome: str = ""
    lock: threading.Lock = field(default_factory=threading.Lock)


app = bottle.Bottle()
users: dict[str, User] = {}
sessions: dict[str, User] = {}
consents: dict[str, Consent] = {}


def digest_of(secret: str, salt: bytes) -> bytes:
    return hashlib.scrypt(secret.encode(), salt=salt, n=2**12, r=8, p=1)


def signed_in() -> User:
    user = sessions.get(bottle.request.get_header("Authorization", "").removeprefix("Bearer "))
    if user is None:
        raise bottle.HTTPResponse({"message": "sign in first"}, status=401)
    return user


def get_tokens(user: User, host: str, **grant: str) -> bool:
    """One request to the token endpoint; amoCRM's refusal unlinks."""
    answer = requests.post(
        f"{SCHEME}://{host}/oauth2/access_token", json={**CLIENT, **grant}, timeout=15, allow_redirects=False
    )
    user.host, user.tokens = host, answer.json() if answer.status_code == 200 else {}
    return bool(user.tokens)


def read_crm(user: User, path: str, **query: object) -> dict | None:
    """Live from the user's own account; an access token that has died is renewed once. None is "nothing there"."""
    with user.lock:  # a refresh token works once, so two requests must not renew at the same time
        for attempt in ("first", "renewed"):
            if not user.tokens:
                return None
            headers = {"Authorization": f"Bearer {user.tokens['access_token']}"}
            answer = requests.get(f"{SCHEME}://{user.host}{path}", headers=headers, params=query, timeout=15)
            if answer.status_code != 401 or attempt == "renewed":
                break
            get_tokens(user, user.host, grant_type="refresh_token", refresh_token=user.tokens["refresh_token"])
    if answer.status_code >= 400:
        raise bottle.HTTPResponse({"message": f"amoCRM answered {answer.status_code}"}, status=502)
    return None if answer.status_code == 204 else answer.json()


@app.post("/signup")
def sign_up() -> dict:
    given = bottle.request.json
    if given["login"] in users:
        raise bottle.HTTPResponse({"message": "this login is taken"}, status=409)
    salt = secrets.token_bytes(16)
    users[given["login"]] = User(salt, digest_of(given["secret"], salt))
    return {"welcome": given["login"]}


@app.post("/login")
def log_in() -> dict:
    given = bottle.request.json
    user = users.get(given["login"])
    if user is None or not secrets.compare_digest(user.digest, digest_of(given["secret"], user.salt)):
        raise bottle.HTTPResponse({"message": "wrong login or secret"}, status=403)
    session = secrets.token_urlsafe(32)
    sessions[session] = user
    return {"session": session}


@app.get("/crm")
def crm() -> dict:
    user = signed_in()
    return {"linked": "yes" if user.tokens else "no", "where": user.host}


@app.post("/crm/link")
def link() -> dict:
    state = secrets.token_urlsafe(32)
    consents[state] = Consent(signed_in())
    authorize_url = os.environ.get("AMO_AUTHORIZE_URL", "https://www.amocrm.ru/oauth")
    return {"open": f"{authorize_url}?{urlencode({'client_id': CLIENT['client_id'], 'state': state})}"}


@app.delete("/crm/link")
def unlink() -> dict:
    signed_in().tokens = {}
    return {"linked": "no"}


@app.get("/oauth/return")
def come_back() -> str:
    outcome = settle(bottle.request.query)
    told = {"success": "true"} if outcome == "linked" else {"error": outcome}
    fields = "".join(FIELD.format(name, html.escape(value)) for name, value in told.items())
    return PAGE.format(text="amoCRM: " + html.escape(outcome), link=DEEP_LINK, fields=fields)


def settle(query: bottle.FormsDict) -> str:
    """Spend the code, once. The same address opened again is told what its first opening came to."""
    consent, host = consents.get(query.state), query.referer.lower()
    if query.error:
        return "declined"
    if consent is None or not query.code or not ACCOUNT_HOST.fullmatch(host):
        return "refused"
    with consent.lock:
        if not consent.code:
            consent.code = query.code
            linked = get_tokens(consent.user, host, grant_type="authorization_code", code=query.code)
            consent.outcome = "linked" if linked else "failed"
        return consent.outcome if consent.code == query.code else "refused"


@app.get("/crm/deals")
def deals() -> dict:
    number = int(bottle.request.query.sheet or 1)
    sheet = read_crm(signed_in(), "/api/v4/leads", page=number, limit=50) or {"_embedded": {"leads": []}, "_links": {}}
    return {
        "deals": [deal(lead) for lead in sheet["_embedded"]["leads"]],
        "next_sheet": number + 1 if "next" in sheet["_links"] else None,
    }


@app.get("/crm/deals/<number:int>")
def one_deal(number: int) -> dict:
    lead = read_crm(signed_in(), f"/api/v4/leads/{number}")
    if lead is None:
        raise bottle.HTTPResponse({"message": "no such deal"}, status=404)
    return deal(lead)


def deal(lead: dict) -> dict:
    return {"number": lead["id"], "title": lead["name"], "worth": {"sum": lead["price"]}}


@app.post("/crm/news")
def news() -> dict:
    """amoCRM's webhooks: whoever keeps leads would bring them up to date here; these are read live each time."""
    return {"heard": "yes"}


@app.get("/")
def alive() -> dict:
    return {"alive": True}


if __name__ == "__main__":
    waitress.serve(app, host="127.0.0.1", port=int(sys.argv[1]), threads=8)
