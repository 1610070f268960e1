"""Parts that the stories of several causes share."""

import json
from dataclasses import replace

import story

from harness.wire.exchange import Exchange, Message

# A person whose callback redeemed the code between 10 and 40.
CONNECTED = (story.moved("consent_started", 1, state="s1"), story.callback(10, 40), story.token(20, 30))
BACK = (story.link(50, success="true"), story.moved("returned", 50))
STRUCK = replace(story.token(20, 30), fault="f1")
OLENAS = story.account("Olena", 1, 2)
MARKOS = story.account("Marko", 7)

# Her leads, read in full while her callback was answered; she is connected, and asks for the list afterwards.
TWO = (story.lead(1), story.lead(2))
IMPORTED = (*CONNECTED, OLENAS, story.lead_page(32, 34, *TWO), story.status(50, True))

# Olena's account has told of a new lead and of a new budget; her app has asked since, and shows one lead at 100.
ADDED = "leads[add][0][id]=2&leads[add][0][price]=5&account[subdomain]=olena-crm"
PRICED = "leads[update][0][id]=1&leads[update][0][price]=200&account[subdomain]=olena-crm"
DELETED = "leads[delete][0][id]=1&account[subdomain]=olena-crm"
SHOWN = (story.leads(60, 1), story.screen(62, "crm.connected", connected=True, prices={1: 100}))
READ = replace(story.request("api", 35, 38, caller="backend", callee="amocrm"), account="olena-crm")

# amoCRM's redirect reaches the callback, says the account, and the token is asked for with everything in place.
OLENAS_HOST = "olena-crm.amocrm.ru"
LANDING = f"http://127.0.0.1:3000/callback?code=#c1&state=#s1&referer={OLENAS_HOST}&platform=1&client_id=app"
LANDED = replace(story.callback(10, 40), url=LANDING)
KEYS = '{"client_id": "app", "client_secret": "•••", "redirect_uri": "http://127.0.0.1:3000/callback", "code": "#c1"}'


def at_token_endpoint(
    start: int, end: int, *, host: str = OLENAS_HOST, status: int = 400, hint: str = "", code: str | None = "c1"
) -> Exchange:
    """A token request at some host, refused with a hint unless it is said otherwise."""
    told = story.token(start, end, code=code, status=status, body=json.dumps({"hint": hint}) if hint else "")
    return replace(told, url=f"http://{host}/oauth2/access_token", request=Message(body=KEYS))
