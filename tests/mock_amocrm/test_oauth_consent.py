"""The consent page: who sees what, in which language, and what comes back to the integration."""

from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from mock_shop import BASELINE, REDIRECT_URI, Shop, open_shop

from mock_amocrm.server import MockAmoCRM
from mock_amocrm.state.account import Baseline


def seen(page: str, testid: str) -> str:
    """The text of one element."""
    element = BeautifulSoup(page, "html.parser").find(attrs={"data-testid": testid})
    assert element is not None, page
    return " ".join(element.get_text(" ").split())


def test_deny_brings_amocrms_only_error_and_the_state(shop: Shop) -> None:
    visitor = shop.visitor(shop.account.host)
    visitor.open(
        f"/oauth/?client_id={shop.integration.client_id}&state=x%20y&mode=post_message&scope=&approval_prompt=auto"
    )
    visitor.sign_in()
    visitor.submit(action="deny")

    assert visitor.landed() == {"error": "access_denied", "state": "x y"}
    assert shop.account.grants.codes == {}


def test_without_a_state_none_comes_back(shop: Shop) -> None:
    visitor = shop.visitor(shop.account.host)
    visitor.open(f"/oauth?client_id={shop.integration.client_id}")
    visitor.sign_in()
    visitor.submit(action="allow")

    assert "state" not in visitor.landed()


@pytest.mark.parametrize("state", ["a+b", "%7B%22a%22%3A1%7D", "%D1%97", "", "a%26b%3Dc", "~'()*"])
def test_the_state_comes_back_byte_for_byte(shop: Shop, state: str) -> None:
    visitor = shop.visitor(shop.account.host)
    visitor.open(f"/oauth?state={state}&client_id={shop.integration.client_id}")
    visitor.sign_in()
    visitor.submit(action="allow")

    assert f"&state={state}&" in visitor.page.headers["Location"]


@pytest.mark.parametrize("host", ["www.amocrm.ru", "amocrm.ru", "www.kommo.com", "kommo.com", "127.0.0.1"])
def test_every_front_door_opens_the_page(shop: Shop, host: str) -> None:
    visitor = shop.visitor(host)

    assert visitor.open(f"/oauth?client_id={shop.integration.client_id}").status_code == 200
    assert "Leads sync" in visitor.page.text


def test_an_admin_of_several_accounts_chooses_one(mock: MockAmoCRM) -> None:
    first, second = (open_shop(mock, name=name, domain="kommo.com") for name in ("First", "Second"))
    other_product = open_shop(mock, name="Third", domain="amocrm.ru")
    row = {**BASELINE.tables["users"][501], "email": "two@example.com"}
    for shop in (first, second, other_product):
        shop.account.put("users", [row])
    visitor = second.visitor("www.kommo.com")
    visitor.open(f"/oauth?client_id={second.integration.client_id}")
    visitor.sign_in("two@example.com")

    offered = seen(visitor.page.text, "accounts")
    assert "First" in offered
    assert "Second" in offered
    assert "Third" not in offered
    assert visitor.submit(action="allow").status_code == 400  # nothing chosen
    assert "error" in visitor.page.text
    visitor.submit(action="allow", account=str(second.account.id))
    landed = visitor.landed()
    assert (landed["referer"], landed["platform"]) == (second.account.host, "2")
    assert first.account.grants.codes == {}


def test_on_an_accounts_own_host_there_is_nothing_to_choose(mock: MockAmoCRM) -> None:
    first, _ = open_shop(mock), open_shop(mock)
    visitor = first.visitor(first.account.host)
    visitor.open(f"/oauth?client_id={first.integration.client_id}")
    visitor.sign_in()

    assert first.account.host in seen(visitor.page.text, "account")


def test_a_session_outlives_one_consent(shop: Shop) -> None:
    visitor = shop.visitor(shop.account.host)
    visitor.open(f"/oauth?client_id={shop.integration.client_id}")
    visitor.sign_in()
    visitor.open(f"/oauth?client_id={shop.integration.client_id}&state=again")

    assert seen(visitor.page.text, "allow") == "Разрешить"
    assert seen(visitor.submit(action="sign_out").text, "sign-in-submit") == "Войти"


def test_a_first_installation_needs_an_administrator_and_later_grants_do_not(shop: Shop) -> None:
    visitor = shop.visitor(shop.account.host)
    visitor.open(f"/oauth?client_id={shop.integration.client_id}")
    refused = visitor.sign_in("boris@example.com")
    assert refused.status_code == 403
    assert "boris@example.com" in seen(refused.text, "stop")

    shop.consent(email="anna@example.com")
    landed = shop.consent(email="BORIS@example.com")
    assert shop.account.grants.codes[landed["code"]].user_id == 503


