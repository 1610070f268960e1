"""So many requests in a second, 429 beyond, the block for whoever goes on; by the account's clock, counted exactly."""

import threading
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import pytest
import requests
from mock_shop import REDIRECT_URI, Shop, open_shop

from mock_amocrm.clock import AccountClock, BaseClock
from mock_amocrm.limits.limits import Limits
from mock_amocrm.limits.traffic import Traffic
from mock_amocrm.server import MockAmoCRM
from mock_amocrm.state.store import Store


@dataclass
class Time:
    """A clock that only moves when it is told to."""

    now: float = 1_800_000_000.25

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def time() -> Time:
    """The fake's time."""
    return Time()


@pytest.fixture
def mock(time: Time) -> Iterator[MockAmoCRM]:
    """A fake whose time stands still: nothing is forgotten while a test asks."""
    with MockAmoCRM(store=Store(BaseClock(time))) as running:
        yield running


def limit(shop: Shop, **fields: object) -> dict[str, object]:
    """Switch the account's limits on."""
    return control(shop, "PUT", "limits", fields)


def control(shop: Shop, method: str, what: str, body: object = None) -> dict[str, object]:
    """An operation of the control API on the account."""
    url = f"{shop.mock.url}/_mock/accounts/{shop.account.subdomain}/{what}"
    answer = requests.request(method, url, json=body, timeout=5)
    assert answer.status_code in (200, 204), answer.text
    state: dict[str, object] = answer.json() if answer.content else {}
    return state


def ask(shop: Shop, token: str, *, times: int = 1) -> list[int]:
    """So many requests to the API, and their statuses."""
    headers = {"Host": shop.account.host, "Authorization": f"Bearer {token}"}
    with requests.Session() as http:
        return [http.get(f"{shop.mock.url}/api/v4/users", headers=headers, timeout=5).status_code for _ in range(times)]


def test_without_the_switch_nothing_is_limited(shop: Shop) -> None:
    assert set(ask(shop, shop.pair()["access_token"], times=60)) == {200}
    assert control(shop, "GET", "limits")["on"] is False


def test_seven_pass_in_a_second_and_the_eighth_does_not(shop: Shop, time: Time) -> None:
    token = shop.pair()["access_token"]
    state = limit(shop)
    assert (state["per_integration"], state["per_account"], state["block_after"]) == (7, 50, 100)
    assert ask(shop, token, times=9) == [200] * 7 + [429] * 2

    time.now += 0.999
    assert ask(shop, token) == [429]
    time.now += 0.001
    assert ask(shop, token, times=8) == [200] * 7 + [429]


@pytest.mark.parametrize("number", ["per_integration", "per_account"])
def test_the_second_slides(shop: Shop, time: Time, number: str) -> None:
    token = shop.pair()["access_token"]
    limit(shop, **{number: 2})
    ask(shop, token)
    time.now += 0.6
    assert ask(shop, token, times=2) == [200, 429]
    time.now += 0.5  # the first one is more than a second ago, the second one is not; a whole second has begun
    assert ask(shop, token, times=2) == [200, 429]


def test_an_accounts_own_time_counts(shop: Shop) -> None:
    token = shop.pair()["access_token"]
    limit(shop, per_integration=1)
    assert ask(shop, token, times=2) == [200, 429]
    shop.account.clock.advance(1)
    assert ask(shop, token) == [200]


def test_each_integration_has_its_own_count_and_the_account_one_for_all(shop: Shop) -> None:
    shops = [
        Shop(shop.mock, shop.account, shop.mock.store.add_integration(name=name, redirect_uri=REDIRECT_URI))
        for name in ("One", "Two", "Three")
    ]
    tokens = [each.pair()["access_token"] for each in shops]
    limit(shop, per_integration=3, per_account=7)
    seen = [ask(shop, token, times=4) for token in tokens]

    assert seen == [[200, 200, 200, 429], [200, 200, 200, 429], [200, 429, 429, 429]]
    used = control(shop, "GET", "limits")
    assert used["used"] == {
        "account": 7,
        "integrations": {each.integration.client_id: count for each, count in zip(shops, (3, 3, 1), strict=True)},
    }
    assert used["refused"] == 5


