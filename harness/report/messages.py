"""The words of every report in three languages."""

from collections.abc import Mapping
from typing import Final

MESSAGES: Final[Mapping[str, Mapping[str, str]]] = {
    "uk": {
        "cause": "Причина",
        "happened": "Що сталося",
        "why": "Чому це ламає",
        "change": "Що змінити",
        "evidence": "Докази",
        "failed_step": "Крок",
        "no_cause": "Жодне правило не пояснює цю невдачу. Найкоротший ланцюжок, що до неї веде:",
        "works": "Шлях працює",
        "works_detail": "Пройдено сценаріїв: {count}. Неочікуваних відмов: 0. Знайдених причин: 0.",
        "broken": "Шлях зламано",
        "unreadable": "Файлів, які не вдалося прочитати",
        "interrupted": "Перервано. Завершено сценаріїв: {ended}, з них не пройшли: {failed}.",
        "repeat": "Повторити",
        "same": "Так само не пройшли",
        "unattributed": "Запити до мока, які не належать жодному сценарію",
        "undeclared": "відмова, якої не оголосив жоден крок: {exchange} → {status}",
        "missing": "оголошено, але не сталося: {caller} отримує відмову {statuses} на {role}",
    },
    "ru": {
        "cause": "Причина",
        "happened": "Что случилось",
        "why": "Почему это ломает",
        "change": "Что изменить",
        "evidence": "Доказательства",
        "failed_step": "Шаг",
        "no_cause": "Ни одно правило не объясняет эту неудачу. Кратчайшая цепочка, которая к ней ведёт:",
        "works": "Путь работает",
        "works_detail": "Пройдено сценариев: {count}. Неожиданных отказов: 0. Найденных причин: 0.",
        "broken": "Путь сломан",
        "unreadable": "Файлов, которые не удалось прочитать",
        "interrupted": "Прервано. Завершено сценариев: {ended}, из них не прошли: {failed}.",
        "repeat": "Повторить",
        "same": "Так же не прошли",
        "unattributed": "Запросы к моку, которые не принадлежат ни одному сценарию",
        "undeclared": "отказ, который не объявил ни один шаг: {exchange} → {status}",
        "missing": "объявлено, но не случилось: {caller} получает отказ {statuses} на {role}",
    },
    "en": {
        "cause": "Cause",
        "happened": "What happened",
        "why": "Why it breaks",
        "change": "What to change",
        "evidence": "Evidence",
        "failed_step": "Step",
        "no_cause": "No rule explains this failure. The shortest chain that leads to it:",
        "works": "The journey works",
        "works_detail": "Scenarios passed: {count}. Unexpected refusals: 0. Causes found: 0.",
        "broken": "The journey is broken",
        "unreadable": "Files that could not be read",
        "interrupted": "Interrupted. Scenarios ended: {ended}, of these failed: {failed}.",
        "repeat": "Repeat it",
        "same": "Failed the same way",
        "unattributed": "Requests at the mock that belong to no scenario",
        "undeclared": "a refusal that no step has declared: {exchange} → {status}",
        "missing": "declared, but it didn't happen: {caller} is refused at {role} with {statuses}",
    },
}


def say(lang: str) -> Mapping[str, str]:
    """The words of a language; English where there is no other."""
    return MESSAGES.get(lang, MESSAGES["en"])
