"""Every sentence of GIVEN and WHEN is said in a real run, in three languages, and every mood strikes or fails."""

from collections.abc import Iterable

import interpreter
import journeys
import journeys_of_moods
import journeys_of_sessions
import journeys_of_webhooks
import pytest
from interpreter import LANGUAGES, in_language
from project_folder import Finished, Project

FEATURES = {
    "accounts": journeys.ACCOUNTS,
    "leads": journeys.LEADS,
    "app": journeys.APP,
    "filter": journeys.FILTER,
    "consent": journeys.CONSENT,
    "session": journeys_of_sessions.SESSION,
    "time": journeys_of_sessions.TIME,
    "moods": journeys_of_moods.MOODS,
    "reading": journeys_of_moods.READING,
    "webhooks": journeys_of_webhooks.WEBHOOKS,
}
ANN_CONNECTED = f"{journeys.ANN}    And Ann has amoCRM connected\n"


def ran(project: Project, **features: str) -> Finished:
    """A run of these features."""
    for name, text in features.items():
        project.write(f"features/{name}.feature", text)
    return project.run()


def scenario(title: str, *steps: str, before: str = journeys.ANN) -> str:
    """One scenario in English."""
    return f"  Scenario: {title}\n{before}" + "".join(f"    {step}\n" for step in steps)


def errors(done: Finished) -> dict[str, str]:
    """Why each scenario failed, by its name."""
    return {each.name: each.error or "" for each in done.run.scenarios}


# A run each: all of them one after another take longer than a machine with much to do should wait for one test.
SHARES = [list(FEATURES)[share::3] for share in range(3)]


@pytest.mark.slow
@pytest.mark.parametrize("names", SHARES, ids=["-".join(names) for names in SHARES])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_journey_is_green_in_each_language_and_whatever_somebody_does_may_be_given(
    project: Project, lang: str, names: list[str]
) -> None:
    told = {name: in_language(FEATURES[name], lang, given_for_when=lang == "ru") for name in names}
    done = ran(project, **told)

    assert done.code == 0, done.said
    assert len(done.verdicts) == sum(FEATURES[name].count("Scenario:") for name in names)


def test_the_journeys_say_every_sentence_of_given_and_when() -> None:
    others = ("When Ann presses Try again", *map(idle, IDLE))
    said = set().union(*map(interpreter.functions_of, (*FEATURES.values(), *others)))
    known = {saying.function for saying in interpreter.sayings() if saying.keyword in ("given", "when")}
    known -= {function for function in known if function.startswith("answers.")}  # expectations, which THEN's tests say

    assert known - said == set()


def test_whatever_somebody_does_may_be_given_too() -> None:
    words: dict[str, set[str]] = {}
    for saying in interpreter.sayings():
        words.setdefault(saying.function, set()).add(saying.keyword)

    assert [function for function, keywords in words.items() if "when" in keywords and "given" not in keywords] == []