def test_after_a_revocation_an_administrator_is_needed_again(shop: Shop) -> None:
    shop.consent()
    shop.account.grants.switch_off(now=0, client_id=shop.integration.client_id)
    visitor = shop.visitor(shop.account.host)
    visitor.open(f"/oauth?client_id={shop.integration.client_id}")

    assert visitor.sign_in("boris@example.com").status_code == 403


def test_an_unknown_integration_and_an_unknown_account_are_told(shop: Shop) -> None:
    visitor = shop.visitor("www.amocrm.ru")
    assert visitor.open("/oauth?client_id=nobody").status_code == 404
    assert "«nobody»" in seen(visitor.page.text, "stop")
    assert visitor.open("/oauth").status_code == 404
    visitor.host = "nobody.amocrm.ru"
    assert visitor.open(f"/oauth?client_id={shop.integration.client_id}").status_code == 404
    assert "nobody.amocrm.ru" in seen(visitor.page.text, "stop")


def test_wrong_passwords_and_strangers_do_not_get_in(shop: Shop) -> None:
    visitor = shop.visitor(shop.account.host)
    visitor.open(f"/oauth?client_id={shop.integration.client_id}")
    for email, password in (("anna@example.com", "wrong"), ("nobody@example.com", "wrong"), ("", "")):
        assert visitor.sign_in(email, password).status_code == 401
        assert seen(visitor.page.text, "error") == "Неверный адрес или пароль"


def test_a_deactivated_user_does_not_get_in(shop: Shop) -> None:
    shop.account.put("users", [{**BASELINE.tables["users"][501], "is_active": False}])
    visitor = shop.visitor(shop.account.host)
    visitor.open(f"/oauth?client_id={shop.integration.client_id}")

    assert visitor.sign_in().status_code == 401


def test_a_form_from_elsewhere_is_refused(shop: Shop) -> None:
    visitor = shop.visitor(shop.account.host)
    visitor.open(f"/oauth?client_id={shop.integration.client_id}")
    visitor.sign_in()

    assert visitor.submit(action="allow", csrf_token="forged").status_code == 403
    visitor.http.cookies.clear()
    assert visitor.submit(action="allow").status_code == 403
    assert shop.account.grants.codes == {}


def test_a_forged_session_cookie_signs_nobody_in(shop: Shop) -> None:
    visitor = shop.visitor(shop.account.host)
    visitor.http.headers["Cookie"] = "session_id=eyJlbWFpbCI6ImFubmFAZXhhbXBsZS5jb20ifQ.aaaa.bbbb"
    visitor.open(f"/oauth?client_id={shop.integration.client_id}")

    assert seen(visitor.page.text, "sign-in-submit") == "Войти"


def test_an_account_that_is_not_ones_own_cannot_be_chosen(mock: MockAmoCRM) -> None:
    shop = open_shop(mock)
    strange = mock.store.add_account(Baseline({}, {}))
    visitor = shop.visitor(shop.account.host)
    visitor.open(f"/oauth?client_id={shop.integration.client_id}")
    visitor.sign_in()

    assert visitor.submit(action="allow", account=str(strange.id)).status_code == 400
    assert strange.grants.codes == {}


@pytest.mark.parametrize(
    ("lang", "allow", "deny"),
    [("uk", "Дозволити", "Відмовити"), ("ru", "Разрешить", "Отказать"), ("en", "Allow", "Deny")],
)
def test_the_page_speaks_the_accounts_language(mock: MockAmoCRM, lang: str, allow: str, deny: str) -> None:
    shop = open_shop(mock, lang=lang)
    visitor = shop.visitor(shop.account.host)
    visitor.open(f"/oauth?client_id={shop.integration.client_id}")
    visitor.sign_in()

    assert (seen(visitor.page.text, "allow"), seen(visitor.page.text, "deny")) == (allow, deny)
    assert f'<html lang="{lang}">' in visitor.page.text


def test_a_language_in_the_address_wins_and_the_browsers_own_comes_last(shop: Shop) -> None:
    visitor = shop.visitor(shop.account.host)
    visitor.open(f"/oauth?lang=uk&client_id={shop.integration.client_id}")
    assert seen(visitor.page.text, "sign-in-submit") == "Увійти"
    visitor.host = "www.amocrm.ru"
    visitor.http.headers["Accept-Language"] = "en-GB,en;q=0.9"
    visitor.open(f"/oauth?client_id={shop.integration.client_id}")
    assert seen(visitor.page.text, "sign-in-submit") == "Sign in"


