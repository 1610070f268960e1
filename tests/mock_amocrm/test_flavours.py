"""amoCRM and Kommo side by side: whatever tells one from the other, in one table and over the wire."""

import re
from collections.abc import Mapping

import jwt
import pytest
import requests
from bs4 import BeautifulSoup
from control_api import Control
from mock_shop import REDIRECT_URI, Visitor
from test_mock_cli import journey, serving

from mock_amocrm.cli import main
from mock_amocrm.server import MockAmoCRM

STAGES = {
    "amocrm.ru": [
        *("Неразобранное", "Первичный контакт", "Переговоры", "Принимают решение", "Согласование договора"),
        *("Успешно реализовано", "Закрыто и не реализовано"),
    ],
    "kommo.com": [
        *("Incoming leads", "Initial contact", "Discussions", "Decision making", "Contract discussion"),
        *("Closed - won", "Closed - lost"),
    ],
}
TABLE: Mapping[str, Mapping[str, object]] = {
    "amocrm.ru": {
        "brand": "amoCRM",
        "page": ("ru", "Предоставить доступ", "Разрешить"),
        "platform": "1",
        "referer": "{subdomain}.amocrm.ru",
        "claims": ("amocrm.ru", "api-b.amocrm.ru"),
        "on the host of the claim": 200,
        "look-up": ("{subdomain}.amocrm.ru", "ru"),
        "self": "http://{subdomain}.amocrm.ru/api/v4/account",
        "account": ("ru", "RU", "RUB", "₽"),
        "drive": "https://drive-b.amocrm.ru",
        "group": ["Отдел продаж"],
        "task types": ["Связаться", "Встреча"],
        "pipeline": "Воронка",
        "stages": STAGES["amocrm.ru"],
        "loss reasons": ["Слишком дорого", "Пропала потребность", "Не устроили условия", "Выбрали других"],
        "field": "Должность",
        "new lead": "Сделка #{lead}",
        "user": "ru",
        "stranger": "Неверный логин или пароль",
        "stranger at no account": "Неверный логин или пароль",
        "other product": 401,
    },
    "kommo.com": {
        "brand": "Kommo",
        "page": ("en", "Grant access", "Allow"),
        "platform": "2",
        "referer": "{subdomain}.kommo.com",
        "claims": ("kommo.com", "api-c.kommo.com"),
        "on the host of the claim": 401,
        "look-up": ("{subdomain}.kommo.com", "com"),
        "self": "http://{subdomain}.kommo.com/api/v4/account",
        "account": ("en", "US", "USD", "$"),
        "drive": "https://drive-c.kommo.com",
        "group": ["Sales department"],
        "task types": ["Follow-up", "Meeting"],
        "pipeline": "Pipeline",
        "stages": STAGES["kommo.com"],
        "loss reasons": ["Too expensive", "No longer needed", "Terms did not suit", "Chose another company"],
        "field": "Position",
        "new lead": "Lead #{lead}",
        "user": "en",
        "stranger": "Invalid user name or password",
        "stranger at no account": "Invalid user name or password",
        "other product": 401,
    },
}
OTHER = {"amocrm.ru": "kommo.com", "kommo.com": "amocrm.ru"}


def call(mock: MockAmoCRM, host: str, path: str, token: str = "", **more: object) -> requests.Response:
    """A request to a host of either product."""
    headers = {"Host": host, "Authorization": f"Bearer {token}"}
    method = "POST" if more else "GET"
    return requests.request(method, f"{mock.url}{path}", headers=headers, timeout=5, **more)  # type: ignore[arg-type]  # only json=


def integration(control: Control) -> dict[str, object]:
    """A fresh one."""
    return control.call("POST", "/_mock/integrations", {"name": "Ours", "redirect_uri": REDIRECT_URI}, status=201)


def words(page: str) -> tuple[str, str, str]:
    """What a consent page says: its language, heading, and the button that allows."""
    html = BeautifulSoup(page, "html.parser")
    shown = [html.find("h1"), html.find(attrs={"data-testid": "allow"})]
    assert html.html is not None
    return str(html.html["lang"]), *(each.get_text() if each else "" for each in shown)  # type: ignore[return-value]  # two


