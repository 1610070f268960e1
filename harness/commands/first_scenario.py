"""The text of somebody's first scenario: connecting amoCRM, told in the sentences that come with the package."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

Outcome = Literal["allow", "deny", "late"]
INDENT: Final = "  "


@dataclass(frozen=True, slots=True)
class Answers:
    """What its author has said of it."""

    language: str
    title: str
    name: str
    leads: int
    outcome: Outcome
    browser: bool


TEXTS: Final[Mapping[str, Mapping[str, str]]] = {
    "uk": {
        "feature": "Функціонал",
        "scenario": "Сценарій",
        "title": "Підключення amoCRM",
        "name": "Олена",
        "allow": "{name} дозволяє доступ",
        "deny": "{name} відмовляє в доступі",
        "late": "{name} дозволяє доступ, але запізно",
        "leads": "Нехай {name} має акаунт amoCRM, у якому {leads}",
        "empty": "Нехай {name} має порожній акаунт amoCRM",
        "begin": "І {name} входить у застосунок\nКоли {name} натискає «Підключити»\nІ {name} входить в amoCRM",
        "press_allow": "І {name} натискає «Дозволити»",
        "press_deny": "І {name} натискає «Відмовити»",
        "press_late": "І {name} натискає «Дозволити», але сторінка callback відкривається через 21 хвилину",
        "return": "І {name} натискає «Return to App»",
        "then_allow": "Тоді жодного запиту не відхилено\nІ {name} бачить, що amoCRM підключено",
        "then_deny": "Тоді {name} бачить помилку підключення\nІ жодного коду не обміняно",
        "then_late": 'Тоді amoCRM відмовляє в обміні коду з підказкою "Authorization code has expired"\n'
        "І {name} бачить помилку підключення",
        "sees_leads": "І {name} бачить ліди свого акаунта",
        "sees_none": "І {name} не бачить жодного ліда",
        "not_connected": "Коли {name} повертається на екран CRM\nТоді {name} бачить, що amoCRM не підключено",
    },
    "ru": {
        "feature": "Функция",
        "scenario": "Сценарий",
        "title": "Подключение amoCRM",
        "name": "Ольга",
        "allow": "{name} разрешает доступ",
        "deny": "{name} отказывает в доступе",
        "late": "{name} разрешает доступ, но слишком поздно",
        "leads": "Допустим {name} имеет аккаунт amoCRM, в котором {leads}",
        "empty": "Допустим {name} имеет пустой аккаунт amoCRM",
        "begin": "И {name} входит в приложение\nКогда {name} нажимает «Подключить»\nИ {name} входит в amoCRM",
        "press_allow": "И {name} нажимает «Разрешить»",
        "press_deny": "И {name} нажимает «Отказать»",
        "press_late": "И {name} нажимает «Разрешить», но страница callback открывается через 21 минуту",
        "return": "И {name} нажимает «Return to App»",
        "then_allow": "Тогда ни один запрос не отклонён\nИ {name} видит, что amoCRM подключён",
        "then_deny": "Тогда {name} видит ошибку подключения\nИ ни один код не обменян",
        "then_late": 'Тогда amoCRM отказывает в обмене кода с подсказкой "Authorization code has expired"\n'
        "И {name} видит ошибку подключения",
        "sees_leads": "И {name} видит лиды своего аккаунта",
        "sees_none": "И {name} не видит ни одного лида",
        "not_connected": "Когда {name} возвращается на экран CRM\nТогда {name} видит, что amoCRM не подключён",
    },
    "en": {
        "feature": "Feature",
        "scenario": "Scenario",
        "title": "Connecting amoCRM",
        "name": "Ann",
        "allow": "{name} allows the access",
        "deny": "{name} denies the access",
        "late": "{name} allows the access, but too late",
        "leads": "Given {name} has an amoCRM account with {leads}",
        "empty": "Given {name} has an empty amoCRM account",
        "begin": "And {name} signs in to the app\nWhen {name} presses Connect\nAnd {name} signs in to amoCRM",
        "press_allow": "And {name} presses Allow",
        "press_deny": "And {name} presses Deny",
        "press_late": "And {name} presses Allow, but the callback page opens 21 minutes later",
        "return": "And {name} presses Return to App",
        "then_allow": "Then no request is refused\nAnd {name} sees that amoCRM is connected",
        "then_deny": "Then {name} sees the connection error\nAnd no code is redeemed",
        "then_late": 'Then amoCRM refuses the code with the hint "Authorization code has expired"\n'
        "And {name} sees the connection error",
        "sees_leads": "And {name} sees the leads of their account",
        "sees_none": "And {name} sees no leads",
        "not_connected": "When {name} returns to the CRM tab\nThen {name} sees that amoCRM is not connected",
    },
}
_FORMS: Final = {"uk": ("лід", "ліди", "лідів"), "ru": ("лид", "лида", "лидов"), "en": ("lead", "leads", "leads")}


def scenario_text(answers: Answers) -> str:
    """The whole file, in the layout of `amocrm-e2e fmt`."""
    words = TEXTS[answers.language]
    outcome = answers.outcome
    connected = outcome == "allow"
    parts = [
        words["leads" if answers.leads else "empty"],
        words["begin"],
        words[f"press_{outcome}"],
        words["return"],
        words[f"then_{outcome}"],
        *([] if connected else [words["not_connected"]]),
        words["sees_leads" if connected and answers.leads else "sees_none"],
    ]
    named = {"name": answers.name, "leads": _leads(answers.leads, answers.language)}
    steps = "\n".join(parts).format_map(named).split("\n")
    lines = [
        *([] if answers.language == "en" else [f"# language: {answers.language}"]),
        f"{words['feature']}: {answers.title}",
        "",
        *([f"{INDENT}@browser"] if answers.browser else []),
        f"{INDENT}{words['scenario']}: {words[outcome].format_map(named)}",
        *(2 * INDENT + step for step in steps),
    ]
    return "\n".join(lines) + "\n"


def file_name(title: str) -> str:
    """A title as the name of a file, in its own letters."""
    words = re.findall(r"\w+", title.lower())
    return "_".join(words)[:60].strip("_") or "scenario"


def _leads(count: int, language: str) -> str:
    one, few, many = _FORMS[language]
    if language == "en":
        return f"{count} {one if count == 1 else many}"
    if count % 10 == 1 and count % 100 != 11:
        return f"{count} {one}"
    return f"{count} {few if count % 10 in (2, 3, 4) and count % 100 not in (12, 13, 14) else many}"
