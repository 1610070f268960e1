"""The account, its users, its pipelines and their stages over HTTP."""

from urllib.parse import urlsplit

import pytest
from api_client import Api, grant, open_api

from mock_amocrm.server import MockAmoCRM

ACCOUNT_WITHS = (
    "amojo_id,uuid,version,drive_url,is_api_filter_enabled,entity_names,invoices_settings,"
    "amojo_rights,users_groups,task_types,datetime_settings"
)


@pytest.fixture
def api(mock: MockAmoCRM) -> Api:
    return open_api(mock, "realty", leads=3)


def test_the_account_has_every_key_that_typed_clients_need(api: Api) -> None:
    account = api.read("account")
    assert list(account) == [
        "id",
        "name",
        "subdomain",
        "created_at",
        "created_by",
        "updated_at",
        "updated_by",
        "current_user_id",
        "country",
        "currency",
        "currency_symbol",
        "customers_mode",
        "is_unsorted_on",
        "mobile_feature_version",
        "is_loss_reason_enabled",
        "is_helpbot_enabled",
        "is_technical_account",
        "contact_name_display_order",
        "language",
        "_links",
    ]
    assert (account["id"], account["subdomain"]) == (api.account.id, api.account.subdomain)
    assert (account["country"], account["currency"], account["language"]) == ("RU", "RUB", "ru")
    assert account["_links"] == {"self": {"href": f"{api.mock.url}/api/v4/account"}}


def test_with_adds_root_keys_and_embeds_to_the_account(api: Api) -> None:
    plain, full = api.read("account"), api.read(f"account?with={ACCOUNT_WITHS}")
    added = ["amojo_id", "uuid", "version", "drive_url", "is_api_filter_enabled", "entity_names", "invoices_settings"]
    assert list(full) == [*[key for key in plain if key != "_links"], *added, "_links", "_embedded"]
    assert list(full["_embedded"]) == ["amojo_rights", "users_groups", "task_types", "datetime_settings"]
    assert full["_embedded"]["users_groups"] == [{"id": 0, "name": "Отдел продаж", "uuid": None}]
    assert [(kind["id"], kind["code"]) for kind in full["_embedded"]["task_types"]] == [
        (1, "FOLLOW_UP"),
        (2, "MEETING"),
    ]
    assert full["_embedded"]["datetime_settings"]["timezone"] == "Europe/Moscow"
    assert full["uuid"] == api.read("account?with=uuid")["uuid"]


def test_the_account_names_every_entity_in_every_case(api: Api) -> None:
    names = api.read("account?with=entity_names")["entity_names"]
    assert list(names) == ["leads", "contacts", "companies", "customers"]
    for kind, languages in names.items():
        assert languages["en"]["plural_form"] == {"default": kind}
        for form in ("singular_form", "plural_form"):
            assert len(languages["ru"][form]) == 6
            assert languages["ru"]["gender"] in "mf"
    assert names["contacts"]["ru"]["plural_form"]["instrumental"] == "контактами"
    assert names["customers"]["ru"]["singular_form"]["accusative"] == "покупателя"


def test_the_account_tells_how_it_keeps_customers(api: Api) -> None:
    assert api.read("account")["customers_mode"] == "segments"
    api.send("PATCH", "customers/mode", {"mode": "periodicity", "is_enabled": True})
    assert api.read("account")["customers_mode"] == "periodicity"


def test_currencies_are_listed_by_code(api: Api) -> None:
    page = api.read("currencies?limit=5")
    assert list(page) == ["_page", "_links", "_embedded"]
    codes = [item["code"] for item in page["_embedded"]["currencies"]]
    assert len(codes) == 5
    assert {"RUB", "USD", "EUR"} <= set(codes)
    assert api.read(page["_links"]["next"]["href"])["_page"] == 2
    assert api.get("currencies?page=99").status_code == 204


