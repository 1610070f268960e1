"""The callback screen: what each deep link leads to, and which links are no links of this app."""

import pytest
from scripted_backend import CONNECT, EXCHANGE, LOGIN, STATUS, Reply, lead

from simulated_client import ConnectFailed, DeepLinkRefused, NotOnScreen

LINK = "foryoure://amo-crm/callback"


@pytest.fixture
def returning(phone):
    """In the browser, after pressing connect."""
    phone.open_crm()
    phone.press_connect()
    return phone


@pytest.mark.parametrize("query", ["?success=true", "?state=x&success=true", "?success=true&code=abc", "?code=abc"])
def test_success_and_a_bare_code_both_only_refresh(backend, returning, query):
    backend.connected = True
    assert returning.deliver_link(LINK + query).id == "crm.connected"
    assert backend.count(EXCHANGE) == 0


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("?error=access_denied", "access_denied"),
        ("?error=Failed%20to%20exchange%20authorization%20code", "Failed to exchange authorization code"),
        ("?error=%D0%9F%D0%BE%D0%BC%D0%B8%D0%BB%D0%BA%D0%B0", "Помилка"),
        ("?success=true&error=no", "no"),
        ("?code=abc&error=no", "no"),
        ("?error=missing_code", "missing_code"),
        ("?error=one&error=two", "one"),
    ],
)
def test_an_error_wins_over_everything(backend, returning, query, reason):
    since = len(backend.hits)
    screen = returning.deliver_link(LINK + query)
    assert (screen.id, screen.reason) == ("callback.error", reason)
    assert screen.texts == ("Помилка підключення", "Помилка авторизації. Спробуйте ще раз.")
    assert screen.buttons == ("Повернутися до CRM",)
    assert EXCHANGE not in backend.names(since)


@pytest.mark.parametrize(
    "query",
    [
        "",
        "?",
        "?state=x",
        "?success=false",
        "?success=True",
        "?success=1",
        "?success=",
        "?code=",
        "?code=a&code=b",
        "?code=a&code=",
        "?error=",
    ],
)
def test_neither_success_nor_code_nor_error_is_an_error_of_its_own(returning, query):
    screen = returning.deliver_link(LINK + query)
    assert (screen.id, screen.reason) == ("callback.error", "missing_code")
    assert screen.texts == ("Помилка підключення", "Код авторизації відсутній.")


def test_the_error_screen_leads_back_to_the_tab_which_asks_again(backend, returning):
    returning.deliver_link(LINK + "?error=no")
    since = len(backend.hits)
    backend.connected = True
    assert returning.back_to_crm().id == "crm.connected"
    assert STATUS in backend.names(since)


def test_the_tab_bar_is_out_of_reach_on_the_error_screen(returning):
    returning.deliver_link(LINK + "?error=no")
    with pytest.raises(NotOnScreen, match="Повернутися до CRM"):
        returning.open_crm()


def test_texts_while_connecting_and_on_success(returning):
    texts = {}
    returning.on_screen(lambda screen: texts.setdefault(screen.id, screen.texts))
    returning.deliver_link(LINK + "?success=true")
    assert texts["callback.connecting"] == ("Підключення до AMO CRM...", "Будь ласка, зачекайте")
    assert texts["callback.success"] == (
        "Успішно підключено!",
        "Ваш акаунт AMO CRM успішно підключено. Перенаправлення...",
    )


def test_success_is_shown_even_if_the_status_then_says_otherwise(returning):
    ids = []
    returning.on_screen(lambda screen: ids.append(screen.id))
    assert returning.deliver_link(LINK + "?success=true").id == "crm.not_connected"
    assert "callback.success" in ids


def test_a_person_who_turns_away_at_success_finds_the_crm_open_later(backend, returning):
    backend.connected = True
    returning.on_screen(lambda screen: returning.to_background() if screen.id == "callback.success" else None)
    assert returning.deliver_link(LINK + "?success=true").id == "callback.success"
    assert returning.to_foreground().id == "crm.connected"


def test_an_app_killed_at_success_asks_nothing_more(backend, make_phone):
    phone = make_phone()
    phone.sign_in(email="olha@example.com", password="secret")
    phone.on_screen(lambda screen: phone.kill() if screen.id == "callback.success" else None)
    phone.deliver_link(LINK + "?success=true")
    assert phone.launch().id == "home"
    assert backend.names() == [LOGIN]


def test_a_link_closes_an_open_alert(backend, phone):
    phone.open_crm()
    backend.script(CONNECT, Reply(500))
    with pytest.raises(ConnectFailed):
        phone.press_connect()
    assert phone.deliver_link(LINK + "?error=no").texts == (
        "Помилка підключення",
        "Помилка авторизації. Спробуйте ще раз.",
    )


def test_a_second_link_is_handled_as_the_first(backend, returning):
    assert returning.deliver_link(LINK + "?error=no").id == "callback.error"
    backend.connected = True
    backend.leads = [lead(1)]
    screen = returning.deliver_link(LINK + "?success=true")
    assert (screen.id, screen.leads_state) == ("crm.connected", "list")


@pytest.mark.parametrize(
    "url", ["FORYOURE://amo-crm/callback?success=true", "foryoure://amo-crm/callback/?success=true"]
)
def test_case_of_the_scheme_and_a_trailing_slash_do_not_matter(returning, url):
    assert returning.deliver_link(url).id == "crm.not_connected"


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("foryouapp://amo-crm/callback?code=c0de", "не відкриває «foryouapp://»: його схема «foryoure». Схоже на"),
        ("https://app.example/amo-crm/callback?code=c0de", "не відкриває «https://»: його схема «foryoure».$"),
        (
            "foryoure://amo-crm/calback?code=c0de",
            "не має екрана «amo-crm/calback»: він відкриває «amo-crm/callback». Схоже на",
        ),
        ("foryoure://settings?code=c0de", "не має екрана «settings»: він відкриває «amo-crm/callback».$"),
        ("/amo-crm/callback?code=c0de", "не відкриває «://»"),
        ("http://[::1/amo-crm?code=c0de", "його схема «foryoure»"),
    ],
)
def test_a_link_of_another_app_is_refused_with_the_nearest_reason(returning, url, why):
    before = returning.screen
    with pytest.raises(DeepLinkRefused, match=why) as caught:
        returning.deliver_link(url)
    assert "c0de" not in str(caught.value)
    assert returning.screen is before


def test_another_scheme_can_be_the_apps_own(make_phone):
    phone = make_phone(scheme="myapp", language="en")
    assert phone.deliver_link("myapp://amo-crm/callback?error=no").id == "callback.error"
    with pytest.raises(DeepLinkRefused, match="doesn't open 'foryoure://': its scheme is 'myapp'"):
        phone.deliver_link("foryoure://amo-crm/callback")
