"""Sources over HTTP: an integration's own, made, changed and deleted; and leads that come from them."""

from dataclasses import replace

import pytest
from api_client import Api, Json, open_api

from mock_amocrm.server import MockAmoCRM

NEW: Json = {"name": "WhatsApp", "external_id": "shop-1"}


@pytest.fixture
def api(mock: MockAmoCRM) -> Api:
    return open_api(mock, "realty", leads=1)


def made(api: Api, *items: Json) -> list[Json]:
    """Sources that were just made."""
    answer = api.send("POST", "sources", list(items))
    assert answer.status_code == 200, answer.text
    assert list(answer.json()) == ["_total_items", "_links", "_embedded"]
    return list(answer.json()["_embedded"]["sources"])


def of_another(api: Api) -> Api:
    """The same user by the token of another integration."""
    [access] = api.account.grants.access_tokens.values()
    token = f"{api.token}.other"
    api.account.grants.access_tokens["other"] = replace(access, jti="other", client_id="another")
    api.mock.store.add_access(api.account, token, jti="other")
    return replace(api, token=token)


def test_a_new_source_comes_back_whole(api: Api) -> None:
    page = {"id": "1", "name": "+380", "link": "380501112233"}
    services = [{"type": "whatsapp", "params": {"waba": True}, "pages": [page]}]
    other = api.ids("leads/pipelines")[1]
    sent = {**NEW, "pipeline_id": other, "origin_code": "com.amocrm", "services": services, "request_id": "s"}
    [source] = made(api, sent)
    keys = ["id", "name", "pipeline_id", "external_id", "default", "origin_code", "services", "_links", "request_id"]
    assert list(source) == keys
    assert {key: source[key] for key in sent} == sent
    assert source["default"] is False
    read = api.read(f"sources/{source['id']}")
    assert read == {key: source[key] for key in keys[:-1]}
    assert api.listed("sources") == [read]


def test_without_a_pipeline_a_source_leads_to_the_main_one(api: Api) -> None:
    [source] = made(api, NEW)
    assert source["pipeline_id"] == api.ids("leads/pipelines")[0]


def test_an_account_without_sources_answers_204(api: Api) -> None:
    assert api.get("sources").status_code == 204
    assert api.get("sources/7").status_code == 204
    made(api, NEW)
    assert api.get("sources?filter[external_id]=nobody").status_code == 204


def test_sources_are_found_by_their_external_id(api: Api) -> None:
    first, second, _ = made(api, NEW, {**NEW, "external_id": "b"}, {**NEW, "external_id": "c"})
    assert api.ids("sources?filter[external_id]=shop-1") == [first["id"]]
    assert api.ids("sources?filter[external_id][]=b&filter[external_id][]=shop-1") == [first["id"], second["id"]]


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"name": None}, ("FieldMissing", "name")),
        ({"external_id": None}, ("FieldMissing", "external_id")),
        ({"external_id": 5}, ("InvalidType", "external_id")),
        ({"external_id": " "}, ("IsBlank", "external_id")),
        ({"external_id": "x" * 37}, ("TooLong", "external_id")),
        ({"external_id": "крамниця"}, ("NotValid", "external_id")),
        ({"external_id": "taken"}, ("NotUnique", "external_id")),
        ({"pipeline_id": 7}, ("NotSupportedChoice", "pipeline_id")),
        ({"services": [{}]}, ("FieldMissing", "services.0.type")),
        ({"default": "yes"}, ("InvalidType", "default")),
    ],
)
def test_a_bad_source_is_refused_at_its_path(api: Api, change: Json, error: tuple[str, str]) -> None:
    made(api, {**NEW, "external_id": "taken"})
    assert api.refused("POST", "sources", [{**NEW, "external_id": "good"}, {**NEW, **change}]) == [("1", *error)]
    assert len(api.listed("sources")) == 1


def test_two_sources_of_one_request_cannot_share_a_code(api: Api) -> None:
    assert api.refused("POST", "sources", [NEW, NEW]) == [("1", "NotUnique", "external_id")]


