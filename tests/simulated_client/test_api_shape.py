"""Describing a backend's endpoints: templates are filled faithfully, mistakes are refused before the first request."""

import json
from dataclasses import replace

import pytest

from simulated_client import SEED_API, ApiShapeError, Call


def test_the_seeds_own_endpoints_are_what_the_phone_calls_by_default():
    calls = {name: getattr(SEED_API, name) for name in SEED_API.__slots__}
    assert {name: f"{call.method} {call.path}" for name, call in calls.items()} == {
        "sign_in": "POST /api/auth/login",
        "refresh": "POST /api/auth/refresh",
        "connect": "GET /api/amo-crm/connect",
        "status": "GET /api/amo-crm/status",
        "leads": "GET /api/v1/leads?page={page}&limit=100&status={status}&stageId={stage_id}&pipelineId={pipeline_id}",
        "lead": "GET /api/amo-crm/leads/{amo_id}",
        "exchange_code": "POST /api/amo-crm/exchange-code",
        "disconnect": "POST /api/amo-crm/disconnect",
        "pipelines": "GET /api/amo-crm/pipelines",
        "stages": "GET /api/amo-crm/pipelines/{pipeline_id}/stages",
    }


def test_path_values_are_percent_encoded():
    call = Call("GET", "/leads/{id}?again={id}")
    assert call.filled_path({"id": "a/б ?&"}) == "/leads/a%2F%D0%B1%20%3F%26?again=a%2F%D0%B1%20%3F%26"


def test_bodies_keep_types_braces_and_cyrillic():
    call = Call("POST", "/x", body={"n": "{page}", "deep": [{"text": "№{page}: {code}"}], "fixed": 5, "none": None})
    body = call.filled_body({"page": 3, "code": "{page} «ї»"})
    assert json.loads(body) == {"n": 3, "deep": [{"text": "№3: {page} «ї»"}], "fixed": 5, "none": None}
    assert "«ї»".encode() in body
    assert Call("GET", "/x").filled_body({}) is None


@pytest.mark.parametrize(
    ("name", "changed", "why"),
    [
        ("leads", {"path": "/leads?p={pagee}"}, r"leads: the app has no \{pagee\} to fill in; did you mean 'page'"),
        ("sign_in", {"body": {"login": "{login}"}}, r"sign_in: the app has no \{login\} .* it knows email, password"),
        ("status", {"path": "/status/{user}"}, r"status: the app has no \{user\} to fill in; this call takes none"),
        ("status", {"path": "status"}, "status: the path 'status' must begin with '/'"),
        ("status", {"read": {}}, "status: 'read' must say where 'connected' lies"),
        ("leads", {"read": {"items": "data"}}, "leads: 'read' must say where 'id' lies"),
        ("status", {"read": {"connected": "a", "conected": "b"}}, "reads no 'conected'; did you mean 'connected'"),
        ("connect", {"read": {"url": "data.[url"}}, r"connect: url = 'data.\[url' is not a JMESPath"),
    ],
)
def test_a_shape_that_cannot_work_is_refused_at_once(make_phone, name, changed, why):
    shape = replace(SEED_API, **{name: replace(getattr(SEED_API, name), **changed)})
    with pytest.raises(ApiShapeError, match=why):
        make_phone(api=shape)
