"""The drive: uploads in parts, versions, the trash, filters; and whose files are whose."""

import hashlib
from collections.abc import Mapping

import pytest
import requests
from api_client import Api, Json, open_api

from mock_amocrm.server import MockAmoCRM

PART = 524_288


@pytest.fixture
def api(mock: MockAmoCRM) -> Api:
    return open_api(mock)


def drive(api: Api, method: str, path: str, body: object = None, *, raw: bytes | None = None) -> requests.Response:
    url = path if path.startswith("http") else f"{api.mock.url}/v1.0/{path}"
    headers = {"Authorization": f"Bearer {api.token}"}
    return requests.request(method, url, json=body if raw is None else None, data=raw, headers=headers, timeout=10)


def upload(api: Api, name: str, content: bytes, **more: object) -> Json:
    opened = drive(api, "POST", "sessions", {"file_name": name, "file_size": len(content), **more})
    assert opened.status_code == 200, opened.text
    address = opened.json()["upload_url"]
    while True:
        answer = drive(api, "POST", address, raw=content[:PART])
        assert answer.status_code == 200, answer.text
        content = content[PART:]
        if "next_url" not in answer.json():
            return dict(answer.json())
        address = answer.json()["next_url"]


def files(api: Api, query: str = "") -> list[object]:
    answer = drive(api, "GET", f"files{query}")
    return [each["uuid"] for each in answer.json()["_embedded"]["files"]] if answer.content else []


def test_a_file_goes_up_in_parts_and_comes_down_whole(api: Api) -> None:
    content = bytes(range(256)) * 5000  # three parts
    made = upload(api, "Договір №1.pdf", content, content_type="application/pdf")
    assert (made["size"], made["name"]) == (len(content), "Договір №1.pdf")
    assert made["metadata"] == {"extension": "pdf", "mime_type": "application/pdf"}
    links = _object(made["_links"])
    down = drive(api, "GET", str(_object(links["download"])["href"]))
    assert hashlib.sha256(down.content).digest() == hashlib.sha256(content).digest()
    assert down.headers["Content-Type"] == "application/pdf"


def test_an_address_takes_one_part_and_no_more_than_was_said(api: Api) -> None:
    opened = drive(api, "POST", "sessions", {"file_name": "a.txt", "file_size": 10}).json()
    assert (opened["max_file_size"], opened["max_part_size"]) == (314_572_800, PART)
    first = drive(api, "POST", opened["upload_url"], raw=b"12345")
    assert drive(api, "POST", opened["upload_url"], raw=b"12345").status_code == 404, "it was used"
    assert drive(api, "POST", first.json()["next_url"], raw=b"123456").status_code == 400
    assert drive(api, "POST", first.json()["next_url"], raw=b"67890").json()["size"] == 10
    for size in (0, 314_572_801):
        assert drive(api, "POST", "sessions", {"file_name": "a", "file_size": size}).status_code == 400


def test_another_version_counts_until_an_earlier_one_is_taken_back(api: Api) -> None:
    made = upload(api, "a.txt", b"one")
    again = upload(api, "a.txt", b"twice", file_uuid=made["uuid"])
    assert (again["uuid"], again["size"], again["has_multiple_versions"]) == (made["uuid"], 5, True)
    versions = drive(api, "GET", f"files/{made['uuid']}/versions").json()
    assert [each["size"] for each in versions["_embedded"]["versions"]] == [3, 5]
    back = drive(api, "PATCH", f"files/{made['uuid']}", {"name": "b.txt", "version_uuid": made["version_uuid"]}).json()
    assert (back["name"], back["size"]) == ("b.txt", 3)
    assert drive(api, "GET", back["_links"]["download"]["href"]).content == b"one"
    assert drive(api, "GET", again["_links"]["download_version"]["href"]).content == b"twice"
    assert drive(api, "PATCH", f"files/{made['uuid']}", {"version_uuid": "x"}).status_code == 400


def test_the_trash_takes_and_gives_back(api: Api) -> None:
    made = upload(api, "a.txt", b"one")
    named = [{"uuid": made["uuid"]}]
    assert drive(api, "DELETE", "files", [*named, {"uuid": "nobody's"}]).status_code == 400
    assert files(api) == [made["uuid"]], "one bad item throws nothing away"
    assert drive(api, "DELETE", "files", named).status_code == 204
    assert (files(api), files(api, "?filter[deleted]=1")) == ([], [made["uuid"]])
    back = drive(api, "POST", "files/restore", named).json()
    assert (back["_count"], back["_embedded"]["files"][0]["is_trashed"]) == (1, False)
    assert files(api) == [made["uuid"]]


def test_files_are_found_by_what_is_known_of_them(api: Api) -> None:
    small, large = upload(api, "рахунок.pdf", b"1")["uuid"], upload(api, "photo.JPG", b"2" * 3000)["uuid"]
    assert files(api, "?filter[name]=РАХ") == [small]
    assert files(api, "?filter[extensions][]=jpg") == [large]
    assert files(api, "?filter[size][unit]=kb&filter[size][from]=2") == [large]
    assert files(api, f"?filter[uuid]={small},x") == [small]
    assert files(api, f"?filter[created_by][]={api.world.users[0].id}&limit=1") == [large]
    assert files(api, "?filter[date][type]=created_at&filter[date][to]=1") == []
    assert drive(api, "GET", "files/nobody").status_code == 404


def test_an_entity_has_files_by_a_cursor_newest_first(api: Api) -> None:
    [lead, *_] = api.ids("leads")
    made = [upload(api, f"{at}.txt", b"x")["uuid"] for at in range(3)]
    assert api.get(f"leads/{lead}/files").status_code == 204
    assert api.send("PUT", f"leads/{lead}/files", [{"file_uuid": uid} for uid in made]).status_code == 202
    assert api.send("PUT", f"leads/{lead}/files", [{"file_uuid": made[0]}]).status_code == 202
    page = api.read(f"leads/{lead}/files?limit=2")
    assert [each["file_uuid"] for each in _object(page["_embedded"])["files"]] == [made[2], made[1]]
    rest = api.get(str(_object(_object(page["_links"])["next"])["href"])).json()
    assert [each["file_uuid"] for each in rest["_embedded"]["files"]] == [made[0]]
    assert "next" not in rest["_links"]
    told = api.read(f"files/{made[0]}/links")
    assert [(each["id"], each["type"]) for each in told["entities"]] == [(lead, "leads")]  # type: ignore[attr-defined]
    assert api.send("DELETE", f"leads/{lead}/files", [{"file_uuid": made[0]}]).status_code == 202
    assert api.read(f"files/{made[0]}/links")["entities"] == []
    assert api.refused("PUT", f"leads/{lead}/files", [{"file_uuid": "x"}]) == [("0", "NotSupportedChoice", "file_uuid")]
    for before, status in (("9" * 5000, 200), ("x", 200), ("1", 204)):  # what is no number cuts nothing off
        assert api.get(f"leads/{lead}/files?before_id={before}").status_code == status
    assert api.get("leads/1999999999/files").status_code == 404


@pytest.mark.parametrize("host", ["drive-b.amocrm.ru", "api-b.amocrm.ru"])
def test_the_drive_has_a_host_that_serves_every_account(api: Api, host: str) -> None:
    headers = {"Authorization": f"Bearer {api.token}", "Host": host}
    answer = requests.get(f"{api.mock.url}/v1.0/files", headers=headers, timeout=5)
    assert answer.status_code == 204


def _object(value: object) -> Mapping[str, list[Json]]:
    assert isinstance(value, Mapping)
    return value
