"""The backend against the project's own fake amoCRM, over HTTP only: both keep to the same protocol."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, quote, urlsplit

import pytest
import requests
from bs4 import BeautifulSoup
from running_backend import Page, Person, RunningBackend, running_backend, sqlite_url
from scripted_amocrm import REDIRECT_URI

from mock_amocrm.server import MockAmoCRM


@dataclass
class Fake:
    url: str

    def control(self, method: str, path: str, body: object = None) -> dict[str, object]:
        answer = requests.request(method, f"{self.url}/_mock{path}", json=body, timeout=30)
        assert answer.ok, answer.text
        made: dict[str, object] = answer.json() if answer.content else {}
        return made

    def account(self, *, leads: int) -> "FakeAccount":
        made = self.control("POST", "/accounts", {"world": "demo", "leads": leads})
        users = made["users"]
        assert isinstance(users, list)
        admin = next(user for user in users if user["is_admin"])
        return FakeAccount(self, str(made["subdomain"]), str(made["host"]), admin["email"], admin["password"])


@dataclass
class FakeAccount:
    fake: Fake
    subdomain: str
    host: str
    email: str
    password: str

    def decide(self, consent_url: str, action: str) -> dict[str, str]:
        """Sign in, press a button of the consent page, and return what the redirect brings along."""
        with requests.Session() as browser:
            browser.trust_env = False
            browser.proxies = {"http": self.fake.url}
            page = browser.get(consent_url, timeout=10)
            page = _submit(browser, page, email=self.email, password=self.password)
            page = _submit(browser, page, action=action)
        assert page.status_code == 302, page.text
        return dict(parse_qsl(urlsplit(page.headers["Location"]).query))

    def webhooks(self) -> list[dict[str, object]]:
        """The subscriptions of the account."""
        found = self.fake.control("GET", f"/accounts/{self.subdomain}/webhooks")["webhooks"]
        assert isinstance(found, list)
        return found

    def change(self, method: str, path: str, body: object = None) -> dict[str, object]:
        """What a person does in amoCRM's own pages, once everybody who listens has been told."""
        done = self.fake.control(method, f"/accounts/{self.subdomain}{path}", body)
        self.fake.control("POST", "/outgoing/settle", {})
        return done

    def lead_ids(self) -> set[int]:
        leads = self.fake.control("GET", f"/accounts/{self.subdomain}/leads")["leads"]
        assert isinstance(leads, list)
        return {lead["id"] for lead in leads}

    def statuses(self) -> list[tuple[str, int]]:
        """Path and status of everything the backend asked of this account."""
        entries = self.fake.control("GET", f"/journal?account={self.subdomain}&since=0")["entries"]
        assert isinstance(entries, list)
        asked = [(entry["path"], entry["response"]["status"]) for entry in entries]
        return [(path, status) for path, status in asked if path.startswith(("/api/", "/oauth2/"))]


def _submit(browser: requests.Session, page: requests.Response, **fields: str) -> requests.Response:
    form = BeautifulSoup(page.text, "html.parser").find("form")
    assert form is not None, page.text
    hidden = {str(field["name"]): str(field["value"]) for field in form.find_all("input", attrs={"type": "hidden"})}
    address = requests.compat.urljoin(page.url, str(form["action"]))
    return browser.post(address, data=hidden | fields, timeout=10, allow_redirects="password" in fields)


