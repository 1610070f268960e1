"""The app's own session: signing in, the status under errors, an expired JWT, a backend that does not answer."""

import threading

import pytest
from scripted_backend import EXCHANGE, LEADS, LOGIN, REFRESH, STATUS, Reply, ScriptedBackend, Seen, lead

from simulated_client import SEED_API, ApiShape, ConnectFailed, Phone
from simulated_client.session import Session
from simulated_client.transport import requests_send
from simulated_client.wire import Request, Response


def test_a_new_phone_asks_to_sign_in(make_phone):
    screen = make_phone().screen
    assert screen.id == "sign_in"
    assert screen.texts == ("Потрібна авторизація", "Для доступу до CRM потрібно увійти в систему")
    assert screen.buttons == ("Увійти",)


def test_signing_in_opens_the_home_tab(backend, make_phone):
    assert make_phone().sign_in(email="olha@example.com", password="secret").id == "home"
    assert backend.hits[0].body == {"email": "olha@example.com", "password": "secret"}
    assert backend.hits[0].token == ""


def test_the_crm_tab_of_a_signed_out_phone_asks_to_sign_in(backend, make_phone):
    assert make_phone().open_crm().id == "sign_in"
    assert backend.hits == []


def test_cyrillic_and_quotes_reach_the_backend_unharmed(backend, make_phone):
    make_phone().sign_in(email="ольга@приклад.укр", password='пароль "з лапками" {email} \\')
    assert backend.hits[0].body == {"email": "ольга@приклад.укр", "password": 'пароль "з лапками" {email} \\'}


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        (None, "401 Invalid credentials"),
        (Reply(403, {"message": "Account blocked"}), "403 Account blocked"),
        (Reply(500, {"message": "Internal server error"}), "500 Internal server error"),
        (Reply(200, {"user": {}, "accessToken": "x"}), "wrong shape: POST /api/auth/login has no string at"),
        (Reply(200, raw=b"ok"), "wrong shape: POST /api/auth/login did not answer with JSON"),
    ],
)
def test_a_refused_sign_in_keeps_the_screen_and_names_the_reason(backend, make_phone, reply, reason):
    if reply:
        backend.script(LOGIN, reply)
    phone = make_phone()
    screen = phone.sign_in(email="olha@example.com", password="wrong")
    assert screen.id == "sign_in"
    assert screen.reason.startswith(reason)
    assert backend.count(REFRESH) == 0
    assert phone.sign_in(email="olha@example.com", password="secret").reason is None


def test_an_older_login_answer_is_understood(backend, make_phone):
    backend.script(LOGIN, Reply(201, {"data": {"accessToken": "jwt-1", "user": {"id": 3}}}))
    phone = make_phone()
    assert phone.sign_in(email="olha@example.com", password="secret").id == "home"
    assert phone.open_crm().id == "crm.not_connected"


@pytest.mark.parametrize(
    ("connected", "screen_id", "known"),
    [
        (True, "crm.connected", True),
        (False, "crm.not_connected", False),
        (None, "crm.not_connected", None),
        (1, "crm.connected", True),
        ("", "crm.not_connected", False),
    ],
)
def test_connected_is_judged_by_truthiness_and_null_stays_unknown(backend, phone, connected, screen_id, known):
    backend.connected = connected
    screen = phone.open_crm()
    assert (screen.id, screen.connected, screen.reason) == (screen_id, known, None)


@pytest.mark.parametrize("body", [{}, {"data": None}, {"data": {}}, [], None])
def test_a_status_without_the_word_counts_as_not_connected(backend, phone, body):
    backend.always(STATUS, Reply(200, body))
    screen = phone.open_crm()
    assert (screen.id, screen.connected) == ("crm.not_connected", None)


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        (Reply(403, {"message": "Forbidden: Admin access required"}), "403 Forbidden: Admin access required"),
        (Reply(500, {"message": "x"}), "500 x"),
        (Reply(200, raw=b"<html>"), "wrong shape: GET /api/amo-crm/status did not answer with JSON"),
        (Reply(302, raw=b""), "302 Found"),
    ],
)
def test_a_status_error_is_not_hidden_and_not_retried(backend, phone, reply, reason):
    backend.always(STATUS, reply)
    screen = phone.open_crm()
    assert (screen.id, screen.connected, screen.reason) == ("crm.not_connected", None, reason)
    assert backend.count(STATUS) == 1
    assert backend.count(REFRESH) == 0