# What amoCRM is said to do, and never gets to: nobody connects. What the complaint names in each language.
IDLE = {
    "amoCRM is overloaded": ("перевантажена", "перегружена", "overloaded"),
    "amoCRM asks to wait": ("просить зачекати", "просит подождать", "asks to wait"),
    "amoCRM blocks requests": ("блокує запити", "блокирует запросы", "blocks requests"),
    "amoCRM asks to wait in JSON": ("у форматі JSON", "в формате JSON", "in JSON"),
    "amoCRM blocks the account": ("блокує акаунт", "блокирует аккаунт", "blocks the account"),
    "amoCRM takes 1 request a second, and blocks the account after 3 refusals": (
        "блокує акаунт",
        "блокирует аккаунт",
        "blocks the account",
    ),
    "amoCRM lets only known addresses in": ("знайомі адреси", "знакомые адреса", "known addresses"),
    "the gateway of amoCRM is down": ("без шлюзу", "без шлюза", "without its gateway"),
    "amoCRM answers after 3 seconds": ("відповідає повільно", "отвечает медленно", "answers slowly"),
    "amoCRM lets its answer drip for 3 seconds": ("по краплі", "по капле", "drop by drop"),
    "amoCRM cuts its answers off": ("обриває відповіді", "обрывает ответы", "cuts its answers off"),
    "amoCRM drops requests without an answer": ("обриває запити", "обрывает запросы", "drops requests"),
    "amoCRM demands payment": ("вимагає оплати", "требует оплаты", "demands payment"),
    "amoCRM answers too late": ("не встигає відповісти", "не успевает ответить", "answers too late"),
    "amoCRM is broken": ("зламана", "сломана", "broken"),
    "amoCRM loses its answers": ("губить відповіді", "теряет ответы", "loses its answers"),
    "the answer of amoCRM to a token request gets lost": ("губить відповіді", "теряет ответы", "loses its answers"),
    "the consent page of amoCRM does not open": ("сторінка згоди", "страница согласия", "consent page"),
    "amoCRM answers 503 to token requests": ("відповідає 503", "отвечает 503", "answers 503"),
    "amoCRM answers 418 to lead requests": ("відповідає 418", "отвечает 418", "answers 418"),
    "amoCRM answers 204 to API requests": ("відповідає 204", "отвечает 204", "answers 204"),
    "2 times amoCRM answers 500 to a token request": ("разів: 2", "раз: 2", "2 time(s)"),
    "3 times amoCRM answers 500 to a lead request": ("разів: 3", "раз: 3", "3 time(s)"),
    "4 times amoCRM answers 500 to an API request": ("разів: 4", "раз: 4", "4 time(s)"),
}


def idle(mood: str) -> str:
    """A scenario in which a mood never strikes."""
    return scenario(mood, f"And {mood}", "When Ann refreshes the list of leads")


@pytest.mark.slow
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_mood_that_never_strikes_fails_its_scenario_and_says_which_mood(project: Project, lang: str) -> None:
    feature = "Feature: Idle\n" + "".join(map(idle, IDLE))
    told = errors(ran(project, idle=in_language(feature, lang)))

    assert set(told) == set(IDLE)
    for mood, names in IDLE.items():
        assert names[LANGUAGES.index(lang)] in told[mood], told[mood]


def test_too_few_strikes_a_mood_of_the_table_and_a_revocation_nobody_noticed_fail_too(project: Project) -> None:
    table = ("And amoCRM behaves like this:", "  | mood | requests | times |", "  | broken | leads | 3 |")
    told = errors(
        ran(
            project,
            few="Feature: Few\n"
            + scenario("Few", "And 9 times amoCRM answers 503 to a lead request", "When Ann connects amoCRM")
            + scenario("Table", *table, "When Ann refreshes the list of leads")
            + scenario("Off", "When Ann switches the integration off in amoCRM", before=ANN_CONNECTED),
        )
    )

    assert "at least 9 time(s), and happened 3" in told["Few"]
    assert "“broken” (requests: leads) should have happened at least 3 time(s), and happened 0" in told["Table"]
    assert "switched off (Ann), and the backend didn't notice" in told["Off"]


# What is put in the way of webhooks, what then happens, and what the complaint says.
HINDRANCES = {
    "the backend is unreachable for webhooks": "at least 1 time(s), and failed 0",
    "2 times amoCRM gets 502 in answer to a webhook": "at least 2 time(s), and failed 1",
    "the answer of the backend to a webhook gets lost": "at least 1 time(s), and failed 0",
}


def test_what_hinders_no_webhook_or_too_few_fails_its_scenario_and_says_how_many(project: Project) -> None:
    before = f"{ANN_CONNECTED}    And Ann sets up webhooks to the backend in amoCRM\n"
    change = 'When Ann changes the price of the lead "House" to 11 in amoCRM'
    feature = "Feature: Idle\n" + "".join(
        scenario(said, f"And {said}", *([change] if "502" in said else []), before=before) for said in HINDRANCES
    )
    told = errors(ran(project, idle=feature))

    for said, complaint in HINDRANCES.items():
        assert complaint in told[said], told[said]