def test_another_account_of_the_same_integration_is_not_touched(mock: MockAmoCRM) -> None:
    one = open_shop(mock)
    other = Shop(mock, open_shop(mock).account, one.integration)
    tokens = one.pair()["access_token"], other.pair()["access_token"]
    requests.put(f"{mock.url}/_mock/limits", json={"per_integration": 2}, timeout=5)

    assert ask(one, tokens[0], times=3) == [200, 200, 429]
    assert ask(other, tokens[1], times=3) == [200, 200, 429]


def test_the_whole_fake_is_limited_but_for_accounts_that_are_not(mock: MockAmoCRM) -> None:
    one, spared = open_shop(mock), open_shop(mock)
    tokens = one.pair()["access_token"], spared.pair()["access_token"]
    requests.put(f"{mock.url}/_mock/limits", json={"per_integration": 1}, timeout=5)
    limit(spared, on=False)
    assert (ask(one, tokens[0], times=2), ask(spared, tokens[1], times=2)) == ([200, 429], [200, 200])

    control(spared, "DELETE", "limits")
    assert ask(spared, tokens[1], times=2) == [200, 429]
    requests.put(f"{mock.url}/_mock/limits", json={"on": False}, timeout=5)
    assert requests.get(f"{mock.url}/_mock/limits", timeout=5).json()["on"] is False
    assert ask(spared, tokens[1], times=3) == [200] * 3


def test_token_requests_count_and_the_consent_page_does_not(shop: Shop) -> None:
    refresh = shop.pair()["refresh_token"]
    limit(shop, per_integration=2)
    assert [shop.refresh(refresh).status_code for _ in range(3)] == [200, 401, 429]
    assert shop.consent()["code"]


def test_a_stranger_at_the_accounts_own_host_is_one_more_caller(shop: Shop) -> None:
    limit(shop, per_integration=2)
    assert ask(shop, "nonsense", times=3) == [401, 401, 429]
    assert control(shop, "GET", "limits")["used"] == {"account": 2, "integrations": {"": 2}}


def test_a_429_is_a_page_without_retry_after_unless_told(shop: Shop) -> None:
    headers = {"Host": shop.account.host}
    url = f"{shop.mock.url}/api/v4/users"
    limit(shop, per_integration=1)
    requests.get(url, headers=headers, timeout=5)
    page = requests.get(url, headers=headers, timeout=5)
    limit(shop, per_integration=1, shape="json", retry_after=7)
    document = requests.get(url, headers=headers, timeout=5)

    assert (page.status_code, page.headers["Content-Type"]) == (429, "text/html; charset=utf-8")
    assert "429 Too Many Requests" in page.text
    assert "Retry-After" not in page.headers
    assert (document.headers["Content-Type"], document.headers["Retry-After"]) == ("application/problem+json", "7")
    assert document.json() == {
        "title": "Too Many Requests",
        "type": "https://httpstatus.es/429",
        "status": 429,
        "detail": "You have sent too many requests in a given amount of time. Please try again later.",
        "retry_after": 7,
    }


def test_whoever_goes_on_is_blocked_everywhere_until_it_is_lifted(shop: Shop, time: Time) -> None:
    pair = shop.pair()
    token, refresh = pair["access_token"], pair["refresh_token"]
    limit(shop, per_integration=1, block_after=3)
    assert ask(shop, token, times=6) == [200, 429, 429, 429, 403, 403]
    time.now += 3600

    blocked = shop.refresh(refresh)
    assert (blocked.status_code, blocked.headers["Content-Type"]) == (403, "text/html; charset=utf-8")
    assert "<h1>403 Forbidden</h1>" in blocked.text
    assert "nginx" in blocked.text
    assert shop.me(token).status_code == 403
    assert shop.consent()["code"]  # a person's browser is somebody else
    assert control(shop, "GET", "limits")["blocked"] is True

    assert control(shop, "DELETE", "block")["blocked"] is False
    assert shop.refresh(refresh).status_code == 200


def test_refusals_of_an_earlier_minute_are_forgiven(shop: Shop, time: Time) -> None:
    token = shop.pair()["access_token"]
    limit(shop, per_integration=1, block_after=3)
    for _ in range(4):
        assert ask(shop, token, times=3) == [200, 429, 429]
        time.now += 60
    assert control(shop, "GET", "limits")["refused"] == 8


