"""Visits each of the 325 documented addresses: method, success status, envelope, embedded key, unknown ids, rights."""

import copy
from collections.abc import Mapping

import pytest
import requests
from api_client import Api, grant, open_api
from catalogue import other_hosts
from catalogue.everything import Everything
from catalogue.places import ROOT, filled, prefixes, with_missing_id
from catalogue.visits import ROWS, Visit

from mock_amocrm.catalogue import Fact, catalogue
from mock_amocrm.coverage.rows import VISITED
from mock_amocrm.problems import PROBLEM_JSON
from mock_amocrm.server import MockAmoCRM

FACTS = list(catalogue().values())
OF_THE_API = [fact for fact in FACTS if fact.key not in other_hosts.VISITS]
# What each envelope has at its root, and what it must not have.
SHAPES: Mapping[str, tuple[set[str], set[str]]] = {
    "paged": ({"_page", "_links", "_embedded"}, {"_total_items", "_page_count"}),
    "paged_totals": ({"_total_items", "_page", "_page_count", "_links", "_embedded"}, set()),
    "total": ({"_total_items", "_embedded"}, {"_page", "_page_count"}),
    "links": ({"_links", "_embedded"}, {"_total_items", "_page", "_page_count"}),
    "model": (set(), {"_total_items", "_page", "_page_count"}),
}


