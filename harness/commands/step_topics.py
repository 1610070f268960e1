"""What the built-in sentences are about, by their module; somebody's own modules are called by their docstrings."""

import inspect
from collections.abc import Callable, Mapping
from typing import Final

TOPICS: Final[Mapping[str, Mapping[str, str]]] = {
    "scenarios.steps.accounts": {"uk": "Акаунти amoCRM", "ru": "Аккаунты amoCRM", "en": "Accounts of amoCRM"},
    "scenarios.steps.worlds": {
        "uk": "Акаунти з готовим наповненням",
        "ru": "Аккаунты с готовым наполнением",
        "en": "Accounts that come furnished",
    },
    "scenarios.steps.people": {"uk": "Колеги та права", "ru": "Коллеги и права", "en": "Colleagues and rights"},
    "scenarios.steps.leads": {"uk": "Зміни лідів в amoCRM", "ru": "Изменения лидов в amoCRM", "en": "Changes to leads"},
    "scenarios.steps.app": {"uk": "Дії в застосунку", "ru": "Действия в приложении", "en": "Actions in the app"},
    "scenarios.steps.session": {
        "uk": "Сесія застосунку та зв'язок",
        "ru": "Сессия приложения и связь",
        "en": "The app's session and its network",
    },
    "scenarios.steps.consent": {
        "uk": "Сторінка згоди та callback",
        "ru": "Страница согласия и callback",
        "en": "Consent page and callback",
    },
    "scenarios.steps.callback_page": {
        "uk": "Сторінка callback і браузер",
        "ru": "Страница callback и браузер",
        "en": "Callback page and browser",
    },
    "scenarios.steps.time": {"uk": "Час", "ru": "Время", "en": "Time"},
    "scenarios.steps.moods": {"uk": "Збої amoCRM", "ru": "Сбои amoCRM", "en": "Moods of amoCRM"},
    "scenarios.steps.screen": {"uk": "Екрани застосунку", "ru": "Экраны приложения", "en": "Screens of the app"},
    "scenarios.steps.texts": {
        "uk": "Повідомлення та кнопки",
        "ru": "Сообщения и кнопки",
        "en": "Messages and buttons",
    },
    "scenarios.steps.lead_filter": {"uk": "Фільтр лідів", "ru": "Фильтр лидов", "en": "The filter of leads"},
    "scenarios.steps.lead_list": {"uk": "Список лідів", "ru": "Список лидов", "en": "The list of leads"},
    "scenarios.steps.wire": {"uk": "Хто кого про що питає", "ru": "Кто кого о чём спрашивает", "en": "Who asks whom"},
    "scenarios.steps.deep_link": {
        "uk": "Посилання назад у застосунок",
        "ru": "Ссылка обратно в приложение",
        "en": "The link back to the app",
    },
    "scenarios.steps.webhooks": {"uk": "Вебхуки", "ru": "Вебхуки", "en": "Webhooks"},
    "scenarios.steps.answers": {"uk": "Коди відповідей", "ru": "Коды ответов", "en": "Status codes"},
}


def topic_of(function: Callable[..., object]) -> tuple[str, Mapping[str, str]]:
    """The key of a step's topic, and its titles."""
    name = function.__module__
    if name in TOPICS:
        return name, TOPICS[name]
    told = (inspect.getdoc(inspect.getmodule(function)) or "").split("\n\n")[0]
    first = " ".join(told.split()).partition(". ")[0].removesuffix(".")
    return name, {"en": first or name}