def test_after_amocrm_has_recovered_nothing_is_excused_any_more(project: Project) -> None:
    # The backend of this project keeps answering what amoCRM once answered.
    project.write("grudge.py", GRUDGE)
    project.settings("[backend]", 'command = ["{python}", "grudge.py", "--port", "{port}"]')
    steps = ("When amoCRM is broken", 'And Ann opens the lead "House"', "And Ann returns to the CRM tab")
    again = ("And amoCRM is well again", 'And Ann opens the lead "House"')
    done = ran(
        project,
        grudge="Feature: Grudge\n"
        + scenario("Unwell", *steps, before=ANN_CONNECTED)
        + scenario("Well again", *steps, *again, before=ANN_CONNECTED),
    )

    assert errors(done)["Unwell"] == "", done.said
    assert "→ 502" in errors(done)["Well again"]


def test_a_mood_excuses_nobody_whom_it_did_not_strike_and_nothing_after_it_is_spent(project: Project) -> None:
    project.write("grudge.py", GRUDGE)
    project.settings("[backend]", 'command = ["{python}", "grudge.py", "--port", "{port}"]')
    bob = (
        *("And Bob has an amoCRM account with the leads:", "  | name |", "  | Hut |", "And Bob signs in to the app"),
        *("And Bob has amoCRM connected", "And amoCRM behaves like this:"),
        *("  | mood | requests | whose account |", "  | broken | API | Bob |", 'When Bob opens the lead "Hut"'),
    )
    once = ("And 1 time amoCRM answers 402 to an API request", 'When Ann opens the lead "House"')
    done = ran(
        project,
        moods="Feature: Moods\n"
        + scenario("Bob's", *bob, before=ANN_CONNECTED)
        + scenario("Ann's", *bob, 'And Ann opens the lead "House"', before=ANN_CONNECTED)
        + scenario("Spent", *once, before=ANN_CONNECTED),
    )

    # The app asks twice: the second time nothing strikes any more.
    refusals = {name: told.count("→ 502") for name, told in errors(done).items()}
    assert refusals == {"Bob's": 0, "Ann's": 2, "Spent": 1}, done.said


GRUDGE = """\
import reference_backend.views.crm as crm
from reference_backend.amocrm import AmoRefused
from reference_backend.cli import main

read, grudges = crm._found, []


def found(reader, number):
    try:
        lead = read(reader, number)
    except AmoRefused as refused:
        grudges.append(refused)
        raise
    if grudges:
        raise grudges[0]
    return lead


crm._found = found
main()
"""


def test_a_lead_that_was_deleted_is_no_excuse_for_another_one(project: Project) -> None:
    project.write("amnesia.py", AMNESIA)
    project.settings("[backend]", 'command = ["{python}", "amnesia.py", "--port", "{port}"]')
    deleted = (
        'And Ann gets the lead "Barn" with the price 5 in amoCRM',
        "And Ann has amoCRM connected",
        'When Ann deletes the lead "Barn" in amoCRM',
    )
    done = ran(
        project,
        amnesia="Feature: Amnesia\n"
        + scenario("The same", *deleted, 'And Ann opens the lead "Barn"')
        + scenario("Another", *deleted, 'And Ann opens the lead "House"'),
    )

    assert errors(done)["The same"] == "", done.said
    assert "→ 404" in errors(done)["Another"]


AMNESIA = """\
import reference_backend.views.crm as crm
from reference_backend.cli import main
from reference_backend.refusals import Refusal


def found(reader, number):
    raise Refusal(404, "Lead not found in AmoCRM")


crm._found = found
main()
"""


def test_moods_of_one_scenario_are_gone_in_the_next(project: Project) -> None:
    done = ran(
        project,
        a="Feature: A\n"
        + scenario("Unwell", "And amoCRM is overloaded", "And the consent page of amoCRM does not open"),
        b="Feature: B\n" + scenario("Well", "When Ann connects amoCRM", "Then Ann sees the leads of their account"),
    )

    assert errors(done)["Unwell"].count("didn't come true") == 2
    assert errors(done)["Well"] == "", done.said