@pytest.fixture(scope="module", params=["strict403", "amocrm"])
def profile(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


@pytest.fixture(scope="module")
def fake(profile: str) -> Iterator[Fake]:
    with MockAmoCRM(profile=profile) as mock:
        yield Fake(mock.url)


@pytest.fixture(scope="module")
def beside_fake(fake: Fake, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningBackend]:
    made = fake.control("POST", "/integrations", {"name": "Leads", "redirect_uri": REDIRECT_URI})
    with running_backend(
        proxy=fake.url,
        database_url=sqlite_url(tmp_path_factory.mktemp("beside")),
        AMO_CLIENT_ID=str(made["client_id"]),
        AMO_CLIENT_SECRET=str(made["client_secret"]),
        AMO_AUTHORIZE_URL="http://www.amocrm.ru/oauth",
        AMO_REQUESTS_PER_SECOND="7",
    ) as backend:
        yield backend


def _connect(backend: RunningBackend, account: FakeAccount) -> tuple[Person, dict[str, str], Page]:
    person = backend.new_person()
    url = backend.get("/api/amo-crm/connect", person).json()["data"]["url"]
    query = account.decide(url, "allow")
    return person, query, backend.open_callback(**query)


def test_consent_callback_and_leads_without_a_single_refusal(beside_fake: RunningBackend, fake: Fake) -> None:
    account = fake.account(leads=30)
    person, query, page = _connect(beside_fake, account)
    assert "Authorization successful" in page.text
    assert page.link == f"foryoure://amo-crm/callback?success=true&state={quote(query['state'], safe='')}"
    assert beside_fake.status(person)["domain"] == account.host
    assert {lead["amoLeadId"] for lead in beside_fake.leads(person)} == account.lead_ids()
    assert len(account.lead_ids()) == 30
    statuses = account.statuses()
    assert [path for path, _ in statuses].count("/oauth2/access_token") == 1
    assert all(status < 400 for _, status in statuses), statuses


def test_every_import_stays_below_the_rate_limit(beside_fake: RunningBackend, fake: Fake) -> None:
    account = fake.account(leads=420)
    person, _, _ = _connect(beside_fake, account)
    assert beside_fake.get("/api/v1/leads", person).json()["total"] == 420
    assert not [status for _, status in account.statuses() if status >= 400]


def test_an_account_without_leads_is_fine(beside_fake: RunningBackend, fake: Fake) -> None:
    person, _, page = _connect(beside_fake, fake.account(leads=0))
    assert "Authorization successful" in page.text
    assert beside_fake.leads(person) == []


def test_a_declined_consent_comes_back_as_declined(beside_fake: RunningBackend, fake: Fake) -> None:
    url = beside_fake.get("/api/amo-crm/connect", beside_fake.new_person()).json()["data"]["url"]
    query = fake.account(leads=0).decide(url, "deny")
    page = beside_fake.open_callback(**query)
    assert "✗ Authorization was declined" in page.text
    assert page.link_query == {"error": ["access_denied"], "state": [query["state"]]}


def test_the_spent_code_gets_the_status_of_the_profile(beside_fake: RunningBackend, fake: Fake, profile: str) -> None:
    person, query, _ = _connect(beside_fake, fake.account(leads=0))
    answer = beside_fake.post("/api/amo-crm/exchange-code", person, {"code": query["code"]})
    assert answer.status_code == {"strict403": 403, "amocrm": 400}[profile]
    assert beside_fake.status(person)["connected"] is True


def test_a_day_later_one_refresh_is_enough(beside_fake: RunningBackend, fake: Fake) -> None:
    account = fake.account(leads=3)
    person, _, _ = _connect(beside_fake, account)
    fake.control("POST", f"/accounts/{account.subdomain}/clock/advance", {"seconds": 25 * 3600})
    for _ in range(2):
        assert beside_fake.get("/api/amo-crm/pipelines", person).status_code == 200
    paths = [path for path, _ in account.statuses()]
    assert paths.count("/oauth2/access_token") == 2
    assert [status for _, status in account.statuses() if status >= 400] == [401]


@pytest.mark.parametrize("misfortune", ["revoked", "three months asleep"])
def test_a_connection_that_is_over_asks_to_reconnect(beside_fake: RunningBackend, fake: Fake, misfortune: str) -> None:
    account = fake.account(leads=3)
    person, _, _ = _connect(beside_fake, account)
    if misfortune == "revoked":
        fake.control("POST", f"/accounts/{account.subdomain}/revoke", {})
    else:
        fake.control("POST", f"/accounts/{account.subdomain}/clock/advance", {"seconds": 100 * 86_400})
    answer = beside_fake.get("/api/amo-crm/pipelines", person)
    assert (answer.status_code, answer.json()["code"]) == (409, "reconnect")
    assert beside_fake.status(person)["connected"] is False
    assert beside_fake.leads(person) == []


def test_the_fakes_own_word_that_an_account_is_off_ends_the_connection(beside_fake: RunningBackend, fake: Fake) -> None:
    account = fake.account(leads=1)
    person, _, _ = _connect(beside_fake, account)
    integrations = fake.control("GET", "/integrations")["integrations"]
    assert isinstance(integrations, list)
    known = {key: integrations[0][key] for key in ("client_id", "name", "redirect_uri")}
    fake.control("POST", "/integrations", known | {"disable_uri": f"{beside_fake.address}/api/amo-crm/disabled"})
    account.change("POST", "/revoke", {})
    assert beside_fake.status(person)["connected"] is False
    assert not [path for path, status in account.statuses() if status >= 400]


def test_one_lead_is_read_live_with_its_contact(beside_fake: RunningBackend, fake: Fake) -> None:
    account = fake.account(leads=0)
    lead = {"name": "Квартира", "price": 5, "contact": {"name": "Іван", "phone": "+380501112233"}}
    fake.control("POST", f"/accounts/{account.subdomain}/leads", [lead])
    person, _, _ = _connect(beside_fake, account)
    shown = beside_fake.leads(person)[0]
    assert (shown["guestName"], shown["guestPhone"]) == ("Іван", "+380501112233")
    data = beside_fake.get(f"/api/amo-crm/leads/{shown['amoLeadId']}", person).json()["data"]
    assert (data["lead"]["name"], data["contacts"][0]["name"]) == ("Квартира", "Іван")


def test_what_a_person_changes_in_amocrm_appears_by_webhooks_alone(beside_fake: RunningBackend, fake: Fake) -> None:
    account = fake.account(leads=1)
    person, _, _ = _connect(beside_fake, account)
    assert account.webhooks() == [], "nobody has asked for any"
    settings = ["add_lead", "update_lead", "status_lead", "delete_lead"]
    destination = f"{beside_fake.address}/api/amo-crm/webhook"
    account.change("POST", "/webhooks", {"destination": destination, "settings": settings})
    made = account.change("POST", "/leads", [{"name": "Квартира", "price": 5, "contact": {"name": "Іван"}}])
    [number] = made["ids"]  # type: ignore[misc]

    def shown() -> dict[object, tuple[object, object, object]]:
        leads = beside_fake.leads(person)
        return {lead["amoLeadId"]: (lead["guestName"], lead["price"], lead["status"]) for lead in leads}

    assert shown()[number] == ("Іван", 5, "IN_PROGRESS")
    account.change("PATCH", f"/leads/{number}", {"price": 7, "stage": "Успешно реализовано"})
    assert shown()[number] == ("Іван", 7, "CLOSED_WON")
    account.change("DELETE", f"/leads/{number}")
    assert set(shown()) == account.lead_ids()
    told = fake.control("GET", f"/accounts/{account.subdomain}/deliveries")["deliveries"]
    assert isinstance(told, list)
    assert [(each["event"], each["stage"]) for each in told] == [
        ("add_lead", "delivered"),
        ("status_lead", "delivered"),
        ("update_lead", "delivered"),
        ("delete_lead", "delivered"),
    ]


def test_webhooks_are_asked_for_where_the_settings_say_so(fake: Fake, tmp_path: Path) -> None:
    made = fake.control("POST", "/integrations", {"name": "Leads", "redirect_uri": REDIRECT_URI})
    with running_backend(
        proxy=fake.url,
        database_url=sqlite_url(tmp_path),
        AMO_CLIENT_ID=str(made["client_id"]),
        AMO_CLIENT_SECRET=str(made["client_secret"]),
        AMO_AUTHORIZE_URL="http://www.amocrm.ru/oauth",
        AMO_WEBHOOK_URI="http://127.0.0.1:9/hook/",
    ) as backend:
        account = fake.account(leads=1)
        person, _, page = _connect(backend, account)
        assert "Authorization successful" in page.text
        [asked] = account.webhooks()
        assert (asked["destination"], asked["disabled"]) == ("http://127.0.0.1:9/hook/", False)
        assert {"add_lead", "update_lead", "status_lead", "delete_lead"} <= set(asked["settings"])  # type: ignore[call-overload]

        fault = {"path": "/api/v4/webhooks", "status": 403, "account": account.subdomain}
        fake.control("POST", "/faults", fault)
        _, _, again = _connect(backend, account)
        assert "Authorization successful" in again.text, "others than administrators are connected, too"
        assert len(backend.leads(person)) == 1
