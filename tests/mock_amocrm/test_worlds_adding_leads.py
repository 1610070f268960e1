"""Leads that appear in an account past the API, as somebody in the office would make them."""

import pytest
from api_client import Api, open_api

from mock_amocrm.server import MockAmoCRM
from mock_amocrm.worlds import LeadItem, MalformedWorld, Person, add_leads


@pytest.fixture
def api(mock: MockAmoCRM) -> Api:
    return open_api(mock, "demo")


def test_added_leads_are_there_at_once_with_their_contacts(api: Api) -> None:
    assert len(api.ids("leads")) == 7
    first, second = add_leads(
        api.account,
        [
            {
                "name": 'Стол "Дуб"',
                "price": 500,
                "stage": "Переговоры",
                "contact": {"name": "Анна", "phone": "+79161112233"},
            },
            LeadItem(name="Стул", contact=Person(name="Иван", email="ivan@example.com"), tags=("срочно",)),
        ],
    )
    assert api.ids("leads")[-2:] == [first, second]
    lead = api.read(f"leads/{first}?with=contacts")
    assert (lead["name"], lead["price"], lead["account_id"]) == ('Стол "Дуб"', 500, api.account.id)
    contact = api.read(f"contacts/{lead['_embedded']['contacts'][0]['id']}?with=leads")
    assert contact["custom_fields_values"][0]["values"][0]["value"] == "+79161112233"
    assert [item["id"] for item in contact["_embedded"]["leads"]] == [first]
    assert [tag["name"] for tag in api.read(f"leads/{second}")["_embedded"]["tags"]] == ["срочно"]


def test_an_empty_item_gets_the_defaults_of_the_api(api: Api) -> None:
    [number] = add_leads(api.account, [{}])
    [created] = api.create("leads", {})
    ours, theirs = api.read(f"leads/{number}"), api.read(f"leads/{created['id']}")
    same = [key for key in ours if key not in ("id", "name", "_links", "created_at", "updated_at")]
    assert {key: ours[key] for key in same} == {key: theirs[key] for key in same}
    assert ours["name"] == f"Сделка #{number}"


def test_stages_by_number_name_word_or_id(api: Api) -> None:
    stages = {stage["name"]: stage["id"] for stage in api.listed("leads/pipelines")[0]["_embedded"]["statuses"]}
    items: list[dict[str, object]] = [
        {"stage": 1},
        {"stage": "переговоры"},
        {"stage": "won"},
        {"stage": "Lost"},
        {"status_id": 143},
    ]
    found = [api.read(f"leads/{number}")["status_id"] for number in add_leads(api.account, items)]
    assert found == [stages["Первичный контакт"], stages["Переговоры"], 142, 143, 143]


def test_time_is_the_accounts_unless_said_otherwise(api: Api) -> None:
    api.account.clock.advance(1_000_000)
    now, then = add_leads(api.account, [{}, {"created_at": 1_600_000_000, "stage": "won", "updated_at": 1_600_000_100}])
    assert api.account.clock.now() - 5 <= api.read(f"leads/{now}")["created_at"] <= api.account.clock.now()
    old = api.read(f"leads/{then}")
    assert (old["created_at"], old["updated_at"], old["closed_at"]) == (1_600_000_000, 1_600_000_100, 1_600_000_100)


@pytest.mark.parametrize(
    ("item", "message"),
    [
        ({"nam": "x"}, "leads: [1].nam: unknown key; did you mean 'name'?"),
        ({"stage": "Переговор"}, "leads: [1]: stage: there is no 'Переговор'; did you mean 'Переговоры'?"),
        ({"pipeline": "Варонка"}, "leads: [1]: pipeline: there is no 'Варонка'; did you mean 'Воронка'?"),
        ({"status_id": 5}, "leads: [1]: status_id: no stage 5 here; valid: "),
        ({"stage": "lost", "loss_reason": "дорого"}, "leads: [1]: loss_reason: there is no 'дорого'; "),
    ],
)
def test_one_bad_item_adds_nothing(api: Api, item: dict[str, object], message: str) -> None:
    before = (len(api.account.rows("leads")), len(api.account.rows("contacts")), len(api.account.rows("tags")))
    with pytest.raises(MalformedWorld) as complaint:
        add_leads(api.account, [{"contact": "x", "tags": ["new"]}, item])
    assert message in str(complaint.value)
    assert (len(api.account.rows("leads")), len(api.account.rows("contacts")), len(api.account.rows("tags"))) == before