def test_the_button_of_a_list_that_could_not_be_loaded_is_pressed(project: Project) -> None:
    project.settings("[api.leads]", 'request = "GET /nowhere"')
    done = ran(project, a="Feature: A\n" + scenario("Retry", "When Ann presses Try again"))

    (retried,) = done.run.scenarios
    assert [step["status"] for step in retried.steps] == ["passed"] * 3, done.said
    assert "/nowhere" in (retried.error or "")


# What is said and, after …, the nearest thing that it names.
MISTAKES = {
    'Given Marko has an amoCRM account of the world "realti"': "there is no world “realti”… “realty”",
    'Given the language of new amoCRM accounts is "Englsh"': "amoCRM knows no language “Englsh”… “english”",
    "Given Marko works in the amoCRM account that Anne has, with administrator rights": "“Ann”",
    'When Ann deletes the lead "Hause" in amoCRM': "Ann has no lead “Hause” in amoCRM… “House”",
    'When Ann moves the lead "House" to the stage "Discusions" in amoCRM': "“Discusions”… “Discussions”",
    'When Ann changes the price of the lead "House" to -1 in amoCRM': "a price is never below zero",
    'When Ann changes the price of the lead "House" to 99999999999999999999 in amoCRM': "a price is never above",
    'When Ann gets the lead "Hut" with the price -5 in amoCRM': "a price is never below zero",
    'When Ann gets the lead "Hut" with the price 99999999999999999999 in amoCRM': "a price is never above",
    'When Ann gets the lead "" with the price 5 in amoCRM': "a lead has a name",
    'When Ann changes the name of the lead "House" to "" in amoCRM': "a lead has a name",
    "When Ann gets -2 more leads in amoCRM": "from 1 to 100000 leads, and this is -2",
    "Given Bob has an amoCRM account with -3 leads": "from 0 to 100000 leads, and this is -3",
    'Given Bob has an amoCRM account of the world "demo" with -3 leads': "from 0 to 100000 leads",
    "Given Ann has an empty amoCRM account": "Ann has an amoCRM account already",
    'Given Ann has an amoCRM account of the world "demo"': "Ann has an amoCRM account already",
    "When -1 hours pass": "time only moves forward",
    "When amoCRM answers 99 to API requests": "a status is a number from 200 to 599",
    "When 0 times amoCRM answers 500 to an API request": "at least 1 time",
    "When amoCRM answers after 0 seconds": "1 to 120 seconds late, and this is 0",
    "When amoCRM lets its answer drip for 121 seconds": "1 to 120 seconds late, and this is 121",
    "When amoCRM takes at most 0 requests a second": "a limit is at least 1, and this is 0",
    "When amoCRM takes 1 request a second, and blocks the account after 0 refusals": "a limit is at least 1",
    "When amoCRM is well again": "it hasn't been in any mood",
    "When Ann presses Allow": "doesn't ask for permission in the browser (Ann)",
    "When Ann presses Deny": "doesn't ask for permission in the browser (Ann)",
    "When Ann signs in to amoCRM": "no form to sign in to amoCRM with",
    "When the session of the app that Bob uses is no longer valid": "Bob hasn't signed in to the app yet",
    "When Ann takes the previous phone": "Ann has one phone only",
    'When Ann opens the lead "House" on both phones at once': "Ann has one phone only",
    "When Ann opens the same app link again": "Ann hasn't pressed Return to App yet",
    "When Ann opens the consent page again": "Ann hasn't pressed Connect yet",
    "When Ann opens the callback page from the browser that Ann uses": "doesn't show the callback page",
    "When Bob signs in to the app on another phone": "Bob hasn't signed in to the app yet",
    "When Bob switches the integration off in amoCRM": "Bob has no amoCRM account",
    'When Ann sets up the webhooks "add_led" to the backend in amoCRM': "no event “add_led”… “add_lead”",
    'When Ann sets up the webhooks "" to the backend in amoCRM': "add_lead, ",
    "When Bob sets up webhooks to the backend in amoCRM": "Bob has no amoCRM account",
    "When amoCRM delivers the webhooks": "no webhook",
    "When the backend is reachable for webhooks again": "nothing",
    "When 0 times amoCRM gets 500 in answer to a webhook": "at least 1 time",
    "When 1 time amoCRM gets 204 in answer to a webhook": "300 to 599",
}


