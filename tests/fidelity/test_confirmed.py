"""What is written about the published clients is what their tables say; the tables are held against runs next door."""

import json

from mock_amocrm.catalogue import catalogue
from tests.fidelity.clients import CLIENTS
from tests.fidelity.confirm import CONFIRMED, PAGE, confirmed, page
from tests.fidelity.use import Throws

WRITE = "python -m tests.fidelity.confirm writes it anew"


def test_the_confirmed_endpoints_are_those_of_the_tables() -> None:
    assert json.loads(CONFIRMED.read_text(encoding="utf-8")) == confirmed(), WRITE


def test_the_page_of_the_docs_is_that_of_the_tables() -> None:
    assert PAGE.read_text(encoding="utf-8") == page() + "\n", WRITE


def test_what_a_client_cannot_have_is_explained() -> None:
    silent = [
        f"{client.name}: {use.method}"
        for client in CLIENTS
        for chapter in client.chapters
        for use in chapter.uses
        if isinstance(use.gives, Throws) and not use.why
    ]
    assert silent == []


def test_every_request_that_succeeds_is_one_that_the_catalogue_knows() -> None:
    unknown = [
        f"{client.name}: {use.method}: {endpoint}"
        for client in CLIENTS
        for chapter in client.chapters
        for use in chapter.uses
        for endpoint, status in use.exchanges
        if status.startswith("2") and endpoint not in catalogue()
    ]
    assert unknown == []