def seen(mock: MockAmoCRM, control: Control, domain: str) -> dict[str, object]:
    """An account as its control API, its consent page, its token and its API show it."""
    made = control.account(domain=domain, world="empty")
    client = integration(control)
    users, host = made["users"], str(made["host"])
    assert isinstance(users, list)
    visitor = Visitor(mock, f"www.{domain}")
    visitor.open(f"/oauth?client_id={client['client_id']}")
    brand = BeautifulSoup(visitor.page.text, "html.parser").find(class_="brand")
    visitor.sign_in(users[0]["email"], users[0]["password"])
    page = words(visitor.page.text)
    visitor.submit(action="allow")
    way = visitor.landed()
    fields = {key: client[key] for key in ("client_id", "client_secret", "redirect_uri")}
    pair = call(mock, host, "/oauth2/access_token", json={**fields, "grant_type": "authorization_code", **way}).json()
    token = pair["access_token"]
    claims = jwt.decode(token, options={"verify_signature": False})
    asked = {"Host": claims["api_domain"], "X-Refresh-Token": pair["refresh_token"]}
    look_up = requests.get(f"{mock.url}/oauth2/account/current/subdomain", headers=asked, timeout=5).json()

    def read(path: str) -> dict[str, object]:
        answer = call(mock, host, f"/api/v4/{path}", token)
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    def names(of: object, key: str) -> list[str]:
        return [item["name"] for item in of["_embedded"][key]]  # type: ignore[index]  # of an answer

    account = read("account?with=drive_url,users_groups,task_types")
    pipelines = read("leads/pipelines")
    [pipeline] = pipelines["_embedded"]["pipelines"]  # type: ignore[index]  # of an answer
    [lead] = call(mock, host, "/api/v4/leads", token, json=[{}]).json()["_embedded"]["leads"]
    told = {"subdomain": made["subdomain"], "lead": lead["id"]}
    return {
        "told": told,
        "brand": brand.get_text() if brand else "",
        "page": page,
        "platform": way["platform"],
        "referer": way["referer"],
        "claims": (claims["base_domain"], claims["api_domain"]),
        "on the host of the claim": call(mock, claims["api_domain"], "/api/v4/account", token).status_code,
        "look-up": (look_up["domain"], look_up["top_level_domain"]),
        "self": account["_links"]["self"]["href"],  # type: ignore[index]  # of an answer
        "account": tuple(account[key] for key in ("language", "country", "currency", "currency_symbol")),
        "drive": account["drive_url"],
        "group": names(account, "users_groups"),
        "task types": names(account, "task_types"),
        "pipeline": pipeline["name"],
        "stages": names(pipeline, "statuses"),
        "loss reasons": names(read("leads/loss_reasons"), "loss_reasons"),
        "field": names(read("contacts/custom_fields"), "custom_fields")[0],
        "new lead": read(f"leads/{lead['id']}")["name"],
        "user": read(f"users/{users[0]['id']}")["lang"],
        "stranger": call(mock, host, "/api/v4/leads", "x").json()["detail"],
        "stranger at no account": call(mock, f"nobody.{domain}", "/api/v4/leads", "x").json()["detail"],
        "other product": call(mock, f"{made['subdomain']}.{OTHER[domain]}", "/api/v4/leads", token).status_code,
    }


@pytest.mark.parametrize("domain", TABLE)
def test_a_product_is_itself_from_the_consent_page_to_the_last_name(
    mock: MockAmoCRM, control: Control, domain: str
) -> None:
    found = seen(mock, control, domain)
    told = found.pop("told")

    assert isinstance(told, dict)
    assert {key: filled(value, told) for key, value in TABLE[domain].items()} == found


def filled(expected: object, told: Mapping[str, object]) -> object:
    """A value of the table with this account's own name and numbers in it."""
    if isinstance(expected, tuple):
        return tuple(filled(each, told) for each in expected)
    return expected.format(**told) if isinstance(expected, str) else expected


@pytest.mark.parametrize(
    ("domain", "lang", "pipeline"), [("kommo.com", "uk", "Воронка"), ("amocrm.ru", "en", "Pipeline")]
)
def test_another_language_may_be_asked_for_in_either_product(
    control: Control, domain: str, lang: str, pipeline: str
) -> None:
    made = control.account(domain=domain, lang=lang, world="empty")

    assert made["lang"] == lang
    account = control.mock.store.account(str(made["subdomain"]))
    assert account is not None
    assert [row["name"] for row in account.rows("pipelines")] == [pipeline]


def test_the_older_name_of_kommo_is_kommo(control: Control) -> None:
    made, client = control.account(domain="amocrm.com", world="empty"), integration(control)

    assert made["lang"] == "en"
    for domain, status in (("amocrm.com", 200), ("kommo.com", 200), ("amocrm.ru", 404)):
        page = call(control.mock, f"{made['subdomain']}.{domain}", f"/oauth?client_id={client['client_id']}")
        assert page.status_code == status


@pytest.mark.parametrize(("domain", "said"), [("amocrm.ru", "Неверный логин"), ("kommo.com", "Invalid user name")])
def test_a_fault_that_finds_no_account_speaks_its_hosts_language(control: Control, domain: str, said: str) -> None:
    control.call("POST", "/_mock/faults", {"kind": "bad_credentials", "path": "/api/v4/leads"}, status=201)

    answer = call(control.mock, f"nobody.{domain}", "/api/v4/leads")

    assert (answer.status_code, answer.json()["detail"][: len(said)]) == (401, said)


def test_serve_makes_a_kommo_account_whose_consent_page_is_kommos_even_on_the_bare_address() -> None:
    with serving("--domain", "kommo.com") as (_, told):
        page = requests.get(f"{told['mock amoCRM']}/oauth?client_id={told['client_id']}", timeout=5).text
        leads = journey(told, host="demo.kommo.com").json()["_embedded"]["leads"]

    assert told["account"].startswith("demo.kommo.com ")
    assert "Sign in to Kommo" in page
    assert not re.search("[А-Яа-я]", "".join(lead["name"] for lead in leads))


def test_a_mistyped_domain_is_refused_with_the_nearest_one(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["serve", "--domain", "komo.com"])

    assert left.value.code == 2
    assert capsys.readouterr().err == "mock-amocrm: --domain 'komo.com': did you mean 'kommo.com'?\n"
