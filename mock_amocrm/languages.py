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
    products: str  # the catalog of goods
    catalog_fields: Mapping[str, str]  # of goods and of invoices, by their codes, and what can be chosen in them
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
        products="Товары",
        catalog_fields={
            "SKU": "Артикул",
            "DESCRIPTION": "Описание",
            "PRICE": "Цена",
            "SPECIAL_PRICE_1": "Специальная цена",
            "GROUP": "Группа",
            "EXTERNAL_ID": "Внешний ID",
            "UNIT": "Единица измерения",
            "BILL_STATUS": "Статус",
            "created": "Создан",
            "paid": "Оплачен",
            "PAYER": "Плательщик",
            "SUPPLIER": "Поставщик",
            "ITEMS": "Позиции",
            "BILL_VAT_TYPE": "Тип НДС",
            "vat_exempt": "Не облагается НДС",
            "vat_included": "НДС входит в стоимость",
            "vat_not_included": "НДС начисляется поверх стоимости",
            "BILL_PRICE": "Итоговая сумма",
            "BILL_PAYMENT_DATE": "Дата оплаты",
            "BILL_COMMENT": "Комментарий",
        },
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
        products="Товари",
        catalog_fields={
            "SKU": "Артикул",
            "DESCRIPTION": "Опис",
            "PRICE": "Ціна",
            "SPECIAL_PRICE_1": "Спеціальна ціна",
            "GROUP": "Група",
            "EXTERNAL_ID": "Зовнішній ID",
            "UNIT": "Одиниця виміру",
            "BILL_STATUS": "Статус",
            "created": "Створено",
            "paid": "Оплачено",
            "PAYER": "Платник",
            "SUPPLIER": "Постачальник",
            "ITEMS": "Позиції",
            "BILL_VAT_TYPE": "Тип ПДВ",
            "vat_exempt": "Не оподатковується ПДВ",
            "vat_included": "ПДВ входить у вартість",
            "vat_not_included": "ПДВ нараховується понад вартість",
            "BILL_PRICE": "Підсумкова сума",
            "BILL_PAYMENT_DATE": "Дата оплати",
            "BILL_COMMENT": "Коментар",
        },
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
        products="Products",
        catalog_fields={
            "SKU": "SKU",
            "DESCRIPTION": "Description",
            "PRICE": "Price",
            "SPECIAL_PRICE_1": "Special price",
            "GROUP": "Group",
            "EXTERNAL_ID": "External ID",
            "UNIT": "Unit",
            "BILL_STATUS": "Status",
            "created": "Created",
            "paid": "Paid",
            "PAYER": "Payer",
            "SUPPLIER": "Supplier",
            "ITEMS": "Items",
            "BILL_VAT_TYPE": "VAT type",
            "vat_exempt": "VAT exempt",
            "vat_included": "VAT included",
            "vat_not_included": "VAT on top",
            "BILL_PRICE": "Total",
            "BILL_PAYMENT_DATE": "Payment date",
            "BILL_COMMENT": "Comment",
        },
        titles=("Website request", "Repeat order", "Phone call", "Consultation", "Referral"),
    ),
}