def test_sources_are_changed_but_keep_their_external_id(api: Api) -> None:
    [source] = made(api, NEW)
    answer = api.send("PATCH", "sources", [{"id": source["id"], "name": "Viber", "external_id": "other"}])
    assert answer.status_code == 200
    [changed] = answer.json()["_embedded"]["sources"]
    assert (changed["name"], changed["external_id"]) == ("Viber", "shop-1")
    one = api.send("PATCH", f"sources/{source['id']}", {"default": True}).json()
    assert (one["id"], one["default"], one["name"]) == (source["id"], True, "Viber")


def test_one_source_is_the_default(api: Api) -> None:
    first, second = made(api, {**NEW, "default": True}, {**NEW, "external_id": "b"})
    api.send("PATCH", f"sources/{second['id']}", {"default": True})
    assert [(source["id"], source["default"]) for source in api.listed("sources")] == [
        (first["id"], False),
        (second["id"], True),
    ]


def test_sources_are_deleted_one_by_one_or_all_or_none(api: Api) -> None:
    first, second, third = made(api, *({**NEW, "external_id": name} for name in "abc"))
    assert api.send("DELETE", f"sources/{first['id']}").status_code == 204
    assert api.send("DELETE", f"sources/{first['id']}").status_code == 404
    answer = api.send("DELETE", "sources", [{"id": second["id"]}, {"id": 77, "request_id": "r"}])
    assert answer.status_code == 400
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json() == {
        "errors": [
            {
                "request_id": "r",
                "errors": {"code": "EntityNotFound", "path": "id", "detail": "source with id = 77 not found"},
            }
        ],
        "title": "Bad Request",
        "type": "https://httpstatus.es/400",
        "status": 400,
        "detail": "Invalid request items",
    }
    assert api.ids("sources") == [second["id"], third["id"]]
    answer = api.send("DELETE", "sources", [{"id": second["id"]}, {"id": third["id"]}])
    assert (answer.status_code, answer.content) == (204, b"")
    assert api.ids("sources") == []


def test_an_integration_sees_only_its_own_sources(api: Api) -> None:
    [source] = made(api, NEW)
    other = of_another(api)
    number = source["id"]
    for _ in range(2):
        assert api.ids("sources") == [number]
        assert other.get("sources").status_code == 204
    assert other.get(f"sources/{number}").status_code == 204
    assert other.refused("PATCH", "sources", [{"id": number, "name": "x"}]) == [("0", "NotSupportedChoice", "id")]
    assert other.send("DELETE", f"sources/{number}").status_code == 404
    assert other.send("DELETE", "sources", [{"id": number}]).status_code == 400
    [own] = made(other, NEW)
    assert (other.ids("sources"), api.ids("sources")) == ([own["id"]], [number])


def test_a_lead_of_a_source_comes_into_its_pipeline(api: Api) -> None:
    main, other = api.ids("leads/pipelines")
    [source] = made(api, {**NEW, "pipeline_id": other})
    said = {"_embedded": {"source": {"external_id": "shop-1", "type": "widget"}}}
    first, second = api.create("leads", said, {**said, "pipeline_id": main})
    read = api.read(f"leads/{first['id']}?with=source,source_id")
    assert (read["pipeline_id"], read["source_id"]) == (other, source["id"])
    assert read["_embedded"]["source"] == {"id": source["id"], "name": "WhatsApp"}
    assert api.read(f"leads/{second['id']}")["pipeline_id"] == main
    [plain] = api.create("leads", {"name": "x"})
    assert api.read(f"leads/{plain['id']}?with=source")["_embedded"]["source"] is None
    path = [("0", "NotSupportedChoice", "_embedded.source.external_id")]
    assert api.refused("POST", "leads", [{"_embedded": {"source": {"external_id": "nobody"}}}]) == path
    assert of_another(api).refused("POST", "leads", [said]) == path
