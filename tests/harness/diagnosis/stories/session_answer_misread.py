"""Stories of the cause session_answer_misread."""

from collections.abc import Mapping
from dataclasses import replace

import story

from harness.wire.exchange import Exchange, Message
from stories import Story

FLAT = '{"user": {"id": "u1"}, "accessToken": "#aaaaaa"}'
NESTED = '{"success": true, "data": {"accessToken": "#aaaaaa", "refreshToken": "#bbbbbb"}}'
LOGIN = story.request("sign_in", 30, 31, method="POST", body=FLAT)
RENEWAL = story.request("refresh", 30, 31, method="POST", body=NESTED)
ASKED = story.screen(32, "sign_in", reason="wrong shape: no string at 'data.token'")


def with_token(exchange: Exchange, token: str = "#aaaaaa") -> Exchange:
    """A request in the session of a token."""
    return replace(exchange, request=Message(headers={"Authorization": f"Bearer {token}"}))


PROVED: Mapping[str, Story] = {
    "login": (LOGIN, ASKED),
    "renewal": (RENEWAL, ASKED),
}

LIKENESSES: Mapping[str, Story] = {
    "signed in": (LOGIN, story.screen(32, "home")),
    "used, and refused afterwards": (RENEWAL, with_token(story.leads(31)), ASKED),
    "a refused login": (replace(LOGIN, status=401), ASKED),
    "a refused renewal": (replace(RENEWAL, status=401), ASKED),
    "an answer without a token": (replace(LOGIN, response=Message(body='{"user": {}}')), ASKED),
    "an answer that is no JSON": (replace(LOGIN, response=Message(body="<html>")), ASKED),
    "somebody else is asked who it is": (LOGIN, replace(ASKED, person="Marko")),
    "asked before": (story.screen(20, "sign_in"), LOGIN),
    "asked after the next login": (
        LOGIN,
        story.request("sign_in", 31, 32, method="POST", status=401),
        replace(ASKED, at_ns=story.ns(33)),
    ),
}
