"""Stories of the cause app_session_not_renewed."""

from collections.abc import Mapping
from dataclasses import replace

import story

from harness.wire.exchange import Message
from stories import Story

EXPIRED = story.request("status", 30, 31, status=403, body='{"message": "Invalid token: jwt expired"}')
STUCK = story.screen(40, "crm.not_connected", reason="403 Invalid token: jwt expired")
FORBIDDEN = replace(EXPIRED, response=Message(body='{"message": "Forbidden: Admin access required"}'))

PROVED: Mapping[str, Story] = {
    "": (EXPIRED, STUCK),
}

LIKENESSES: Mapping[str, Story] = {
    "renewed": (EXPIRED, story.request("refresh", 32, 33, method="POST"), STUCK),
    "tried to renew": (EXPIRED, story.request("refresh", 32, 33, method="POST", status=401), STUCK),
    "asked who it is": (EXPIRED, story.screen(40, "sign_in")),
    "signed in again": (EXPIRED, STUCK, story.request("sign_in", 50, 51, method="POST")),
    "a refusal that isn't about the session": (FORBIDDEN, STUCK),
    "an app that showed nothing afterwards": (EXPIRED, story.screen(20, "crm.connected", connected=True)),
    "a wrong password": (replace(EXPIRED, role="sign_in", status=401), STUCK),
    "a refused renewal": (replace(EXPIRED, role="refresh", status=401), STUCK),
    "amoCRM's refusal, passed on": (
        replace(EXPIRED, ended_ns=story.ns(38), status=401),
        story.request("api", 32, 36, caller="backend", callee="amocrm", status=401),
        STUCK,
    ),
}
