"""Which screen counts as seen, and what only looks like it."""

from collections.abc import Callable

import pytest
from made_stage import listing, returned, screen, seeing, seen, stage

from harness.ports import Person, Stage
from harness.wire.exchange import Entry, Screen
from scenarios.messages import Unmet
from scenarios.outcomes import lead_screen, leads, texts
from scenarios.outcomes import screen as outcomes
from scenarios.outcomes.people import witness

Outcome = Callable[[Stage, Person], None]
OFFER = screen("crm.not_connected", connected=False)
NO_STATUS = screen("crm.not_connected", connected=None, reason="500")
CONNECTED = screen("crm.connected")
SUCCESS = screen("callback.success", connected=None)


@pytest.mark.parametrize(
    ("outcome", "shown"),
    [
        (outcomes.connected, CONNECTED),
        (outcomes.not_connected, OFFER),
        (outcomes.offer_to_connect, OFFER),
        (outcomes.offer_to_connect, NO_STATUS),
        (outcomes.status_unknown, NO_STATUS),
        (outcomes.sign_in, screen("sign_in", connected=None)),
        (outcomes.home, screen("home", connected=None)),
        (outcomes.connection_error, screen("callback.error", connected=None)),
        (outcomes.lead_error, screen("lead.error")),
        (outcomes.leads_error, screen("crm.connected", leads_state="error")),
        (outcomes.leads_error, screen("crm.not_connected", connected=None, leads_state="error")),
    ],
)
def test_a_screen_is_seen(outcome: Outcome, shown: Screen) -> None:
    outcome(stage(), seeing(shown))


@pytest.mark.parametrize(
    ("outcome", "shown", "told"),
    [
        (outcomes.connected, OFFER, "not a connected amoCRM"),
        (outcomes.connected, screen("crm.checking", connected=None), "not a connected amoCRM"),
        (outcomes.connected, screen("home"), "not the CRM tab"),
        (outcomes.not_connected, CONNECTED, "although nothing is connected"),
        (outcomes.not_connected, NO_STATUS, "null instead of false"),
        (outcomes.not_connected, screen("crm.checking", connected=False), "not the offer to connect"),
        (outcomes.offer_to_connect, CONNECTED, "not the offer to connect"),
        (outcomes.offer_to_connect, screen("crm.checking", connected=None), "not the offer to connect"),
        (outcomes.status_unknown, OFFER, "the connection could not be checked"),
        (outcomes.status_unknown, CONNECTED, "the connection could not be checked"),
        (outcomes.status_unknown, screen("crm.not_connected", connected=None), "the connection could not be checked"),
        (outcomes.status_unknown, screen("home", connected=None, reason="500"), "not the CRM tab"),
        (outcomes.sign_in, screen("home"), "sees the screen home .*, not the sign-in screen"),
        (outcomes.home, screen("sign_in"), "not the home screen"),
        (outcomes.connection_error, SUCCESS, "not the connection error"),
        (outcomes.lead_error, screen("lead", "Lead Details"), "not the error of loading a lead"),
        (outcomes.leads_error, listing(), "not the error of loading the leads"),
        (outcomes.leads_error, screen("crm.connected", leads_state="loading"), "not the error of loading the leads"),
        (outcomes.leads_error, screen("lead.error", leads_state="error"), "not the CRM tab"),
    ],
)
def test_another_screen_is_told(outcome: Outcome, shown: Screen, told: str) -> None:
    with pytest.raises(Unmet, match=told):
        outcome(stage(), seeing(shown))


SEEN: dict[str, tuple[Callable[..., None], Screen, tuple[object, ...]]] = {
    "connected": (outcomes.connected, CONNECTED, ()),
    "the offer": (outcomes.offer_to_connect, OFFER, ()),
    "the leads": (leads.lead_count, listing("Flat"), (1,)),
    "no lead": (leads.no_lead, listing("Flat"), ("House",)),
    "a card": (lead_screen.lead_card, screen("lead", "Lead Details", "Lead Name", "Flat"), ("Flat",)),
    "no phone": (lead_screen.no_phone, screen("lead", "Lead Details", "Lead Name", "Flat"), ()),
    "a message": (texts.message, screen("home", "Hello"), ("Hello",)),
    "no message": (texts.no_message, screen("home", "Hello"), ("Bye",)),
    "a button": (texts.button, screen("home", buttons=["Go"]), ("Go",)),
    "no button": (texts.no_button, screen("home", buttons=["Go"]), ("Stop",)),
}


