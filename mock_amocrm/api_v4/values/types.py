"""Every type of custom field in one table."""

from collections.abc import Mapping

from mock_amocrm.api_v4.values.choices import chosen_from, read_address_line, read_multitext, same_choice
from mock_amocrm.api_v4.values.field_type import FieldType
from mock_amocrm.api_v4.values.objects import (
    FILE,
    ITEM,
    LEGAL_ENTITY,
    LINKED_ENTITY,
    PAYER,
    SUPPLIER,
    described_by,
    name_or_refer,
    never,
    read_chain_link,
    refer,
    sum_up,
)
from mock_amocrm.api_v4.values.plain import (
    read_flag,
    read_moment,
    read_number,
    read_text,
    same_flag,
    same_number,
    same_text,
)

EVERYWHERE = frozenset({"leads", "contacts", "companies", "customers", "catalogs", "segments"})
CARDS = frozenset({"leads", "contacts", "companies"})
SALES = frozenset({"leads", "customers"})
CATALOGS = frozenset({"catalogs"})
NOWHERE: frozenset[str] = frozenset()  # such fields come with the account

_TABLE = (
    FieldType(name="text", entities=EVERYWHERE, read=read_text, matches=same_text),
    FieldType(name="textarea", entities=EVERYWHERE, read=read_text, matches=same_text),
    FieldType(name="streetaddress", entities=EVERYWHERE, read=read_text, matches=same_text),
    FieldType(name="url", entities=EVERYWHERE, read=read_text, matches=same_text),
    FieldType(name="tracking_data", entities=frozenset({"leads"}), read=read_text, matches=same_text),
    FieldType(name="numeric", entities=EVERYWHERE, read=read_number, matches=same_number, ranged=True),
    FieldType(name="price", entities=CATALOGS, read=read_number, matches=same_number, ranged=True),
    FieldType(name="monetary", entities=CARDS | SALES, read=read_number, matches=same_number, ranged=True),
    FieldType(name="checkbox", entities=EVERYWHERE, read=read_flag, matches=same_flag),
    FieldType(name="date", entities=EVERYWHERE, read=read_moment, matches=same_number, ranged=True),
    FieldType(name="date_time", entities=EVERYWHERE, read=read_moment, matches=same_number, ranged=True),
    FieldType(name="birthday", entities=CARDS, read=read_moment, matches=same_number, ranged=True),
    FieldType(name="select", entities=EVERYWHERE, read=chosen_from("enums"), matches=same_choice, choices="enums"),
    FieldType(name="radiobutton", entities=EVERYWHERE, read=chosen_from("enums"), matches=same_choice, choices="enums"),
    FieldType(
        name="multiselect",
        entities=EVERYWHERE,
        read=chosen_from("enums"),
        matches=same_choice,
        most=None,
        choices="enums",
    ),
    FieldType(name="category", entities=CATALOGS, read=chosen_from("nested"), matches=same_choice, choices="nested"),
    FieldType(name="multitext", entities=NOWHERE, read=read_multitext, matches=same_text, most=None),
    FieldType(name="smart_address", entities=CARDS, read=read_address_line, matches=same_text, most=None),
    FieldType(name="legal_entity", entities=CARDS, read=described_by(LEGAL_ENTITY), matches=never, most=None),
    FieldType(name="items", entities=CATALOGS, read=described_by(ITEM, sum_up), matches=never, most=None),
    FieldType(name="linked_entity", entities=CATALOGS, read=described_by(LINKED_ENTITY, refer), matches=never),
    FieldType(name="payer", entities=CATALOGS, read=described_by(PAYER, name_or_refer, refer), matches=never),
    FieldType(name="supplier", entities=CATALOGS, read=described_by(SUPPLIER), matches=never),
    FieldType(name="file", entities=CARDS | SALES | CATALOGS, read=described_by(FILE), matches=never),
    FieldType(name="chained_list", entities=SALES, read=read_chain_link, matches=never, most=5),
)
TYPES: Mapping[str, FieldType] = {known.name: known for known in _TABLE}
