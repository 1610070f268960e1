"""Every kind of fault answers what it says, to the client and in the journal."""

import pytest
import requests
from mock_shop import Shop

from mock_amocrm.faults.kinds import KINDS

PATH = "/api/v4/account"
PROBLEM = "application/problem+json"
HTML = "text/html; charset=utf-8"


def order(shop: Shop, **fields: object) -> requests.Response:
    """Ask for a fault in the shop's account."""
    order = {"path": PATH, "account": shop.account.subdomain, **fields}
    return requests.post(f"{shop.mock.url}/_mock/faults", json=order, timeout=5)


def ask(shop: Shop) -> requests.Response:
    """A request that the fault is about; without it the answer is 401."""
    return requests.get(shop.mock.url + PATH, headers={"Host": shop.account.host}, timeout=5)


ANSWERS: list[tuple[str, str | None, int, str | None, object]] = [
    ("payment_required", "json", 402, PROBLEM, {"status": 402, "detail": "Payment required"}),
    ("payment_required", "bad_request", 400, PROBLEM, {"status": 400, "detail": "Payment Required"}),
    ("ip_forbidden", None, 403, PROBLEM, {"title": "Forbidden", "status": 113}),
    ("too_many_requests", "json", 429, PROBLEM, {"title": "Too Many Requests", "retry_after": 300}),
    ("server_error", "trace", 500, PROBLEM, {"title": "ErrInternalServer", "status": 500}),
    ("server_error", "problem", 500, PROBLEM, {"detail": "An unknown error occurred.", "status": 500}),
    ("token_expired", None, 401, PROBLEM, {"title": "Token has expired", "status": 401}),
    ("no_such_account", None, 401, PROBLEM, {"status": 101, "detail": "Неверный логин или пароль"}),
    ("bad_credentials", None, 401, PROBLEM, {"status": 110}),
    ("captcha_wanted", None, 401, PROBLEM, {"status": 111}),
    ("user_off", None, 401, PROBLEM, {"status": 112}),
    ("invalid_grant", None, 401, "application/json", {"hint": "invalid_grant", "status": 401}),
    ("payment_required", "empty", 402, None, None),
    ("blocked", None, 403, HTML, "<h1>403 Forbidden</h1>"),
    ("too_many_requests", None, 429, HTML, "<h1>429 Too Many Requests</h1>"),
    ("bad_gateway", None, 502, HTML, "<h1>502 Bad Gateway</h1>"),
    ("unavailable", None, 503, HTML, "<h1>503 Service Unavailable</h1>"),
    ("gateway_timeout", None, 504, HTML, "<h1>504 Gateway Timeout</h1>"),
]


@pytest.mark.parametrize(("kind", "shape", "status", "content_type", "says"), ANSWERS)
def test_a_ready_answer_is_what_clients_have_seen(
    shop: Shop, kind: str, shape: str | None, status: int, content_type: str | None, says: object
) -> None:
    made = order(shop, kind=kind, **({"shape": shape} if shape else {}))
    assert made.status_code == 201, made.text
    answer = ask(shop)

    assert (answer.status_code, answer.headers.get("Content-Type")) == (status, content_type)
    if isinstance(says, dict):
        assert says.items() <= answer.json().items()
        assert ("type" in answer.json()) is not (kind == "server_error" and shape == "trace")
    elif isinstance(says, str):
        assert says in answer.text
    else:
        assert answer.content == b""
    assert ask(shop).status_code == 401


def test_every_kind_is_named_in_the_table_above_or_is_told_apart_by_its_transport() -> None:
    assert {row[0] for row in ANSWERS} | {"answer", "slow", "drip", "truncate", "reset"} == set(KINDS)
    shapes = {(kind, shape or next(iter(KINDS[kind].shapes))) for kind, shape, *_ in ANSWERS}
    assert shapes == {(kind.name, shape) for kind in KINDS.values() for shape in kind.shapes}


def test_two_traces_differ(shop: Shop) -> None:
    order(shop, kind="server_error", times=2)
    assert ask(shop).json()["trace_id"] != ask(shop).json()["trace_id"]


