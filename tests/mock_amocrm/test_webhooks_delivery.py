"""Webhooks on their way: at once and behind everybody's back, again by the account's clock, until they are given up."""

import itertools
import threading
import time
from collections.abc import Iterator

import pytest
from aioamocrm import parse_webhook
from api_client import Json, open_api
from hooked import MINUTE, Hooked, hooked
from receiver import Visit, misbehaving

from mock_amocrm.outgoing.queue import Queue
from mock_amocrm.server import MockAmoCRM
from mock_amocrm.webhooks import ladder


@pytest.fixture
def place(mock: MockAmoCRM) -> Iterator[Hooked]:
    with hooked(mock) as opened:
        yield opened


def attempts(delivery: Json) -> list[Json]:
    """The attempts of a delivery as the control API tells them."""
    made = delivery["attempts"]
    assert isinstance(made, list)
    return made


def journalled(place: Hooked) -> list[Json]:
    """The account's own requests in the journal."""
    entries = place.control.call("GET", f"/_mock/journal?account={place.api.account.subdomain}")["entries"]
    assert isinstance(entries, list)
    return [entry for entry in entries if entry["surface"] == "hook"]


def test_a_webhook_is_a_form_without_a_charset_sent_by_amocrm(place: Hooked) -> None:
    place.subscribe("add_lead")
    place.lead()
    place.lead()
    place.settled()
    first, second = place.backend.visits
    assert (first.method, first.target) == ("POST", "/hook")
    assert first.headers["Content-Type"] == "application/x-www-form-urlencoded"
    assert first.headers["User-Agent"] == "amoCRM-Webhooks/3.0"
    assert first.headers["X-Amocrm-Requestid"] != second.headers["X-Amocrm-Requestid"]


def test_a_write_is_answered_before_its_webhook_is(place: Hooked) -> None:
    go, arrived = threading.Event(), threading.Event()

    def hold(_: object) -> None:
        arrived.set()
        go.wait(10)

    place.backend.then = hold
    place.subscribe("add_lead")
    place.lead()
    assert arrived.wait(10)
    [under_way] = place.call("GET", "/_mock/accounts/{subdomain}/deliveries")["deliveries"]  # type: ignore[misc]
    assert (under_way["stage"], under_way["attempts"]) == ("under_way", [])
    go.set()
    [delivered] = place.deliveries()
    assert (delivered["stage"], [made["status"] for made in attempts(delivered)]) == ("delivered", [200])


def test_each_attempt_is_in_the_journal(place: Hooked) -> None:
    place.subscribe("add_lead")
    place.backend.status = 500
    place.lead(name="Дім")
    place.settled()
    place.advance(5 * MINUTE)
    first, second = journalled(place)
    assert [(entry["purpose"], entry["outcome"], entry["fault"]) for entry in (first, second)] == [
        ("webhook", "answered", None)
    ] * 2
    assert (first["method"], first["path"], first["response"]["status"]) == ("POST", "/hook", 500)  # type: ignore[index]
    assert "leads%5Badd%5D%5B0%5D%5Bid%5D=" in str(first["request"])
    # The pause begins with the attempt; whole seconds in the journal, taken at its end, may be one less.
    assert int(str(second["account_time"])) - int(str(first["account_time"])) in range(299, 303)


