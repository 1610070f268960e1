"""The outcomes tested on their own: none passes because nothing happened, none for one of the known wrong reasons."""

import importlib
import inspect
import re
from collections.abc import Callable, Mapping, Sequence

import pytest
from interpreter import Saying, sayings
from made_stage import asked, card, listing, returned, screen, seeing, seen, stage
from project_folder import Project

from harness.ports import Person, Stage
from harness.ports.crm import CrmLead
from harness.wire.exchange import Entry, LeadCard, Screen
from scenarios.messages import Unmet
from scenarios.outcomes import leads, texts, wire
from scenarios.outcomes import screen as screens

OUTCOMES = [saying for saying in sayings() if saying.keyword == "then"]
# What may be true of a scenario in which nothing has happened: it says that something did not happen.
ABOUT_NOTHING = frozenset(
    {
        "wire.backend_leaves_crm_alone",
        "wire.never_redeemed",
        "wire.never_refreshed",
        "wire.nobody_asks_crm",
    }
)
SAMPLES = {"word": "Ann", "int": "1", "string": '"Connected"', "float": "1.5"}


def call(saying: Saying, on: Stage) -> None:
    """Take the step as if its sentence stood in a feature, with values that mean something."""
    one_form = re.sub(r"\(\w+\)", "", re.sub(r"([^\s/{}]+)(/[^\s/{}]+)+", r"\1", saying.sentences["en"]))
    text = re.sub(r"\{(\w+)\}", lambda found: SAMPLES[found[1]], one_form)
    module, _, name = saying.function.partition(".")
    function = getattr(importlib.import_module(f"scenarios.steps.{module}"), name)
    values = saying.parser.parse_arguments(text)
    assert values is not None, text
    given = {"stage": on, "docstring": "Connected", "datatable": [["name"], ["Flat"]]}
    takes = inspect.signature(function).parameters
    function(**values, **{key: value for key, value in given.items() if key in takes})


@pytest.mark.parametrize("saying", OUTCOMES, ids=lambda saying: saying.function)
def test_where_nothing_has_happened_no_outcome_is_met(saying: Saying) -> None:
    blank = stage(people=[seeing(screen("", connected=None), owns=True)], Ann=[CrmLead(1, "Flat", 5)])
    if saying.function in ABOUT_NOTHING:
        call(saying, blank)
        return
    with pytest.raises((Unmet, AssertionError)):
        call(saying, blank)


AMO_IN_LATIN, AMO_IN_CYRILLIC = "Підключіть AMO CRM", "Підключіть АМО CRM"
OFFER = screen("crm.not_connected", AMO_IN_LATIN, buttons=["Підключити"], connected=False)
BADGE = screen("crm.connected", "Підключено до AMO CRM")
FLAT = CrmLead(1, "Flat", 100)
FLAT_CARD = card("Flat", 100, 1)


def under_the_offer(*cards: LeadCard) -> Screen:
    return screen("crm.not_connected", connected=False, leads_state="list", leads=cards)


Check = Callable[[Stage, Person], None]


def reads(outcome: Callable[[Stage, Person, str], None], text: str) -> Check:
    return lambda on, person: outcome(on, person, text)


# The trap → what is seen, what has happened, and the outcomes that must not be met although they look like it.
TRAPS: Mapping[str, tuple[Screen, Sequence[Entry], Sequence[Check]]] = {
    "letters of another script": (
        OFFER,
        [seen(OFFER)],
        [
            reads(texts.no_message, AMO_IN_CYRILLIC),
            reads(texts.message_never, AMO_IN_CYRILLIC),
            reads(texts.message, AMO_IN_CYRILLIC),
        ],
    ),
    "null for false": (
        screen("crm.not_connected", AMO_IN_LATIN, connected=None),
        [],
        [screens.not_connected, screens.connected],
    ),
    "a badge above a status that is null": (screen("crm.connected", connected=None), [], [screens.connected]),
    "leads that were there before connecting": (under_the_offer(FLAT_CARD), [], [leads.own_leads, screens.connected]),
    "a stale table with a lead that is gone": (
        listing(FLAT_CARD, card("House", 5, 2)),
        [],
        [leads.own_leads, reads(leads.no_lead, "House")],
    ),
    "a stale table with an old price": (listing(card("Flat", 90, 1)), [], [leads.own_leads]),
    "one lead twice in place of two": (listing(FLAT_CARD, FLAT_CARD), [], [leads.own_leads]),
    "another account's lead of the same name": (listing(card("Flat", 100, 7)), [], [leads.own_leads]),
    "a list that is empty because it could not be loaded": (
        screen("crm.connected", leads_state="error", reason="server"),
        [],
        [leads.no_leads, reads(leads.no_lead, "Flat"), leads.own_leads],
    ),
    "a list that is empty because it is still loading": (
        screen("crm.connected", leads_state="loading"),
        [],
        [leads.no_leads, reads(leads.no_lead, "Flat"), leads.own_leads],
    ),
    "an empty list in place of an account's leads": (listing(), [], [leads.own_leads]),
    "a banner that only flashed": (BADGE, [seen(OFFER, 1), seen(BADGE, 2)], [reads(texts.message_never, AMO_IN_LATIN)]),
    "a badge that only flashed": (OFFER, [seen(BADGE, 1), seen(OFFER, 2)], [screens.connected]),
    "an answer from before the return": (
        BADGE,
        [asked("status", at=1), asked("leads", at=2), returned(5)],
        [wire.status_asked_after_return, wire.leads_asked_after_return],
    ),
    "success before the return": (
        BADGE,
        [seen(screen("callback.success"), 1), returned(5)],
        [screens.success_after_return],
    ),
    "a screen that is blank": (
        screen("crm.not_connected", connected=False),
        [],
        [
            reads(texts.no_message, AMO_IN_LATIN),
            reads(texts.no_button, "Підключити"),
            reads(texts.message_never, AMO_IN_LATIN),
        ],
    ),
}
CASES = [(trap, index) for trap, (_, _, checks) in TRAPS.items() for index in range(len(checks))]