def test_a_block_outlives_the_limits_that_led_to_it_and_a_restore_lifts_it(shop: Shop) -> None:
    limit(shop, per_integration=1, block_after=1)
    assert ask(shop, "nonsense", times=3) == [401, 429, 403]
    limit(shop, on=False)
    assert ask(shop, "nonsense") == [403]
    control(shop, "POST", "restore")
    assert ask(shop, "nonsense") == [401]


def test_without_a_number_nobody_is_ever_blocked(shop: Shop) -> None:
    limit(shop, per_integration=1, block_after=None)
    assert ask(shop, "nonsense", times=150)[1:] == [429] * 149


def test_an_account_is_blocked_by_hand(shop: Shop) -> None:
    assert control(shop, "PUT", "block")["blocked"] is True
    assert ask(shop, "nonsense") == [403]
    control(shop, "DELETE", "block")
    assert ask(shop, "nonsense") == [401]


def test_refusals_are_journalled_by_the_name_of_what_stood_in_the_way(shop: Shop) -> None:
    since = shop.mock.fake.journal.cursor
    limit(shop, per_integration=1, block_after=1)
    ask(shop, "nonsense", times=3)

    entries = shop.mock.fake.journal.read(since=since, account=shop.account.subdomain).entries
    assert [(entry.status, entry.fault, entry.fault_kind) for entry in entries] == [
        (401, None, None),
        (429, "limits", "too_many_requests"),
        (403, "block", "blocked"),
    ]


def test_what_is_refused_uses_up_no_fault(shop: Shop) -> None:
    limit(shop, per_integration=1)
    body = {"path": "/api/*", "status": 503, "account": shop.account.subdomain}
    ask(shop, "nonsense")
    requests.post(f"{shop.mock.url}/_mock/faults", json=body, timeout=5)
    assert ask(shop, "nonsense") == [429]
    shop.account.clock.advance(1)
    assert ask(shop, "nonsense") == [503]


def test_pages_that_were_remembered_count_too(shop: Shop) -> None:
    token = shop.pair()["access_token"]
    ask(shop, token, times=3)
    limit(shop)
    assert ask(shop, token, times=8) == [200] * 7 + [429]


def test_of_simultaneous_requests_exactly_as_many_pass_as_may(shop: Shop) -> None:
    token = shop.pair()["access_token"]
    limit(shop, per_integration=25, per_account=20, block_after=30)
    with ThreadPoolExecutor(8) as clients:
        statuses = Counter(
            status for row in clients.map(lambda _: ask(shop, token, times=10), range(8)) for status in row
        )

    assert statuses == {200: 20, 429: 30, 403: 30}
    assert control(shop, "GET", "limits")["refused"] == 30


class CuriousClock(AccountClock):
    """Notices whether two requests are ever judged at once."""

    inside = most = 0

    def moment(self) -> float:
        """Long enough for another thread to come in, if it can."""
        self.inside += 1
        self.most = max(self.most, self.inside)
        threading.Event().wait(0.02)
        self.inside -= 1
        return super().moment()


def test_requests_of_one_account_are_judged_one_after_another() -> None:
    clock = CuriousClock(BaseClock(Time()))
    traffic = Traffic(clock)
    with ThreadPoolExecutor(4) as clients:
        list(clients.map(lambda _: traffic.admit(Limits(), integration="one"), range(8)))

    assert clock.most == 1


@pytest.mark.parametrize(
    ("body", "field", "complaint"),
    [
        ({"per_integraton": 3}, "per_integraton", "did you mean 'per_integration'?"),
        ({"shape": "htm"}, "shape", "did you mean 'html'?"),
        ({"per_account": 0}, "per_account", "at least 1"),
        ({"block_after": "never"}, "block_after", "must be a whole number"),
    ],
)
def test_a_wrong_order_is_told_by_its_field(shop: Shop, body: object, field: str, complaint: str) -> None:
    refused = requests.put(f"{shop.mock.url}/_mock/limits", json=body, timeout=5)

    assert refused.status_code == 400
    assert refused.json()["field"] == field
    assert complaint in refused.json()["detail"]
