"""Stages written over HTTP: order in tens, colours, descriptions, the system ones."""

from datetime import UTC, datetime

import pytest
from api_client import Api, Json, open_api

from mock_amocrm.server import MockAmoCRM


@pytest.fixture
def api(mock: MockAmoCRM) -> Api:
    return open_api(mock, "demo")


@pytest.fixture
def path(api: Api) -> str:
    """Of the stages of the only pipeline."""
    return f"leads/pipelines/{api.ids('leads/pipelines')[0]}/statuses"


def order(api: Api, path: str) -> list[tuple[object, object]]:
    """Names and places of the pipeline's own stages."""
    return [(stage["name"], stage["sort"]) for stage in api.listed(path) if stage["is_editable"]]


def test_new_stages_come_back_whole_and_are_numbered_in_tens(api: Api, path: str) -> None:
    answer = api.send(
        "POST", path, [{"name": "Пятый", "sort": 100}, {"name": "Шестой", "sort": 200, "color": "#C1E0FF"}]
    )
    assert answer.status_code == 200
    assert answer.json()["_total_items"] == 2
    fifth, sixth = answer.json()["_embedded"]["statuses"]
    assert (fifth["sort"], sixth["sort"]) == (60, 70)
    assert (fifth["color"], sixth["color"]) == ("#fffeb2", "#c1e0ff")
    assert (fifth["request_id"], sixth["request_id"]) == ("0", "1")
    assert (fifth["is_editable"], fifth["type"], fifth["descriptions"]) == (True, 0, [])
    assert fifth["_links"]["self"]["href"] == f"{api.mock.url}/api/v4/{path}/{fifth['id']}"
    for stage in (fifth, sixth):
        del stage["request_id"]
        assert api.read(f"{path}/{stage['id']}?with=descriptions") == stage
    assert "descriptions" not in api.read(f"{path}/{fifth['id']}")


def test_a_stage_in_between_moves_the_others_on(api: Api, path: str) -> None:
    names = [name for name, _ in order(api, path)]
    api.create(path, {"name": "между", "sort": 25})
    assert order(api, path) == list(zip([names[0], "между", *names[1:]], (20, 30, 40, 50, 60), strict=True))


@pytest.mark.parametrize(("sort", "place"), [(50, 3), (30, 1), (20, 0), (1, 0), (999, 3)])
def test_a_moved_stage_takes_the_place_it_was_moved_to(api: Api, path: str, sort: int, place: int) -> None:
    names = [name for name, _ in order(api, path)]
    moved = names.pop(1)
    number = next(stage["id"] for stage in api.listed(path) if stage["name"] == moved)
    answer = api.send("PATCH", f"{path}/{number}", {"sort": sort})
    names.insert(place, moved)
    assert order(api, path) == list(zip(names, (20, 30, 40, 50), strict=True))
    assert answer.json()["sort"] == 20 + 10 * place


def test_a_changed_stage_comes_back_whole(api: Api, path: str) -> None:
    stage = api.listed(path)[1]
    answer = api.send("PATCH", f"{path}/{stage['id']}", {"name": "Иначе", "color": "#eb93ff"})
    assert answer.status_code == 200
    assert answer.json() == {**stage, "name": "Иначе", "color": "#eb93ff", "descriptions": [], "request_id": "0"}
    kept = api.send("PATCH", f"{path}/{stage['id']}", {"color": "#eb93ff", "type": 1, "is_editable": False})
    assert (kept.json()["type"], kept.json()["is_editable"]) == (0, True)


def test_a_stage_may_keep_a_colour_that_is_not_in_the_palette(api: Api, path: str) -> None:
    first, second = api.listed(path)[1:3]
    assert api.send("PATCH", f"{path}/{first['id']}", {"color": first["color"]}).status_code == 200
    sent = {"color": first["color"]}
    assert api.refused("PATCH", f"{path}/{second['id']}", sent) == [("0", "NotSupportedChoice", "color")]


@pytest.mark.parametrize("method", ["PATCH", "DELETE"])
def test_system_stages_stay_as_they_are(api: Api, path: str, method: str) -> None:
    before = api.listed(path)
    system = [stage["id"] for stage in before if not stage["is_editable"]]
    assert len(system) == 3
    for number in system:
        answer = api.send(method, f"{path}/{number}", {"name": "x"} if method == "PATCH" else None)
        assert (answer.status_code, answer.json()["title"]) == (400, "Bad Request")
    assert api.listed(path) == before


def test_leads_of_a_deleted_stage_go_to_the_first(api: Api, path: str) -> None:
    first, second = api.listed(path)[1:3]
    [lead] = api.create("leads", {"status_id": second["id"], "updated_at": 1_500_000_000})
    answer = api.send("DELETE", f"{path}/{second['id']}")
    assert (answer.status_code, answer.content) == (204, b"")
    moved = api.read(f"leads/{lead['id']}")
    assert moved["status_id"] == first["id"]
    assert moved["updated_at"] > 1_500_000_000
    assert api.get(f"{path}/{second['id']}").status_code == 404
    assert api.send("DELETE", f"{path}/{second['id']}").status_code == 404


