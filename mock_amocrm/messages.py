"""Every text that a person can read in the fake, in Ukrainian, Russian and English."""

from collections.abc import Mapping

DEFAULT_LANG = "ru"

TEXTS: Mapping[str, Mapping[str, str]] = {
    "ru": {
        "unnamed_lead": "Сделка #{number}",
        "unauthorized": "Неверный логин или пароль",
        "sign_in_title": "Вход в amoCRM",
        "sign_in_lead": "Войдите, чтобы предоставить доступ интеграции «{integration}»",
        "email": "Электронная почта",
        "password": "Пароль",
        "sign_in": "Войти",
        "sign_in_failed": "Неверный адрес или пароль",
        "form_expired": "Форма устарела, отправьте её ещё раз",
        "consent_title": "Предоставить доступ",
        "consent_lead": "Интеграция «{integration}» запрашивает доступ к аккаунту",
        "choose_account": "Выберите аккаунт",
        "account_required": "Выберите аккаунт, к которому предоставляется доступ",
        "permissions": "Интеграция получит доступ к следующему:",
        "full_access": "Вы администратор: интеграция получит полный доступ к данным аккаунта.",
        "allow": "Разрешить",
        "deny": "Отказать",
        "signed_in_as": "Вы вошли как {email}",
        "sign_out": "Войти под другим пользователем",
        "unknown_client_title": "Интеграция не найдена",
        "unknown_client": "Интеграции с идентификатором «{client_id}» нет. Проверьте параметр client_id.",
        "missing_client": "В адресе нет параметра client_id.",
        "unknown_account_title": "Аккаунт не найден",
        "unknown_account": "Аккаунта {host} нет.",
        "no_account_title": "Нет подходящего аккаунта",
        "no_account": "Установить интеграцию «{integration}» может только администратор аккаунта, "
        "а {email} не администратор ни в одном.",
        "scope_crm": "Данные аккаунта",
        "scope_files": "Файлы",
        "scope_files_delete": "Удаление файлов",
        "scope_notifications": "Центр уведомлений",
        "scope_push_notifications": "Push-уведомления",
        "scope_other": "Право «{scope}»",
    },
    "uk": {
        "unnamed_lead": "Угода #{number}",
        "unauthorized": "Невірний логін або пароль",
        "sign_in_title": "Вхід до amoCRM",
        "sign_in_lead": "Увійдіть, щоб надати доступ інтеграції «{integration}»",
        "email": "Електронна пошта",
        "password": "Пароль",
        "sign_in": "Увійти",
        "sign_in_failed": "Невірна адреса або пароль",
        "form_expired": "Форма застаріла, надішліть її ще раз",
        "consent_title": "Надати доступ",
        "consent_lead": "Інтеграція «{integration}» просить доступ до акаунта",
        "choose_account": "Оберіть акаунт",
        "account_required": "Оберіть акаунт, до якого надається доступ",
        "permissions": "Інтеграція отримає доступ до такого:",
        "full_access": "Ви адміністратор: інтеграція отримає повний доступ до даних акаунта.",
        "allow": "Дозволити",
        "deny": "Відмовити",
        "signed_in_as": "Ви увійшли як {email}",
        "sign_out": "Увійти під іншим користувачем",
        "unknown_client_title": "Інтеграцію не знайдено",
        "unknown_client": "Інтеграції з ідентифікатором «{client_id}» немає. Перевірте параметр client_id.",
        "missing_client": "В адресі немає параметра client_id.",
        "unknown_account_title": "Акаунт не знайдено",
        "unknown_account": "Акаунта {host} немає.",
        "no_account_title": "Немає відповідного акаунта",
        "no_account": "Встановити інтеграцію «{integration}» може лише адміністратор акаунта, "
        "а {email} не адміністратор у жодному.",
        "scope_crm": "Дані акаунта",
        "scope_files": "Файли",
        "scope_files_delete": "Видалення файлів",
        "scope_notifications": "Центр сповіщень",
        "scope_push_notifications": "Push-сповіщення",
        "scope_other": "Право «{scope}»",
    },
    "en": {
        "unnamed_lead": "Lead #{number}",
        "unauthorized": "Invalid user name or password",
        "sign_in_title": "Sign in to amoCRM",
        "sign_in_lead": "Sign in to grant access to the integration “{integration}”",
        "email": "E-mail",
        "password": "Password",
        "sign_in": "Sign in",
        "sign_in_failed": "Wrong e-mail or password",
        "form_expired": "The form has expired, please send it again",
        "consent_title": "Grant access",
        "consent_lead": "The integration “{integration}” asks for access to the account",
        "choose_account": "Choose an account",
        "account_required": "Choose the account to grant access to",
        "permissions": "The integration will have access to:",
        "full_access": "You are an administrator: the integration gets full access to the account's data.",
        "allow": "Allow",
        "deny": "Deny",
        "signed_in_as": "Signed in as {email}",
        "sign_out": "Sign in as somebody else",
        "unknown_client_title": "Integration not found",
        "unknown_client": "There is no integration with the id “{client_id}”. Check the client_id parameter.",
        "missing_client": "The address has no client_id parameter.",
        "unknown_account_title": "Account not found",
        "unknown_account": "There is no account {host}.",
        "no_account_title": "No account to choose",
        "no_account": "Only an account's administrator can install the integration “{integration}”, "
        "and {email} is not one anywhere.",
        "scope_crm": "Account data",
        "scope_files": "Files",
        "scope_files_delete": "Deleting files",
        "scope_notifications": "Notification centre",
        "scope_push_notifications": "Push notifications",
        "scope_other": "Permission “{scope}”",
    },
}
LANGS = tuple(TEXTS)


def text(key: str, *, lang: str, **values: str) -> str:
    """A text in a language; an unknown language reads the default one."""
    return TEXTS.get(lang, TEXTS[DEFAULT_LANG])[key].format(**values)


def scope_name(scope: str, *, lang: str) -> str:
    """A permission as the consent page calls it."""
    key = f"scope_{scope}"
    return text(key, lang=lang) if key in TEXTS[DEFAULT_LANG] else text("scope_other", lang=lang, scope=scope)
