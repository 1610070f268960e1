"""The way of the seed: sign in, connect, come back, see the leads; by every road back."""

import base64
import json
from urllib.parse import parse_qs, urlsplit

import pytest
from scripted_backend import CONNECT, DISCONNECT, EXCHANGE, LEADS, PIPELINES, STATUS, Reply, Seen, lead

from simulated_client import SEED_API, ApiShape, ConnectFailed, NotOnScreen

SUCCESS = "foryoure://amo-crm/callback?success=true&state=abc"


def consent(backend, *leads):
    """What happens in the browser: the backend exchanged the code and imported the leads."""
    backend.connected = True
    backend.leads = [*backend.leads, *leads]


def test_the_whole_way_ends_with_the_leads_and_without_an_exchange_by_the_app(backend, phone, seen):
    assert phone.open_crm().id == "crm.not_connected"
    url = phone.press_connect()
    assert url.startswith("https://www.amocrm.ru/oauth?client_id=")
    consent(backend, lead(1), lead(2))
    since = len(backend.hits)
    screen = phone.deliver_link(SUCCESS)
    assert (screen.id, screen.connected, screen.leads_state) == ("crm.connected", True, "list")
    assert [card.name for card in screen.leads] == ["Лід 1", "Лід 2"]
    assert backend.count(EXCHANGE) == 0
    assert backend.count(STATUS, since) >= 1
    assert backend.count(LEADS, since) >= 1
    assert seen.ids == [
        "crm.checking",
        "crm.not_connected",
        "callback.connecting",
        "callback.success",
        "crm.connected",
    ]


def test_success_stays_for_one_virtual_second(backend, phone, seen):
    phone.open_crm()
    phone.press_connect()
    consent(backend)
    phone.deliver_link(SUCCESS)
    at = {screen.id: screen.at for screen in seen.screens}
    assert at["crm.connected"] - at["callback.success"] == 1.0


def test_a_warm_return_refetches_through_the_mounted_tab_before_showing_success(backend, phone):
    phone.open_crm()
    phone.press_connect()
    consent(backend, lead(1))
    at_success = []
    phone.on_screen(lambda screen: at_success.append(backend.names()) if screen.id == "callback.success" else None)
    since = len(backend.hits)
    phone.deliver_link(SUCCESS)
    assert STATUS in at_success[0][since:]
    assert LEADS in at_success[0][since:]


def test_a_cold_return_fetches_only_once_the_tab_is_mounted(backend, phone):
    phone.open_crm()
    phone.press_connect()
    consent(backend, lead(1))
    phone.kill()
    since = len(backend.hits)
    at_success = []
    phone.on_screen(lambda screen: at_success.append(backend.names(since)) if screen.id == "callback.success" else None)
    screen = phone.deliver_link(SUCCESS)
    assert at_success == [[]]
    assert sorted(backend.names(since)) == sorted([STATUS, LEADS, PIPELINES])
    assert (screen.id, len(screen.leads)) == ("crm.connected", 1)


def test_a_cold_return_goes_from_success_straight_to_the_crm(backend, phone):
    phone.kill()
    seen = Seen()
    phone.on_screen(seen)
    consent(backend)
    phone.deliver_link(SUCCESS)
    assert seen.ids == ["callback.connecting", "callback.success", "crm.checking", "crm.connected"]


def test_the_app_switcher_alone_brings_status_and_leads_up_to_date(backend, phone):
    phone.open_crm()
    phone.press_connect()
    consent(backend, lead(1))
    since = len(backend.hits)
    screen = phone.to_foreground()
    assert (screen.id, screen.leads_state) == ("crm.connected", "list")
    assert backend.count(STATUS, since) == 1
    assert backend.count(LEADS, since) == 1


def test_an_app_that_never_left_the_front_does_not_refetch(backend, phone):
    phone.open_crm()
    since = len(backend.hits)
    phone.to_foreground()
    assert backend.names(since) == []


def test_the_session_survives_a_kill_and_the_query_cache_does_not(backend, phone):
    backend.leads = [lead(1)]
    phone.open_crm()
    phone.kill()
    seen = Seen()
    phone.on_screen(seen)
    assert phone.launch().id == "home"
    since = len(backend.hits)
    screen = phone.open_crm()
    assert seen.ids == ["home", "crm.checking", "crm.not_connected"]
    assert sorted(backend.names(since)) == sorted([STATUS, LEADS])
    assert screen.leads_state == "list"


def test_the_card_of_a_killed_app_in_the_switcher_starts_it_anew(phone):
    phone.open_crm()
    phone.kill()
    assert phone.to_foreground().id == "home"


def test_time_goes_on_over_a_kill(phone):
    phone.deliver_link(SUCCESS)
    before = phone.screen.at
    phone.kill()
    assert before == 1.0
    assert phone.launch().at == before


def test_a_deep_link_wakes_an_app_that_was_never_on_the_crm_tab(backend, phone):
    consent(backend, lead(1))
    phone.to_background()
    assert phone.deliver_link(SUCCESS).id == "crm.connected"


def test_a_deep_link_to_a_phone_without_a_session_ends_at_the_sign_in(backend, make_phone):
    phone = make_phone()
    assert phone.deliver_link(SUCCESS).id == "sign_in"
    assert backend.hits == []


def test_coming_to_the_tab_refetches_the_status_and_nothing_else(backend, phone):
    phone.open_crm()
    backend.connected = True
    backend.pipelines = []
    since = len(backend.hits)
    assert phone.open_crm().id == "crm.connected"
    assert backend.names(since) == [STATUS, PIPELINES]


def test_opening_the_tab_asks_for_status_and_leads_once(backend, phone):
    since = len(backend.hits)
    phone.open_crm()
    assert sorted(backend.names(since)) == sorted([STATUS, LEADS])


