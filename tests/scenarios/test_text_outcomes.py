"""Texts and buttons: a whole text is seen, and nothing that could be taken for it is unseen."""

from collections.abc import Callable

import pytest
from made_stage import screen, seeing, seen, stage

from harness.ports import Person, Stage
from scenarios.messages import Unmet
from scenarios.outcomes import texts

Outcome = Callable[[Stage, Person, str], None]
BANNER = "Підключіть AMO CRM для синхронізації заявок"
SHOWN = screen("crm.not_connected", BANNER, "Leads\u00a0не  знайдено", buttons=["Підключити", "Спробувати знову"])
ANN = seeing(SHOWN)
FLASH = screen("callback.success", "Успішно підключено!")


@pytest.mark.parametrize("text", [BANNER, "Leads не знайдено", "  Leads не\u202fзнайдено"])
def test_a_message_is_seen_whatever_its_spaces(text: str) -> None:
    texts.message(stage(), ANN, text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Підключіть АМО CRM для синхронізації заявок",
            r"looks like “Підключіть AMO CRM.*А \(Cyrillic\) ≠ A \(Latin\)",
        ),
        ("підключіть amo crm для синхронізації заявок", "differs in small and capital letters only"),
        ("Підключіть AMO CRM", f"this is only a part of “{BANNER}”"),
        ("Підключіть AMO CRM для синхронізації заявки", f"the nearest is “{BANNER}”"),
        ("Зовсім інше", "“Зовсім інше”. On the screen: Підключіть AMO CRM для синхронізації заявок · Leads"),
        ("Підключити", "doesn't see the message “Підключити”"),
        ("", "nothing between the quotes"),
        ("\u00a0", "nothing between the quotes"),
    ],
    ids=["look-alike", "case", "part", "nearest", "other", "button", "empty", "blank"],
)
def test_of_an_unseen_message_the_nearest_is_told(text: str, told: str) -> None:
    with pytest.raises(Unmet, match=told):
        texts.message(stage(), ANN, text)


def test_of_a_message_that_is_gone_it_is_said_that_it_was_there() -> None:
    with pytest.raises(Unmet, match="any more, though it was there earlier"):
        texts.message(stage(seen(FLASH)), ANN, "Успішно підключено!")
    with pytest.raises(Unmet, match="doesn't see the message"):
        texts.message(stage(seen(FLASH, person="Bob")), ANN, "Успішно підключено!")


@pytest.mark.parametrize("text", ["Підключено до AMO CRM", "Успішно підключено!", "знайден", "Підключ"])
def test_a_message_that_is_not_there_is_not_seen(text: str) -> None:
    texts.no_message(stage(seen(FLASH)), ANN, text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (BANNER, f"Ann sees the message “{BANNER}”$"),
        ("Підключіть АМО CRM для синхронізації заявок", r"А \(Cyrillic\) ≠ A \(Latin\)"),
        ("Підключіть АМО CRM", r"part of “Підключіть AMO CRM.*А \(Cyrillic\) ≠ A \(Latin\)"),
        ("підключіть amo crm", "this is only a part of"),
        ("LEADS НЕ ЗНАЙДЕНО", "small and capital letters only"),
        ("амо crm", "a part of"),
        ("", "nothing between the quotes"),
    ],
    ids=[
        "itself",
        "look-alike",
        "part of a look-alike",
        "part in small letters",
        "capitals",
        "small look-alikes",
        "empty",
    ],
)
def test_a_slip_of_the_pen_does_not_make_a_message_unseen(text: str, told: str) -> None:
    with pytest.raises(Unmet, match=told):
        texts.no_message(stage(), ANN, text)


def test_a_message_of_a_moment_is_seen_at_least_for_that() -> None:
    texts.message_once(stage(seen(FLASH)), ANN, "Успішно підключено!")
    texts.message_once(stage(), ANN, BANNER)


@pytest.mark.parametrize(("person", "text"), [("Bob", "Успішно підключено!"), ("Ann", "Успішно підключено")])
def test_a_message_that_never_was_there_is_told_with_all_that_were(person: str, text: str) -> None:
    with pytest.raises(Unmet, match=r"Ann never sees the message .* Texts of the whole scenario: "):
        texts.message_once(stage(seen(FLASH, person=person)), ANN, text)


def test_a_message_is_never_seen() -> None:
    texts.message_never(stage(seen(FLASH, person="Bob")), ANN, "Успішно підключено!")


@pytest.mark.parametrize("text", ["Успішно підключено!", "успішно підключено", "Успiшно підключено!"])
def test_a_message_of_a_moment_is_not_never_seen(text: str) -> None:
    with pytest.raises(Unmet, match="in this scenario"):
        texts.message_never(stage(seen(FLASH)), ANN, text)


def test_a_button_is_seen_or_not() -> None:
    texts.button(stage(), ANN, "Підключити")
    texts.no_button(stage(), ANN, "Відключити")


@pytest.mark.parametrize(
    ("outcome", "text", "told"),
    [
        (texts.button, "Підключати", "nearest is “Підключити”. Buttons: Підключити · Спробувати знову"),
        (texts.button, BANNER, "doesn't see the button"),
        (texts.button, "", "nothing between the quotes"),
        (texts.no_button, "Підключити", "Ann sees the button “Підключити”$"),
        (texts.no_button, "спробувати", "only a part of “Спробувати знову”"),
        (texts.no_button, "Пiдключити", r"i \(Latin\)"),
        (texts.no_button, "", "nothing between the quotes"),
    ],
)
def test_a_button_is_told_apart_from_its_like(outcome: Outcome, text: str, told: str) -> None:
    with pytest.raises(Unmet, match=told):
        outcome(stage(), ANN, text)


def test_without_any_button_nothing_is_shown_to_choose_from() -> None:
    with pytest.raises(Unmet, match="Buttons: nothing"):
        texts.button(stage(), seeing(screen("home")), "CRM")
