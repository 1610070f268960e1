"""What a reader of the terminal sees: the cause first, each once, and the end in plain words."""

import string

import pytest
from run_results import deep_link, exchange, finding, page_error, scenario, step

from harness.events.results import RunResult
from harness.events.status import ORDER, RED
from harness.report.messages import MESSAGES
from harness.report.terminal import failure_text, report, scenario_line


def test_the_cause_comes_before_the_step_and_the_step_before_the_command() -> None:
    told = failure_text(
        scenario(
            findings=[finding("seed", evidence=[1])], steps=[step("failed", error="бачить помилку")], wire=[exchange(1)]
        ),
        width=100,
    )
    order = [
        told.index(part)
        for part in (
            "Причина: Назва seed",
            "Що сталося:",
            "Чому це ламає:",
            "Що змінити:",
            "Докази:",
            "Крок:",
            "Повторити:",
        )
    ]

    assert order == sorted(order)
    assert "№1 client → backend GET 127.0.0.1:3000/status → 200" in told
    assert "Крок: features/a.feature:7: Тоді Олена бачить ліди\n    бачить помилку" in told
    assert told.endswith("Повторити: amocrm-e2e run features/a.feature:3")


def test_a_long_error_is_as_wide_as_the_report_and_what_is_laid_out_stays() -> None:
    laid_out = [
        f"assert {list(range(40))} == {list(range(1, 41))}",
        "  At index 0 diff: 0 != 1, and so on, and so on, and so on, and so on, and so on",
        "- what was expected of it, word by word, is longer than the terminal is wide",
        "+ what there was instead, word by word, is longer than the terminal is wide too",
        "| Lead | 12,000 | of the first stage, which has a name | and its owner's |",
        "name      price      stage      a name that is long, too long for this terminal",
    ]
    prose = "Олена бачить помилку «Не вдалося зв'язатися з сервером», хоча очікувалося, що вона бачить свої ліди."
    address = f"http://127.0.0.1:3000/{'x' * 80}"
    told = failure_text(
        scenario(steps=[step("failed", error="\n".join([f"{prose} {address}", "", *laid_out]))]), width=60
    ).splitlines()
    lines = told[told.index("    Олена бачить помилку «Не вдалося зв'язатися з сервером»,") :]

    assert lines[:5] == [
        "    Олена бачить помилку «Не вдалося зв'язатися з сервером»,",
        "      хоча очікувалося, що вона бачить свої ліди.",
        f"      {address}",
        "",
        f"    {laid_out[0]}",
    ]
    assert lines[5:10] == [f"    {line}" for line in laid_out[1:]]


def test_an_unknown_sentence_is_as_wide_as_the_report() -> None:
    told = failure_text(scenario(verdict="undefined", error="features/a.feature:4: " + "слово " * 30), width=60)
    first, second, *_ = told.splitlines()

    assert first.startswith("features/a.feature:4: слово ")
    assert second.startswith("  слово ")
    assert max(map(len, told.splitlines())) <= 60


def test_a_place_with_a_space_is_quoted_for_the_shell() -> None:
    assert failure_text(scenario(place="my features/a.feature:3"), width=80).endswith(
        "amocrm-e2e run 'my features/a.feature:3'"
    )


def test_without_a_cause_the_chain_to_the_refusal_is_shown() -> None:
    wire = [exchange(number) for number in range(1, 21)] + [exchange(21, status=403), exchange(22)]
    told = failure_text(scenario(wire=wire, error="undeclared refusal"), width=100)

    assert "Жодне правило не пояснює" in told
    assert "№21 client → backend GET 127.0.0.1:3000/status → 403" in told
    assert "№14 " in told
    assert "№13 " not in told
    assert "№22 " not in told
    assert "undeclared refusal" in told


def test_no_answer_at_all_is_a_dash_and_ends_the_chain() -> None:
    told = failure_text(scenario(wire=[exchange(1), exchange(2, status=0), exchange(3)]), width=100)

    assert "№2 client → backend GET 127.0.0.1:3000/status → –" in told
    assert "№3 " not in told


def test_an_undefined_sentence_is_no_failure_that_needs_a_chain() -> None:
    told = failure_text(
        scenario(
            verdict="undefined",
            error="такого речення немає",
            steps=[step("undefined", error="такого речення немає")],
        ),
        width=100,
    )

    assert "Жодне правило" not in told
    assert told.count("такого речення немає") == 1


