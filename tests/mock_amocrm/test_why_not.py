"""Refusals that are the fake's own: marked, and with the nearest valid thing."""

import time

import pytest
import requests
from api_client import Api, open_api
from catalogue.everything import Everything
from catalogue.places import filled

from mock_amocrm.catalogue import catalogue
from mock_amocrm.server import MockAmoCRM
from mock_amocrm.why_not import HEADER


@pytest.fixture(scope="module")
def api(mock: MockAmoCRM) -> Api:
    return open_api(mock)


@pytest.fixture(scope="module")
def strict() -> Api:
    with MockAmoCRM(strict=True) as mock:
        yield open_api(mock)


@pytest.mark.parametrize(
    ("method", "path", "nearest"),
    [
        ("GET", "lead", "GET /api/v4/leads"),
        ("GET", "leads/pipeline", "GET /api/v4/leads/pipelines"),
        ("POST", "contact", "POST /api/v4/contacts"),
        ("GET", "leads/pipelines/ї", "GET /api/v4/leads/pipelines/{id}"),
    ],
)
def test_an_unknown_address_is_answered_with_the_nearest(api: Api, method: str, path: str, nearest: str) -> None:
    answer = api.send(method, path)
    assert answer.status_code == 404
    assert answer.json()["detail"].startswith(f"Cannot {method} http")
    assert answer.headers[HEADER].startswith(f"unknown route: {method} /api/v4/")
    assert answer.headers[HEADER].endswith(f"nearest: {nearest}")


def test_a_wrong_method_is_answered_with_those_that_exist(api: Api) -> None:
    answer = api.send("DELETE", "leads")
    assert (answer.status_code, answer.headers["Allow"]) == (405, "GET, PATCH, POST")
    assert answer.headers[HEADER] == (
        "wrong method: DELETE /api/v4/leads; nearest: GET /api/v4/leads, PATCH /api/v4/leads, POST /api/v4/leads"
    )


@pytest.mark.parametrize("path", ["leads/1", "leads?filter[id]=x", "users/1"])
def test_refusals_that_amocrm_gives_too_are_not_marked(api: Api, path: str) -> None:
    assert HEADER not in api.get(path).headers


@pytest.mark.parametrize(
    ("path", "nearest"),
    [
        ("leads?filter[pipelin_id]=1", "filter[pipeline_id]"),
        ("leads?filter[updated_by]=1&filter[pirce][from]=1", "filter[price]"),
        ("leads?order[create_at]=asc", "order[created_at]"),
        ("leads?with=contact", "with=contacts"),
        ("leads?filter[id]=1&limt=5", "limit"),
    ],
)
def test_a_strict_fake_refuses_what_would_have_no_effect(api: Api, strict: Api, path: str, nearest: str) -> None:
    assert api.get(path).status_code in (200, 204), "amoCRM ignores it"
    answer = strict.get(path)
    assert answer.status_code == 400
    assert nearest in answer.json()["detail"]
    assert answer.headers[HEADER].startswith("unknown parameter: ")
    assert nearest in answer.headers[HEADER]


def test_a_strict_fake_knows_every_documented_parameter(strict: Api) -> None:
    everything = Everything(strict)
    refused, asked = [], 0
    for fact in catalogue().values():
        if fact.method != "GET" or not fact.path.startswith("/api/v4/"):
            continue
        path = filled(everything, fact.path, method="GET", more={})
        for name in fact.query:
            parameter = name.replace("FIELD_ID", "1")
            answer = strict.get(f"{strict.mock.url}{path}?{parameter}{'' if '=' in parameter else '=1'}")
            asked += 1
            if HEADER in answer.headers:
                refused.append(f"{fact.key}: {answer.headers[HEADER]}")
    assert not refused
    assert asked > 450


def test_a_strict_fake_answers_what_it_knows(strict: Api) -> None:
    known = "with=contacts,only_deleted&page=1&limit=5&query=x&filter[id][]=1&filter[price][from]=1&order[id]=desc"
    assert strict.get(f"leads?{known}").status_code == 204
    health = requests.get(f"{strict.mock.url}/_mock/health", timeout=5).json()
    assert health["strict"] is True


def test_a_very_long_address_is_refused_as_quickly_as_a_short_one(api: Api) -> None:
    began = time.monotonic()
    answers = [api.get(f"leads/{'lead' * 1500}") for _ in range(3)]

    assert [answer.status_code for answer in answers] == [404] * 3
    assert time.monotonic() - began < 2  # compared whole, each took seconds
