"""Each bug changes its own behaviour and nothing else."""

import subprocess
import sys
from dataclasses import fields

import pytest
from scripted_backend import EXCHANGE, LEADS, PIPELINES, STATUS, Reply, lead

from simulated_client import BUGS, SEED_API, ApiShape, Refetch, UnknownBug, list_bugs
from simulated_client.behaviour import Behaviour
from simulated_client.cli import main

SUCCESS = "foryoure://amo-crm/callback?success=true"
EXCHANGES, STALE_STATUS, STALE_LEADS = "client-exchanges-code", "status-not-refreshed", "leads-not-invalidated"


@pytest.fixture
def phone_with(make_phone):
    def make(*bugs):
        phone = make_phone(bugs=bugs)
        phone.sign_in(email="olha@example.com", password="secret")
        return phone

    return make


def connected_in_browser(backend, phone):
    """Opens the tab, presses connect; in the browser the backend gets connected and one lead is imported."""
    phone.open_crm()
    phone.press_connect()
    backend.connected = True
    backend.leads = [lead(1)]
    return len(backend.hits)


def look(screen):
    return screen.id, screen.connected, screen.leads_state


def by_link(phone):
    return phone.deliver_link(SUCCESS)


def by_switcher(phone):
    return phone.to_foreground()


def by_cold_link(phone):
    phone.kill()
    return phone.deliver_link(SUCCESS)


def by_cold_start(phone):
    phone.kill()
    phone.launch()
    return phone.open_crm()


FRESH = ("crm.connected", True, "list")
OLD_STATUS = ("crm.not_connected", False, "list")
OLD_LEADS = ("crm.connected", True, "empty")


@pytest.mark.parametrize(
    ("bug", "way_back", "expected"),
    [
        (None, by_link, FRESH),
        (None, by_switcher, FRESH),
        (None, by_cold_link, FRESH),
        (None, by_cold_start, FRESH),
        (STALE_STATUS, by_link, OLD_STATUS),
        (STALE_STATUS, by_switcher, OLD_STATUS),
        (STALE_STATUS, by_cold_link, FRESH),
        (STALE_STATUS, by_cold_start, FRESH),
        (STALE_LEADS, by_link, OLD_LEADS),
        (STALE_LEADS, by_switcher, OLD_LEADS),
        (STALE_LEADS, by_cold_link, FRESH),
        (STALE_LEADS, by_cold_start, FRESH),
        (EXCHANGES, by_switcher, FRESH),
        (EXCHANGES, by_cold_start, FRESH),
    ],
)
def test_what_each_way_back_shows(backend, phone_with, bug, way_back, expected):
    phone = phone_with(*([bug] if bug else []))
    connected_in_browser(backend, phone)
    assert look(way_back(phone)) == expected


def test_a_stale_status_is_not_asked_for_at_all_on_a_warm_return(backend, phone_with):
    phone = phone_with(STALE_STATUS)
    since = connected_in_browser(backend, phone)
    phone.deliver_link(SUCCESS)
    phone.open_crm()
    assert set(backend.names(since)) == {LEADS}


def test_stale_leads_are_not_asked_for_even_when_the_status_turns_connected(backend, phone_with):
    phone = phone_with(STALE_LEADS)
    since = connected_in_browser(backend, phone)
    phone.deliver_link(SUCCESS)
    assert set(backend.names(since)) == {STATUS, PIPELINES}


def test_stale_leads_can_still_be_pulled_down(backend, phone_with):
    phone = phone_with(STALE_LEADS)
    connected_in_browser(backend, phone)
    phone.deliver_link(SUCCESS)
    assert phone.pull_to_refresh().leads_state == "list"


@pytest.mark.parametrize("bug", [STALE_STATUS, STALE_LEADS])
def test_disconnecting_is_untouched_by_the_stale_bugs(backend, phone_with, bug):
    backend.connected = True
    phone = phone_with(bug)
    phone.open_crm()
    since = len(backend.hits)
    assert phone.disconnect().id == "crm.not_connected"
    assert backend.names(since)[1:] == [STATUS, LEADS]


def test_both_stale_bugs_together_fetch_nothing_on_a_warm_return(backend, phone_with):
    phone = phone_with(STALE_STATUS, STALE_LEADS)
    since = connected_in_browser(backend, phone)
    assert look(phone.deliver_link(SUCCESS)) == ("crm.not_connected", False, "empty")
    assert backend.names(since) == []