def test_a_broken_receiver_is_tried_five_times_with_the_same_words(place: Hooked) -> None:
    place.subscribe("add_lead")
    place.backend.status = 503
    place.lead(name="Дім")
    [waiting] = place.deliveries()
    [first] = attempts(waiting)
    assert waiting["stage"] == "waiting"
    assert waiting["due_at"] == int(str(first["at"])) + 5 * MINUTE

    assert place.advance(4 * MINUTE) == []
    [fired] = place.advance(MINUTE)
    assert fired == {
        "at": waiting["due_at"],
        "what": "webhook_retried",
        "account": place.api.account.subdomain,
        "integration": "client",
        "fingerprint": None,
        "delivery": waiting["id"],
        "status": 503,
    }
    later = place.advance(24 * 60 * MINUTE)
    assert [event["what"] for event in later].count("webhook_retried") == 3
    [given_up] = place.deliveries()
    assert (given_up["stage"], given_up["due_at"]) == ("given_up", None)
    times = [int(str(made["at"])) for made in attempts(given_up)]
    pauses = [later - earlier for earlier, later in itertools.pairwise(times)]
    for pause, minutes in zip(pauses, (5, 15, 15, 60), strict=True):
        assert pause in range(minutes * MINUTE, minutes * MINUTE + 3)
    assert len({visit.body for visit in place.backend.visits}) == 1
    assert len(place.backend.visits) == 5


def test_a_receiver_that_says_no_is_tried_three_times(place: Hooked) -> None:
    place.subscribe("add_lead")
    place.backend.status = 302
    place.lead()
    place.settled()
    place.advance(24 * 60 * MINUTE)
    assert [visit.target for visit in place.backend.visits] == ["/hook"] * 3


def test_whoever_recovers_is_told_and_then_left_alone(place: Hooked) -> None:
    place.subscribe("add_lead")
    place.backend.status = 500
    place.lead()
    place.settled()
    place.backend.status = 204
    place.advance(5 * MINUTE)
    [delivered] = place.deliveries()
    assert (delivered["stage"], [made["status"] for made in attempts(delivered)]) == ("delivered", [500, 204])
    assert place.advance(60 * MINUTE) == []


def test_a_receiver_has_two_seconds(place: Hooked, monkeypatch: pytest.MonkeyPatch) -> None:
    assert ladder.RECEIVER_SECONDS == 2
    monkeypatch.setattr(ladder, "RECEIVER_SECONDS", 0.2)

    def never_answers(_: object, over: threading.Event) -> None:
        over.wait()

    with misbehaving(never_answers) as url:
        body = {"destination": url, "settings": ["add_lead"]}
        assert place.api.send("POST", "webhooks", body).status_code == 201
        place.lead()
        [waiting] = place.deliveries()
    [made] = attempts(waiting)
    assert (made["status"], made["outcome"], waiting["stage"]) == (0, "timed_out", "waiting")
    [entry] = journalled(place)
    assert "0.2 s" in str(entry["response"])


def test_nobody_at_home_is_a_failure_like_others(place: Hooked) -> None:
    body = {"destination": "http://127.0.0.1:1/", "settings": ["add_lead"]}
    place.api.send("POST", "webhooks", body)
    place.lead()
    place.settled()
    place.advance(20 * MINUTE)
    [given_up] = place.deliveries()
    assert [made["outcome"] for made in attempts(given_up)] == ["unreachable"] * 3
    assert given_up["stage"] == "given_up"


def test_news_arrives_in_its_order_and_nobody_waits_for_somebody_else(place: Hooked) -> None:
    go, quick = threading.Event(), threading.Event()

    def behave(visit: Visit) -> None:
        if visit.target == "/slow":
            go.wait(10)
        elif [each.target for each in place.backend.visits].count("/quick") == 3:
            quick.set()

    place.backend.then = behave
    place.subscribe("add_lead", path="/slow")
    place.subscribe("add_lead", path="/quick")
    for name in "абв":
        place.lead(name=name)
    assert quick.wait(5), "all have arrived here, and not one there"
    go.set()
    place.settled()
    named: dict[str, list[object]] = {"/slow": [], "/quick": []}
    for visit in place.backend.visits:
        named[visit.target].append(parse_webhook(visit.body).events[0].payload["name"])
    assert named == {"/slow": ["а", "б", "в"], "/quick": ["а", "б", "в"]}


