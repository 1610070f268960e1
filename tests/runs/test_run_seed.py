"""The seed: the 403 of a code that is exchanged twice, told by its cause in the feature's language."""

import re

import pytest
from project_folder import Finished, Project

LANGUAGES = {
    "uk": (
        "Причина: Код авторизації {code} обміняно двічі",
        "Що змінити: Бекенд: у deep link передавайте success=true",
    ),
    "ru": (
        "Причина: Код авторизации {code} обменян дважды",
        "Что изменить: Бэкенд: в deep link передавайте success=true",
    ),
    "en": ("Cause: Authorization code {code} ", "What to change: "),
}
HINT = "Authorization code has been revoked"


def feature(lang: str) -> str:
    return f"features/connect/deep_link_{lang}.feature"


def wire(done: Finished, role: str, surface: str) -> list[int]:
    """The statuses of all exchanges of one kind, in order."""
    return [int(str(line["status"])) for line in done.lines if line.get("role") == role and line["callee"] == surface]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_seeds_bug_is_told_by_its_cause_in_the_features_language(journey: Project, lang: str) -> None:
    done = journey.run("--bug", "seed", "--browser", "form", feature(lang))
    assert done.code == 1
    fingerprint = re.search(r"#[0-9a-f]{6}\b", done.out)
    assert fingerprint, done.out
    cause, change = LANGUAGES[lang]
    assert done.out.splitlines()[0].startswith(cause.format(code=fingerprint[0])), done.out
    assert change in done.out
    assert done.out.index(change) < done.out.index("deep_link_"), "the cause is read before the step"
    told = " ".join(done.out.split())
    assert told.count(fingerprint[0]) >= 3
    for evidence in ("callback", "exchange-code", f"403 «{HINT}»" if lang != "en" else HINT):
        assert evidence in told
    assert wire(done, "token", "amocrm") == [200, 403]
    assert wire(done, "exchange_code", "backend") == [403]


def test_where_the_real_service_answers_400_only_the_status_differs(journey: Project) -> None:
    done = journey.run("--bug", "seed", "--browser", "form", "--profile", "amocrm", feature("uk"))
    assert done.code == 1
    told = " ".join(done.out.split())
    assert re.match(r"Причина: Код авторизації #[0-9a-f]{6} обміняно двічі", told)
    assert f"відповідь 400 «{HINT}»" in told
    assert "403" not in told.replace("strict403", "")
    assert wire(done, "token", "amocrm") == [200, 400]
    assert wire(done, "exchange_code", "backend") == [400]


def test_a_code_in_the_deep_link_is_red_even_when_the_app_ignores_it(journey: Project) -> None:
    done = journey.run("--bug", "code-in-deep-link", "--browser", "form", feature("uk"))
    assert done.code == 1
    assert re.match(r"Причина: Deep link несе вже витрачений код #[0-9a-f]{6}\n", done.out)
    assert [finding["cause"] for finding in done.run.scenarios[0].findings] == ["code_in_deep_link"]
    assert wire(done, "token", "amocrm") == [200]


def test_the_correct_journey_is_green_and_says_so_plainly(journey: Project) -> None:
    done = journey.run("--browser", "form")
    assert done.code == 0, done.said
    assert "The journey works. Scenarios passed: 3. Unexpected refusals: 0. Causes found: 0." in done.out
    assert [line[0] for line in done.out.splitlines()[:3]] == ["✓"] * 3
    assert wire(done, "token", "amocrm") == [200] * 3
    assert wire(done, "exchange_code", "backend") == []
    assert [
        int(str(line["status"])) for line in done.lines if line["type"] == "exchange" and line["status"] >= 400
    ] == []
