"""What a fresh account of each language comes with: names of stages, fields and reasons, country, money, phones."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """Defaults of one language; a world may name its own pipelines, stages and titles."""

    faker_locale: str
    country: str
    currency: str
    currency_symbol: str
    timezone: str
    timezone_offset: str
    phone: str  # # is any digit
    admin: str
    group: str
    pipeline: str
    incoming: str
    stages: tuple[str, ...]
    won: str
    lost: str
    loss_reasons: tuple[str, ...]
    task_types: tuple[str, str]
    position: str
    phone_field: str
    email_field: str
    site_field: str
    address_field: str
    main_group: str
    statistic_group: str
    titles: tuple[str, ...]


LANGUAGES: Mapping[str, Language] = {
    "ru": Language(
        faker_locale="ru_RU",
        country="RU",
        currency="RUB",
        currency_symbol="₽",
        timezone="Europe/Moscow",
        timezone_offset="+03:00",
        phone="+7 9## ###-##-##",
        admin="Администратор",
        group="Отдел продаж",
        pipeline="Воронка",
        incoming="Неразобранное",
        stages=("Первичный контакт", "Переговоры", "Принимают решение", "Согласование договора"),
        won="Успешно реализовано",
        lost="Закрыто и не реализовано",
        loss_reasons=("Слишком дорого", "Пропала потребность", "Не устроили условия", "Выбрали других"),
        task_types=("Связаться", "Встреча"),
        position="Должность",
        phone_field="Телефон",
        email_field="Email",
        site_field="Web",
        address_field="Адрес",
        main_group="Основное",
        statistic_group="Статистика",
        titles=("Заявка с сайта", "Повторный заказ", "Звонок", "Консультация", "Заказ по рекомендации"),
    ),
    "uk": Language(
        faker_locale="uk_UA",
        country="UA",
        currency="UAH",
        currency_symbol="₴",
        timezone="Europe/Kyiv",
        timezone_offset="+02:00",
        phone="+380 ## ### ## ##",
        admin="Адміністратор",
        group="Відділ продажів",
        pipeline="Воронка",
        incoming="Нерозібране",
        stages=("Первинний контакт", "Переговори", "Приймають рішення", "Узгодження договору"),
        won="Успішно реалізовано",
        lost="Закрито і не реалізовано",
        loss_reasons=("Занадто дорого", "Зникла потреба", "Не влаштували умови", "Обрали інших"),
        task_types=("Зв'язатися", "Зустріч"),
        position="Посада",
        phone_field="Телефон",
        email_field="Email",
        site_field="Web",
        address_field="Адреса",
        main_group="Основне",
        statistic_group="Статистика",
        titles=("Заявка з сайту", "Повторне замовлення", "Дзвінок", "Консультація", "Замовлення за рекомендацією"),
    ),
    "en": Language(
        faker_locale="en_US",
        country="US",
        currency="USD",
        currency_symbol="$",
        timezone="America/New_York",
        timezone_offset="-05:00",
        phone="+1 ### 555-01##",
        admin="Administrator",
        group="Sales department",
        pipeline="Pipeline",
        incoming="Incoming leads",
        stages=("Initial contact", "Discussions", "Decision making", "Contract discussion"),
        won="Closed - won",
        lost="Closed - lost",
        loss_reasons=("Too expensive", "No longer needed", "Terms did not suit", "Chose another company"),
        task_types=("Follow-up", "Meeting"),
        position="Position",
        phone_field="Phone",
        email_field="Email",
        site_field="Web",
        address_field="Address",
        main_group="Main",
        statistic_group="Statistics",
        titles=("Website request", "Repeat order", "Phone call", "Consultation", "Referral"),
    ),
}