def test_an_error_after_a_good_status_shows_not_connected(backend, phone):
    backend.connected = True
    phone.open_crm()
    backend.script(STATUS, Reply(500, {"message": "x"}))
    screen = phone.open_crm()
    assert (screen.id, screen.reason) == ("crm.not_connected", "500 x")
    assert phone.open_crm().id == "crm.connected"


def test_the_status_error_is_the_reason_before_that_of_the_leads(backend, phone):
    backend.always(STATUS, Reply(403, {"message": "a"}))
    backend.always(LEADS, Reply(500, {"message": "b"}))
    assert phone.open_crm().reason == "403 a"


def test_an_expired_jwt_is_refreshed_once_and_the_call_repeated(backend, phone):
    backend.valid_tokens = {"jwt-2"}
    backend.renewals = iter(["jwt-2"])
    backend.leads = [lead(1)]
    screen = phone.open_crm()
    assert (screen.id, screen.leads_state) == ("crm.not_connected", "list")
    assert backend.names()[1:] == [STATUS, REFRESH, STATUS, LEADS]
    assert backend.hits[2].body == {"refreshToken": "refresh-1"}
    assert [hit.token for hit in backend.hits[3:]] == ["jwt-2", "jwt-2"]


def test_the_rotated_refresh_token_is_kept_for_the_next_time(backend, phone):
    backend.valid_tokens = {"jwt-2"}
    backend.renewals = iter(["jwt-2", "jwt-3"])
    phone.open_crm()
    backend.valid_tokens = {"jwt-3"}
    phone.kill()
    phone.launch()
    assert phone.open_crm().id == "crm.not_connected"
    assert [hit.body for hit in backend.hits if hit.name == REFRESH][1] == {"refreshToken": "refresh-of-jwt-2"}


def test_a_login_without_a_refresh_token_refreshes_with_the_jwt_itself(backend, make_phone):
    backend.script(LOGIN, Reply(200, {"data": {"token": "jwt-0"}}))
    backend.renewals = iter(["jwt-1"])
    phone = make_phone()
    phone.sign_in(email="olha@example.com", password="secret")
    phone.open_crm()
    assert next(hit.body for hit in backend.hits if hit.name == REFRESH) == {"refreshToken": "jwt-0"}


@pytest.mark.parametrize(
    "refresh", [Reply(401, {"message": "no"}), Reply(404), Reply(200, {"data": {}}), Reply(200, raw=b"?")]
)
def test_a_refresh_that_fails_signs_the_person_out(backend, phone, refresh):
    backend.valid_tokens = set()
    backend.script(REFRESH, refresh)
    seen = Seen()
    phone.on_screen(seen)
    screen = phone.open_crm()
    assert (screen.id, screen.reason) == ("sign_in", "401 jwt expired")
    assert seen.ids == ["crm.checking", "sign_in"]
    assert backend.names()[1:] == [STATUS, REFRESH]


def test_a_second_401_after_a_good_refresh_signs_the_person_out(backend, phone):
    backend.valid_tokens = set()
    backend.renewals = iter(["jwt-2"])
    assert phone.open_crm().id == "sign_in"
    assert backend.names()[1:] == [STATUS, REFRESH, STATUS]


def test_a_backend_without_refresh_signs_the_person_out_at_once(backend, make_phone):
    phone = make_phone(api=ApiShape(sign_in=SEED_API.sign_in, status=SEED_API.status, leads=SEED_API.leads))
    phone.sign_in(email="olha@example.com", password="secret")
    backend.valid_tokens = set()
    assert phone.open_crm().id == "sign_in"
    assert backend.count(REFRESH) == 0


def test_signing_in_again_shows_nothing_of_the_person_before(backend, phone):
    backend.leads = [lead(1)]
    phone.open_crm()
    backend.valid_tokens = set()
    assert phone.pull_to_refresh().id == "sign_in"
    backend.valid_tokens = {"jwt-1"}
    backend.leads = []
    seen = Seen()
    phone.on_screen(seen)
    phone.sign_in(email="maks@example.com", password="secret")
    phone.open_crm()
    assert seen.ids == ["home", "crm.checking", "crm.not_connected"]
    assert all(screen.leads == () for screen in seen.screens)


def test_a_session_that_ends_during_the_callback_ends_at_the_sign_in(backend, phone):
    phone.open_crm()
    phone.press_connect()
    backend.valid_tokens = set()
    assert phone.deliver_link("foryoure://amo-crm/callback?success=true").id == "sign_in"
    assert backend.count(REFRESH) == 1