def test_the_last_own_stage_stays(api: Api, path: str) -> None:
    own = [stage["id"] for stage in api.listed(path) if stage["is_editable"]]
    assert [api.send("DELETE", f"{path}/{number}").status_code for number in own] == [204, 204, 204, 400]


def described(api: Api, path: str) -> Json:
    """A stage with all three descriptions."""
    texts = [{"level": level, "description": f"для {level} 🙂"} for level in ("newbie", "candidate", "master")]
    [stage] = api.create(path, {"name": "с описанием", "sort": 10, "descriptions": texts})
    return stage


def test_descriptions_have_the_keys_and_texts_for_times_of_real_answers(api: Api, path: str) -> None:
    stage = described(api, path)
    first = stage["descriptions"][0]
    told = datetime.strptime(first["created_at"], "%Y-%m-%d %H:%M:%S").replace(tzinfo=UTC)
    assert abs(told.timestamp() - api.account.clock.now()) < 5
    assert first == {
        "account_id": api.account.id,
        "created_at": first["created_at"],
        "created_by": 0,
        "description": "для newbie 🙂",
        "id": first["id"],
        "level": "newbie",
        "pipeline_id": stage["pipeline_id"],
        "status_id": stage["id"],
        "updated_at": first["created_at"],
        "updated_by": None,
    }
    assert api.read(f"{path}/{stage['id']}?with=descriptions")["descriptions"] == stage["descriptions"]


def test_descriptions_are_replaced_edited_and_deleted(api: Api, path: str) -> None:
    stage = described(api, path)
    newbie, candidate, master = stage["descriptions"]
    sent = [
        {"level": "newbie", "description": "заново"},
        {"id": candidate["id"], "level": "candidate", "description": "иначе"},
        {"id": master["id"], "level": "master"},
    ]
    after = api.send("PATCH", f"{path}/{stage['id']}", {"descriptions": sent}).json()["descriptions"]
    assert [(one["level"], one["description"]) for one in after] == [("newbie", "заново"), ("candidate", "иначе")]
    assert after[0]["id"] not in (newbie["id"], candidate["id"], master["id"]), "a text without its id is a new one"
    assert (after[0]["updated_by"], after[1]["updated_by"]) == (None, 0)
    assert after[1]["id"] == candidate["id"]
    api.send("PATCH", f"{path}/{stage['id']}", {"name": "описания остаются"})
    assert len(api.read(f"{path}/{stage['id']}?with=descriptions")["descriptions"]) == 2


@pytest.mark.parametrize(
    ("texts", "error"),
    [
        ([{"level": "guru", "description": "x"}], ("NotSupportedChoice", "descriptions.0.level")),
        ([{"description": "x"}], ("FieldMissing", "descriptions.0.level")),
        ([{"level": "newbie"}], ("FieldMissing", "descriptions.0.description")),
        ([{"level": "newbie", "description": "x"}] * 2, ("NotUnique", "descriptions.1.level")),
        ([{"level": "newbie", "description": "x" * 1001}], ("TooLong", "descriptions.0.description")),
        ([{"level": "newbie", "description": "x", "id": 7}], ("NotSupportedChoice", "descriptions.0.id")),
        ({"level": "newbie"}, ("InvalidType", "descriptions")),
    ],
)
def test_a_bad_description_is_refused(api: Api, path: str, texts: object, error: tuple[str, str]) -> None:
    assert api.refused("POST", path, [{"name": "x", "sort": 1, "descriptions": texts}]) == [("0", *error)]


def test_a_stage_needs_a_name_and_a_place(api: Api, path: str) -> None:
    assert api.refused("POST", path, [{}, {"name": "a", "sort": None}]) == [
        ("0", "FieldMissing", "name"),
        ("0", "FieldMissing", "sort"),
        ("1", "FieldMissing", "sort"),
    ]
    assert api.refused("POST", path, [{"name": "a", "sort": 1, "color": 5}]) == [("0", "InvalidType", "color")]
    assert api.send("POST", "leads/pipelines/1/statuses", [{"name": "a", "sort": 1}]).status_code == 404


def test_only_administrators_write_stages(mock: MockAmoCRM) -> None:
    api = open_api(mock, "demo", user=1)
    path = f"leads/pipelines/{api.ids('leads/pipelines')[0]}/statuses"
    own = f"{path}/{api.ids(path)[1]}"
    calls = (("POST", path, [{"name": "x", "sort": 1}]), ("PATCH", own, {"name": "x"}), ("DELETE", own, None))
    assert [api.send(*call).status_code for call in calls] == [403] * 3
