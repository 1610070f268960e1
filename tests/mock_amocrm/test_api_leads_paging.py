"""Pages of lists: what a client sees that follows `next`, and one that counts pages itself."""

from urllib.parse import parse_qsl, urlsplit

import pytest
import requests
from api_client import Api, open_api

from mock_amocrm.server import MockAmoCRM

SIZES = [0, 1, 2, 49, 50, 51, 99, 100, 101, 249, 250, 251, 500]
LIMITS = [None, 1, 7, 49, 50, 51, 250, 251, 1000]


def walk(api: Api, path: str) -> tuple[list[object], int]:
    """Ids on the way along `next`, and how many requests it took."""
    seen: list[object] = []
    requests_made = 0
    following: str | None = path
    while following is not None:
        requests_made += 1
        answer = api.get(following)
        if answer.status_code == 204:
            break
        page = answer.json()
        seen += [lead["id"] for lead in page["_embedded"]["leads"]]
        following = page["_links"].get("next", {}).get("href")
    return seen, requests_made


@pytest.mark.parametrize("size", SIZES)
def test_following_next_visits_every_lead_exactly_once(mock: MockAmoCRM, size: int) -> None:
    api = open_api(mock, "realty", leads=size)
    everything = sorted(row["id"] for row in api.account.rows("leads"))
    assert len(everything) == size
    for limit in LIMITS:
        if limit == 1 and size > 51:
            continue  # many requests that prove nothing new
        seen, requests_made = walk(api, "leads" if limit is None else f"leads?limit={limit}")
        assert sorted(seen) == everything, limit
        # `next` follows every full page, so a multiple of the limit costs one request that answers 204.
        assert requests_made == size // min(limit or 50, 250) + 1, limit


def test_counting_pages_until_204_sees_the_same(mock: MockAmoCRM) -> None:
    api = open_api(mock, "realty")
    seen = []
    for page in range(1, 10):
        answer = api.get(f"leads?page={page}&limit=40")
        if answer.status_code == 204:
            break
        assert answer.json()["_page"] == page
        seen += [lead["id"] for lead in answer.json()["_embedded"]["leads"]]
    assert page == 4
    assert seen == walk(api, "leads")[0]


@pytest.mark.parametrize(
    ("page", "limit", "links"),
    [
        (1, 50, {"self": 1, "next": 2}),
        (2, 50, {"self": 2, "next": 3, "first": 1, "prev": 1}),
        (3, 50, {"self": 3, "first": 1, "prev": 2}),
    ],
)
def test_links_lead_to_the_neighbours(mock: MockAmoCRM, page: int, limit: int, links: dict[str, int]) -> None:
    answer = open_api(mock, "realty").read(f"leads?page={page}&limit={limit}")
    found = {name: dict(parse_qsl(urlsplit(link["href"]).query)) for name, link in answer["_links"].items()}
    assert found == {name: {"page": str(number), "limit": str(limit)} for name, number in links.items()}


def test_links_stay_on_the_callers_origin_and_keep_the_other_parameters_in_their_order(mock: MockAmoCRM) -> None:
    api = open_api(mock, "realty")
    asked = "with=contacts,loss_reason&limit=10&filter[price][from]=1&page=2&order[id]=desc&x=%D1%8F"
    for origin in (api.mock.url, api.mock.url.replace("127.0.0.1", "localhost")):
        following = api.read(f"{origin}/api/v4/leads?{asked}")["_links"]["next"]["href"]
        parts = urlsplit(following)
        assert f"{parts.scheme}://{parts.netloc}{parts.path}" == f"{origin}/api/v4/leads"
        assert parse_qsl(parts.query) == [
            ("with", "contacts,loss_reason"),
            ("limit", "10"),
            ("filter[price][from]", "1"),
            ("page", "3"),
            ("order[id]", "desc"),
            ("x", "я"),
        ]
        assert api.get(following).status_code == 200


def test_an_accounts_own_host_is_in_the_links(mock: MockAmoCRM) -> None:
    api = open_api(mock, "realty")
    headers = {"Authorization": f"Bearer {api.token}", "Host": api.account.host}
    page = requests.get(f"{mock.url}/api/v4/leads", headers=headers, timeout=10).json()
    assert page["_links"]["next"]["href"] == f"http://{api.account.host}/api/v4/leads?page=2&limit=50"


@pytest.mark.parametrize(
    "query", ["page=0", "page=-3", "page=x", "limit=0", "limit=-1", "limit=", "page=1&page=0&limit=9&limit=50"]
)
def test_nonsense_page_numbers_never_fail(mock: MockAmoCRM, query: str) -> None:
    page = open_api(mock, "realty").read(f"leads?{query}")
    assert page["_page"] == 1
    assert len(page["_embedded"]["leads"]) == 50
    assert page["_links"]["self"]["href"].count("page=") == 1


def test_item_links_in_a_list_repeat_its_query_as_real_ones_do(mock: MockAmoCRM) -> None:
    api = open_api(mock, "realty")
    lead = api.listed("leads?limit=3&with=contacts")[0]
    assert lead["_links"]["self"]["href"] == f"{api.mock.url}/api/v4/leads/{lead['id']}?limit=3&with=contacts&page=1"
    assert api.read(lead["_links"]["self"]["href"])["id"] == lead["id"]


def test_deep_pages_of_a_big_account_are_right(mock: MockAmoCRM) -> None:
    api = open_api(mock, "realty", leads=3000)
    everything = [row["id"] for row in api.account.rows("leads")]
    assert api.ids("leads?page=12&limit=250") == everything[2750:]
    assert api.get("leads?page=13&limit=250").status_code == 204
    assert api.get("leads?page=99999999999999999999&limit=250").status_code == 204
