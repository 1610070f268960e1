"""A website's button for a new integration: made when somebody allows it, its secrets told first, its limits kept."""

import json
import uuid
from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
import requests
from bs4 import BeautifulSoup
from mock_shop import PASSWORD, Shop, Visitor
from receiver import Receiver, receiving

from mock_amocrm.server import MockAmoCRM
from mock_amocrm.state.integration import Integration

STATE = "a state/+&ї"


@pytest.fixture
def website() -> Iterator[Receiver]:
    with receiving() as running:
        yield running


def metadata(website: Receiver, **more: str) -> dict[str, str]:
    """What the button of a website says."""
    return {
        "name": "Shop of roses",
        "description": "Orders become leads",
        "redirect_uri": f"{website.url}/callback",
        "secrets_uri": f"{website.url}/secrets",
        "scopes": "crm,notifications",
        "state": STATE,
        **more,
    }


def opened(shop: Shop, fields: dict[str, str], email: str = "anna@example.com") -> Visitor:
    """Somebody who pressed the button and signed in."""
    visitor = shop.visitor(shop.account.host)
    visitor.open(f"/oauth?{urlencode(fields)}")
    visitor.sign_in(email)
    return visitor


def made(shop: Shop) -> list[Integration]:
    """The account's external integrations."""
    return [each for each in shop.mock.store.integrations.values() if each.account_id == shop.account.id]


def token(shop: Shop, visitor: Visitor, website: Receiver) -> str:
    """An access token, with nothing but what the website's server was told."""
    secrets = json.loads(website.visits[-1].body)
    answer = requests.post(
        f"{shop.mock.url}/oauth2/access_token",
        json={
            "client_id": secrets["client_id"],
            "client_secret": secrets["client_secret"],
            "grant_type": "authorization_code",
            "code": visitor.landed()["code"],
            "redirect_uri": f"{website.url}/callback",
        },
        headers={"Host": visitor.landed()["referer"]},
        timeout=5,
    )
    assert answer.status_code == 200, answer.text
    return str(answer.json()["access_token"])


def test_the_secrets_arrive_before_the_code_leaves(shop: Shop, website: Receiver) -> None:
    codes_by_then: list[int] = []
    website.then = lambda visit: codes_by_then.append(len(shop.account.grants.codes))
    visitor = opened(shop, metadata(website))
    assert "Shop of roses" in visitor.page.text
    assert "Orders become leads" in visitor.page.text
    assert made(shop) == []
    visitor.submit(action="allow")

    visit = website.only
    assert (visit.method, visit.path, visit.headers["Content-Type"]) == ("POST", "/secrets", "application/json")
    secrets = json.loads(visit.body)
    assert list(secrets) == ["client_id", "client_secret", "state"]
    assert str(uuid.UUID(secrets["client_id"])) == secrets["client_id"]
    assert (len(secrets["client_secret"]), secrets["state"]) == (64, STATE)
    assert codes_by_then == [0]
    landed = visitor.landed()
    assert (landed["client_id"], landed["state"]) == (secrets["client_id"], STATE)
    assert shop.me(token(shop, visitor, website)).json()["name"] == "Anna"


def test_without_a_state_it_is_null(shop: Shop, website: Receiver) -> None:
    fields = metadata(website)
    del fields["state"]
    visitor = opened(shop, fields)
    visitor.submit(action="allow")

    assert json.loads(website.only.body)["state"] is None
    assert "state" not in visitor.landed()


@pytest.mark.parametrize("status", [201, 202, 204, 302, 404, 500])
def test_anything_but_exactly_200_ends_it(shop: Shop, website: Receiver, status: int) -> None:
    website.status, website.headers = status, {"Location": f"{website.url}/elsewhere"} if status == 302 else {}
    page = opened(shop, metadata(website)).submit(action="allow")

    assert page.status_code == 502
    said = BeautifulSoup(page.text, "html.parser").find(attrs={"data-testid": "stop"})
    assert said is not None
    assert said.get_text().strip().endswith(f"(Code {status})")
    assert len(website.visits) == 1
    assert (shop.account.grants.codes, made(shop)) == ({}, [])


def test_a_server_that_is_not_there_ends_it_too(shop: Shop, website: Receiver) -> None:
    page = opened(shop, metadata(website, secrets_uri="http://127.0.0.1:1/secrets")).submit(action="allow")

    assert "(Code 0)" in page.text
    assert made(shop) == []