def test_the_old_app_exchanges_the_code_a_second_time_and_shows_the_refusal(backend, phone_with):
    phone = phone_with(EXCHANGES)
    since = connected_in_browser(backend, phone)
    screen = phone.deliver_link("foryoure://amo-crm/callback?code=c%2B1&state=x")
    assert (screen.id, screen.reason) == ("callback.error", "exchange_failed")
    assert screen.texts == ("Помилка підключення", "Помилка авторизації. Спробуйте ще раз.")
    posted = [hit for hit in backend.hits if hit.name == EXCHANGE]
    assert [(hit.body, hit.token) for hit in posted] == [({"code": "c+1"}, "jwt-1")]
    # Coming to the front still refetches: the bug takes only the callback's own refresh away.
    assert backend.count(STATUS, since) == 1
    assert look(phone.back_to_crm()) == FRESH


def test_the_old_app_goes_on_when_its_exchange_is_the_first(backend, phone_with):
    phone = phone_with(EXCHANGES)
    connected_in_browser(backend, phone)
    backend.script(EXCHANGE, Reply(200, {"data": None}))
    assert look(phone.deliver_link("foryoure://amo-crm/callback?code=c1")) == FRESH


def test_the_old_app_misses_the_code_in_a_success_link(backend, phone_with):
    phone = phone_with(EXCHANGES)
    connected_in_browser(backend, phone)
    screen = phone.deliver_link(SUCCESS)
    assert (screen.id, screen.reason) == ("callback.error", "missing_code")
    assert "Код авторизації відсутній." in screen.texts
    assert backend.count(EXCHANGE) == 0


def test_the_old_app_shows_the_links_error_as_the_new_one_does(backend, phone_with):
    screen = phone_with(EXCHANGES).deliver_link("foryoure://amo-crm/callback?error=denied&code=c1")
    assert (screen.id, screen.reason) == ("callback.error", "denied")
    assert backend.count(EXCHANGE) == 0


def test_the_old_app_without_a_session_is_refused(backend, make_phone):
    screen = make_phone(bugs=[EXCHANGES]).deliver_link("foryoure://amo-crm/callback?code=c1")
    assert (screen.id, screen.reason) == ("callback.error", "exchange_failed")
    assert backend.names() == [EXCHANGE]


def test_an_exchange_without_a_network_is_a_failed_exchange(backend, make_phone):
    backend.script(EXCHANGE, Reply(500))
    screen = make_phone(bugs=[EXCHANGES]).deliver_link("foryoure://amo-crm/callback?code=c1")
    assert screen.reason == "exchange_failed"


def test_every_bug_says_what_it_changes_and_takes_something_away_or_puts_something_in():
    for bug in BUGS:
        assert bug.changes
        assert bool(bug.removes) != bool(bug.puts)
        assert set(bug.puts) <= {place.name for place in fields(Behaviour)}
    assert len(set(list_bugs())) == len(BUGS)
    assert {bug.id: bug.removes for bug in BUGS if bug.removes} == {
        STALE_STATUS: {Refetch.STATUS_ON_CALLBACK, Refetch.STATUS_ON_TAB_FOCUS, Refetch.STATUS_ON_APP_FOCUS},
        STALE_LEADS: {Refetch.LEADS_ON_CALLBACK, Refetch.LEADS_ON_APP_FOCUS},
    }


@pytest.mark.parametrize("given", [["status-not-refresh"], "status-not-refresh"])
def test_an_unknown_bug_is_refused_with_the_nearest(make_phone, given):
    with pytest.raises(UnknownBug, match="no bug 'status-not-refresh'; did you mean 'status-not-refreshed'"):
        make_phone(bugs=given)


def test_a_bug_that_could_not_show_is_refused(make_phone):
    shape = ApiShape(sign_in=SEED_API.sign_in, status=SEED_API.status, leads=SEED_API.leads)
    with pytest.raises(UnknownBug, match="needs the call 'exchange_code'"):
        make_phone(api=shape, bugs=[EXCHANGES])


def test_one_bug_may_be_named_without_a_list(make_phone):
    phone = make_phone(bugs=EXCHANGES)
    assert phone.deliver_link(SUCCESS).reason == "missing_code"


def test_the_module_lists_its_bugs():
    answer = subprocess.run(
        [sys.executable, "-m", "simulated_client", "--list-bugs"], capture_output=True, text=True, check=True
    )
    assert answer.stdout.split() == list_bugs()


def test_the_module_says_what_it_can_do_when_asked_nothing(capsys):
    assert main([]) == 2
    assert "--list-bugs" in capsys.readouterr().err


def test_a_wrong_option_ends_with_2_and_no_traceback(capsys):
    with pytest.raises(SystemExit, match="2"):
        main(["--list-bug-s"])
    assert "Traceback" not in capsys.readouterr().err


def test_importing_the_room_is_light():
    code = (
        "import sys, simulated_client; "
        "print([m for m in ('requests', 'jmespath', 'pytest', 'flask', 'harness') if m in sys.modules])"
    )
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "[]"
