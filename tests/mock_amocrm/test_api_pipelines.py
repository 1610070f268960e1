"""Pipelines written over HTTP: their stages, the main one, limits, what can't be deleted."""

from itertools import pairwise

import pytest
from api_client import Api, Json, open_api

from mock_amocrm.server import MockAmoCRM

NEW = {"name": "Аренда", "sort": 5, "is_main": False, "is_unsorted_on": True}


@pytest.fixture
def api(mock: MockAmoCRM) -> Api:
    return open_api(mock, "demo")


def stages(pipeline: Json) -> list[tuple[object, object]]:
    """Names and places of the stages of a pipeline."""
    embedded = pipeline["_embedded"]
    assert isinstance(embedded, dict)
    return [(stage["name"], stage["sort"]) for stage in embedded["statuses"]]


def test_a_pipeline_is_created_with_its_stages_and_comes_back_whole(api: Api) -> None:
    sent = {
        **NEW,
        "request_id": "mine",
        "_embedded": {
            "statuses": [
                {"name": "Второй", "sort": 20, "color": "#FFF000"},
                {"name": "Первый", "sort": 10},
                {"id": 142, "name": "Сдано"},
            ]
        },
    }
    answer = api.send("POST", "leads/pipelines", [sent])
    assert answer.status_code == 200
    body = answer.json()
    assert (body["_total_items"], list(body["_embedded"])) == (1, ["pipelines"])
    [created] = body["_embedded"]["pipelines"]
    assert created["request_id"] == "mine"
    assert stages(created) == [
        ("Неразобранное", 10),
        ("Первый", 20),
        ("Второй", 30),
        ("Сдано", 10_000),
        ("Закрыто и не реализовано", 11_000),
    ]
    assert [stage["color"] for stage in created["_embedded"]["statuses"]] == [
        "#c1c1c1",
        "#fffeb2",
        "#fff000",
        "#CCFF66",
        "#D5D8DB",
    ]
    assert [stage["is_editable"] for stage in created["_embedded"]["statuses"]] == [False, True, True, False, False]
    del created["request_id"]
    assert api.read(f"leads/pipelines/{created['id']}") == created
    assert [pipeline["name"] for pipeline in api.listed("leads/pipelines")] == ["Воронка", "Аренда"]


def test_a_renamed_system_stage_keeps_its_name_in_other_pipelines(api: Api) -> None:
    api.create("leads/pipelines", {**NEW, "_embedded": {"statuses": [{"id": 143, "name": "Жаль"}]}})
    assert [stages(pipeline)[-1][0] for pipeline in api.listed("leads/pipelines")] == [
        "Закрыто и не реализовано",
        "Жаль",
    ]


def test_without_stages_a_pipeline_has_those_of_a_fresh_account(api: Api) -> None:
    [created] = api.create("leads/pipelines", NEW)
    assert stages(created) == stages(api.listed("leads/pipelines")[0])
    [lead] = api.create("leads", {"pipeline_id": created["id"]})
    embedded = created["_embedded"]
    assert isinstance(embedded, dict)
    assert api.read(f"leads/{lead['id']}")["status_id"] == embedded["statuses"][1]["id"]


def test_ids_of_pipelines_and_stages_advance_by_three(api: Api) -> None:
    first, second = api.create("leads/pipelines", NEW, {**NEW, "name": "Ещё"})
    assert second["id"] - first["id"] == 3
    own = [stage["id"] for stage in first["_embedded"]["statuses"]][:-2]
    assert [after - before for before, after in pairwise(own)] == [3] * (len(own) - 1)


def test_there_is_one_main_pipeline_whatever_is_sent(api: Api) -> None:
    [old] = api.listed("leads/pipelines")
    kept = api.send("PATCH", f"leads/pipelines/{old['id']}", {"is_main": False})
    assert kept.json()["is_main"] is True, "the only one stays main"
    [new] = api.create("leads/pipelines", {**NEW, "is_main": True})
    assert {item["id"]: item["is_main"] for item in api.listed("leads/pipelines")} == {
        old["id"]: False,
        new["id"]: True,
    }
    [lead] = api.create("leads", {})
    assert api.read(f"leads/{lead['id']}")["pipeline_id"] == new["id"]
    first, second = api.create("leads/pipelines", {**NEW, "is_main": True}, {**NEW, "is_main": True})
    assert (first["is_main"], second["is_main"]) == (False, True), "the answer shows what is stored in the end"


def test_a_changed_pipeline_comes_back_whole_and_hides_its_incoming_stage(api: Api) -> None:
    [pipeline] = api.listed("leads/pipelines")
    path = f"leads/pipelines/{pipeline['id']}"
    answer = api.send("PATCH", path, {"name": "Иначе", "sort": 100, "is_unsorted_on": False, "is_archive": True})
    assert answer.status_code == 200
    body = answer.json()
    assert (body["name"], body["sort"], body["is_archive"], body["request_id"]) == ("Иначе", 100, False, "0")
    assert stages(body) == stages(pipeline)[1:]
    assert api.ids(f"{path}/statuses") == [stage["id"] for stage in body["_embedded"]["statuses"]]
    incoming = pipeline["_embedded"]["statuses"][0]["id"]
    assert api.send("PATCH", path, {"is_unsorted_on": True}).json()["_embedded"]["statuses"][0]["id"] == incoming