def test_pipelines_are_not_asked_for_while_not_connected(backend, phone):
    phone.open_crm()
    phone.to_background()
    phone.to_foreground()
    assert backend.count(PIPELINES) == 0


def test_the_backend_is_asked_for_the_consent_url_with_the_jwt(backend, phone):
    phone.open_crm()
    phone.press_connect()
    asked = [hit for hit in backend.hits if hit.name == CONNECT]
    assert [hit.token for hit in asked] == ["jwt-1"]


def without_connect():
    calls = {name: getattr(SEED_API, name) for name in ("sign_in", "status", "leads")}
    return ApiShape(**calls)


def test_without_a_connect_call_the_app_builds_the_consent_url_itself(make_phone):
    phone = make_phone(api=without_connect(), client_id="c-1", authorize_url="http://127.0.0.1:1/oauth")
    phone.sign_in(email="olha@example.com", password="secret")
    phone.open_crm()
    url = urlsplit(phone.press_connect())
    query = {name: values[0] for name, values in parse_qs(url.query).items()}
    state = json.loads(base64.b64decode(query.pop("state")))
    assert f"{url.scheme}://{url.netloc}{url.path}" == "http://127.0.0.1:1/oauth"
    assert query == {"client_id": "c-1", "mode": "popup"}
    assert state.pop("userId") == "user-7"
    assert list(state) == ["random"]
    assert len(state["random"]) == 32


def test_each_state_is_another_one(make_phone):
    phone = make_phone(api=without_connect(), client_id="c-1")
    phone.sign_in(email="olha@example.com", password="secret")
    phone.open_crm()
    urls = set()
    for _ in range(3):
        urls.add(phone.press_connect())
        phone.to_foreground()
    assert len(urls) == 3


def test_without_a_connect_call_and_without_a_client_id_the_browser_does_not_open(make_phone):
    phone = make_phone(api=without_connect())
    phone.sign_in(email="olha@example.com", password="secret")
    phone.open_crm()
    with pytest.raises(ConnectFailed, match="client_id"):
        phone.press_connect()


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        (Reply(500, {"message": "no integration"}), "500 no integration"),
        (Reply(200, {"data": {}}), "wrong shape: GET /api/amo-crm/connect has no string at 'data.url' (url)"),
        (
            Reply(200, {"data": {"url": "javascript:alert(1)"}}),
            "wrong shape: GET /api/amo-crm/connect has no web address at 'data.url'",
        ),
    ],
)
def test_a_connect_that_fails_leaves_the_app_in_front_with_an_alert(backend, phone, reply, reason):
    phone.open_crm()
    backend.script(CONNECT, reply)
    with pytest.raises(ConnectFailed) as caught:
        phone.press_connect()
    assert caught.value.reason == phone.screen.reason == reason
    assert phone.screen.id == "crm.not_connected"
    assert phone.screen.texts[-2:] == ("Помилка", "Помилка при відкритті браузера")
    assert phone.press_connect().startswith("https://")
    assert "Помилка" not in phone.to_foreground().texts


def test_disconnecting_asks_first_then_refreshes_status_and_leads(backend, phone, seen):
    consent(backend, lead(1))
    phone.open_crm()
    since = len(backend.hits)
    screen = phone.disconnect()
    assert (screen.id, screen.connected) == ("crm.not_connected", False)
    assert backend.names(since) == [DISCONNECT, STATUS, LEADS]
    dialogs = [screen for screen in seen.screens if "Відключити AMO CRM?" in screen.texts]
    assert dialogs[0].texts[-1] == "Ви впевнені, що хочете відключити ваш акаунт AMO CRM?"
    assert dialogs[0].buttons[-2:] == ("Скасувати", "Відключити")


def test_a_disconnect_that_the_backend_forgets_stays_visible(backend, phone):
    consent(backend)
    phone.open_crm()
    backend.script(DISCONNECT, Reply(200, {"message": "AMO CRM disconnected"}))
    assert phone.disconnect().id == "crm.connected"


def test_a_refused_disconnect_is_told(backend, phone):
    consent(backend)
    phone.open_crm()
    backend.script(DISCONNECT, Reply(500, {"message": "no"}))
    screen = phone.disconnect()
    assert (screen.id, screen.reason) == ("crm.connected", "500 no")
    assert "Не вдалося відключити AMO CRM" in screen.texts
    assert "Не вдалося відключити AMO CRM" not in phone.pull_to_refresh().texts


def test_buttons_that_are_not_there_cannot_be_pressed(backend, phone):
    with pytest.raises(NotOnScreen, match=r"На екрані «home» немає кнопки «Підключити»; є: «CRM»\."):
        phone.press_connect()
    consent(backend)
    phone.open_crm()
    for action in (phone.press_connect, phone.retry, phone.back_to_crm):
        with pytest.raises(NotOnScreen, match=r"crm\.connected"):
            action()
    with pytest.raises(NotOnScreen, match="Увійти"):
        phone.sign_in(email="olha@example.com", password="secret")


def test_nothing_can_be_pressed_in_a_killed_app_or_in_one_behind_the_browser(phone):
    phone.open_crm()
    phone.press_connect()
    with pytest.raises(NotOnScreen, match="у фоні"):
        phone.pull_to_refresh()
    phone.kill()
    with pytest.raises(NotOnScreen, match="завершила"):
        phone.open_crm()


def test_the_app_is_in_front_until_another_one_covers_it_or_the_system_ends_it(phone):
    front = [phone.in_front]
    for happens in (phone.to_background, phone.to_foreground, phone.kill, phone.launch):
        happens()
        front.append(phone.in_front)
    assert front == [True, False, True, False, True]
