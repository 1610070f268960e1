"""Pairs of tokens in stories: how they are given, used, refused; a token is called by a letter and a number."""

from dataclasses import replace

import story

from harness.wire.exchange import Exchange, Message

HOST = "olena-crm.amocrm.ru"
REVOKED = '{"hint": "Token has been revoked"}'
FIELDS = '{"grant_type": "refresh_token", "refresh_token": "#r1", "client_id": "x", "redirect_uri": "http://x/"}'
DAY = 86_400


def given(
    start: int, end: int, *, access: str = "a1", refresh: str = "r1", code: str = "c1", time: int = 0
) -> Exchange:
    """A code brings a pair; `time` is seconds of the account's own."""
    return _at(story.token(start, end, code=code), {"access_token": access, "refresh_token": refresh}, time)


def refreshed(start: int, end: int, old: str, access: str, new: str, *, time: int = 0) -> Exchange:
    """A refresh token brings the next pair."""
    prints = {"refresh_token": old, "access_token": access, "next_refresh_token": new}
    return _at(story.token(start, end, code=None), prints, time)


def refused(start: int, end: int, token: str = "r1", *, status: int = 401, time: int = 0) -> Exchange:
    """A refresh token brings nothing."""
    call = story.token(start, end, code=None, status=status, body=REVOKED)
    return _at(call, {"refresh_token": token}, time)


def read(start: int, end: int, token: str = "a1", *, status: int = 200, host: str = HOST, time: int = 0) -> Exchange:
    """The backend reads the API."""
    call = story.request("api", start, end, caller="backend", callee="amocrm", status=status)
    return _at(call, {"access_token": token}, time, host=host)


def elsewhere(call: Exchange, *, host: str, person: str = "Marko") -> Exchange:
    """The same in another account."""
    return replace(call, url=f"http://{host}/", account=host.partition(".")[0], person=person)


def _at(call: Exchange, prints: dict[str, str], time: int, *, host: str = HOST) -> Exchange:
    known = {**call.fingerprints, **{kind: f"#{token}" for kind, token in prints.items()}}
    return replace(
        call,
        url=f"http://{host}/{call.role}",
        account="olena-crm",
        account_time=1_000_000 + time,
        fingerprints=known,
        request=Message(body=FIELDS if "code" not in known else ""),
    )