def test_several_causes_are_numbered() -> None:
    told = failure_text(scenario(findings=[finding("one"), finding("two")]), width=100)

    assert "Причина 1: Назва one" in told
    assert "Причина 2: Назва two" in told


def test_long_words_of_a_cause_are_wrapped_and_addresses_never_broken() -> None:
    url = "http://127.0.0.1:3000/" + "a-b" * 30
    told = failure_text(scenario(findings=[finding("seed", happened=f"слово {'і ще ' * 20}{url}")]), width=60)

    assert url in told
    assert all(len(line) <= 60 or url in line for line in told.splitlines() if line.startswith("  "))


def test_scenarios_with_the_same_cause_are_told_once() -> None:
    failed = [scenario(place=f"features/{name}.feature:3", findings=[finding("seed")]) for name in "abc"]
    told = report(RunResult(scenarios=[*failed, scenario(place="features/d.feature:3", verdict="passed")]), width=100)

    assert told.count("Причина: Назва seed") == 1
    assert "Так само не пройшли: features/b.feature:3, features/c.feature:3" in told
    assert told.endswith("Шлях зламано. пройшло: 1; не пройшло: 3.")


def test_failures_without_a_cause_are_told_once_for_each_error() -> None:
    failed = [
        scenario(place=f"features/{name}.feature:3", error=error, wire=[exchange(1, status=500)])
        for name, error in zip("abc", "112", strict=True)
    ]
    told = report(RunResult(scenarios=failed), width=100)

    assert told.count("Жодне правило") == 2
    assert "Так само не пройшли: features/b.feature:3\n" in told


def test_what_has_a_cause_is_read_before_what_has_none() -> None:
    unknown = scenario(place="features/a.feature:3", error="щось", wire=[exchange(1, status=500)])
    known = scenario(place="features/b.feature:3", findings=[finding("seed")])
    told = report(RunResult(scenarios=[unknown, known]), width=100)

    assert told.index("Причина: Назва seed") < told.index("Жодне правило")


def test_a_good_run_says_so_in_numbers_and_in_its_language() -> None:
    told = report(
        RunResult(scenarios=[scenario(verdict="passed", language="en"), scenario(verdict="passed", language="en")]),
        width=100,
    )

    assert told.endswith("The journey works. Scenarios passed: 2. Unexpected refusals: 0. Causes found: 0.")
    assert told.count("✓") == 2


def test_a_run_with_an_unreadable_feature_never_works() -> None:
    told = report(
        RunResult(scenarios=[scenario(verdict="passed")], unreadable={"b.feature": "b.feature:2: mend this"}), width=100
    )

    assert told.startswith("b.feature:2: mend this")
    assert "Шлях зламано" in told
    assert "Шлях працює" not in told


LINES = {
    "passed": "✓ Сценарій  (features/a.feature:3, 1.50 s)",
    "failed": "✗ Сценарій  (features/a.feature:3, 1.50 s)",
    "undefined": "? Сценарій  (features/a.feature:3, невідоме речення)",
    "ambiguous": "! Сценарій  (features/a.feature:3, неоднозначне речення)",
    "pending": "… Сценарій  (features/a.feature:3, чекає: бо так)",
    "skipped": "– Сценарій  (features/a.feature:3, пропущено: бо так)",
    "expected_failure": "≈ Сценарій  (features/a.feature:3, очікувана невдача: бо так, 1.50 s)",
    "not_run": "· Сценарій  (features/a.feature:3, не виконувалося: бо так)",
    "not_ended": "✗ Сценарій  (features/a.feature:3, обірвалося)",
    "passed_on_retry": "↻ Сценарій  (features/a.feature:3, пройшло з повтору, 1.50 s)",
}


def test_every_verdict_has_its_own_line() -> None:
    assert set(LINES) == set(ORDER)


@pytest.mark.parametrize(("verdict", "line"), LINES.items(), ids=LINES.keys())
def test_a_scenario_is_one_line_with_its_mark(verdict: str, line: str) -> None:
    assert scenario_line(scenario(verdict=verdict, error="бо так")) == line


GOOD = ["passed", "pending", "skipped", "expected_failure", "not_run"]


