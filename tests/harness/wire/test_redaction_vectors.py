"""The harness's recorder hides what the shared vectors say, and leaves the rest as it was."""

import json
from pathlib import Path
from typing import Any

import pytest

from harness.wire.redaction import Redactor, Texts, fingerprint

VECTORS = json.loads((Path(__file__).parents[2] / "redaction_vectors.json").read_text(encoding="utf-8"))["vectors"]


def of_kind(kind: str) -> pytest.MarkDecorator:
    """The vectors of a kind, each a test by its name."""
    chosen = [vector for vector in VECTORS if vector["kind"] == kind]
    return pytest.mark.parametrize("vector", chosen, ids=[vector["name"] for vector in chosen])


def redacted(sent: Texts, *, oauth: bool = True) -> Texts:
    """One message alone, by a recorder that has met nothing yet."""
    return Redactor().exchange(sent, Texts(), oauth=oauth)[0]


def test_every_vector_has_a_kind_that_is_tested() -> None:
    assert {vector["kind"] for vector in VECTORS} == {"fingerprint", "url", "header", "body", "exchange"}


@of_kind("fingerprint")
def test_a_fingerprint_is_six_digits_of_the_hash(vector: dict[str, str]) -> None:
    assert fingerprint(vector["input"]) == vector["expected"]


@of_kind("url")
def test_an_address_loses_its_secrets(vector: dict[str, str]) -> None:
    assert redacted(Texts(url=vector["input"])).url == vector["expected"]
    assert Redactor().hide_url(vector["input"]) == vector["expected"]


@of_kind("header")
def test_a_header_loses_its_secrets(vector: dict[str, str]) -> None:
    name, value = vector["input"]
    assert redacted(Texts(headers={name: value})).headers == {name: vector["expected"]}


@of_kind("body")
def test_a_body_loses_its_secrets(vector: dict[str, Any]) -> None:
    assert redacted(Texts(body=vector["input"]), oauth=vector["oauth"]).body == vector["expected"]


@of_kind("exchange")
def test_an_exchange_loses_what_any_of_its_texts_gave_away(vector: dict[str, Any]) -> None:
    sent, got = Redactor().exchange(*directions(vector["input"]), oauth=vector["oauth"])
    wanted_sent, wanted_got = directions(vector["expected"])

    assert (sent.url, sent.headers, sent.body) == (wanted_sent.url, wanted_sent.headers, wanted_sent.body)
    assert (got.headers, got.body) == (wanted_got.headers, wanted_got.body)
    both = {**got.fingerprints, **sent.fingerprints}
    if got.fingerprints.get("refresh_token", both.get("refresh_token")) != both.get("refresh_token"):
        both["next_refresh_token"] = got.fingerprints["refresh_token"]
    assert both == vector["fingerprints"]


def directions(document: dict[str, Any]) -> tuple[Texts, Texts]:
    """A request and its answer, as the vectors write an exchange."""
    return (
        Texts(url=document["url"], headers=dict(document["request_headers"]), body=document["request_body"]),
        Texts(headers=dict(document["response_headers"]), body=document["response_body"]),
    )
