"""What a backend reads of amoCRM's API, in Olena's account."""

from dataclasses import replace

import story

from harness.wire.exchange import Exchange, Message

PAGE = Message({"Content-Type": "text/html"}, "<html><h1>Forbidden</h1></html>")
PROBLEM = Message({"Content-Type": "application/problem+json"}, '{"title": "Forbidden"}')


def api(
    start: int,
    end: int,
    path: str = "leads?page=1&limit=50",
    *,
    status: int = 200,
    answer: Message = PROBLEM,
    fault_kind: str | None = None,
) -> Exchange:
    """A read; an answer that isn't a plain 200 was ordered."""
    call = story.request("api", start, end, caller="backend", callee="amocrm", status=status)
    fault = None if status == 200 and fault_kind is None else "f1"
    url = f"http://olena-crm.amocrm.ru/api/v4/{path}"
    return replace(call, fault=fault, fault_kind=fault_kind, url=url, account="olena-crm", response=answer)