def by_key(facts: list[Fact]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("fact", facts, ids=[fact.key for fact in facts])


@pytest.fixture(scope="module")
def everything(mock: MockAmoCRM) -> Everything:
    return Everything(open_api(mock, "demo"))


@pytest.fixture(scope="module")
def ordinary(everything: Everything) -> Api:
    """Somebody of the same account who is no administrator."""
    api = everything.api
    user = next(user for user in api.world.users if not user.is_admin)
    token = grant(api.mock.store, api.account, user.id)
    return Api(api.mock, api.account, api.world, token)


def row(fact: Fact) -> Visit:
    return ROWS.get(f"{fact.method} {fact.path.removeprefix(ROOT)}", Visit())


def place(e: Everything, fact: Fact) -> str:
    """The address, with ids of things that are there."""
    visit = row(fact)
    return filled(e, fact.path, method=fact.method, more=visit.holes(e))


def ask(api: Api, fact: Fact, path: str, body: object, query: str = "") -> requests.Response:
    return api.send(fact.method, f"{api.mock.url}{path}{'?' if query else ''}{query}", body)


def visit(e: Everything, fact: Fact) -> requests.Response:
    told = row(fact)
    told.prepare(e)
    return ask(e.api, fact, place(e, fact), told.body(e), told.query(e))


@by_key(FACTS)
def test_an_address_answers_as_documented(everything: Everything, fact: Fact) -> None:
    other = other_hosts.VISITS.get(fact.key)
    answer = other(everything) if other else visit(everything, fact)
    assert answer.status_code in fact.success, answer.text
    assert answer.status_code != 204 or 204 not in fact.success or fact.success == (204,), "there was something to show"
    if fact.envelope in ("empty", "html", "custom"):
        assert fact.envelope != "empty" or not answer.content
        return
    told = answer.json()
    if fact.envelope == "array":
        assert isinstance(told, list)
        return
    has, has_not = SHAPES[fact.envelope]
    assert has <= set(told)
    assert not has_not & set(told)
    if fact.embedded and fact.envelope != "model":
        assert isinstance(told["_embedded"][fact.embedded], list)
        assert told["_embedded"][fact.embedded]


@by_key([fact for fact in OF_THE_API if fact.missing_id is not None and any(prefixes(fact.path))])
def test_an_unknown_id_is_answered_as_documented(everything: Everything, fact: Fact) -> None:
    path = with_missing_id(place(everything, fact), given=fact.path)
    answer = ask(everything.api, fact, path, row(fact).body(everything))
    assert answer.status_code == fact.missing_id, answer.text
    if fact.missing_id == 404:
        assert answer.headers["Content-Type"] == PROBLEM_JSON
        assert answer.json()["status"] == 404


@by_key(OF_THE_API)
def test_without_a_token_there_is_nothing(everything: Everything, fact: Fact) -> None:
    nobody = Api(everything.api.mock, everything.api.account, everything.api.world, "nothing")
    path = filled(everything, fact.path, method="GET", more=dict.fromkeys(("{continue_id}", "{review_id}"), "1"))
    answer = ask(nobody, fact, path, row(fact).body(everything))
    assert (answer.status_code, answer.headers["Content-Type"]) == (401, PROBLEM_JSON)


@by_key([fact for fact in OF_THE_API if fact.is_admin_only])
def test_what_is_for_administrators_is_refused_to_others(everything: Everything, ordinary: Api, fact: Fact) -> None:
    path = filled(everything, fact.path, method="GET", more=dict.fromkeys(("{continue_id}", "{review_id}"), "1"))
    answer = ask(ordinary, fact, path, row(fact).body(everything))
    assert (answer.status_code, answer.headers["Content-Type"]) == (403, PROBLEM_JSON)


@by_key([fact for fact in OF_THE_API if fact.requires and fact.key.startswith(("POST", "PATCH", "PUT", "DELETE"))])
def test_a_required_key_that_is_absent_is_named(everything: Everything, fact: Fact) -> None:
    told = row(fact)
    told.prepare(everything)
    path = place(everything, fact)
    for key in fact.requires:
        if fact.method == "PATCH" and key != "id":
            continue  # documented as required, yet clients send only what changes
        body = copy.deepcopy(told.body(everything))
        item = body[0] if isinstance(body, list) else body
        for step in key.split(".")[:-1]:
            item = item[step]
        del item[key.rpartition(".")[2]]
        item["more"] = 1  # without a single key it would be no data at all, which is another refusal
        answer = ask(everything.api, fact, path, body)
        assert answer.status_code == 400, (key, answer.text)
        named = {error["path"] for each in answer.json()["validation-errors"] for error in each["errors"]}
        assert key in named, (key, answer.text)


@by_key([fact for fact in OF_THE_API if fact.takes in ("array", "object")])
def test_a_body_of_the_wrong_shape_is_refused(everything: Everything, fact: Fact) -> None:
    told = row(fact)
    path = filled(everything, fact.path, method="GET", more=dict.fromkeys(("{continue_id}", "{review_id}"), "1"))
    told.prepare(everything)
    for body in ("text", 5, [5], [[{}]] if fact.takes == "array" else [{"a": 1}]):
        answer = ask(everything.api, fact, path, body)
        assert answer.status_code == 400, (body, answer.text)
        assert answer.headers["Content-Type"] == PROBLEM_JSON


@by_key([fact for fact in OF_THE_API if fact.takes == "array" and fact.most])
def test_more_than_the_largest_batch_is_refused(everything: Everything, fact: Fact) -> None:
    assert fact.most is not None
    path = filled(everything, fact.path, method="GET", more={})
    answer = ask(everything.api, fact, path, [{}] * (fact.most + 1))
    assert (answer.status_code, answer.json()["status"]) == (422, 422)


@by_key([fact for fact in OF_THE_API if fact.method == "GET" and "limit" in fact.query and fact.envelope != "total"])
def test_pages_are_cut_as_asked_and_followed_to_the_end(everything: Everything, fact: Fact) -> None:
    told = row(fact)
    told.prepare(everything)
    seen: list[object] = []
    path = place(everything, fact)
    answer = ask(everything.api, fact, path, None, "&".join(filter(None, (told.query(everything), "limit=1"))))
    for _ in range(400):
        if answer.status_code == 204:
            break
        page = answer.json()
        [items] = page["_embedded"].values()
        assert len(items) == 1
        seen += [str(items[0].get("_links", items[0]))]
        if "next" not in page["_links"]:
            break
        answer = everything.api.get(page["_links"]["next"]["href"])
    assert seen
    assert len(seen) == len(set(seen)), "an item came twice"


def test_every_address_is_visited_and_the_coverage_says_so() -> None:
    keys = {fact.key for fact in FACTS}
    assert VISITED.read_text(encoding="utf-8").splitlines() == sorted(keys)
    known = {f"{fact.method} {fact.path.removeprefix(ROOT)}" for fact in FACTS}
    assert not set(ROWS) - known, "visits to nowhere"
    assert not set(other_hosts.VISITS) - keys
