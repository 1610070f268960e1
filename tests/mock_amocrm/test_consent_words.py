"""What the consent page says of people, accounts and integrations, and what it says where nothing can be allowed."""

import uuid
from collections.abc import Mapping
from dataclasses import replace

import pytest
from bs4 import BeautifulSoup
from mock_shop import BASELINE, REDIRECT_URI, Shop, Visitor, open_shop

from mock_amocrm.messages import LANGS, scope_about, scope_name
from mock_amocrm.pages.avatar import TINTS, initials, tint
from mock_amocrm.pages.quoted import LONGEST, quoted
from mock_amocrm.server import MockAmoCRM
from mock_amocrm.state.integration import Kind


def words(visitor: Visitor, testid: str) -> str:
    """The text of one element, or nothing."""
    element = BeautifulSoup(visitor.page.text, "html.parser").find(attrs={"data-testid": testid})
    return " ".join(element.get_text(" ").split()) if element else ""


def asked(shop: Shop, more: str = "", *, email: str = "anna@example.com") -> Visitor:
    """Somebody who opened the page at the account's host and signed in."""
    visitor = shop.visitor(shop.account.host)
    visitor.open(f"/oauth?client_id={shop.integration.client_id}{more}")
    visitor.sign_in(email)
    return visitor


def changed(shop: Shop, **fields: object) -> Shop:
    """The shop, its integration registered otherwise."""
    integration = shop.mock.store.put_integration(replace(shop.integration, **fields))  # type: ignore[arg-type]  # of a test
    return replace(shop, integration=integration)


def test_it_says_who_is_signed_in_and_what_they_are(shop: Shop) -> None:
    anna = asked(shop)
    assert words(anna, "signed-in") == "Вы вошли как anna@example.com"
    assert "Anna" in anna.page.text
    assert "администратор" in words(anna, "account")
    assert words(anna, "full-access")
    assert not words(anna, "limited-access")

    anna.submit(action="allow")
    boris = asked(shop, email="boris@example.com")
    assert "сотрудник" in words(boris, "account")
    assert not words(boris, "full-access")
    assert words(boris, "limited-access")


def test_after_a_wrong_password_only_the_password_is_typed_again(shop: Shop) -> None:
    visitor = shop.visitor(shop.account.host)
    visitor.open(f"/oauth?client_id={shop.integration.client_id}")
    visitor.sign_in("anna@example.com", "wrong")
    fields = {name: BeautifulSoup(visitor.page.text, "html.parser").find("input", {"name": name}) for name in FIELDS}

    email, password = (fields[name] for name in FIELDS)
    assert email is not None
    assert password is not None
    assert (email["value"], password.get("value")) == ("anna@example.com", None)
    assert (email.has_attr("autofocus"), password.has_attr("autofocus")) == (False, True)
    assert email["aria-describedby"] == password["aria-describedby"] == "error"
    assert "wrong" not in visitor.page.text


FIELDS = ("email", "password")


def test_it_says_whose_integration_it_is_what_it_may_do_and_where_the_way_leads(mock: MockAmoCRM) -> None:
    shop = open_shop(mock, lang="en", name="Roses")
    own = changed(shop, kind=Kind.PRIVATE, account_id=shop.account.id, scopes=("crm", "files"), description="Orders")
    visitor = asked(own)

    assert words(visitor, "owner") == "Private integration of the account “Roses”"
    assert words(visitor, "description") == "Orders"
    assert words(visitor, "returns-to") == "After your answer you return to backend.example."
    assert words(visitor, "permissions") == (
        "Account data Leads, contacts, companies, tasks and settings: to read and to change"
        " Files The account's files: to read and to upload"
    )
    assert words(asked(changed(own, kind=Kind.PUBLIC)), "owner") == "Public integration, for any account"
    external = changed(own, kind=Kind.EXTERNAL, secrets_uri="https://shop.example:81/secrets")
    assert words(asked(external), "owner") == "Integration of the site shop.example:81, made by its button"


def test_the_language_is_switched_by_links_that_keep_the_rest_of_the_address(shop: Shop) -> None:
    visitor = asked(shop, "&lang=uk&state=a+b%2F%D1%97&mode=popup")
    for lang, allow in {"ru": "Разрешить", "en": "Allow", "uk": "Дозволити"}.items():
        link = BeautifulSoup(visitor.page.text, "html.parser").find(attrs={"data-testid": f"lang-{lang}"})
        assert link is not None
        query = f"client_id={shop.integration.client_id}&state=a+b%2F%D1%97&mode=popup&lang={lang}"
        assert link["href"] == f"/oauth?{query}"
        visitor.open(str(link["href"]))
        assert words(visitor, "allow") == allow
        current = BeautifulSoup(visitor.page.text, "html.parser").find_all(attrs={"aria-current": "true"})
        assert [each["hreflang"] for each in current] == [lang]


STOPS: Mapping[str, tuple[str, str, int]] = {
    "unknown_client": ("www", "client_id=nobody", 404),
    "missing_client": ("www", "clientId={client_id}", 404),
    "unknown_account": ("nobody", "client_id={client_id}", 404),
    "wrong_button": ("www", "name=Roses", 400),
}


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("key", STOPS)
def test_a_page_that_stops_says_what_is_wrong_what_to_do_and_what_was_sent(shop: Shop, key: str, lang: str) -> None:
    label, query, status = STOPS[key]
    visitor = shop.visitor(f"{label}.amocrm.ru")
    query = query.format(client_id=shop.integration.client_id)
    page = visitor.open(f"/oauth?{query}&state=my-own-state&lang={lang}")

    assert page.status_code == status
    assert f'data-reason="{key}"' in page.text
    assert f'<html lang="{lang}">' in page.text
    assert all(words(visitor, testid) for testid in ("stop", "advice"))
    sent = words(visitor, "sent")
    assert f"GET http://{label}.amocrm.ru/oauth" in sent
    assert query.partition("=")[0] in sent
    assert "state •••" in sent
    assert "my-own-state" not in BeautifulSoup(page.text, "html.parser").get_text()


