"""The account is chosen by the host that the caller meant."""

import pytest

from mock_amocrm.hosts import HostKind, RequestedHost, account_at, understand
from mock_amocrm.state.account import Baseline
from mock_amocrm.state.store import Store


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("demo.amocrm.ru", RequestedHost(HostKind.ACCOUNT, "demo.amocrm.ru", "demo", "amocrm.ru")),
        ("Demo.AmoCRM.ru:8080", RequestedHost(HostKind.ACCOUNT, "demo.amocrm.ru", "demo", "amocrm.ru")),
        ("demo.kommo.com", RequestedHost(HostKind.ACCOUNT, "demo.kommo.com", "demo", "kommo.com")),
        ("demo.amocrm.com:443", RequestedHost(HostKind.ACCOUNT, "demo.amocrm.com", "demo", "amocrm.com")),
        ("www.amocrm.ru", RequestedHost(HostKind.FRONT, "www.amocrm.ru", domain="amocrm.ru")),
        ("kommo.com", RequestedHost(HostKind.FRONT, "kommo.com", domain="kommo.com")),
        ("api-b.amocrm.ru", RequestedHost(HostKind.SHARED, "api-b.amocrm.ru", domain="amocrm.ru")),
        ("127.0.0.1:5123", RequestedHost(HostKind.BARE, "127.0.0.1")),
        ("[::1]:5123", RequestedHost(HostKind.BARE, "[::1]")),
        ("[::1]", RequestedHost(HostKind.BARE, "[::1]")),
        ("notamocrm.ru", RequestedHost(HostKind.BARE, "notamocrm.ru")),
        ("", RequestedHost(HostKind.BARE, "")),
    ],
)
def test_a_host_is_understood_whatever_its_port_and_case(host: str, expected: RequestedHost) -> None:
    assert understand(host) == expected


def test_an_account_is_found_only_on_the_hosts_of_its_own_product() -> None:
    store = Store()
    russian = store.add_account(Baseline({}, {}), subdomain="demo")
    world = store.add_account(Baseline({}, {}), subdomain="global", domain="kommo.com")

    assert account_at(store, understand("demo.amocrm.ru")) is russian
    assert account_at(store, understand("demo.kommo.com")) is None
    assert account_at(store, understand("global.kommo.com")) is world
    assert account_at(store, understand("global.amocrm.com")) is world
    assert account_at(store, understand("127.0.0.1")) is None
