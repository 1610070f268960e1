"""What the tables of calls say, written down: who has confirmed which endpoint, and the page of method × result.

`python -m tests.fidelity.confirm` writes both files; tests hold them, and the tables, against what a run sees.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

from mock_amocrm.catalogue import catalogue
from tests.fidelity.clients import CLIENTS
from tests.fidelity.use import Client, Throws, Use

ROOT = Path(__file__).parents[2]
CONFIRMED = ROOT / "mock_amocrm" / "catalogue" / "confirmed.json"
PAGE = ROOT / "docs" / "clients.md"

OPENING = """\
# Real clients

Published clients of amoCRM run against the fake, unmodified and in processes of their own, whenever the tests run
([tests/fidelity](../tests/fidelity)). Every public name of theirs is called as its users would call it; what the client
makes of the answer, what the fake saw and what another integration reads afterwards are all checked. A name that a new
version adds fails a test until it stands in a table.

Written by `python -m tests.fidelity.confirm`, as is
[confirmed.json](../mock_amocrm/catalogue/confirmed.json): which endpoint has been used with success by whom.
"""


def confirmed() -> dict[str, list[str]]:
    """Endpoints in the catalogue's order, and the clients that have used them with success."""
    users: Mapping[str, dict[str, None]] = defaultdict(dict)
    for client in CLIENTS:
        for endpoint in _endpoints(client):
            users[endpoint][client.title] = None
    return {key: list(users[key]) for key in catalogue() if key in users}


def page() -> str:
    """The page of the docs."""
    return "\n".join([OPENING, *_summary(), *(line for client in CLIENTS for line in _client(client))])


def _summary() -> Iterator[str]:
    yield "| client | from | public names | calls | endpoints | how it finds the fake |"
    yield "|---|---|---|---|---|---|"
    for client in CLIENTS:
        uses = list(_uses(client))
        names = {use.method for use in uses} | set(client.apart)
        figures = f"{len(names)} | {len(uses)} | {len(set(_endpoints(client)))}"
        yield f"| [{client.title}](#{_anchor(client)}) | {client.registry} | {figures} | {client.about} |"


def _client(client: Client) -> Iterator[str]:
    yield from ("", f"## {client.title}")
    for chapter in client.chapters:
        yield from ("", f"### {client.name}: {chapter.title}", "", "| name | requests | result |", "|---|---|---|")
        yield from (f"| `{use.method}` | {_requests(use)} | {_result(use)} |" for use in chapter.uses)
    if client.apart:
        yield from ("", f"### {client.name}: not called", "", "| name | why |", "|---|---|")
        yield from (f"| `{name}` | {why} |" for name, why in client.apart.items())


def _requests(use: Use) -> str:
    shown = [endpoint if status == "2xx" else f"{endpoint} → {status}" for endpoint, status in use.exchanges]
    return "<br>".join(f"`{each}`" for each in shown) or "–"


def _result(use: Use) -> str:
    return " – ".join(filter(None, ["throws" if isinstance(use.gives, Throws) else "✓", use.why]))


def _endpoints(client: Client) -> Iterator[str]:
    for use in _uses(client):
        for endpoint, status in use.exchanges:
            if status.startswith("2"):
                assert endpoint in catalogue(), f"{use.method}: the catalogue has no {endpoint}"
                yield endpoint


def _uses(client: Client) -> Iterator[Use]:
    return (use for chapter in client.chapters for use in chapter.uses)


def _anchor(client: Client) -> str:
    kept = "".join(sign for sign in client.title.lower() if sign.isalnum() or sign in " -")
    return kept.replace(" ", "-")


def main() -> None:
    """Write both."""
    CONFIRMED.write_text(json.dumps(confirmed(), indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    PAGE.write_text(page() + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
