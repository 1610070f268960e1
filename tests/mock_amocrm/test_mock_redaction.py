"""The recorder of the fake hides what the shared vectors say, and leaves the rest as it was."""

import json
import time
from pathlib import Path

import pytest

from mock_amocrm.redaction import Exchange, Found, fingerprint, redact, redact_body, redact_header, redact_url

VECTORS = json.loads((Path(__file__).parents[1] / "redaction_vectors.json").read_text(encoding="utf-8"))["vectors"]


def of_kind(kind: str) -> pytest.MarkDecorator:
    """The vectors of a kind, each a test by its name."""
    chosen = [vector for vector in VECTORS if vector["kind"] == kind]
    return pytest.mark.parametrize("vector", chosen, ids=[vector["name"] for vector in chosen])


def test_every_vector_has_a_kind_that_is_tested() -> None:
    assert {vector["kind"] for vector in VECTORS} == {"fingerprint", "url", "header", "body", "exchange"}


@of_kind("fingerprint")
def test_a_fingerprint_is_six_digits_of_the_hash(vector: dict[str, str]) -> None:
    assert fingerprint(vector["input"]) == vector["expected"]


@of_kind("url")
def test_an_address_loses_its_secrets(vector: dict[str, str]) -> None:
    assert redact_url(vector["input"], found=Found()) == vector["expected"]


@of_kind("header")
def test_a_header_loses_its_secrets(vector: dict[str, str]) -> None:
    name, value = vector["input"]
    assert redact_header(name, value, found=Found()) == vector["expected"]


@of_kind("body")
def test_a_body_loses_its_secrets(vector: dict[str, str]) -> None:
    assert redact_body(vector["input"], found=Found(), oauth=bool(vector["oauth"])) == vector["expected"]


@of_kind("exchange")
def test_an_exchange_loses_what_any_of_its_texts_gave_away(vector: dict[str, object]) -> None:
    redacted, fingerprints = redact(exchange(vector["input"]), oauth=vector["oauth"] is True)

    assert redacted == exchange(vector["expected"])
    assert fingerprints == vector["fingerprints"]


def test_a_secret_known_from_elsewhere_is_sought_too() -> None:
    secret = "S3cret-of-an-integration"
    redacted, _ = redact(Exchange(url=f"/x?client_id={secret}", request_body=f"[{secret}]"), oauth=True, known=[secret])

    assert secret not in str(redacted)


@pytest.mark.parametrize("hostile", ['name="code"\n' * 20_000, '{"token":' * 50_000, "a-" * 50_000 + "token="])
def test_a_body_without_end_is_survived_in_time(hostile: str) -> None:
    began = time.monotonic()
    redact(Exchange(url="/", request_body=hostile, response_body=f"<{hostile}"), oauth=True)

    assert time.monotonic() - began < 5


def exchange(document: object) -> Exchange:
    """An exchange as the vectors write it."""
    assert isinstance(document, dict)
    headers = {key: tuple(tuple(pair) for pair in document[key]) for key in ("request_headers", "response_headers")}
    return Exchange(**{**document, **headers})