def test_a_run_that_only_proved_a_part_says_what_is_missing() -> None:
    told = report(RunResult(scenarios=[scenario(verdict=verdict, error="бо") for verdict in GOOD]), width=100)

    last = told.splitlines()[-1]
    assert last == ("Шлях працює. пройшло: 1; чекає: 1; пропущено: 1; очікувана невдача: 1; не виконувалося: 1.")


def test_a_run_in_which_nothing_passed_has_proved_nothing() -> None:
    told = report(RunResult(scenarios=[scenario(verdict="pending", error="@pending")]), width=100)

    assert told.splitlines()[-1] == "Нічого не перевірено. чекає: 1."


@pytest.mark.parametrize("verdict", sorted(RED))
def test_one_red_verdict_breaks_the_run(verdict: str) -> None:
    told = report(RunResult(scenarios=[scenario(verdict="passed"), scenario(verdict=verdict)]), width=100)

    assert "Шлях зламано." in told


def test_what_was_mended_in_the_files_is_mentioned() -> None:
    told = report(RunResult(scenarios=[scenario(verdict="passed")], notes=["a.feature:1: BOM"]), width=100)

    assert "Помічено у файлах:\n  a.feature:1: BOM" in told


def test_a_scenario_that_should_fail_and_passed_needs_no_chain() -> None:
    told = failure_text(scenario(wire=[exchange(1)], error="приберіть тег"), width=100)

    assert "Жодне правило" not in told
    assert "приберіть тег" in told


def test_a_real_browser_is_named() -> None:
    assert scenario_line(scenario(verdict="passed", browser="chromium")).endswith("1.50 s, chromium)")


HOSTILE = "a\x1b[2J\x1b]0;title\x07b\r\x00\x9bc\ud83d"


def test_nothing_that_a_server_says_moves_the_cursor_or_breaks_the_encoding() -> None:
    result = scenario(
        name=HOSTILE,
        findings=[finding("seed", happened=HOSTILE)],
        steps=[step("failed", error=HOSTILE)],
        wire=[exchange(1, url=f"http://x/{HOSTILE}")],
        error=HOSTILE,
    )
    for told in (
        scenario_line(result),
        failure_text(result, width=80),
        report(RunResult(scenarios=[result]), width=80),
    ):
        assert not {letter for letter in told if (letter < " " and letter != "\n") or "\x7f" <= letter <= "\x9f"}
        told.encode()
        assert "�" in told


def test_the_words_are_the_same_in_each_language() -> None:
    def holes(text: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}

    assert set(MESSAGES) == {"uk", "ru", "en"}
    for lang in ("uk", "ru"):
        assert {key: holes(text) for key, text in MESSAGES[lang].items()} == {
            key: holes(text) for key, text in MESSAGES["en"].items()
        }
        assert all(MESSAGES[lang].values())


def test_a_page_that_left_by_itself_is_warned_of_once_and_stays_green() -> None:
    wire = [deep_link("page"), deep_link("page"), deep_link("button")]
    told = report(RunResult([scenario(verdict="passed", language="en", wire=wire)]), width=100)

    (line,) = (line for line in told.splitlines() if "by itself" in line)
    assert line == (
        "  features/a.feature:3: the page opened foryoure://x by itself; a phone may refuse that"
        " unless somebody presses something"
    )
    assert "Warnings:\n" + line in told
    assert "The journey works" in told


@pytest.mark.parametrize(
    ("by", "cause"), [("page", "page_leaves_by_itself"), ("redirect", "redirect_to_custom_scheme")]
)
def test_what_a_cause_says_already_is_no_warning_beside_it(by: str, cause: str) -> None:
    def told(*causes: str) -> str:
        found = [finding(name) for name in causes]
        return report(RunResult([scenario(findings=found, wire=[deep_link(by)])]), width=100)

    assert "Попередження:" not in told(cause)
    assert "Попередження:" in told("another_cause")


def test_errors_of_scripts_are_warnings_unless_they_are_the_cause() -> None:
    wire = [page_error("x is not defined\n  at /cb", uncaught=True), page_error("own words", uncaught=False)]
    green = report(RunResult([scenario(verdict="passed", language="en", wire=wire)]), width=100)
    red = report(RunResult([scenario(language="en", findings=[finding("callback_page_throws")], wire=wire)]), width=100)

    assert "a script error on http://127.0.0.1:3000/cb: x is not defined\n" in green
    assert "a script error on http://127.0.0.1:3000/cb: own words" in green
    assert "x is not defined" not in red
    assert "own words" in red
