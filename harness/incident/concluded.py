"""Requests that a HAR doesn't show and yet proves: a backend has amoCRM's own words from nowhere else."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from harness.diagnosis.redirects import told
from harness.diagnosis.rules.code_exchanged_twice import REVOKED
from harness.wire.exchange import Exchange, Message

CONCLUDED: Final = "concluded"
_TOKENS_PATH: Final = "/oauth2/access_token"


def concluded(exchanges: Sequence[Exchange]) -> list[Exchange]:
    """The token requests behind the first answer that says, in amoCRM's words, that a code was spent before."""
    if any(each.role == "token" and "code" in each.fingerprints for each in exchanges):
        return []  # they are there, and need no conclusion
    for again in exchanges:
        code = again.fingerprints.get("code")
        if again.callee != "backend" or code is None or REVOKED not in again.response.body:
            continue
        before = [
            each
            for each in exchanges
            if each.callee == "backend"
            and each.fingerprints.get("code") == code
            and each.ended_ns <= again.started_ns
            and 0 < each.status < 400
        ]
        # Where the callback and the app have both come through with it, nobody knows which of them has spent it.
        if len({each.role for each in before}) == 1:
            return list(_both(before[0], again, _host(exchanges, code)))
    return []


def _both(first: Exchange, again: Exchange, host: str) -> Iterator[Exchange]:
    yield _token_call(first, host, 200, "")
    problem = again.response.document
    status = problem.get("status") if isinstance(problem, dict) else None
    refused = status if isinstance(status, int) and 400 <= status < 500 else again.status
    yield _token_call(again, host, max(refused, 400), json.dumps({"hint": REVOKED}))


def _token_call(during: Exchange, host: str, status: int, body: str) -> Exchange:
    middle = (during.started_ns + during.ended_ns) // 2
    return replace(
        during,
        caller="backend",
        callee="amocrm",
        role="token",
        method="POST",
        url=f"https://{host}{_TOKENS_PATH}",
        status=status,
        started_ns=min(during.started_ns + 1, middle),
        ended_ns=max(during.ended_ns - 1, middle),
        request=Message(),
        response=Message(body=body),
        fingerprints={"code": during.fingerprints["code"]},
        facts={CONCLUDED: True},
    )


def _host(exchanges: Sequence[Exchange], code: str) -> str:
    """The account's host, as amoCRM's redirect has told the callback."""
    for each in exchanges:
        referer = told(each, "referer") if each.fingerprints.get("code") == code else None
        if referer:
            return referer
    return "www.amocrm.ru"
