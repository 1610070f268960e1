"""Every sentence of THEN is said in a real run, in three languages; a declared refusal must come."""

import interpreter
import pytest
import then_journeys
from interpreter import LANGUAGES, in_language
from project_folder import Finished, Project

GREEN = {
    "connection": then_journeys.CONNECTION,
    "lists": then_journeys.LISTS,
    "errors": then_journeys.ERRORS,
    "webhooks": then_journeys.WEBHOOKS,
}
OTHERS = (then_journeys.DECLARED, then_journeys.NEVER, then_journeys.CALLBACK)
WITHOUT_A_LIST = (
    "[api.leads]",
    'request = "GET /api/v1/leads?page={page}&limit=0"',
    "[api.connect]",
    'request = "GET /api/amo-crm/connect"',
)
EXPECTED = {
    "uk": ("відповідь 404 на запит «callback»", "відповідь 403 на запит «API»", "відповідь 503 на запит «status»"),
    "ru": ("ответ 404 на запрос «callback»", "ответ 403 на запрос «API»", "ответ 503 на запрос «status»"),
    "en": ("answer of 404 to “callback”", "answer of 403 to “API”", "answer of 503 to “status”"),
}
MISTAKES = {
    "a stranger": ('Then Anne sees the message "CRM"', "nobody in this scenario is called “Anne” yet", "“Ann”"),
    "a look-alike": ('Then Ann does not see the message "Підключіть АМО CRM"', "А (Cyrillic) ≠ A (Latin)"),
    "a column": ("Then Ann sees only these leads:\n      | nmae |\n      | House |", "the nearest is “name”"),
    "a request": ('Then to the last "staus" the backend answers the app 200', "the nearest is “status”"),
    "a lead": ('Then Ann sees the lead "Hause"', "“Hause”; the nearest is “House”"),
}


def ran(project: Project, **features: str) -> Finished:
    for name, text in features.items():
        project.write(f"features/{name}.feature", text)
    return project.run()


@pytest.mark.slow
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_outcome_is_green_in_each_language(project: Project, lang: str) -> None:
    done = ran(project, **{name: in_language(text, lang) for name, text in GREEN.items()})

    assert done.code == 0, done.said
    assert len(done.verdicts) == sum(text.count("Scenario:") for text in GREEN.values())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_refusal_that_was_declared_is_none_to_complain_of(project: Project, lang: str) -> None:
    project.settings(*WITHOUT_A_LIST)
    done = ran(project, declared=in_language(then_journeys.DECLARED, lang))

    assert done.code == 0, done.said
    assert list(done.verdicts.values()) == ["passed", "passed"]


def test_a_callback_page_may_refuse_where_that_was_declared(project: Project) -> None:
    project.settings("[backend]", 'callback = "/api/nothing"')
    done = ran(project, callback=then_journeys.CALLBACK)

    assert done.code == 0, done.said


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_refusal_that_was_declared_and_does_not_come_fails_its_scenario(project: Project, lang: str) -> None:
    done = ran(project, never=in_language(then_journeys.NEVER, lang))

    assert done.code == 1, done.said
    told = "\n".join(scenario.error or "" for scenario in done.run.scenarios)
    for expected in EXPECTED[lang]:
        assert expected in told


def test_a_mistake_in_an_outcome_is_answered_with_what_was_meant(project: Project) -> None:
    signed_in = (
        "    Given Ann has an amoCRM account with the leads:\n      | name  |\n      | House |\n"
        "    And Ann signs in to the app\n"
    )
    for number, (name, (step, *_)) in enumerate(MISTAKES.items()):
        connects = "" if name == "a look-alike" else "    When Ann connects amoCRM\n"
        project.write(
            f"features/mistake{number}.feature",
            f"Feature: Mistakes\n  Scenario: {name}\n{signed_in}{connects}    {step}\n",
        )
    done = project.run()

    assert done.code == 1, done.said
    assert set(done.verdicts.values()) == {"failed"}
    for number, (_, *words) in enumerate(MISTAKES.values()):
        for word in (f"mistake{number}.feature", *words):
            assert word in done.said, done.said


def test_the_journeys_say_every_outcome_and_every_declaration() -> None:
    said = set().union(*map(interpreter.functions_of, (*GREEN.values(), *OTHERS)))
    known = {saying.function for saying in interpreter.sayings() if saying.keyword == "then"}
    known |= {saying.function for saying in interpreter.sayings() if saying.function.startswith("answers.")}

    assert known - said == set()
