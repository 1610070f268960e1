"""The control plane: what tests may order, and what they are told when they order nonsense."""

from collections.abc import Mapping

import pytest
import requests
from control_api import Control
from mock_shop import REDIRECT_URI, Visitor
from openapi_spec_validator import validate

from mock_amocrm.server import MockAmoCRM


def test_the_description_is_valid_openapi(control: Control) -> None:
    validate(control.description)
    assert control.description["openapi"].startswith("3.1")


def test_health_tells_which_fake_this_is(control: Control) -> None:
    health = control.call("GET", "/_mock/health")

    assert (health["status"], health["profile"]) == ("ok", "strict403")


def test_an_account_made_from_a_world_can_be_signed_in_to_and_nobody_else_shares_its_people(control: Control) -> None:
    account = control.account(world="demo", lang="uk", leads=3)
    other = control.account(world="demo", lang="uk", leads=3)

    assert account["subdomain"] != other["subdomain"]
    assert not {user["email"] for user in account["users"]} & {user["email"] for user in other["users"]}
    leads = control.call("GET", "/_mock/accounts/{subdomain}/leads", subdomain=str(account["subdomain"]))
    assert len(leads["leads"]) == 3
    integration = control.call(
        "POST", "/_mock/integrations", {"name": "Sync", "redirect_uri": REDIRECT_URI}, status=201
    )
    visitor = Visitor(control.mock, "www.amocrm.ru")
    visitor.open(f"/oauth?client_id={integration['client_id']}")
    admin = account["users"][0]
    visitor.sign_in(admin["email"], admin["password"])
    visitor.submit(action="allow")
    assert visitor.landed()["referer"] == account["host"]


def test_leads_and_users_can_be_added_and_a_restore_takes_them_away(control: Control) -> None:
    account = str(control.account(world="empty")["subdomain"])
    wanted = [
        {"name": "Kitchen", "price": 1200, "contact": {"name": "Olga", "phone": "+380441234567"}},
        {"name": "Bed"},
    ]
    made = control.call("POST", "/_mock/accounts/{subdomain}/leads", wanted, status=201, subdomain=account)
    user = control.call("POST", "/_mock/accounts/{subdomain}/users", {"name": "Ira"}, status=201, subdomain=account)

    leads = control.call("GET", "/_mock/accounts/{subdomain}/leads", subdomain=account)["leads"]
    assert [(lead["id"], lead["name"], lead["price"], lead["contact"]) for lead in leads] == [
        (made["ids"][0], "Kitchen", 1200, "Olga"),
        (made["ids"][1], "Bed", 0, None),
    ]
    assert user["is_admin"] is False
    restored = control.call("POST", "/_mock/accounts/{subdomain}/restore", subdomain=account)
    assert [each["name"] for each in restored["users"]] != []
    assert "Ira" not in [each["name"] for each in restored["users"]]
    assert control.call("GET", "/_mock/accounts/{subdomain}/leads", subdomain=account)["leads"] == []


def test_one_accounts_time_moves_without_the_others_and_everybodys_time_moves_together(control: Control) -> None:
    mine, other = (str(control.account(world="empty")["subdomain"]) for _ in range(2))
    before = control.call("GET", "/_mock/health")["now"]
    moved = control.call("POST", "/_mock/accounts/{subdomain}/clock/advance", {"seconds": 3600}, subdomain=mine)
    assert before + 3600 <= moved["now"] <= before + 3605
    store = control.mock.store
    assert store.account(mine).clock.now() - store.account(other).clock.now() in (3599, 3600)
    everybody = control.call("POST", "/_mock/clock/advance", {"seconds": 60})
    assert before + 60 <= everybody["now"] <= before + 65


