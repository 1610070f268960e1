"""Filters, search and order of GET /api/v4/leads, in every style that clients write them."""

from collections.abc import Callable

import pytest
from api_client import Api, open_api

from mock_amocrm.server import MockAmoCRM
from mock_amocrm.state.account import Row


@pytest.fixture(scope="module")
def api(mock: MockAmoCRM) -> Api:
    return open_api(mock, "realty", leads=60)


def expect(api: Api, test: Callable[[Row], bool]) -> list[object]:
    found = [row["id"] for row in api.account.rows("leads") if test(row)]
    assert 0 < len(found) < 60, "a filter that keeps all or nothing proves nothing"
    return found


def ids(api: Api, query: str) -> list[object]:
    return api.ids(f"leads?limit=250&{query}")


@pytest.mark.parametrize(
    "key",
    [
        "filter[{0}][]={1}&filter[{0}][]={2}",
        "filter[{0}][0]={1}&filter[{0}][1]={2}",
        "filter[{0}]={1},{2}",
        "filter%5B{0}%5D%5B%5D={1}&filter%5B{0}%5D%5B%5D={2}",
        "filter[{0}][a]={1}&filter[{0}][b]={2}",
    ],
)
@pytest.mark.parametrize("field", ["id", "responsible_user_id", "created_by", "updated_by"])
def test_several_values_in_any_style(api: Api, key: str, field: str) -> None:
    rows = api.account.rows("leads")
    one, other = rows[1][field], rows[2][field]
    assert one != other
    assert ids(api, key.format(field, one, other)) == expect(api, lambda row: row[field] in (one, other))


@pytest.mark.parametrize("field", ["id", "pipeline_id", "responsible_user_id", "created_by", "updated_by"])
def test_one_value(api: Api, field: str) -> None:
    value = api.account.rows("leads")[1][field]
    wanted = expect(api, lambda row: row[field] == value)
    assert ids(api, f"filter[{field}]={value}") == wanted
    assert ids(api, f"filter[{field}][]={value}") == wanted


@pytest.mark.parametrize("field", ["price", "created_at", "updated_at", "closed_at"])
def test_ranges_include_their_ends(api: Api, field: str) -> None:
    values = sorted(row[field] for row in api.account.rows("leads") if row[field] is not None)
    low, high = values[2], values[-3]

    def within(row: Row) -> bool:
        return row[field] is not None and low <= row[field] <= high

    assert ids(api, f"filter[{field}][from]={low}&filter[{field}][to]={high}") == expect(api, within)
    assert ids(api, f"filter[{field}][from]={low}.0&filter[{field}][to]={high}.5") == expect(api, within)
    assert ids(api, f"filter[{field}][from]={low + 1}") == expect(api, lambda row: (row[field] or 0) > low)
    assert ids(api, f"filter[{field}][to]={high - 1}") == expect(
        api, lambda row: row[field] is not None and row[field] < high
    )


def test_a_plain_number_in_a_range_means_that_very_value(api: Api) -> None:
    lead = api.account.rows("leads")[5]
    assert lead["id"] in ids(api, f"filter[updated_at]={lead['updated_at']}")
    assert ids(api, f"filter[updated_at]={lead['updated_at'] + 1}") == []


def test_pairs_of_pipeline_and_status_are_alternatives(api: Api) -> None:
    first = api.account.rows("leads")[0]
    pipeline = api.account.rows("leads")[1]["pipeline_id"]
    query = (
        f"filter[statuses][0][pipeline_id]={first['pipeline_id']}&filter[statuses][0][status_id]={first['status_id']}"
        f"&filter[statuses][1][pipeline_id]={pipeline}&filter[statuses][1][status_id]=142"
    )
    wanted = {(first["pipeline_id"], first["status_id"]), (pipeline, 142)}
    assert ids(api, query) == expect(api, lambda row: (row["pipeline_id"], row["status_id"]) in wanted)