def test_a_ready_answer_takes_headers_and_may_come_after_the_effect(shop: Shop) -> None:
    refresh = shop.pair()["refresh_token"]
    order(shop, path="/oauth2/*", kind="too_many_requests", headers={"Retry-After": "3"}, when="after")
    lost = shop.refresh(refresh)

    assert (lost.status_code, lost.headers["Retry-After"]) == (429, "3")
    assert shop.refresh(refresh).json()["hint"] == "Token has been revoked"


def test_a_reset_after_the_effect_loses_the_answer_only(shop: Shop) -> None:
    refresh = shop.pair()["refresh_token"]
    order(shop, path="/oauth2/*", kind="reset")
    order(shop, path="/oauth2/*", kind="reset", when="after")
    for _ in range(2):
        with pytest.raises(requests.ConnectionError):
            shop.refresh(refresh)

    assert shop.refresh(refresh).json()["hint"] == "Token has been revoked"


def test_a_reset_before_the_effect_changes_nothing(shop: Shop) -> None:
    refresh = shop.pair()["refresh_token"]
    order(shop, path="/oauth2/*", kind="reset")
    with pytest.raises(requests.ConnectionError):
        shop.refresh(refresh)

    assert shop.refresh(refresh).status_code == 200


def test_the_journal_names_fault_and_kind(shop: Shop) -> None:
    made = order(shop, kind="bad_gateway").json()
    ask(shop)
    found = requests.get(f"{shop.mock.url}/_mock/journal?account={shop.account.subdomain}", timeout=5).json()

    entry = found["entries"][-1]
    assert (entry["fault"], entry["fault_kind"]) == (made["id"], "bad_gateway")


@pytest.mark.parametrize(
    ("fields", "field", "complaint"),
    [
        ({"kind": "slwo"}, "kind", "did you mean 'slow'?"),
        ({"kind": "slow", "second": 1}, "second", "did you mean 'seconds'?"),
        ({"kind": "slow", "seconds": 121}, "seconds", "at most 120"),
        ({"kind": "slow", "when": "after"}, "when", "doesn't go with kind 'slow'"),
        ({"kind": "reset", "seconds": 1}, "seconds", "doesn't go with kind 'reset'"),
        ({"kind": "blocked", "status": 403}, "status", "doesn't go with kind 'blocked'"),
        ({"kind": "blocked", "shape": "html"}, "shape", "doesn't go with kind 'blocked'"),
        ({"kind": "too_many_requests", "shape": "trace"}, "shape", "valid: html, json"),
        ({"kind": "server_error", "shape": "traces"}, "shape", "did you mean 'trace'?"),
        ({"kind": "answer"}, "status", "is required"),
        ({}, "status", "is required"),
        ({"status": 500, "shape": "json"}, "shape", "doesn't go with kind 'answer'"),
        ({"status": 500, "probability": 0}, "probability", "would never strike"),
        ({"status": 500, "probability": 1.5}, "probability", "at most 1"),
        ({"status": 500, "seed": 3}, "seed", "goes with probability"),
        ({"status": 500, "until": 5, "from": 5}, "until", "leaves no time"),
        ({"status": 500, "for_seconds": 0}, "for_seconds", "leaves no time"),
        ({"status": 500, "until": 5, "for_seconds": 5}, "for_seconds", "exclude each other"),
        ({"status": 500, "account": "nobody"}, "account", "does not exist"),
        ({"status": 500, "integration": "nobody"}, "integration", "does not exist"),
        ({"status": 500, "path": "api"}, "path", "must begin with / or *"),
    ],
)
def test_a_wrong_order_is_told_by_its_field(shop: Shop, fields: dict[str, object], field: str, complaint: str) -> None:
    refused = order(shop, **fields)

    assert refused.status_code == 400, refused.text
    assert refused.json()["field"] == field
    assert complaint in refused.json()["detail"]


def test_the_kinds_are_listed_with_what_they_take(shop: Shop) -> None:
    listed = requests.get(f"{shop.mock.url}/_mock/fault-kinds", timeout=5).json()["kinds"]

    assert [kind["name"] for kind in listed] == list(KINDS)
    by_name = {kind["name"]: kind for kind in listed}
    assert by_name["slow"]["fields"] == ["seconds"]
    assert by_name["too_many_requests"]["shapes"] == ["html", "json"]
    assert "shape" in by_name["too_many_requests"]["fields"]