# Columns and a row of a table of moods that can be read and not taken, and what is said.
WRONG_NUMBERS = {
    "Percent": ("percent", "| broken | 101 |", "from 1 to 100, and this is 101"),
    "Minutes": ("minutes", "| broken | 0 |", "at least 1 minute, and this is 0"),
    "Seconds": ("seconds", "| broken | 300 |", "1 to 120 seconds late, and this is 300"),
    "Cut off": ("seconds", "| cuts its answers off | 1 |", "in the mood “cuts its answers off” no answer is late"),
    "Consent": (
        "requests | minutes",
        "| broken | consent page | 5 |",
        "can't be counted for the requests “consent page”",
    ),
}


def test_a_step_that_cannot_be_taken_says_why_and_names_the_nearest_thing(project: Project) -> None:
    table = "".join(
        scenario(f"Table {number}", "Given amoCRM behaves like this:", "  | mood | requests |", f"  {row}")
        for number, row in enumerate(("| overloded | all |", "| broken | leeds |"))
    )
    numbers = "".join(
        scenario(title, "Given amoCRM behaves like this:", f"  | mood | {column} |", f"  {row}")
        for title, (column, row, _) in WRONG_NUMBERS.items()
    )
    without = scenario("Nobody", "Given amoCRM is broken", before="")
    known = scenario(
        "Signed in already",
        *("And Ann disconnects amoCRM", "When Ann presses Connect", "And Ann signs in to amoCRM"),
        before=ANN_CONNECTED,
    )
    done = ran(
        project,
        mistakes="Feature: Mistakes\n" + "".join(scenario(step, step) for step in MISTAKES) + without + known,
        tables=f"Feature: Tables\n{table}",
        numbers=f"Feature: Numbers\n{numbers}",
    )
    told = errors(done)

    for step, complaint in MISTAKES.items():
        assert all(part in told[step] for part in complaint.split("… ")), told[step]
    for title, (_, _, complaint) in WRONG_NUMBERS.items():
        assert complaint in told[title], told[title]
    assert "no amoCRM account yet" in told["Nobody"]
    assert "has no form to sign in with" in told["Signed in already"]
    assert_mentions(done, "overloaded, asks to wait", "“overloaded”", "all, token, leads", "“leads”")


def test_a_phone_without_a_contact_is_that_of_a_contact_with_the_name_of_the_lead(project: Project) -> None:
    table = ("And Ann gets the leads in amoCRM:", "  | name | phone |", "  | Hut | +14155550100 |")
    steps = (
        "When Ann connects amoCRM",
        'And Ann opens the lead "Hut"',
        'Then Ann sees the phone "+14155550100" on the card',
    )
    done = ran(project, phone="Feature: Phone\n" + scenario("Phone", *table, *steps))

    assert errors(done)["Phone"] == "", done.said


def test_a_name_is_the_same_however_its_apostrophe_is_written(project: Project) -> None:
    before = journeys.ANN.replace("Ann", "O'Connor", 1).replace("Ann", "O’Connor")
    steps = ("When OʼConnor connects amoCRM", "Then O’Connor sees the leads of their account")
    done = ran(project, names="Feature: Names\n" + scenario("One", *steps, before=before))

    assert errors(done)["One"] == "", done.said


def assert_mentions(done: Finished, *texts: str) -> None:
    """Wherever the user reads it."""
    missing: Iterable[str] = [text for text in texts if text not in done.said]
    assert not missing, done.said