REFUSED: tuple[tuple[str, str, object, str, str], ...] = (
    ("POST", "/_mock/accounts", {"wrold": "demo"}, "wrold", "did you mean 'world'?"),
    ("POST", "/_mock/accounts", {"world": "dmo"}, "world", "did you mean 'demo'?"),
    ("POST", "/_mock/accounts", {"lang": "eng"}, "lang", "did you mean 'en'?"),
    ("POST", "/_mock/accounts", {"domain": "amocrm.com.ua"}, "domain", "did you mean 'amocrm.com'?"),
    ("POST", "/_mock/accounts", {"subdomain": "www"}, "subdomain", "reserved"),
    ("POST", "/_mock/accounts", {"leads": -1}, "leads", "at least 0"),
    ("POST", "/_mock/accounts", {"leads": "7"}, "leads", "must be a whole number, not a text"),
    ("POST", "/_mock/accounts", {"seed": True}, "seed", "must be a whole number, not true or false"),
    ("POST", "/_mock/accounts", {"world_document": {"users": [{}], "pipelinez": []}}, "world_document", "pipelines"),
    ("POST", "/_mock/accounts", [], "body", "must be an object, not an array"),
    ("POST", "/_mock/integrations", {"name": "x"}, "redirect_uri", "is required"),
    ("POST", "/_mock/integrations", {"name": "x", "redirect_uri": "callback"}, "redirect_uri", "absolute"),
    ("POST", "/_mock/integrations", {"name": "x", "redirect_uri": "https://приклад.укр/"}, "redirect_uri", "Cyrillic"),
    ("POST", "/_mock/integrations", {"name": " ", "redirect_uri": REDIRECT_URI}, "name", "cannot be empty"),
    ("POST", "/_mock/faults", {"path": "/x", "status": 99}, "status", "at least 200"),
    ("POST", "/_mock/faults", {"path": "/x", "status": 600}, "status", "at most 599"),
    ("POST", "/_mock/faults", {"path": "api", "status": 500}, "path", "must begin with /"),
    ("POST", "/_mock/faults", {"path": "/x", "status": 500, "method": "PSOT"}, "method", "did you mean 'POST'?"),
    ("POST", "/_mock/faults", {"path": "/x", "status": 500, "times": 0}, "times", "at least 1"),
    ("POST", "/_mock/faults", {"path": "/x", "status": 500, "account": "nosuch"}, "account", "does not exist"),
    ("POST", "/_mock/faults", {"path": "/x", "status": 500, "headers": {"A": 1}}, "headers.A", "printable"),
    ("POST", "/_mock/faults", {"path": "/x", "status": 500, "headers": {"TE": "x"}}, "headers.TE", "server"),
    ("POST", "/_mock/clock/advance", {"seconds": -5}, "seconds", "at least 0"),
    ("POST", "/_mock/clock/advance", {"seconds": 1e30}, "seconds", "at most 3153600000"),
    ("POST", "/_mock/accounts", {"leads": 10**9}, "leads", "at most 100000"),
    ("GET", "/_mock/journal?sincee=1", None, "sincee", "did you mean 'since'?"),
    ("GET", "/_mock/journal?since=x", None, "since", "must be a whole number"),
)  # fmt: skip


@pytest.mark.parametrize(("method", "path", "body", "field", "complaint"), REFUSED)
def test_nonsense_is_refused_with_the_field_and_the_nearest_valid_thing(
    control: Control, method: str, path: str, body: object, field: str, complaint: str
) -> None:
    problem = control.call(method, path, body, status=400)

    assert problem["field"] == field
    assert complaint in str(problem["detail"])


def test_a_body_that_is_no_json_is_refused(control: Control) -> None:
    answer = requests.post(f"{control.mock.url}/_mock/accounts", data="{not json", timeout=5)

    assert (answer.status_code, answer.json()["field"]) == (400, "body")


def test_unknown_things_in_the_path_are_404_with_the_nearest_one(control: Control) -> None:
    control.account(subdomain="furniture", world="empty")

    problem = control.call("GET", "/_mock/accounts/{subdomain}", status=404, subdomain="furnitur")
    assert "did you mean 'furniture'?" in str(problem["detail"])
    assert control.call("POST", "/_mock/accounts", {"subdomain": "furniture"}, status=409)["field"] == "subdomain"
    assert "f999" in str(control.call("DELETE", "/_mock/faults/{id}", status=404, id="f999")["detail"])


def test_a_secret_is_told_when_an_integration_is_made_and_never_again(control: Control) -> None:
    made = control.call("POST", "/_mock/integrations", {"name": "Once", "redirect_uri": REDIRECT_URI}, status=201)

    assert len(str(made["client_secret"])) == 64
    listed = control.call("GET", "/_mock/integrations")
    assert str(made["client_id"]) in str(listed)
    assert str(made["client_secret"]) not in str(listed)


@pytest.mark.parametrize("host", ["www.amocrm.ru", "demo.amocrm.ru", "api-b.amocrm.ru"])
def test_amocrms_own_hosts_have_no_control_api(control: Control, host: str) -> None:
    answer = requests.get(f"{control.mock.url}/_mock/health", headers={"Host": host}, timeout=5)

    assert answer.status_code == 404
    assert answer.json()["detail"] == f"Cannot GET http://{host}/_mock/health"


def test_a_peer_that_is_not_this_machine_is_refused(mock: MockAmoCRM) -> None:
    environ: Mapping[str, object] = {"REMOTE_ADDR": "192.0.2.7"}
    response = mock.app.test_client().get("/_mock/health", environ_overrides=environ, base_url="http://127.0.0.1")

    # The one place without real HTTP: a foreign peer cannot be had on one machine.
    assert response.status_code == 403


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/_mock/journal?since={digits}", 400),
        ("DELETE", "/_mock/accounts/{subdomain}/users/{digits}", 404),
        ("DELETE", "/_mock/accounts/{subdomain}/leads/{digits}", 400),
        ("DELETE", "/_mock/accounts/{subdomain}/webhooks/{digits}", 400),
        ("POST", "/_mock/accounts/{subdomain}/deliveries/{digits}/now", 400),
    ],
)
def test_a_number_that_no_computer_reads_is_refused(control: Control, method: str, path: str, status: int) -> None:
    subdomain = control.account()["subdomain"]
    url = f"{control.mock.url}{path.format(subdomain=subdomain, digits='9' * 5000)}"

    answer = requests.request(method, url, timeout=5)

    assert (answer.status_code, answer.headers["Content-Type"]) == (status, "application/problem+json")
