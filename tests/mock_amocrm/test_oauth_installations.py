"""Integrations switched on and off past the consent page, and what their owner's server hears of it."""

import hashlib
import hmac
import socket
import threading
import time
from urllib.parse import urlsplit

import pytest
from control_api import Control
from mock_shop import REDIRECT_URI, Shop
from receiver import Receiver, misbehaving

INSTALL = "/_mock/accounts/{subdomain}/install"
DISABLE = "/_mock/accounts/{subdomain}/disable"
REVOKE = "/_mock/accounts/{subdomain}/revoke"


def settle(control: Control) -> None:
    """Until amoCRM has sent what it had to send."""
    control.call("POST", "/_mock/outgoing/settle")


def moved_to(control: Control, shop: Shop, url: str, **more: object) -> None:
    """Let the shop's integration live at an address."""
    fields = {"client_id": shop.integration.client_id, "name": "Widget", "redirect_uri": f"{url}/cb?tenant=7"}
    control.call("POST", "/_mock/integrations", {**fields, **more}, status=201)
    shop.integration = shop.mock.store.integrations[shop.integration.client_id]


def called(control: Control, path: str, shop: Shop, *, status: int = 200, **body: object) -> dict[str, object]:
    """An operation on the shop's account."""
    fields = {"client_id": shop.integration.client_id, **body}
    return control.call("POST", path, fields, status=status, subdomain=shop.account.subdomain)


def states(control: Control, shop: Shop) -> list[object]:
    """What the account's list of integrations says."""
    path = "/_mock/accounts/{subdomain}/installations"
    found = control.call("GET", path, subdomain=shop.account.subdomain)["installations"]
    assert isinstance(found, list)
    return [each["state"] for each in found]


def test_installing_brings_a_code_that_works_to_the_redirect_uri(
    control: Control, shop: Shop, backend: Receiver
) -> None:
    moved_to(control, shop, backend.url)
    told = called(control, INSTALL, shop)

    assert told == {"answered": 200, "reason": ""}
    visit = backend.only
    assert (visit.method, urlsplit(visit.target).path, visit.body) == ("GET", "/cb", "")
    code = visit.query.pop("code")
    assert visit.query == {
        "tenant": "7",
        "code": code,
        "referer": shop.account.host,
        "platform": "1",
        "client_id": shop.integration.client_id,
        "from_widget": "1",
    }
    assert shop.redeem(code).status_code == 200
    assert states(control, shop) == ["on"]


@pytest.mark.parametrize("status", [204, 302, 404, 500])
def test_whatever_it_answers_it_is_installed_and_not_told_twice(
    control: Control, shop: Shop, backend: Receiver, status: int
) -> None:
    backend.status = status
    moved_to(control, shop, backend.url)

    assert called(control, INSTALL, shop)["answered"] == status
    settle(control)
    control.call(
        "POST", "/_mock/accounts/{subdomain}/clock/advance", {"seconds": 86400}, subdomain=shop.account.subdomain
    )
    settle(control)
    assert len(backend.visits) == 1
    assert states(control, shop) == ["on"]


def test_nobody_waits_longer_than_three_seconds_for_it(control: Control, shop: Shop) -> None:
    def never_answer(accepted: socket.socket, over: threading.Event) -> None:
        over.wait()

    with misbehaving(never_answer) as url:
        moved_to(control, shop, url)
        started = time.monotonic()
        told = called(control, INSTALL, shop)
        took = time.monotonic() - started

    assert told == {"answered": 0, "reason": "no whole answer within 3 s"}
    assert 3 <= took < 10  # a server that never answers would hold it for good
    assert states(control, shop) == ["on"]


def test_a_backend_elsewhere_is_not_sent_a_code(control: Control, shop: Shop) -> None:
    assert urlsplit(REDIRECT_URI).hostname == "backend.example"
    told = called(control, INSTALL, shop)

    assert told["answered"] == 0
    assert states(control, shop) == ["on"]


def test_only_an_administrator_installs(control: Control, shop: Shop) -> None:
    refused = called(control, INSTALL, shop, status=400, user_id=503)
    assert refused["field"] == "user_id"
    assert "503" in str(called(control, INSTALL, shop, status=400, user_id=504)["detail"])
    assert "anything" in str(called(control, INSTALL, shop, status=404, client_id="anything")["detail"])


