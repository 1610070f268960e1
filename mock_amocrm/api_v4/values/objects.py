"""Types whose value is an object: legal entities, invoice items, linked entities, payers, suppliers, files."""

from collections.abc import Callable, Mapping

from mock_amocrm.api_v4.draft import Draft
from mock_amocrm.api_v4.entity import Choice, Field, Type
from mock_amocrm.api_v4.validation import checked_object
from mock_amocrm.api_v4.values.field_type import Reader, Value, given
from mock_amocrm.api_v4.values.plain import LATEST, text_of
from mock_amocrm.state.account import Account, Row

Object = dict[str, object]
Rule = Callable[[Draft, Object, str], None]
ELEMENTS = "catalog_elements"  # rows of catalogs
REFERABLE = {"contacts": "contacts", "companies": "companies", "catalog_elements": ELEMENTS}


def _loose(draft: Draft, value: object, path: str) -> object:
    """A text or a number: articles and identifiers of other systems are either."""
    if text_of(value) is None:
        draft.refuse_type("string", path)
    return value


def _texts(*names: str) -> tuple[Field, ...]:
    return tuple(Field(name=name, type=Type.STRING, nullable=True) for name in names)


def _exists(kind: str) -> Choice:
    return lambda account, number: account.row(kind, number) is not None


def _is_private_or_legal(_: Account, number: int) -> bool:
    return number in (1, 2)


NAME = Field(name="name", type=Type.STRING, required=True)
REQUISITES = _texts("vat_id", "kpp", "tax_registration_reason_code", "address", "real_address", "bank_code")
LEGAL_ENTITY = (
    NAME,
    Field(name="entity_type", nullable=True, choice=_is_private_or_legal),
    *REQUISITES,
    *_texts("external_uid", "unp", "bin", "egrpou"),
)
DISCOUNT = (
    Field(name="type", type=Type.STRING, among=("percentage", "amount")),
    Field(name="value", type=Type.FLOAT),
)
ITEM = (
    Field(name="sku", parse=_loose, nullable=True),
    Field(name="description", parse=_loose, nullable=True),
    Field(name="unit_price", type=Type.FLOAT, nullable=True),
    Field(name="quantity", type=Type.FLOAT, nullable=True),
    Field(name="unit_type", type=Type.STRING, nullable=True),
    Field(name="discount", type=Type.OBJECT, fields=DISCOUNT, nullable=True),
    Field(name="vat_rate_id", parse=_loose, nullable=True),
    Field(name="vat_rate_value", type=Type.FLOAT, nullable=True),
    Field(name="external_uid", parse=_loose, nullable=True),
    Field(name="product_id", nullable=True, choice=_exists(ELEMENTS)),
    Field(name="bonus_points_per_purchase", type=Type.FLOAT, nullable=True),
    Field(name="metadata", type=Type.OBJECT, nullable=True),
)
ENTITY_TYPE = Field(name="entity_type", type=Type.STRING, among=tuple(REFERABLE), nullable=True)
LINKED_ENTITY = (
    Field(name="name", type=Type.STRING, nullable=True),
    Field(name="entity_id", nullable=True),
    ENTITY_TYPE,
    Field(name="catalog_id", nullable=True, choice=_exists("catalogs")),
)
PAYER = (
    Field(name="name", type=Type.STRING, nullable=True),
    Field(name="type", type=Type.STRING, among=("legal", "individual"), nullable=True),
    *REQUISITES,
    ENTITY_TYPE,
    Field(name="entity_id", nullable=True),
    *_texts("unp", "bin", "egrpou", "mfo", "bank_account_number", "oked", "director"),
)
SUPPLIER = (Field(name="entity_id", required=True, choice=_exists(ELEMENTS)),)
FILE = (
    Field(name="file_uuid", type=Type.STRING, required=True),
    Field(name="version_uuid", type=Type.STRING, nullable=True),
    Field(name="file_name", type=Type.STRING, nullable=True),
    Field(name="file_size", nullable=True),
)


def described_by(fields: tuple[Field, ...], *rules: Rule) -> Reader:
    """An object with these keys; those that were not sent are kept as null, and unknown ones are left out."""

    def read(draft: Draft, _: Row, item: Value, path: str) -> Value | None:
        sent = given(draft, item, path)
        if sent is None:
            return None
        where = f"{path}.value"
        known: Object = {field.name: None for field in fields}
        known |= checked_object(draft, fields, sent, where)
        for rule in rules:
            rule(draft, known, where)
        return {"value": known}

    return read


def refer(draft: Draft, known: Object, path: str) -> None:
    """What an object refers to has to be there; its name is taken from it unless it was sent."""
    number, kind = known["entity_id"], REFERABLE.get(str(known["entity_type"]))
    if number is None or kind is None:
        return
    row = draft.seen(kind, number) if isinstance(number, int) else None
    if row is None:
        draft.refuse("NotSupportedChoice", f"{path}.entity_id")
    elif known["name"] is None:
        known["name"] = row.get("name")


def name_or_refer(draft: Draft, known: Object, path: str) -> None:
    """A payer is written out or is an entity of the account."""
    if known["name"] is None and known["entity_id"] is None:
        draft.refuse("FieldMissing", f"{path}.name")


def sum_up(_: Draft, known: Object, __: str) -> None:
    """What an item costs. How amoCRM counts isn't documented: that a percentage is of the whole sum is a guess."""
    total = _number(known["unit_price"]) * _number(known["quantity"])
    discount = known["discount"]
    if isinstance(discount, Mapping):
        off = _number(discount.get("value"))
        total -= total * off / 100 if discount.get("type") == "percentage" else off
    known |= {
        "total_sum": round(total, 2) if abs(total) < LATEST else None,
        "is_discount_recalculated": False,
        "is_total_sum_recalculated": False,
    }


def read_chain_link(draft: Draft, field: Row, item: Value, path: str) -> Value | None:
    """One step down a chained list: an element of one of its catalogs. There is no `value` here."""
    known = checked_object(draft, CHAIN_LINK, item, path)
    lists = field.get("chained_lists")
    catalogs = [step.get("catalog_id") for step in lists] if isinstance(lists, tuple) else []
    catalog, element = known.get("catalog_id"), known.get("catalog_element_id")
    if catalog is None or element is None:
        return None
    if catalog not in catalogs:
        draft.refuse("NotSupportedChoice", f"{path}.catalog_id")
        return None
    row = draft.account.row(ELEMENTS, element) if isinstance(element, int) else None
    if row is None or row.get("catalog_id") != catalog:
        draft.refuse("NotSupportedChoice", f"{path}.catalog_element_id")
        return None
    return {"catalog_id": catalog, "catalog_element_id": element}


CHAIN_LINK = (Field(name="catalog_id", required=True), Field(name="catalog_element_id", required=True))


def never(_: Value, __: str) -> bool:
    """No filter finds these."""
    return False


def _number(value: object) -> float:
    return float(value) if isinstance(value, int | float) else 0.0