def test_the_current_user_is_the_tokens(mock: MockAmoCRM) -> None:
    for number in (0, 1):
        api = open_api(mock, "demo", user=number)
        assert api.read("account")["current_user_id"] == api.world.users[number].id


def test_an_administrators_token_can_act_as_another_user(mock: MockAmoCRM) -> None:
    api = open_api(mock, "demo")
    admin, other, _ = api.world.users

    def ask(user: object, path: str) -> tuple[int, object]:
        answer = api.send("GET", path, headers={"X-Context-User-ID": str(user)})
        return answer.status_code, answer.json().get("current_user_id")

    assert api.read("account")["current_user_id"] == admin.id
    assert ask(other.id, "account") == (200, other.id)
    assert ask(admin.id, "users")[0] == 200
    assert ask(other.id, "users")[0] == 403
    assert [ask(user, "account")[0] for user in (7, "x", -1, "")] == [401] * 4
    api.token = grant(mock.store, api.account, other.id)
    assert ask(admin.id, "account")[0] == 403


def test_a_cached_account_is_not_shown_to_another_user(mock: MockAmoCRM) -> None:
    api = open_api(mock, "demo")
    assert api.read("account")["current_user_id"] == api.world.users[0].id
    api.token = grant(mock.store, api.account, api.world.users[1].id)
    assert api.read("account")["current_user_id"] == api.world.users[1].id


def test_users_are_paged_with_totals(api: Api) -> None:
    page = api.read("users?limit=3")
    assert {key: page[key] for key in ("_total_items", "_page", "_page_count")} == {
        "_total_items": 4,
        "_page": 1,
        "_page_count": 2,
    }
    assert len(page["_embedded"]["users"]) == 3
    last = api.read(page["_links"]["next"]["href"])
    assert len(last["_embedded"]["users"]) == 1
    assert "next" not in last["_links"]
    assert "next" not in api.read("users?limit=4")["_links"], "the total is known, so nothing is promised"


def test_a_user_shows_rights_and_no_password(api: Api) -> None:
    first, second = api.listed("users")[:2]
    assert list(first) == ["id", "name", "email", "lang", "rights", "_links"]
    assert (first["rights"]["is_admin"], second["rights"]["is_admin"]) == (True, False)
    assert first["rights"]["leads"] == {"view": "A", "edit": "A", "add": "A", "delete": "A", "export": "A"}
    assert {"tasks", "mail_access", "catalog_access", "is_free", "is_active", "group_id", "role_id"} <= set(
        first["rights"]
    )
    assert api.world.users[0].password not in api.get("users").text


def test_a_user_comes_with_role_and_group_when_asked(api: Api) -> None:
    user = api.read(f"users/{api.world.users[0].id}?with=role,group,uuid,amojo_id,user_rank,phone_number")
    assert user["_embedded"] == {"roles": [], "groups": [{"id": 0, "name": "Отдел продаж"}]}
    assert {"uuid", "amojo_id", "user_rank", "phone_number"} <= set(user)


def test_users_are_for_admins(mock: MockAmoCRM) -> None:
    api = open_api(mock, "demo", user=1)
    for path in ("users", f"users/{api.world.users[0].id}"):
        answer = api.get(path)
        assert (answer.status_code, answer.json()["title"]) == (403, "Forbidden")
    assert api.get("leads").status_code == 200


def test_a_cached_list_of_users_is_not_shown_to_what_somebody_granted_who_is_no_longer_admin(api: Api) -> None:
    row = api.account.row("users", api.world.users[0].id)
    assert row is not None
    api.account.put("users", [{**row, "is_admin": False}])
    assert api.get("users").status_code == 200  # rights are frozen with the grant
    api.token = grant(api.mock.store, api.account, api.world.users[0].id)
    assert api.get("users").status_code == 403