def test_attempts_of_several_receivers_are_made_in_the_order_of_their_times(place: Hooked) -> None:
    place.subscribe("add_lead", path="/lead")
    place.subscribe("add_contact", path="/contact")
    place.backend.status = 500
    place.lead()
    place.settled()
    place.advance(2 * MINUTE)
    place.api.create("contacts", {"name": "Петро"})
    place.settled()
    place.backend.visits.clear()
    fired = place.advance(25 * MINUTE)
    assert [visit.target for visit in place.backend.visits] == ["/lead", "/contact"] * 2
    times = [int(str(event["at"])) for event in fired]
    assert times == sorted(times)


def test_time_stands_at_the_moment_of_each_attempt_while_it_is_made(place: Hooked) -> None:
    place.subscribe("add_lead")
    place.backend.status = 500
    place.lead()
    place.settled()
    began, seen = place.api.account.clock.now(), []
    place.backend.then = lambda _: seen.append(place.api.account.clock.now() - began)
    place.advance(60 * MINUTE)
    assert [round(moment / MINUTE) for moment in seen] == [5, 20, 35]
    assert place.api.account.clock.now() - began in range(3600, 3605)


def test_what_a_receiver_does_when_it_is_told_is_news_in_its_time(place: Hooked) -> None:
    place.subscribe("add_lead")
    place.subscribe("add_contact", path="/contacts")
    place.backend.status = 500
    place.lead()
    place.settled()

    def write_back(visit: object) -> None:
        place.backend.then = lambda _: None
        place.api.create("contacts", {"name": "Петро"})

    place.backend.then = write_back
    place.advance(11 * MINUTE)  # the lead's second attempt after 5, then the contact's second after 10
    assert [visit.target for visit in place.backend.visits] == ["/hook", "/hook", "/contacts", "/contacts"]


def test_everybodys_time_delivers_everybodys_webhooks_in_order(mock: MockAmoCRM) -> None:
    with hooked(mock) as early, hooked(mock) as late:
        order: list[str] = []
        for name, place in (("early", early), ("late", late)):
            place.subscribe("add_lead")
            place.backend.status = 500
            place.backend.then = lambda _, name=name: order.append(name)  # type: ignore[misc]
        early.lead()
        early.settled()
        early.advance(MINUTE)
        late.lead()
        late.settled()
        order.clear()
        moved = early.control.call("POST", "/_mock/clock/advance", {"seconds": 21 * MINUTE})
        fired = moved["fired"]
        assert isinstance(fired, list)
        ours = {early.api.account.subdomain: "early", late.api.account.subdomain: "late"}
        told = [ours[event["account"]] for event in fired if event["account"] in ours]
        assert order == ["early", "late", "early", "late"]
        assert sorted(told) == sorted(order)


def test_real_time_is_time_too() -> None:
    done = threading.Event()
    queue = Queue()
    started = time.monotonic()
    queue.put_later(done.set, lane="later", seconds=0.15)
    queue.put_later(lambda: None, lane="never", seconds=3600)
    assert queue.settle(1) == 0, "what waits for its time holds nobody up"
    assert done.wait(5)
    assert time.monotonic() - started >= 0.15
    queue.stop()


def test_an_attempt_is_made_when_its_time_comes_by_itself(place: Hooked, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ladder, "PAUSES", (1, 15 * MINUTE))
    again = threading.Event()
    place.subscribe("add_lead")
    place.backend.status = 500
    place.lead()
    place.settled()
    place.backend.then = lambda _: again.set()
    assert again.wait(5)
    assert len(place.backend.visits) == 2


def test_a_hundred_and_one_wrong_answers_switch_a_webhook_off_and_another_post_on(place: Hooked) -> None:
    place.subscribe("add_lead")
    place.backend.status = 404
    for _ in range(4):
        place.api.create("leads", *[{} for _ in range(25)])
    place.settled()
    assert not place.is_disabled()
    place.lead()
    place.settled()
    assert place.is_disabled()
    assert len(place.backend.visits) == 101
    assert {delivery["stage"] for delivery in place.deliveries()} == {"withdrawn"}

    place.lead()
    assert place.advance(24 * 60 * MINUTE) == []
    place.settled()
    assert len(place.backend.visits) == 101, "whoever is switched off hears nothing, nor is it tried again"

    place.backend.status = 200
    assert place.subscribe("add_lead")["disabled"] is False
    place.lead()
    place.settled()
    assert len(place.backend.visits) == 102


