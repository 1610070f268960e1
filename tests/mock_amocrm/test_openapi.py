"""The OpenAPI document: valid by an independent validator, complete, and true of real answers."""

from collections.abc import Mapping

import pytest
import requests
from api_client import Api, Json, open_api
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate

from mock_amocrm.server import MockAmoCRM


@pytest.fixture(scope="module")
def api(mock: MockAmoCRM) -> Api:
    api = open_api(mock, "realty")
    api.create(
        "tasks", {"text": "open", "complete_till": 1}, {"text": "done", "complete_till": 1, "is_completed": True}
    )
    note = {"entity_id": api.ids("leads")[0], "note_type": "common", "params": {"text": "a"}}
    api.create("leads/notes", note)
    return api


@pytest.fixture(scope="module")
def described(mock: MockAmoCRM) -> Json:
    return dict(requests.get(f"{mock.url}/_mock/openapi.json?part=amocrm", timeout=5).json())


def test_the_document_is_valid_and_has_every_endpoint_that_is_served(mock: MockAmoCRM, described: Json) -> None:
    validate(described)
    told = {
        f"{method.upper()} {path}".replace(".", "_")  # as Flask names its endpoints
        for path, methods in _object(described["paths"]).items()
        for method in _object(methods)
    }
    served = {rule.endpoint for rule in mock.app.url_map.iter_rules()}
    assert told == {name for name in served if "/_mock" not in name and not name.startswith("control.")}


def test_the_whole_document_has_both_apis_and_either_can_be_had_alone(mock: MockAmoCRM) -> None:
    def paths(query: str) -> set[str]:
        return set(requests.get(f"{mock.url}/_mock/openapi.json{query}", timeout=5).json()["paths"])

    whole = requests.get(f"{mock.url}/_mock/openapi.json", timeout=5).json()
    validate(whole)
    assert paths("?part=amocrm") | paths("?part=control") == set(whole["paths"])
    assert {path for path in whole["paths"] if path.startswith("/_mock")} == paths("?part=control")
    wrong = requests.get(f"{mock.url}/_mock/openapi.json?part=amo", timeout=5)
    assert (wrong.status_code, "did you mean 'amocrm'?" in wrong.json()["detail"]) == (400, True)


@pytest.mark.parametrize(
    "path",
    [
        "/api/v4/leads",
        "/api/v4/contacts",
        "/api/v4/companies",
        "/api/v4/events",
        "/api/v4/leads/notes",
        "/api/v4/leads/tags",
        "/api/v4/tasks",
        "/api/v4/users",
        "/api/v4/leads/pipelines",
        "/api/v4/account",
    ],
)
def test_what_is_answered_is_what_is_described(api: Api, described: Json, path: str) -> None:
    answer = api.read(path.removeprefix("/api/v4/"))
    _check(described, path, answer)
    if "get" not in _object(_object(described["paths"]).get(f"{path}/{{id}}", {})):
        return
    embedded = answer.get("_embedded", {})
    assert isinstance(embedded, dict)
    for item in next(iter(embedded.values()), [])[:3]:
        _check(described, f"{path}/{{id}}", api.read(f"{path.removeprefix('/api/v4/')}/{item['id']}"))


def test_a_description_that_is_wrong_would_be_noticed(described: Json) -> None:
    with pytest.raises(AssertionError):
        _check(described, "/api/v4/leads/{id}", {"id": "1"})


def _check(described: Json, path: str, answer: Json) -> None:
    operation = _object(_object(_object(described["paths"])[path])["get"])
    content = _object(_object(_object(operation["responses"])["200"])["content"])
    schema = _object(content["application/hal+json"])["schema"]
    validator = Draft202012Validator({"$ref": "#/schema", "schema": schema, "components": described["components"]})
    problems = [f"{error.json_path}: {error.message}" for error in validator.iter_errors(answer)]
    assert not problems, problems[:5]


def _object(value: object) -> Mapping[str, object]:
    assert isinstance(value, Mapping)
    return value