def test_hostile_names_are_shown_and_not_obeyed(mock: MockAmoCRM) -> None:
    hostile = "<script>alert(1)</script>\"'&"
    shop = open_shop(mock, name=hostile)
    shop.integration = mock.store.add_integration(name=hostile, redirect_uri=REDIRECT_URI, scopes=(hostile,))
    visitor = shop.visitor(shop.account.host)
    visitor.open(f"/oauth?client_id={shop.integration.client_id}&state={'%22%3E%3Cscript%3E'}")
    pages = [visitor.page.text, visitor.sign_in().text]
    pages.append(visitor.open("/oauth?client_id=%3Cscript%3Ealert(1)%3C/script%3E").text)
    for page in pages:
        assert "<script" not in page.lower()
    assert hostile in seen(pages[1], "account")


def test_the_page_is_neither_cached_nor_framed(shop: Shop) -> None:
    page = shop.visitor().open(f"/oauth?client_id={shop.integration.client_id}")

    assert page.headers["Cache-Control"] == "no-store"
    assert "frame-ancestors 'none'" in page.headers["Content-Security-Policy"]
    assert "HttpOnly" in page.headers["Set-Cookie"]
    assert "SameSite=Lax" in page.headers["Set-Cookie"]


def test_the_redirect_goes_to_the_registered_address_whatever_the_query_says(shop: Shop) -> None:
    visitor = shop.visitor(shop.account.host)
    visitor.open(f"/oauth?client_id={shop.integration.client_id}&redirect_uri=https://evil.example/&response_type=code")
    visitor.sign_in()
    visitor.submit(action="allow")

    assert urlsplit(visitor.page.headers["Location"]).netloc == "backend.example"


def test_a_page_has_a_script_only_where_its_window_has_to_be_closed(shop: Shop) -> None:
    def shown(mode: str) -> tuple[str, str]:
        visitor = shop.visitor(shop.account.host)
        visitor.open(f"/oauth?client_id={shop.integration.client_id}{mode}")
        page = visitor.sign_in()
        return page.text, page.headers["Content-Security-Policy"]

    for mode in ("", "&mode=post_message", "&mode=nonsense", "&origin=javascript:alert(1)", "&origin=http://[x"):
        page, policy = shown(mode)
        assert "<script" not in page
        assert "script-src" not in policy
    for mode in ("&mode=popup", "&mode=post_message&origin=http://127.0.0.1:5000/x"):
        (page, policy), (_, another) = shown(mode), shown(mode)
        nonce = policy.partition("script-src 'nonce-")[2].rstrip("'")
        assert page.count("<script") == page.count(f'<script nonce="{nonce}"') == 1
        assert policy != another


def test_a_browser_without_scripts_goes_on_in_its_own_window(shop: Shop) -> None:
    visitor = shop.visitor(shop.account.host)
    visitor.open(f"/oauth?client_id={shop.integration.client_id}&mode=popup&origin=http://127.0.0.1:5000")
    visitor.sign_in()
    visitor.submit(action="deny")

    assert visitor.landed() == {"error": "access_denied"}


@pytest.mark.parametrize(
    ("domain", "brand", "title"), [("kommo.com", "Kommo", "Sign in to Kommo"), ("amocrm.ru", "amoCRM", "Вход в amoCRM")]
)
def test_each_product_has_its_name_and_a_language_of_its_own(
    mock: MockAmoCRM, domain: str, brand: str, title: str
) -> None:
    shop = open_shop(mock, domain=domain)
    visitor = shop.visitor()
    visitor.http.headers["Accept-Language"] = "fr"
    page = visitor.open(f"/oauth?client_id={shop.integration.client_id}").text

    assert f"<title>{title} · {brand}</title>" in page
    assert f'<div class="brand">{brand}</div>' in page


@pytest.mark.parametrize("name", ["button.js", "button.min.js"])
def test_the_buttons_script_is_at_the_front_door_of_both_products(shop: Shop, name: str) -> None:
    for host in ("www.amocrm.ru", "www.kommo.com", "127.0.0.1"):
        script = shop.visitor(host).open(f"/auth/{name}")
        assert script.headers["Content-Type"] == "text/javascript; charset=utf-8"
        assert "amocrm_oauth" in script.text
    assert shop.visitor(shop.account.host).open(f"/auth/{name}").status_code == 404
