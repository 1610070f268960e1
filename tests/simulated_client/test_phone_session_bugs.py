"""Bugs of the app around its session and its status; beside each stands what the correct app does."""

import pytest
from scripted_backend import LEADS, LOGIN, REFRESH, STATUS, Reply, Seen

FORBIDDEN = Reply(403, {"message": "Forbidden: Admin access required"})
BROKEN = Reply(500, {"message": "Internal server error"})
UNCHECKED = "Не вдалося перевірити підключення: Помилка сервера (500): Internal server error"
EXPIRED = Reply(403, {"message": "Invalid token: jwt expired"})


@pytest.fixture
def signed_in(make_phone):
    def make(*bugs):
        phone = make_phone(bugs=bugs)
        phone.sign_in(email="olha@example.com", password="secret")
        return phone

    return make


def test_a_403_about_the_token_renews_the_session(backend, signed_in):
    phone = signed_in()
    backend.script(STATUS, EXPIRED)
    backend.renewals = iter(["jwt-1"])
    assert phone.open_crm().connected is False
    assert backend.names()[1:4] == [STATUS, REFRESH, STATUS]


def test_a_403_about_rights_renews_nothing(backend, signed_in):
    backend.script(STATUS, FORBIDDEN)
    screen = signed_in().open_crm()
    assert (screen.connected, screen.reason) == (None, "403 Forbidden: Admin access required")
    assert backend.count(REFRESH) == 0


def test_an_app_that_renews_on_401_only_stays_with_the_403(backend, signed_in):
    phone = signed_in("session-renewed-on-401-only")
    backend.script(STATUS, EXPIRED)
    screen = phone.open_crm()
    assert (screen.id, screen.reason) == ("crm.not_connected", "403 Invalid token: jwt expired")
    assert backend.count(REFRESH) == 0
    backend.script(LEADS, Reply(401, {"message": "jwt expired"}))
    backend.renewals = iter(["jwt-1"])
    assert phone.pull_to_refresh().leads_state == "empty"


@pytest.mark.parametrize(
    ("body", "lost"),
    [
        ({"data": {"accessToken": "jwt-1"}}, True),
        ({"accessToken": "jwt-1"}, False),
        ({"data": {"accessToken": "jwt-2"}, "accessToken": "jwt-1"}, False),
    ],
)
def test_an_app_that_reads_renewed_tokens_at_the_top_loses_nested_ones(backend, signed_in, body, lost):
    phone = signed_in("refresh-read-at-top")
    backend.script(STATUS, EXPIRED)
    backend.script(REFRESH, Reply(200, body))
    assert (phone.open_crm().id == "sign_in") is lost


@pytest.mark.parametrize("answer", [BROKEN, Reply(200, {}), Reply(401, raw=b"")])
def test_a_failed_login_is_told_and_is_no_session(backend, make_phone, answer):
    backend.script(LOGIN, answer)
    screen = make_phone().sign_in(email="olha@example.com", password="secret")
    assert screen.id == "sign_in"
    assert screen.texts[-1].startswith("Не вдалося увійти: ")
    backend.script(LOGIN, BROKEN)
    phone = make_phone()
    assert phone.sign_in(email="a", password="b").texts[-1] == "Не вдалося увійти: Internal server error"
    assert phone.sign_in(email="olha@example.com", password="secret").id == "home"


@pytest.mark.parametrize("answer", [BROKEN, Reply(401, raw=b"<html>")])
def test_an_unchecked_login_is_a_session_of_nobody(backend, make_phone, answer):
    phone = make_phone(bugs=["login-unchecked"])
    backend.script(LOGIN, answer)
    assert phone.sign_in(email="olha@example.com", password="wrong").id == "home"
    phone.open_crm()
    assert backend.hits[1].token == "undefined"


def test_an_unchecked_login_that_succeeds_is_a_good_one(backend, signed_in):
    assert signed_in("login-unchecked").open_crm().connected is False


@pytest.mark.parametrize(
    ("bugs", "ids"),
    [((), ["crm.checking", "crm.connected"]), (("banner-flashes",), ["crm.not_connected", "crm.connected"])],
)
def test_before_the_first_answer_the_app_says_what_it_knows(backend, signed_in, bugs, ids):
    backend.connected = True
    phone = signed_in(*bugs)
    seen = Seen()
    phone.on_screen(seen)
    phone.open_crm()
    assert seen.ids == ids


@pytest.mark.parametrize(
    ("bugs", "connected", "told"),
    [
        ((), None, UNCHECKED),
        (("status-error-swallowed",), False, None),
    ],
)
def test_an_error_of_the_status_is_told(backend, signed_in, bugs, connected, told):
    backend.script(STATUS, BROKEN)
    screen = signed_in(*bugs).open_crm()
    assert (screen.id, screen.connected) == ("crm.not_connected", connected)
    assert [text for text in screen.texts if "перевірити" in text] == ([told] if told else [])


@pytest.mark.parametrize(("renewable", "shown"), [(True, "crm.not_connected"), (False, "sign_in")])
def test_a_spoiled_session_can_be_renewed_or_not(backend, signed_in, renewable, shown):
    phone = signed_in()
    phone.spoil_session(renewable=renewable)
    backend.renewals = iter(["jwt-1"] if renewable else ())
    assert phone.open_crm().id == shown
    assert backend.hits[1].token == "Awt-1"
    assert [hit.body for hit in backend.hits if hit.name == REFRESH] == [
        {"refreshToken": "refresh-1" if renewable else "Aefresh-1"}
    ]


def test_nobodys_session_cannot_be_spoiled(make_phone):
    phone = make_phone()
    phone.spoil_session(renewable=False)
    assert phone.screen.id == "sign_in"