@pytest.mark.parametrize(
    ("item", "error"),
    [
        ({"name": "x"}, [("FieldMissing", key) for key in ("sort", "is_main", "is_unsorted_on")]),
        ({**NEW, "name": " "}, [("IsBlank", "name")]),
        ({**NEW, "sort": "5"}, [("InvalidType", "sort")]),
        ({**NEW, "is_main": 1}, [("InvalidType", "is_main")]),
        ({**NEW, "_embedded": {"statuses": {}}}, [("InvalidType", "_embedded.statuses")]),
        ({**NEW, "_embedded": {"statuses": [5]}}, [("InvalidType", "_embedded.statuses.0")]),
        ({**NEW, "_embedded": {"statuses": [{"sort": 1}]}}, [("FieldMissing", "_embedded.statuses.0.name")]),
        (
            {**NEW, "_embedded": {"statuses": [{"name": "a"}, {"id": 141, "name": "b"}]}},
            [("NotSupportedChoice", "_embedded.statuses.1.id")],
        ),
        (
            {**NEW, "_embedded": {"statuses": [{"name": "a", "color": "#99ccff"}]}},
            [("NotSupportedChoice", "_embedded.statuses.0.color")],
        ),
    ],
)
def test_a_bad_pipeline_is_refused(api: Api, item: Json, error: list[tuple[str, str]]) -> None:
    assert api.refused("POST", "leads/pipelines", [NEW, item]) == [("1", *one) for one in error]
    assert len(api.listed("leads/pipelines")) == 1


def test_an_account_has_fifty_pipelines_and_no_more(api: Api) -> None:
    assert api.send("POST", "leads/pipelines", [NEW] * 50).status_code == 422
    assert len(api.create("leads/pipelines", *[NEW] * 49)) == 49
    answer = api.send("POST", "leads/pipelines", [NEW])
    assert (answer.status_code, answer.json()["status"]) == (422, 422)
    assert len(api.listed("leads/pipelines")) == 50


def test_a_pipeline_has_a_hundred_stages_and_no_more(api: Api) -> None:
    own = [{"name": str(number), "sort": number} for number in range(97)]
    [created] = api.create("leads/pipelines", {**NEW, "_embedded": {"statuses": own}})
    assert len(stages(created)) == 100
    own.append({"name": "x", "sort": 98})
    assert api.send("POST", "leads/pipelines", [{**NEW, "_embedded": {"statuses": own}}]).status_code == 422
    path = f"leads/pipelines/{created['id']}/statuses"
    assert api.send("POST", path, [{"name": "x", "sort": 1}]).status_code == 422


def test_the_last_pipeline_and_one_with_leads_stay(api: Api) -> None:
    [old] = api.listed("leads/pipelines")
    refusal = api.send("DELETE", f"leads/pipelines/{old['id']}")
    assert (refusal.status_code, refusal.headers["Content-Type"]) == (400, "application/problem+json")
    [new] = api.create("leads/pipelines", NEW)
    assert api.send("DELETE", f"leads/pipelines/{old['id']}").status_code == 400, "it has leads"
    answer = api.send("DELETE", f"leads/pipelines/{new['id']}")
    assert (answer.status_code, answer.content) == (204, b"")
    assert api.get(f"leads/pipelines/{new['id']}").status_code == 404
    assert api.send("DELETE", f"leads/pipelines/{new['id']}").status_code == 404
    assert api.get(f"leads/pipelines/{new['id']}/statuses/142").status_code == 404
    assert api.ids("leads/pipelines") == [old["id"]]


def test_when_the_main_pipeline_goes_the_next_is_main(mock: MockAmoCRM) -> None:
    api = open_api(mock, "empty")
    [old] = api.listed("leads/pipelines")
    [new] = api.create("leads/pipelines", {**NEW, "sort": 2})
    assert api.send("DELETE", f"leads/pipelines/{old['id']}").status_code == 204
    assert api.read(f"leads/pipelines/{new['id']}")["is_main"] is True


def test_only_administrators_write_pipelines(mock: MockAmoCRM) -> None:
    api = open_api(mock, "demo", user=1)
    [pipeline] = api.listed("leads/pipelines")
    path = f"leads/pipelines/{pipeline['id']}"
    for method, where, body in (
        ("POST", "leads/pipelines", [NEW]),
        ("PATCH", path, {"name": "x"}),
        ("DELETE", path, None),
    ):
        answer = api.send(method, where, body)
        assert (answer.status_code, answer.json()["title"]) == (403, "Forbidden")
    assert api.listed("leads/pipelines") == [pipeline]