def test_half_a_pair_is_ignored(api: Api) -> None:
    assert len(ids(api, "filter[statuses][0][status_id]=142")) == 60


def test_different_keys_all_have_to_hold(api: Api) -> None:
    lead = api.account.rows("leads")[0]
    user = lead["responsible_user_id"]
    query = (
        f"filter[pipeline_id]={lead['pipeline_id']}&filter[responsible_user_id][]={user}&filter[price][from]=5000000"
    )
    assert ids(api, query) == expect(
        api,
        lambda row: (
            row["pipeline_id"] == lead["pipeline_id"]
            and row["responsible_user_id"] == user
            and row["price"] >= 5_000_000
        ),
    )


def test_a_name_is_matched_whole_whatever_its_letters(api: Api) -> None:
    name = 'Квартира "под ключ", вторая'
    [lead] = api.create("leads", {"name": name})
    assert api.ids('leads?filter[name]=квартира "ПОД ключ", вторая') == [lead["id"]]
    assert api.ids("leads?filter[name][]=Нет&filter[name][]=" + name) == [lead["id"]]
    assert api.ids("leads?filter[name]=Квартира") == []
    api.account.remove("leads", lead["id"])


@pytest.mark.parametrize(
    "query",
    [
        "filter[nonsense]=1",
        "filter[id]=",
        "filter[price][about]=3",
        "filter=1",
        "filter[price][from]=x",
        "filter[id][x][y]=",
        "filter[",
        "order=created_at",
        "order[name]=asc",
        "query=",
        "with=",
    ],
)
def test_what_nobody_knows_is_ignored(api: Api, query: str) -> None:
    assert len(ids(api, query)) == 60


def test_words_where_ids_are_due_match_nothing(api: Api) -> None:
    assert ids(api, "filter[id]=abc") == []


@pytest.mark.parametrize("field", ["created_at", "updated_at", "id"])
def test_orders_run_both_ways(api: Api, field: str) -> None:
    assert ids(api, f"order[{field}]=asc") == [
        row["id"] for row in sorted(api.account.rows("leads"), key=lambda row: row[field])
    ]
    assert ids(api, f"order[{field}]=desc") == list(reversed(ids(api, f"order[{field}]=asc")))


def test_orders_differ_where_the_fields_do(mock: MockAmoCRM) -> None:
    api = open_api(mock, "demo")
    rows = api.account.rows("leads")
    now = api.account.clock.now()
    api.account.put(
        "leads",
        [
            {**row, "updated_at": now - number, "created_at": now - 100 + (number * 3) % 7}
            for number, row in enumerate(rows)
        ],
    )
    by = {field: api.ids(f"leads?order[{field}]=asc") for field in ("id", "created_at", "updated_at")}
    assert by["updated_at"] == list(reversed(by["id"]))
    assert by["created_at"] not in (by["id"], by["updated_at"])
    assert api.ids("leads") == by["updated_at"]


def test_the_search_looks_for_a_part_in_any_letters(api: Api) -> None:
    assert ids(api, "query=ОДНОКОМНАТНАЯ") == expect(api, lambda row: "Однокомнатная" in row["name"])
    assert ids(api, "query=%D0%BF%D0%BE%D0%B4%20%D0%BA%D0%BB%D1%8E%D1%87") == expect(
        api, lambda row: "под ключ" in row["name"]
    )
    assert ids(api, "query=такого нет") == []


def test_filters_work_together_with_pages(api: Api) -> None:
    pipeline = api.account.rows("leads")[0]["pipeline_id"]
    wanted = expect(api, lambda row: row["pipeline_id"] == pipeline)
    seen = []
    path = f"leads?filter[pipeline_id][0]={pipeline}&limit=7"
    while path:
        answer = api.get(path)
        if answer.status_code == 204:
            break
        seen += [lead["id"] for lead in answer.json()["_embedded"]["leads"]]
        path = answer.json()["_links"].get("next", {}).get("href")
    assert seen == wanted
