"""How often and when a fault strikes: counted, by chance that can be repeated, by the account's clock."""

from concurrent.futures import ThreadPoolExecutor

import requests
from mock_shop import Shop, open_shop

PATH = "/api/v4/account"


def order(shop: Shop, **fields: object) -> str:
    """Order a 503 in the shop's account."""
    order = {"path": PATH, "status": 503, "account": shop.account.subdomain, **fields}
    answer = requests.post(f"{shop.mock.url}/_mock/faults", json=order, timeout=5)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


def struck(shop: Shop, times: int = 1) -> str:
    """Which of so many requests were struck, as a row of x and dots."""
    answers = [requests.get(shop.mock.url + PATH, headers={"Host": shop.account.host}, timeout=5) for _ in range(times)]
    return "".join("x" if answer.status_code == 503 else "." for answer in answers)


def waiting(shop: Shop) -> list[dict[str, object]]:
    """The faults of the shop's account."""
    faults = requests.get(f"{shop.mock.url}/_mock/faults", timeout=5).json()["faults"]
    return [fault for fault in faults if fault["account"] == shop.account.subdomain]


def test_it_spares_the_first_ones_and_strikes_as_often_as_ordered(shop: Shop) -> None:
    order(shop, skip=2, times=3)

    assert struck(shop, 7) == "..xxx.."
    assert waiting(shop) == []


def test_what_it_has_seen_and_struck_is_told(shop: Shop) -> None:
    order(shop, skip=1, times=None)
    struck(shop, 3)

    (fault,) = waiting(shop)
    assert (fault["seen"], fault["struck"], fault["skip"], fault["times"]) == (3, 2, 1, None)


def test_a_chance_falls_the_same_way_for_the_same_seed(shop: Shop) -> None:
    rows = []
    for seed in (7, 7, 8):
        fault = order(shop, times=None, probability=0.5, seed=seed)
        rows.append(struck(shop, 30))
        requests.delete(f"{shop.mock.url}/_mock/faults/{fault}", timeout=5)

    assert rows[0] == rows[1] != rows[2]
    assert 5 < rows[0].count("x") < 25


def test_a_chance_is_counted_until_it_has_struck_so_often(shop: Shop) -> None:
    order(shop, times=3, probability=0.3, seed=1)

    assert struck(shop, 60).count("x") == 3
    assert waiting(shop) == []


def test_it_begins_and_ends_by_the_accounts_clock(shop: Shop) -> None:
    order(shop, times=None, **{"from": 60}, for_seconds=60)
    assert struck(shop) == "."
    shop.account.clock.advance(60)
    assert struck(shop, 2) == "xx"
    shop.account.clock.advance(60)
    assert struck(shop) == "."
    assert waiting(shop) == []


def test_until_is_counted_from_the_order(shop: Shop) -> None:
    order(shop, times=None, **{"from": 60}, until=90)
    shop.account.clock.advance(85)
    assert struck(shop) == "x"
    shop.account.clock.advance(5)
    assert struck(shop) == "."


def test_another_accounts_time_is_nothing_to_it(shop: Shop) -> None:
    other = open_shop(shop.mock)
    order(shop, times=None, for_seconds=60)
    other.account.clock.advance(3600)

    assert struck(shop) == "x"


def test_without_an_account_it_is_everybodys_time(shop: Shop) -> None:
    body = {"path": "/nowhere/timed", "status": 503, "times": None, "for_seconds": 60}
    requests.post(f"{shop.mock.url}/_mock/faults", json=body, timeout=5)
    shop.account.clock.advance(3600)
    assert requests.get(f"{shop.mock.url}/nowhere/timed", timeout=5).status_code == 503
    shop.mock.store.clock.advance(60)
    assert requests.get(f"{shop.mock.url}/nowhere/timed", timeout=5).status_code == 404


def test_a_fault_that_spares_a_request_leaves_it_to_the_next_one(shop: Shop) -> None:
    order(shop, skip=1)
    order(shop, times=1)

    assert struck(shop, 3) == "xx."


def test_all_faults_of_an_account_are_withdrawn_at_once(shop: Shop) -> None:
    other = open_shop(shop.mock)
    spared = order(other)
    for _ in range(3):
        order(shop)
    answer = requests.delete(f"{shop.mock.url}/_mock/accounts/{shop.account.subdomain}/faults", timeout=5)

    assert (answer.status_code, answer.json()) == (200, {"withdrawn": 3})
    assert struck(shop) == "."
    assert [fault["id"] for fault in waiting(other)] == [spared]


def test_simultaneous_requests_share_the_spared_and_the_struck(shop: Shop) -> None:
    order(shop, skip=10, times=10)
    with ThreadPoolExecutor(8) as clients:
        rows = "".join(clients.map(lambda _: struck(shop), range(40)))

    assert rows.count("x") == 10
