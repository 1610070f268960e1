"""Every text a person can read: the app's screens, and in three languages what a tester is told.

The CRM screens are Ukrainian and English in every language because the app itself never translated them.
AMO is written in Latin letters there; a Cyrillic АМО looks the same and never matches.
"""

from collections.abc import Mapping
from types import MappingProxyType

APP: Mapping[str, str] = MappingProxyType(
    {
        "sign_in.title": "Потрібна авторизація",
        "sign_in.explanation": "Для доступу до CRM потрібно увійти в систему",
        "sign_in.button": "Увійти",
        "sign_in.failed": "Не вдалося увійти: {detail}",
        "sign_in.email": "Електронна пошта",
        "sign_in.password": "Пароль",
        "home.home": "Головна",
        "home.crm": "CRM",
        "crm.checking": "Перевірка підключення...",
        "crm.banner": "Підключіть AMO CRM для синхронізації заявок",
        "crm.status.error": "Не вдалося перевірити підключення: {detail}",
        "crm.connect": "Підключити",
        "crm.badge": "Підключено до AMO CRM",
        "crm.disconnect": "Відключити",
        "crm.disconnect.title": "Відключити AMO CRM?",
        "crm.disconnect.question": "Ви впевнені, що хочете відключити ваш акаунт AMO CRM?",
        "crm.disconnect.cancel": "Скасувати",
        "crm.disconnect.failed": "Не вдалося відключити AMO CRM",
        "alert.title": "Помилка",
        "alert.browser": "Помилка при відкритті браузера",
        "alert.close": "Зрозуміло",
        "pipelines.loading": "Завантаження воронок та стадій...",
        "pipelines.loaded": "Завантажено {pipelines} воронок, {stages} стадій",
        "pipelines.error": "Помилка завантаження воронок: {detail}",
        "leads.loading": "Завантаження leads...",
        "leads.error": "Помилка завантаження leads",
        "leads.retry": "Спробувати знову",
        "leads.empty": "Немає leads",
        "leads.not_found": "Leads не знайдено",
        "leads.no_name": "Без імені",
        "leads.refresh": "Оновити список",
        "leads.region": "Заявки",
        "leads.price": "{price} $",
        "filter.open": "Фільтр",
        "filter.status": "Статус",
        "filter.pipeline": "Воронка",
        "filter.stage": "Етап",
        "filter.all": "Усі статуси",
        "filter.clear": "Скинути фільтр",
        "error.403": "Немає доступу до цього ресурсу.",
        "error.server": "Помилка сервера ({status}): {message}",
        "error.shape": "Невірний формат відповіді від сервера",
        "callback.connecting": "Підключення до AMO CRM...",
        "callback.wait": "Будь ласка, зачекайте",
        "callback.success": "Успішно підключено!",
        "callback.redirecting": "Ваш акаунт AMO CRM успішно підключено. Перенаправлення...",
        "callback.error": "Помилка підключення",
        "callback.try_again": "Помилка авторизації. Спробуйте ще раз.",
        "callback.missing_code": "Код авторизації відсутній.",
        "callback.back": "Повернутися до CRM",
        "lead.title": "Lead Details",
        "lead.name": "Lead Name",
        "lead.price": "Potential Value",
        "lead.contact": "Contact Information",
        "lead.error": "Lead not found or error loading.",
        "lead.back": "Назад до CRM",
    }
)

LOCALES: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "uk": {
            "leads_found": "{count} лідів знайдено",
            "all_stages": "Всі етапи",
            "search": "Знайти за ім'ям",
            "no_button": "На екрані «{screen}» немає кнопки «{button}»; є: {offered}.",
            "no_lead": "У списку немає ліда «{name}»; {hint}",
            "no_choice": "Вибрати «{name}» не можна; {hint}",
            "no_list": "На екрані «{screen}» немає списку лідів.",
            "nearest": "найближчий: «{near}».",
            "offered": "є: {offered}.",
            "nothing": "нічого",
            "in_background": "Застосунок у фоні: спершу поверніться до нього або передайте йому посилання.",
            "not_running": "Система завершила застосунок: спершу запустіть його.",
            "not_offered": "Бекенд не має виклику «{call}» (див. ApiShape), тож у застосунку немає цієї дії.",
            "link_scheme": "Застосунок не відкриває «{found}://»: його схема «{expected}».",
            "link_path": "Застосунок не має екрана «{found}»: він відкриває «{expected}».",
            "link_near": " Схоже на одруківку.",
            "connect_failed": "Застосунок не отримав адреси згоди: {reason}",
            "phone.launch": "Запустити застосунок",
            "phone.foreground": "Повернутися до застосунку",
        },
        "ru": {
            "leads_found": "{count} лидов найдено",
            "all_stages": "Все этапы",
            "search": "Найти по имени",
            "no_button": "На экране «{screen}» нет кнопки «{button}»; есть: {offered}.",
            "no_lead": "В списке нет лида «{name}»; {hint}",
            "no_choice": "Выбрать «{name}» нельзя; {hint}",
            "no_list": "На экране «{screen}» нет списка лидов.",
            "nearest": "ближайший: «{near}».",
            "offered": "есть: {offered}.",
            "nothing": "ничего",
            "in_background": "Приложение в фоне: сначала вернитесь к нему или передайте ему ссылку.",
            "not_running": "Система завершила приложение: сначала запустите его.",
            "not_offered": "У бэкенда нет вызова «{call}» (см. ApiShape), поэтому в приложении нет этого действия.",
            "link_scheme": "Приложение не открывает «{found}://»: его схема «{expected}».",
            "link_path": "У приложения нет экрана «{found}»: оно открывает «{expected}».",
            "link_near": " Похоже на опечатку.",
            "connect_failed": "Приложение не получило адреса согласия: {reason}",
            "phone.launch": "Запустить приложение",
            "phone.foreground": "Вернуться в приложение",
        },
        "en": {
            "leads_found": "{count} leads found",
            "all_stages": "All Stages",
            "search": "Find by name",
            "no_button": "The screen '{screen}' has no button «{button}»; it has: {offered}.",
            "no_lead": "The list has no lead «{name}»; {hint}",
            "no_choice": "There is no «{name}» to choose; {hint}",
            "no_list": "The screen '{screen}' has no list of leads.",
            "nearest": "the nearest is «{near}».",
            "offered": "it has: {offered}.",
            "nothing": "nothing",
            "in_background": "The app is in the background: return to it first, or hand it a link.",
            "not_running": "The system has ended the app: launch it first.",
            "not_offered": "The backend has no call '{call}' (see ApiShape), so the app doesn't offer this.",
            "link_scheme": "The app doesn't open '{found}://': its scheme is '{expected}'.",
            "link_path": "The app has no screen '{found}': it opens '{expected}'.",
            "link_near": " It looks like a typing mistake.",
            "connect_failed": "The app did not get the consent URL: {reason}",
            "phone.launch": "Launch the app",
            "phone.foreground": "Return to the app",
        },
    }
)


def locale(language: str) -> Mapping[str, str]:
    """The texts of one language."""
    if language not in LOCALES:
        raise ValueError(f"the phone has no language {language!r}; choose one of {', '.join(LOCALES)}")
    return LOCALES[language]
