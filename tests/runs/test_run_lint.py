"""`amocrm-e2e lint`: what a run would say, without one; and what it can mend by itself."""

from pathlib import Path

import pytest
from project_folder import Project, nothing_is_left

HEAD = "# language: uk\nФункціонал: Ліди\n\n  Сценарій: Один\n"
GOOD = HEAD + "    Нехай Олена має порожній акаунт amoCRM\n"
# Each slip, what is said of it, and what the line becomes; None: whoever wrote it must decide.
SLIPS = {
    "a Latin letter": ("Тоді Олена бачить 5 лiдів", "i (Latin) ≠ і (Cyrillic)", "Тоді Олена бачить 5 лідів"),
    "a Cyrillic brand": ("Коли Олена підключає аmoCRM", "а (Cyrillic) ≠ a (Latin)", "Коли Олена підключає amoCRM"),
    "quotes of print": ("Коли Олена відкриває лід «Дім»", "прямі лапки", 'Коли Олена відкриває лід "Дім"'),
    "another word": ("Тоді Олена бачить 5 лидів", "різниця: «лидів» → «лідів»", None),
    "another keyword": ("Коли Олена бачить 5 лідів", "після іншого слова: То, Тоді", None),
    "nothing like it": ("Коли xyzzy", "@when(", None),
    "an escaped quote": ('Коли зірка \\"С\\" (та інші) сяє', "@when(r'зірка \\\\\"С\\\\\" \\(та інші\\) сяє')", None),
}


@pytest.mark.parametrize(("step", "says", "becomes"), SLIPS.values(), ids=SLIPS.keys())
def test_a_slip_is_told_with_its_line_and_mended_where_only_the_look_was_right(
    project: Project, step: str, says: str, becomes: str | None
) -> None:
    file = project.write("features/slip.feature", f"{GOOD}    {step}\n")

    done = project.command("amocrm-e2e", "lint")
    assert done.code == 1
    assert "features/slip.feature:6: такого речення немає" in done.out
    assert says in done.out
    assert ("--fix" in done.out) is (becomes is not None)

    mended = project.command("amocrm-e2e", "lint", "--fix", "features/slip.feature")
    assert mended.code == (1 if becomes is None else 0)
    assert file.read_text(encoding="utf-8") == f"{GOOD}    {becomes or step}\n"
    assert ("features/slip.feature: виправлено" in mended.out) is (becomes is not None)


def test_what_nobody_can_see_is_only_noted_and_mended(project: Project) -> None:
    file = project.root / "features" / "odd.feature"
    table = "      | назва\u00a0|\n      | 120\u00a0000 |\n"
    text = HEAD + f"    Нехай\u00a0Олена має акаунт amoCRM з лідами:\n{table}"
    file.write_bytes(b"\xef\xbb\xbf" + text.encode().replace(b"\n", b"\r\n"))

    done = project.command("amocrm-e2e", "lint", "features/odd.feature")
    assert done.code == 0
    assert "features/odd.feature:1: файл починається з невидимої позначки BOM" in done.out
    assert "features/odd.feature:5: нерозривні пробіли" in done.out
    assert "Помилок: 0, зауважень: 2." in done.out

    assert project.command("amocrm-e2e", "lint", "--fix", "features/odd.feature").code == 0
    expected = HEAD + f"    Нехай Олена має акаунт amoCRM з лідами:\n{table}"
    assert file.read_bytes() == expected.encode().replace(b"\n", b"\r\n"), "the values keep their spaces"


def test_it_says_what_a_run_says_and_starts_nothing(project: Project) -> None:
    project.write("features/twice.feature", GOOD + GOOD.partition("\n\n")[2])
    project.write(
        "features/column.feature", HEAD + "    Нехай Олена має акаунт amoCRM з лідами:\n      | нзва |\n      | а |\n"
    )
    project.write("features/broken.feature", "Feature: x\n  Scenario: y\n    Given z\n    nonsense\n")
    linted = project.command("amocrm-e2e", "lint")
    ran = project.run()

    complaints = [line for line in linted.out.splitlines() if line.startswith("features/")]
    assert [line.split(": ")[0] for line in complaints] == [
        "features/broken.feature:4",
        "features/column.feature:6",
        "features/twice.feature:6",
    ]
    for complaint in complaints:
        assert complaint in ran.out
    assert linted.code == 1
    assert not linted.events
    nothing_is_left(linted.mark)


def test_a_project_that_lists_its_tags_has_no_others(project: Project) -> None:
    project.write("harness.toml", 'version = 1\ntags = ["smoke"]\n')
    file = project.write("features/tag.feature", GOOD.replace("  Сценарій", "  @smoek\n  Сценарій"))

    done = project.command("amocrm-e2e", "lint", "features/tag.feature")
    assert (done.code, done.out.splitlines()[0]) == (1, "features/tag.feature:4: тегу @smoek немає; може, «smoke»?")
    file.write_text(file.read_text(encoding="utf-8").replace("smoek", "smoke"), encoding="utf-8")
    assert project.command("amocrm-e2e", "lint", "features/tag.feature").code == 0


def test_sentences_of_ones_own_are_known_to_it(project: Project) -> None:
    project.write("harness.toml", 'version = 1\nsteps = ["scenarios.steps", "own_steps"]\n')
    project.write(
        "own_steps.py", 'from harness.gherkin.expressions import given\n\n@given("the sun shines")\ndef _(): ...\n'
    )
    project.write("features/conftest.py", 'from pytest_bdd import given\n\n@given("it rains")\ndef _(): ...\n')
    project.write("features/own.feature", "Feature: x\n  Scenario: y\n    Given the sun shines\n    And it rains\n")

    assert project.command("amocrm-e2e", "lint").code == 0
    assert project.run("features/own.feature").code == 0


def test_steps_that_cannot_be_loaded_are_told_with_the_nearest(project: Project) -> None:
    project.write("harness.toml", 'version = 1\nsteps = ["scenarios.stps"]\n')

    done = project.command("amocrm-e2e", "lint")
    assert done.code == 2
    assert "harness.toml:2" in done.err
    assert "did you mean “scenarios.steps”?" in done.err


def test_a_path_that_leads_nowhere_is_told_with_the_nearest(project: Project) -> None:
    done = project.command("amocrm-e2e", "lint", "features/smal.feature")

    assert done.code == 2
    assert str(Path("features/small.feature")) in done.err