@pytest.mark.parametrize(("trap", "index"), CASES, ids=[f"{trap}: {index}" for trap, index in CASES])
def test_a_trap_meets_no_outcome(trap: str, index: int) -> None:
    shown, entries, checks = TRAPS[trap]
    ann = seeing(shown, owns=True)
    with pytest.raises(Unmet):
        checks[index](stage(*entries, people=[ann], Ann=[FLAT]), ann)


def test_the_right_screen_is_no_trap() -> None:
    ann = seeing(listing(FLAT_CARD), owns=True)
    flashed = stage(seen(OFFER, 1), seen(BADGE, 2), returned(3), asked("status", at=4), people=[ann], Ann=[FLAT])

    leads.own_leads(flashed, ann)
    screens.connected(flashed, ann)
    wire.status_asked_after_return(flashed, ann)
    screens.not_connected(flashed, seeing(OFFER))
    leads.no_leads(flashed, seeing(listing()))


# A backend of somebody's whose answers look right to a careless eye: what its status or its list is made to say.
WRAPPED = """\
import json, sys, threading, flask
from reference_backend.cli import main
dispatch = flask.Flask.full_dispatch_request
kept = {{}}
def bent(app):
    answer = dispatch(app)
    path = flask.request.path
{bend}
    return answer
flask.Flask.full_dispatch_request = bent
sys.exit(main())
"""
NULL = """\
    if path.endswith("/status"):
        body = json.loads(answer.get_data())
        body["data"]["connected"] = body["data"]["connected"] or None
        answer.set_data(json.dumps(body))
"""
STALE = """\
    if path.endswith("/leads") and json.loads(answer.get_data()).get("data"):
        answer.set_data(kept.setdefault("first", answer.get_data()))
"""
LATE = """\
    if path.endswith(("/leads", "/status")):
        threading.Event().wait(0.7)
"""
FEATURE = """\
Feature: Oracles
  Scenario: Before connecting
    Given Ann signs in to the app
    Then Ann sees that amoCRM is not connected

  Scenario: Afterwards
    Given Ann has an amoCRM account with the leads:
      | name | price |
      | Flat | 100   |
    And Ann signs in to the app
    When Ann connects amoCRM
    Then Ann sees the leads of their account
    When Ann changes the price of the lead "Flat" to 90 in amoCRM
    And Ann disconnects amoCRM
    And Ann connects amoCRM
    Then Ann sees the leads of their account
"""


@pytest.mark.parametrize(
    ("bend", "verdicts"),
    [
        (NULL, {"features/oracles.feature:2": "failed", "features/oracles.feature:6": "failed"}),
        (STALE, {"features/oracles.feature:2": "passed", "features/oracles.feature:6": "failed"}),
        (LATE, {"features/oracles.feature:2": "passed", "features/oracles.feature:6": "passed"}),
    ],
    ids=["null for false", "a stale list", "answers that arrive late"],
)
def test_a_backend_is_judged_by_what_it_really_says(project: Project, bend: str, verdicts: Mapping[str, str]) -> None:
    project.write("app.py", WRAPPED.format(bend=bend))
    project.write("features/oracles.feature", FEATURE)
    project.settings("[backend]", 'command = ["{python}", "app.py", "--port", "{port}"]')
    done = project.run()

    assert done.verdicts == verdicts, done.said
