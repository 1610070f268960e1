"""The account itself: one object, most of whose parts appear only when `with=` names them."""

from mock_amocrm.api_v4.call import Call
from mock_amocrm.api_v4.entity import Embed, Entity, Field, Show, Type
from mock_amocrm.api_v4.tables.catalogs import INVOICES, catalog_of
from mock_amocrm.api_v4.tables.entity_names import ENTITY_NAMES
from mock_amocrm.api_v4.verbs import SINGLE
from mock_amocrm.api_v4.view import View
from mock_amocrm.flavour import flavour_of
from mock_amocrm.state.account import Row
from mock_amocrm.state.lasting_uuid import lasting_uuid

ACCOUNT_ROW = 1  # kind "account" has one row; what a world does not say comes from here:
UNTOLD: Row = {
    "id": ACCOUNT_ROW,
    "created_at": 1_600_000_000,
    "created_by": 0,
    "updated_at": 1_600_000_000,
    "updated_by": 0,
    "country": "RU",
    "currency": "RUB",
    "currency_symbol": "₽",
    "timezone": "Europe/Moscow",
    "timezone_offset": "+03:00",
    "customers_mode": "segments",  # what a fresh account has isn't documented; the documentation's sample says this
}


def by_path(call: Call) -> Row:
    """The account's row, whole."""
    return {**UNTOLD, **(call.account.row("account", ACCOUNT_ROW) or {})}


def always(value: object) -> Show:
    """The same in every account of the fake."""
    return lambda _, __: value


def identifier(purpose: str) -> Show:
    """A UUID that stays the same for an account, whatever it is called."""
    return lambda view, _: lasting_uuid(view.account, purpose)


def rows_of(kind: str) -> Show:
    """Small dictionaries that a world brings, as they are."""
    return lambda view, _: view.account.rows(kind)


def show_datetime_settings(_: View, row: Row) -> object:
    """How the account writes dates; the misspelt twin of date_format is real."""
    return {
        "date_pattern": "d.m.Y H:i",
        "short_date_pattern": "d.m.Y",
        "short_time_pattern": "H:i",
        "date_format": "d.m.Y",
        "date_formant": "d.m.Y",
        "time_format": "H:i:s",
        "timezone": row["timezone"],
        "timezone_offset": row["timezone_offset"],
    }


def show_invoices_settings(view: View, _: Row) -> object:
    """Which catalog has the invoices, and their language."""
    catalog = catalog_of(view.account, INVOICES)
    return {"lang": view.account.lang, "invoices_catalog_id": None if catalog is None else catalog["id"]}


ACCOUNT = Entity(
    kind="account",
    path="account",
    verbs=(SINGLE,),
    fields=(
        Field(name="id", show=lambda view, _: view.account.id),
        Field(name="name", type=Type.STRING, show=lambda view, _: view.account.name),
        Field(name="subdomain", type=Type.STRING, show=lambda view, _: view.account.subdomain),
        Field(name="created_at"),
        Field(name="created_by"),
        Field(name="updated_at"),
        Field(name="updated_by"),
        Field(name="current_user_id", show=lambda view, _: view.user_id),
        Field(name="country", type=Type.STRING),
        Field(name="currency", type=Type.STRING),
        Field(name="currency_symbol", type=Type.STRING),
        Field(name="customers_mode", type=Type.STRING),
        Field(name="is_unsorted_on", type=Type.BOOL, show=always(True)),
        Field(name="mobile_feature_version", show=always(0)),
        Field(name="is_loss_reason_enabled", type=Type.BOOL, show=always(True)),
        Field(name="is_helpbot_enabled", type=Type.BOOL, show=always(False)),
        Field(name="is_technical_account", type=Type.BOOL, show=always(False)),
        Field(name="contact_name_display_order", show=always(1)),
        Field(name="language", type=Type.STRING, show=lambda view, _: view.account.lang),
        Field(name="amojo_id", type=Type.STRING, show=identifier("amojo"), asked=True),
        Field(name="uuid", type=Type.STRING, show=identifier("account"), asked=True),
        Field(name="version", show=always(11), asked=True),
        Field(
            name="drive_url",
            type=Type.STRING,
            show=lambda view, _: f"https://{flavour_of(view.account.domain).drive_host}",
            asked=True,
        ),
        Field(name="is_api_filter_enabled", type=Type.BOOL, show=always(True), asked=True),
        Field(name="entity_names", type=Type.OBJECT, show=always(ENTITY_NAMES), asked=True),
        Field(
            name="invoices_settings",
            type=Type.OBJECT,
            show=show_invoices_settings,
            asked=True,
        ),
    ),
    embeds=(
        Embed(
            name="amojo_rights",
            show=always({"can_direct": True, "can_create_groups": True}),
            asked_by="amojo_rights",
        ),
        Embed(name="users_groups", show=rows_of("users_groups"), asked_by="users_groups"),
        Embed(name="task_types", show=rows_of("task_types"), asked_by="task_types"),
        Embed(name="datetime_settings", show=show_datetime_settings, asked_by="datetime_settings"),
    ),
    self_path=lambda _, __: "account",
    locate=by_path,
)
