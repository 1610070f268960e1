"""The published client @mobilon-dev/amotop, unmodified, over TLS against `mock-amocrm serve` as a process."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.fidelity.running_client import Refused, RunningClient, node_client, running_client
from tests.fidelity.served_mock import Json, ServedMock, Tenant, new_tenant, served_mock


class Amotop:
    """The client in its own Node process."""

    def __init__(self, process: RunningClient, address: str) -> None:
        self._process = process
        self._address = address
        process.run("amotop = require('@mobilon-dev/amotop')")

    def oauth(self, call: str, fields: Json) -> Json:
        """A token request."""
        answer = self._call("new amotop.AmoService()", call, self._address, fields)
        assert isinstance(answer, dict)
        return answer

    def api(self, access_token: object, call: str, *given: object) -> object:
        """A request with a token."""
        self._process.know(MADE=[self._address, access_token])
        return self._call("new amotop.AmoApiClient(...MADE)", call, *given)

    def _call(self, on: str, call: str, *given: object) -> object:
        self._process.know(GIVEN=given)
        return self._process.run(f"await ({on}).{call}(...GIVEN)")


@contextmanager
def amotop_at(address: str, *, trust: Path | None) -> Iterator[Amotop]:
    """The client, trusting an authority or only the public ones."""
    with running_client(node_client(), trust=trust) as process:
        yield Amotop(process, address)


@pytest.fixture(scope="module")
def mock(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedMock]:
    with served_mock(tmp_path_factory.mktemp("tls")) as running:
        yield running


@pytest.fixture(scope="module")
def amotop(mock: ServedMock) -> Iterator[Amotop]:
    with amotop_at(mock.address, trust=mock.authority) as client:
        yield client


def connected(amotop: Amotop, tenant: Tenant) -> Json:
    """A token pair by a code from the consent page."""
    return amotop.oauth("exchangeCode", tenant.client(code=tenant.consent()))


def test_it_connects_by_a_code_from_the_consent_page(mock: ServedMock, amotop: Amotop) -> None:
    tenant = new_tenant(mock, "demo")
    pair = connected(amotop, tenant)
    account = amotop.api(pair["access_token"], "getAccount", {"amojoId": True, "taskTypes": True})

    assert (pair["token_type"], pair["expires_in"]) == ("Bearer", 86400)
    assert isinstance(account, dict)
    assert (account["id"], account["subdomain"]) == (tenant.account["id"], tenant.subdomain)
    [redeemed] = tenant.wire("token")
    assert redeemed["outcome"] == "code_redeemed"
    assert "axios" in redeemed["request"]["headers"]["User-Agent"]  # type: ignore[index]  # the journal's JSON
    assert redeemed["fingerprints"].keys() == {"code", "access_token", "refresh_token"}  # type: ignore[attr-defined]


def test_a_code_that_was_spent_is_refused_and_the_tokens_stay_good(mock: ServedMock, amotop: Amotop) -> None:
    tenant = new_tenant(mock, "demo")
    code = tenant.consent()
    pair = amotop.oauth("exchangeCode", tenant.client(code=code))
    with pytest.raises(Refused, match="status code 403"):
        amotop.oauth("exchangeCode", tenant.client(code=code))

    assert [entry["outcome"] for entry in tenant.wire("token")] == ["code_redeemed", "code_reused"]
    assert amotop.api(pair["access_token"], "getAccount")


def test_a_refresh_rotates_the_pair_even_a_day_after_the_access_token_died(mock: ServedMock, amotop: Amotop) -> None:
    tenant = new_tenant(mock, "demo")
    first = connected(amotop, tenant)
    second = amotop.oauth("exchangeAccessToken", tenant.client(refresh_token=first["refresh_token"]))
    with pytest.raises(Refused, match="status code 401"):
        amotop.oauth("exchangeAccessToken", tenant.client(refresh_token=first["refresh_token"]))

    tenant.advance(hours=25)
    with pytest.raises(Refused) as expired:
        amotop.api(second["access_token"], "getLeads", {"limit": 5})
    third = amotop.oauth("exchangeAccessToken", tenant.client(refresh_token=second["refresh_token"]))
    page = amotop.api(third["access_token"], "getLeads", {"limit": 5})

    assert expired.value.status == 401
    assert len({str(pair["access_token"]) for pair in (first, second, third)}) == 3
    assert len({str(pair["refresh_token"]) for pair in (first, second, third)}) == 3
    outcomes = [entry["outcome"] for entry in tenant.wire("token")]
    assert outcomes == ["code_redeemed", "refreshed", "refresh_reused", "refreshed"]
    assert len(leads_of(page)) == 5


def test_it_lists_leads_over_pages_each_once_and_in_order(mock: ServedMock, amotop: Amotop) -> None:
    tenant = new_tenant(mock, "realty", leads=23)
    token = connected(amotop, tenant)["access_token"]
    seen: list[object] = []
    pages = 0
    page: object = {"_links": {"next": {}}}
    while isinstance(page, dict) and "next" in page["_links"]:
        pages += 1
        page = amotop.api(token, "getLeads", {"page": pages, "limit": 5, "with": "contacts"})
        seen += [lead["id"] for lead in leads_of(page)]

    assert pages == 5
    assert seen == [lead["id"] for lead in tenant.leads()]
    assert len(set(seen)) == 23
    assert [str(entry["url"]).partition("?")[2] for entry in tenant.wire("api")] == [
        f"page={number}&limit=5&with=contacts" for number in range(1, 6)
    ]


def test_links_lead_back_to_where_the_client_asked(mock: ServedMock, amotop: Amotop) -> None:
    tenant = new_tenant(mock, "demo")
    page = amotop.api(connected(amotop, tenant)["access_token"], "getLeads", {"limit": 2})
    assert isinstance(page, dict)
    assert page["_links"]["next"]["href"] == f"{mock.url}/api/v4/leads?page=2&limit=2"


def test_it_creates_and_changes_leads(mock: ServedMock, amotop: Amotop) -> None:
    tenant = new_tenant(mock, "empty")
    token = connected(amotop, tenant)["access_token"]
    ids = []
    for number, name in enumerate(("Дім «Соняшник»", "Офіс & склад", "O'Neill <b>")):
        payload = amotop.api(token, "getBaseLeadPayload", name, 1000 + number)
        [made] = leads_of(amotop.api(token, "addLead", payload))
        assert made["request_id"] == "0"
        ids.append(made["id"])
    amotop.api(token, "updateLead", [{"id": ids[0], "price": 5}])  # it sends what it is given; amoCRM wants an array

    assert [(lead["id"], lead["name"], lead["price"]) for lead in tenant.leads()] == [
        (ids[0], "Дім «Соняшник»", 5),
        (ids[1], "Офіс & склад", 1001),
        (ids[2], "O'Neill <b>", 1002),
    ]
    assert [entry["method"] for entry in tenant.wire("api")] == ["POST", "POST", "POST", "PATCH"]


def test_an_account_without_leads_is_an_empty_answer_to_it(mock: ServedMock, amotop: Amotop) -> None:
    tenant = new_tenant(mock, "empty")
    assert amotop.api(connected(amotop, tenant)["access_token"], "getLeads", {}) == ""
    [asked] = tenant.wire("api")
    assert asked["response"]["status"] == 204  # type: ignore[index]  # the journal's JSON


def test_a_refused_lead_is_a_problem_that_it_passes_on(mock: ServedMock, amotop: Amotop) -> None:
    tenant = new_tenant(mock, "empty")
    token = connected(amotop, tenant)["access_token"]
    with pytest.raises(Refused) as refusal:
        amotop.api(token, "addLead", {"name": "no", "status_id": 5})

    assert refusal.value.status == 400
    assert isinstance(refusal.value.body, dict)
    [complaint] = refusal.value.body["validation-errors"]
    assert complaint["errors"][0]["path"] == "status_id"
    assert tenant.leads() == []


def test_without_the_authority_it_refuses_the_mock(mock: ServedMock) -> None:
    with amotop_at(mock.address, trust=None) as stranger, pytest.raises(Refused, match="certificate"):
        stranger.oauth("exchangeCode", {"code": "any"})


def leads_of(page: object) -> list[Json]:
    """The leads of an answer."""
    assert isinstance(page, dict)
    leads = page["_embedded"]["leads"]
    assert isinstance(leads, list)
    return leads
