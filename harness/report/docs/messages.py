"""The words of the documentation site in three languages."""

from collections.abc import Mapping
from typing import Final

MESSAGES: Final[Mapping[str, Mapping[str, str]]] = {
    "uk": {
        "title": "Що вміє ця інтеграція",
        "last_run": "Останній запуск",
        "not_proved": "Які баги ловить кожен сценарій, тут не сказано: серед цих подій немає запуску amocrm-e2e prove.",
        "features": "Функціонал",
        "feature": "Функціонал",
        "scenarios": "Сценаріїв",
        "result": "Останній результат",
        "catches": "Доведено, що ловить",
        "catches_nothing": "Не доведено, що цей сценарій ловить хоч один відомий баг.",
        "diagram": "Хто кого викликав",
        "repeat": "Запустити",
    },
    "ru": {
        "title": "Что умеет эта интеграция",
        "last_run": "Последний запуск",
        "not_proved": "Какие баги ловит каждый сценарий, здесь не сказано: среди этих событий нет запуска amocrm-e2e prove.",
        "features": "Функции",
        "feature": "Функция",
        "scenarios": "Сценариев",
        "result": "Последний результат",
        "catches": "Доказано, что ловит",
        "catches_nothing": "Не доказано, что этот сценарий ловит хоть один известный баг.",
        "diagram": "Кто кого вызвал",
        "repeat": "Запустить",
    },
    "en": {
        "title": "What this integration can do",
        "last_run": "Last run",
        "not_proved": "Which bugs each scenario catches isn't told: there is no run of amocrm-e2e prove among these events.",
        "features": "Features",
        "feature": "Feature",
        "scenarios": "Scenarios",
        "result": "Last result",
        "catches": "Proved to catch",
        "catches_nothing": "This scenario isn't proved to catch any known bug.",
        "diagram": "Who called whom",
        "repeat": "Run it",
    },
}


def say(lang: str) -> Mapping[str, str]:
    """The words of a language; English where there is no other."""
    return MESSAGES.get(lang, MESSAGES["en"])