def test_switching_off_kills_every_grant_and_tells_the_owner_with_a_signature(
    control: Control, shop: Shop, backend: Receiver
) -> None:
    moved_to(control, shop, backend.url, disable_uri=f"{backend.url}/off?v=1")
    pair, code = shop.pair(), shop.code()
    told = called(control, DISABLE, shop)
    settle(control)

    assert told == {"revoked": 3}
    visit = backend.only
    assert (visit.method, urlsplit(visit.target).path) == ("GET", "/off")
    client_id, secret = shop.integration.client_id, shop.integration.client_secret
    signed = f"{client_id}|{shop.account.id}".encode()
    signature = hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()
    assert visit.query == {
        "v": "1",
        "account_id": str(shop.account.id),
        "client_uuid": client_id,
        "signature": signature,
    }
    assert shop.me(pair["access_token"]).status_code == 401
    refreshed = shop.refresh(pair["refresh_token"])
    assert (refreshed.status_code, refreshed.json()["hint"]) == (401, "Token has been revoked")
    assert shop.redeem(code).json()["hint"] == "Authorization code has been revoked"
    assert states(control, shop) == ["off"]
    [entry] = journalled(control, shop)
    assert (entry["surface"], entry["purpose"], entry["integration"]) == ("hook", "disable", client_id)
    assert signature not in str(entry)


def journalled(control: Control, shop: Shop) -> list[dict[str, object]]:
    """What amoCRM sent on this account's behalf."""
    entries = control.call("GET", f"/_mock/journal?account={shop.account.subdomain}")["entries"]
    assert isinstance(entries, list)
    return [entry for entry in entries if entry["surface"] == "hook"]


def test_what_is_off_is_not_switched_off_again_and_needs_an_administrator(
    control: Control, shop: Shop, backend: Receiver
) -> None:
    moved_to(control, shop, backend.url, disable_uri=f"{backend.url}/off")
    assert "is not installed" in str(called(control, DISABLE, shop, status=409)["detail"])
    shop.consent()
    called(control, DISABLE, shop)
    called(control, DISABLE, shop, status=409)
    called(control, REVOKE, shop)
    settle(control)

    assert len(backend.visits) == 1
    visitor = shop.visitor(shop.account.host)
    visitor.open(f"/oauth?client_id={shop.integration.client_id}")
    assert visitor.sign_in("boris@example.com").status_code == 403
    shop.consent()
    assert states(control, shop) == ["on"]


def test_taking_one_users_grants_back_leaves_the_others_and_the_installation(
    control: Control, shop: Shop, backend: Receiver
) -> None:
    moved_to(control, shop, backend.url, disable_uri=f"{backend.url}/off")
    annas = shop.pair()
    boris = shop.redeem(shop.consent(email="boris@example.com")["code"]).json()

    assert called(control, REVOKE, shop, user_id=503) == {"revoked": 2}
    settle(control)
    assert backend.visits == []
    assert shop.me(boris["access_token"]).status_code == 401
    assert shop.refresh(boris["refresh_token"]).json()["hint"] == "Token has been revoked"
    assert shop.me(annas["access_token"]).status_code == 200
    assert states(control, shop) == ["on"]


def test_taking_everything_back_switches_everything_off(control: Control, shop: Shop, backend: Receiver) -> None:
    moved_to(control, shop, backend.url, disable_uri=f"{backend.url}/off")
    shop.pair()
    control.call("POST", REVOKE, {}, subdomain=shop.account.subdomain)
    settle(control)

    assert backend.only.query["client_uuid"] == shop.integration.client_id
    assert states(control, shop) == ["off"]


def test_a_served_mock_delivers_where_it_was_told_to(monkeypatch: pytest.MonkeyPatch) -> None:
    from mock_amocrm.cli import main
    from mock_amocrm.serving import Serving, build

    served: list[Serving] = []
    monkeypatch.setattr("mock_amocrm.cli.serve", served.append)
    assert main(["serve", "--port", "1", "--deliver-to", "Backend.test", "--deliver-to", "192.0.2.7"]) == 0
    app, _ = build(served[0])

    assert app.extensions["mock_amocrm"].deliver_to == {"backend.test", "192.0.2.7"}


def test_a_pair_that_was_on_its_way_when_its_integration_was_switched_off_is_dead(
    control: Control, shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    from mock_amocrm.oauth import code_grant

    def late(*given: object, **more: object) -> dict[str, object]:
        called(control, DISABLE, shop)  # after the code was spent, before the pair is made
        return issue_pair(*given, **more)

    issue_pair = code_grant.issue_pair
    monkeypatch.setattr(code_grant, "issue_pair", late)
    pair = shop.redeem(shop.code()).json()

    assert shop.me(pair["access_token"]).status_code == 401
    assert shop.refresh(pair["refresh_token"]).json()["hint"] == "Token has been revoked"