def test_a_mistyped_id_is_told_the_nearest_one(mock: MockAmoCRM) -> None:
    shop = changed(open_shop(mock), client_id=str(uuid.uuid4()))
    visitor = shop.visitor()
    visitor.open(f"/oauth?client_id={shop.integration.client_id[:-1]}")

    assert f"client_id {shop.integration.client_id}" in words(visitor, "sent")


def test_whoever_is_no_administrator_may_sign_in_as_one(shop: Shop) -> None:
    visitor = asked(shop, email="boris@example.com")
    assert 'data-reason="no_account"' in visitor.page.text
    assert words(visitor, "signed-in") == "Вы вошли как boris@example.com"
    visitor.submit(action="sign_out")
    assert visitor.sign_in().status_code == 200


def test_an_integration_that_was_switched_off_is_told_from_one_that_was_never_on(shop: Shop) -> None:
    shop.consent()
    shop.account.grants.switch_off(now=0, client_id=shop.integration.client_id)
    visitor = asked(shop, email="boris@example.com")

    assert (visitor.page.status_code, 'data-reason="switched_off"' in visitor.page.text) == (403, True)
    assert shop.account.host in words(visitor, "stop")
    assert asked(shop).submit(action="allow").status_code == 302


def test_an_administrator_of_another_account_hears_that_the_integration_is_not_theirs(mock: MockAmoCRM) -> None:
    home, abroad = open_shop(mock), open_shop(mock)
    private = changed(home, kind=Kind.PRIVATE, account_id=home.account.id).integration
    visitor = asked(replace(abroad, integration=private))

    assert (visitor.page.status_code, 'data-reason="foreign_account"' in visitor.page.text) == (403, True)
    assert home.account.host in words(visitor, "stop")


def test_an_address_with_another_redirect_uri_is_told_so_and_works(shop: Shop) -> None:
    assert not words(asked(shop, f"&redirect_uri={REDIRECT_URI}"), "redirect-notice")
    visitor = asked(shop, f"&redirect_uri={REDIRECT_URI}/")
    notice = words(visitor, "redirect-notice")
    assert f"«{REDIRECT_URI}/»" in notice
    assert f"«{REDIRECT_URI}»" in notice
    visitor.submit(action="allow")
    assert visitor.page.headers["Location"].startswith(f"{REDIRECT_URI}?code=")


def test_the_strict_fake_refuses_a_redirect_uri_that_is_not_registered() -> None:
    with MockAmoCRM(strict=True) as strict:
        shop = open_shop(strict)
        visitor = shop.visitor()
        page = visitor.open(f"/oauth?client_id={shop.integration.client_id}&redirect_uri={REDIRECT_URI}/")
        assert (page.status_code, 'data-reason="foreign_redirect"' in page.text) == (400, True)
        assert f"redirect_uri {REDIRECT_URI}/" in words(visitor, "sent")
        assert words(visitor, "sent").endswith(f"redirect_uri {REDIRECT_URI}")
        page = visitor.open(f"/oauth?client_id={shop.integration.client_id}&redirect_uri={REDIRECT_URI}")
        assert page.status_code == 200


def test_each_product_has_its_own_colours(mock: MockAmoCRM) -> None:
    pages = {
        domain: open_shop(mock, domain=domain).visitor().open("/oauth").text for domain in ("amocrm.ru", "kommo.com")
    }
    accents = {domain: page.partition("--light-accent: ")[2].partition(";")[0] for domain, page in pages.items()}
    assert len(set(accents.values())) == 2
    assert all(accent.startswith("#") for accent in accents.values())


def test_styles_run_by_nonce_only(shop: Shop) -> None:
    page = shop.visitor().open("/oauth")
    policy = page.headers["Content-Security-Policy"]
    nonce = policy.partition("style-src 'nonce-")[2].partition("'")[0]
    assert f'<style nonce="{nonce}">' in page.text
    assert "unsafe" not in policy
    assert "style=" not in page.text


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("Leads sync", "Leads sync"),
        ("a\u202eb\u2069c", "abc"),
        ("שלום", "\u2068שלום\u2069"),
        ("Z" + "\u0301" * 40, "Z\u0301\u0301"),
        ("ї" * 5000, "ї" * (LONGEST - 1) + "…"),
    ],
)
def test_what_others_wrote_fits_into_a_sentence(words: str, shown: str) -> None:
    assert quoted(words) == shown


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Анна Коваль", "АК"),
        ("«Оселя», агенція", "ОА"),
        ("roses", "R"),
        ("<script> 'x", "SX"),
        ("👩‍👩‍👧", "•"),
        ("", "•"),
        ("ßa", "S"),
    ],
)
def test_a_name_has_initials_and_always_the_same_colour(name: str, letters: str) -> None:
    assert initials(name) == letters
    assert tint(name) == tint(name) < TINTS


def test_a_permission_may_be_called_anything() -> None:
    assert scope_name("other", lang="en") != ""
    assert scope_name("telepathy", lang="en") == "Permission “telepathy”"
    assert scope_about("telepathy", lang="en") == ""


def test_a_person_without_a_name_is_known_by_the_address(shop: Shop) -> None:
    shop.account.put("users", [{**BASELINE.tables["users"][501], "name": ""}])
    assert words(asked(shop), "signed-in") == "Вы вошли как anna@example.com"