@pytest.mark.parametrize(
    ("path", "detail"),
    [
        ("users/1", "User not found"),
        ("leads/pipelines/1", "Pipeline not found"),
        ("leads/pipelines/1/statuses", "Pipeline not found"),
        ("leads/pipelines/{pipeline}/statuses/1", "Status not found"),
        ("leads/pipelines/{pipeline}/statuses/{foreign}", "Status not found"),
    ],
)
def test_unknown_users_pipelines_and_stages_are_404(api: Api, path: str, detail: str) -> None:
    main, other = api.listed("leads/pipelines")
    answer = api.get(path.format(pipeline=main["id"], foreign=other["_embedded"]["statuses"][0]["id"]))
    assert answer.status_code == 404
    assert answer.json()["detail"] == detail


def test_pipelines_come_unpaged_with_their_stages(api: Api) -> None:
    body = api.read("leads/pipelines?page=1&limit=250")
    assert list(body) == ["_total_items", "_links", "_embedded"]
    main, other = body["_embedded"]["pipelines"]
    assert body["_total_items"] == 2
    assert list(main) == [
        "id",
        "name",
        "sort",
        "is_main",
        "is_unsorted_on",
        "is_archive",
        "account_id",
        "_links",
        "_embedded",
    ]
    assert (main["is_main"], other["is_main"]) == (True, False)
    assert api.read(f"leads/pipelines/{main['id']}") == main


def test_the_standard_pipeline_of_a_fresh_account(mock: MockAmoCRM) -> None:
    [pipeline] = open_api(mock, "empty").listed("leads/pipelines")
    found = [
        (
            stage["id"] if stage["id"] < 1000 else "own",
            *(stage[key] for key in ("name", "sort", "color", "type", "is_editable")),
        )
        for stage in pipeline["_embedded"]["statuses"]
    ]
    assert found == [
        ("own", "Неразобранное", 10, "#c1c1c1", 1, False),
        ("own", "Первичный контакт", 20, "#99ccff", 0, True),
        ("own", "Переговоры", 30, "#ffff99", 0, True),
        ("own", "Принимают решение", 40, "#ffcc66", 0, True),
        ("own", "Согласование договора", 50, "#ffcccc", 0, True),
        (142, "Успешно реализовано", 10000, "#CCFF66", 0, False),
        (143, "Закрыто и не реализовано", 11000, "#D5D8DB", 0, False),
    ]


def test_won_and_lost_are_stages_of_every_pipeline_under_one_id(api: Api) -> None:
    for pipeline in api.listed("leads/pipelines"):
        for number in (142, 143):
            path = f"leads/pipelines/{pipeline['id']}/statuses/{number}"
            stage = api.read(path)
            assert (stage["id"], stage["pipeline_id"]) == (number, pipeline["id"])
            assert urlsplit(stage["_links"]["self"]["href"]).path == f"/api/v4/{path}"


def test_the_stages_of_a_pipeline_are_the_ones_it_embeds(api: Api) -> None:
    for pipeline in api.listed("leads/pipelines"):
        body = api.read(f"leads/pipelines/{pipeline['id']}/statuses")
        assert body["_embedded"]["statuses"] == pipeline["_embedded"]["statuses"]
        assert body["_total_items"] == len(pipeline["_embedded"]["statuses"])


def test_a_pipeline_without_incoming_leads_hides_their_stage(api: Api) -> None:
    main, rent = api.listed("leads/pipelines")
    assert [stage["type"] for stage in main["_embedded"]["statuses"]].count(1) == 1
    assert rent["is_unsorted_on"] is False
    assert [stage["type"] for stage in rent["_embedded"]["statuses"]].count(1) == 0
    assert 1 not in [stage["type"] for stage in api.listed(f"leads/pipelines/{rent['id']}/statuses")]


def test_descriptions_come_when_asked(api: Api) -> None:
    pipeline = api.listed("leads/pipelines")[0]["id"]
    assert api.listed(f"leads/pipelines/{pipeline}/statuses?with=descriptions")[0]["descriptions"] == []
    assert "descriptions" not in api.listed(f"leads/pipelines/{pipeline}/statuses")[0]