def test_each_consent_makes_an_integration_of_its_own_for_that_account_only(
    mock: MockAmoCRM, shop: Shop, website: Receiver
) -> None:
    for _ in range(2):
        opened(shop, metadata(website)).submit(action="allow")
    one, other = made(shop)

    assert one.client_id != other.client_id
    assert (one.kind, one.scopes, one.redirect_uri) == ("external", ("crm", "notifications"), f"{website.url}/callback")
    assert shop.account.grants.installed == {one.client_id, other.client_id}
    from mock_shop import open_shop

    abroad = open_shop(mock)
    visitor = abroad.visitor(abroad.account.host)
    visitor.open(f"/oauth?client_id={one.client_id}")
    assert visitor.sign_in().status_code == 403


def test_it_does_not_reach_users(shop: Shop, website: Receiver) -> None:
    visitor = opened(shop, metadata(website))
    visitor.submit(action="allow")
    access = token(shop, visitor, website)

    def asked(path: str, bearer: str) -> int:
        headers = {"Host": shop.account.host, "Authorization": f"Bearer {bearer}"}
        return requests.get(f"{shop.mock.url}/api/v4/{path}", headers=headers, timeout=5).status_code

    own = shop.pair()["access_token"]
    assert (asked("account", own), asked("users", own)) == (200, 200)
    assert (asked("account", access), asked("users", access), asked("users/501", access)) == (200, 403, 403)


def test_only_an_administrator_makes_one(shop: Shop, website: Receiver) -> None:
    assert opened(shop, metadata(website), "boris@example.com").page.status_code == 403


def test_denying_makes_none(shop: Shop, website: Receiver) -> None:
    visitor = opened(shop, metadata(website))
    visitor.submit(action="deny")

    assert visitor.landed() == {"error": "access_denied", "state": STATE}
    assert (website.visits, made(shop)) == ([], [])


@pytest.mark.parametrize(
    ("wrong", "complaint"),
    [
        ({"name": ""}, "data-name"),
        ({"redirect_uri": ""}, "data-redirect_uri"),
        ({"secrets_uri": ""}, "data-secrets_uri"),
        ({"secrets_uri": "http://shop.example/secrets"}, "data-secrets_uri"),
        ({"redirect_uri": "http://192.0.2.7/callback"}, "data-redirect_uri"),
        ({"redirect_uri": "https://магазин.example/"}, "data-redirect_uri"),
        ({"redirect_uri": "https://[broken"}, "data-redirect_uri"),
        ({"logo": "logo.png"}, "data-logo"),
        ({"scopes": "crm,files"}, "«files»"),
    ],
)
def test_a_button_of_which_nothing_can_be_made_is_told(
    shop: Shop, website: Receiver, wrong: dict[str, str], complaint: str
) -> None:
    page = shop.visitor().open(f"/oauth?{urlencode(metadata(website, **wrong))}")

    assert page.status_code == 400
    assert complaint in page.text


def test_what_every_website_wants_is_accepted(shop: Shop, website: Receiver) -> None:
    fields = metadata(website, redirect_uri="https://shop.example/cb", logo="https://shop.example/logo.png")
    del fields["scopes"]

    assert shop.visitor().open(f"/oauth?{urlencode(fields)}").status_code == 200


def test_the_journal_has_the_secrets_before_the_consent_and_not_in_clear(shop: Shop, website: Receiver) -> None:
    website.then = lambda visit: setattr(website, "body", f"thanks for {visit.body}".encode())
    opened(shop, metadata(website)).submit(action="allow")
    entries = requests.get(f"{shop.mock.url}/_mock/journal?account={shop.account.subdomain}", timeout=5).json()[
        "entries"
    ]

    hook, allowed = entries[-2:]
    assert (hook["surface"], hook["purpose"], hook["response"]["status"]) == ("hook", "secrets", 200)
    assert allowed["started_ns"] < hook["started_ns"] < hook["ended_ns"] < allowed["ended_ns"]
    assert hook["integration"] == allowed["integration"] == made(shop)[0].client_id
    assert hook["fingerprints"]["state"] == allowed["fingerprints"]["state"]
    for secret in (made(shop)[0].client_secret, STATE, PASSWORD):
        assert secret not in str(entries)