@pytest.mark.parametrize("what", SEEN)
def test_of_an_app_that_is_not_in_front_nothing_is_seen(what: str) -> None:
    outcome, shown, values = SEEN[what]

    outcome(stage(), seeing(shown), *values)
    with pytest.raises(Unmet, match="Ann's app isn't in front"):
        outcome(stage(), seeing(shown, in_front=False), *values)


def test_what_was_seen_once_or_never_is_told_of_an_app_in_the_background_too() -> None:
    away = seeing(screen("home", "Hello"), in_front=False)

    texts.message_once(stage(seen(screen("home", "Hello"))), away, "Hello")
    texts.message_never(stage(), away, "Bye")


def test_success_is_a_moment_after_the_return() -> None:
    outcomes.success_after_return(stage(returned(5), seen(SUCCESS, 6), seen(CONNECTED, 7)), seeing(CONNECTED))


@pytest.mark.parametrize(
    ("entries", "told"),
    [
        ([], "never returned"),
        ([seen(SUCCESS, 1), returned(5), seen(CONNECTED, 6)], "screens: crm.connected"),
        ([returned(1), seen(SUCCESS, 2), returned(5)], "screens: nothing"),
        ([returned(5), seen(SUCCESS, 6, person="Bob")], "screens: nothing"),
        ([returned(5, person="Bob"), seen(SUCCESS, 6)], "never returned"),
    ],
    ids=["no return", "before the return", "of an earlier return", "on another phone", "another person's return"],
)
def test_success_at_another_moment_is_none(entries: list[Entry], told: str) -> None:
    with pytest.raises(Unmet, match=told):
        outcomes.success_after_return(stage(*entries), seeing(CONNECTED))


def test_a_witness_is_somebody_of_the_scenario() -> None:
    ann = seeing(OFFER)

    assert witness(stage(people=[ann]), "Ann") is ann


@pytest.mark.parametrize(
    ("lang", "name", "told"),
    [
        ("en", "Anne", "nobody in this scenario is called “Anne” yet; the nearest is “Ann”"),
        ("uk", "Олeна", r"немає: «Олeна»; на вигляд те саме, що «Олена», але інші літери: .*e \(Latin\)"),
        ("ru", "Пётр", "такого человека в сценарии ещё нет: «Пётр». В сценарии есть: Ann, Олена"),
    ],
)
def test_a_mistyped_witness_would_see_nothing_so_there_is_none(lang: str, name: str, told: str) -> None:
    with pytest.raises(Unmet, match=told):
        witness(stage(people=[seeing(OFFER), seeing(OFFER, "Олена")], lang=lang), name)


def after_return(*shown: Screen) -> Stage:
    return stage(seen(OFFER, 1), returned(2), *(seen(each, at) for at, each in enumerate(shown, 3)))


def test_an_offer_from_before_the_return_or_of_somebody_else_is_none_after_it() -> None:
    outcomes.never_offered_after_return(after_return(screen("crm.checking"), CONNECTED), seeing(CONNECTED))
    others = stage(returned(2), seen(CONNECTED, 3), seen(OFFER, 4, "Bob"))
    outcomes.never_offered_after_return(others, seeing(CONNECTED))


@pytest.mark.parametrize(
    ("shown", "told"),
    [((OFFER, CONNECTED), "crm.not_connected → crm.connected"), ((screen("home"),), "home"), ((), "nothing")],
)
def test_an_offer_that_flashed_after_the_return_is_told_and_so_is_a_tab_that_never_came(
    shown: tuple[Screen, ...], told: str
) -> None:
    with pytest.raises(Unmet, match=f"without an offer to connect; screens: {told}"):
        outcomes.never_offered_after_return(after_return(*shown), seeing(CONNECTED))


def test_whoever_never_returned_has_seen_nothing_after_it() -> None:
    with pytest.raises(Unmet, match="never returned"):
        outcomes.never_offered_after_return(stage(seen(OFFER, 1)), seeing(OFFER))