def test_a_session_that_ends_on_a_leads_screen_ends_at_the_sign_in(backend, phone):
    backend.leads = [lead(1)]
    phone.open_crm()
    backend.valid_tokens = set()
    assert phone.open_lead("Лід 1").id == "sign_in"


def test_a_session_that_ends_at_disconnecting_ends_at_the_sign_in(backend, phone):
    backend.connected = True
    phone.open_crm()
    backend.valid_tokens = set()
    screen = phone.disconnect()
    assert (screen.id, screen.texts[-1]) == ("sign_in", "Для доступу до CRM потрібно увійти в систему")


def test_a_session_that_ends_at_connecting_ends_at_the_sign_in_without_an_alert(backend, phone):
    phone.open_crm()
    backend.valid_tokens = set()
    with pytest.raises(ConnectFailed, match="401 jwt expired"):
        phone.press_connect()
    assert (phone.screen.id, phone.screen.texts[-1]) == (
        "sign_in",
        "Для доступу до CRM потрібно увійти в систему",
    )


def test_an_expired_jwt_does_not_stop_the_old_apps_exchange(backend, make_phone):
    phone = make_phone(bugs=["client-exchanges-code"])
    phone.sign_in(email="olha@example.com", password="secret")
    backend.valid_tokens = {"jwt-2"}
    backend.renewals = iter(["jwt-2"])
    backend.script(EXCHANGE, Reply(401, {"message": "jwt expired"}), Reply(200, {"data": None}))
    assert phone.deliver_link("foryoure://amo-crm/callback?code=abc").id == "crm.not_connected"
    assert backend.names()[1:4] == [EXCHANGE, REFRESH, EXCHANGE]


def test_a_backend_that_is_gone_is_told_apart_from_one_that_refuses(backend):
    with ScriptedBackend() as gone:
        nobody = requests_send(gone.url)
    somebody = requests_send(backend.url)
    road = iter([somebody, nobody, nobody, nobody, somebody])

    def send(request):
        return next(road)(request)

    phone = Phone(send=send)
    phone.sign_in(email="olha@example.com", password="secret")
    screen = phone.open_crm()
    assert (screen.id, screen.reason) == ("crm.not_connected", "connection failed: Network Error")
    assert screen.texts[-2:] == ("Помилка завантаження leads", "Network Error")
    assert phone.retry().leads_state == "empty"


def test_a_sign_in_without_a_network_says_so():
    with ScriptedBackend() as gone:
        url = gone.url
    screen = Phone(send=requests_send(url)).sign_in(email="a", password="b")
    assert (screen.id, screen.reason) == ("sign_in", "connection failed: Network Error")


def test_a_slow_backend_runs_into_the_phones_patience_and_heals(backend):
    release = threading.Event()
    backend.leads = [lead(1)]
    backend.script(LEADS, Reply(200, {}, wait_for=release))
    phone = Phone(send=requests_send(backend.url, timeout=0.25))
    phone.sign_in(email="olha@example.com", password="secret")
    screen = phone.open_crm()
    release.set()
    assert (screen.leads_state, screen.at) == ("list", 2.0)
    assert backend.count(LEADS) == 2


def test_a_slow_status_names_the_timeout(backend):
    release = threading.Event()
    backend.script(STATUS, Reply(200, {}, wait_for=release))
    phone = Phone(send=requests_send(backend.url, timeout=0.25))
    phone.sign_in(email="olha@example.com", password="secret")
    screen = phone.open_crm()
    release.set()
    assert screen.reason == "connection failed: timeout of 250ms exceeded"


def test_a_refresh_without_a_network_keeps_the_session(backend, make_phone):
    release = threading.Event()
    phone = Phone(send=requests_send(backend.url, timeout=0.25))
    phone.sign_in(email="olha@example.com", password="secret")
    backend.valid_tokens = {"jwt-2"}
    backend.renewals = iter(["jwt-2"])
    backend.script(REFRESH, Reply(200, {}, wait_for=release))
    screen = phone.open_crm()
    release.set()
    assert screen.id == "crm.not_connected"
    assert screen.reason == "connection failed: timeout of 250ms exceeded"
    assert phone.open_crm().reason is None


def test_no_secret_shows_in_a_repr():
    session = Session()
    session.open(token="jwt-secret", refresh_token="refresh-secret", user_id="user-7")
    request = Request("POST", "/login", {"Authorization": "Bearer jwt-secret"}, b'{"password":"secret"}')
    response = Response(200, {"Set-Cookie": "secret"}, b'{"token":"jwt-secret"}')
    assert "secret" not in repr((session, request, response))