def test_wrong_answers_of_long_ago_do_not_count(place: Hooked) -> None:
    place.subscribe("add_lead")
    place.backend.status = 404
    place.api.create("leads", *[{} for _ in range(30)])
    place.settled()
    place.advance(20 * MINUTE)  # ninety wrong answers by now, and no attempt is left
    place.advance(120 * MINUTE)
    place.api.create("leads", *[{} for _ in range(30)])
    place.settled()
    assert len(place.backend.visits) == 120
    assert not place.is_disabled()


def test_a_restored_account_tells_nobody_anything_any_more(place: Hooked) -> None:
    place.subscribe("add_lead")
    place.backend.status = 500
    place.lead()
    place.settled()
    place.call("POST", "/_mock/accounts/{subdomain}/restore")
    assert place.deliveries() == []
    assert place.advance(60 * MINUTE) == []
    place.call("POST", "/_mock/accounts/{subdomain}/leads", [{"name": "Дім"}], status=201)
    place.settled()
    assert len(place.backend.visits) == 1


def test_a_restored_account_drops_what_waits_behind_a_slow_receiver(place: Hooked) -> None:
    go, arrived = threading.Event(), threading.Event()

    def hold(_: object) -> None:
        arrived.set()
        go.wait(10)

    place.backend.then = hold
    place.subscribe("add_lead")
    place.lead()
    place.lead()
    assert arrived.wait(10)
    place.call("POST", "/_mock/accounts/{subdomain}/restore")
    go.set()
    place.settled()
    assert len(place.backend.visits) == 1


def test_an_ended_subscription_is_not_tried_again(place: Hooked) -> None:
    place.subscribe("add_lead")
    place.backend.status = 500
    place.lead()
    place.settled()
    place.api.send("DELETE", "webhooks", {"destination": f"{place.backend.url}/hook"})
    assert [delivery["stage"] for delivery in place.deliveries()] == ["withdrawn"]
    assert place.advance(60 * MINUTE) == []
    assert len(place.backend.visits) == 1


def test_time_waits_for_what_is_under_way(place: Hooked) -> None:
    place.subscribe("add_lead")
    place.backend.status = 500
    go = threading.Event()
    place.backend.then = lambda _: go.wait(10)
    place.lead()
    threading.Timer(0.1, go.set).start()
    assert len(place.advance(5 * MINUTE)) == 1, "the second attempt follows the first, however slow that one was"
    assert len(place.backend.visits) == 2


def test_nothing_is_told_outside_of_this_machine(place: Hooked) -> None:
    body = {"destination": "http://192.0.2.7/hook", "settings": ["add_lead"]}
    assert place.api.send("POST", "webhooks", body).status_code == 201
    place.lead()
    [waiting] = place.deliveries()
    assert attempts(waiting)[0]["outcome"] == "refused_destination"


def test_a_secret_in_an_address_is_told_to_the_receiver_only(place: Hooked) -> None:
    place.subscribe("add_lead", path="/hook?password=let-me-in&code=def50200abcdef")
    place.lead()
    shown = f"{place.deliveries()} {journalled(place)}"
    assert place.backend.only.target.endswith("password=let-me-in&code=def50200abcdef")
    assert "let-me-in" not in shown
    assert "def50200abcdef" not in shown


def test_a_fake_that_stops_leaves_no_thread() -> None:
    before = threading.active_count()
    with MockAmoCRM() as mock, hooked(mock) as place:
        place.subscribe("add_lead")
        place.backend.status = 500
        place.lead()
        place.settled()
    assert threading.active_count() == before


def test_news_is_worth_nothing_where_nobody_listens(mock: MockAmoCRM) -> None:
    api = open_api(mock, "demo")
    api.create("leads", {})
    assert api.account.deliveries.all() == []
