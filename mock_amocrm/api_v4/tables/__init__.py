"""The entities of the API, and what is special about them, one file each."""

from mock_amocrm.api_v4.entity import Entity, Special
from mock_amocrm.api_v4.tables import (
    bots,
    calls,
    chat_templates,
    complex_leads,
    contact_chats,
    custom_field_groups,
    custom_fields,
    customers,
    drive,
    entity_files,
    events,
    links,
    notes,
    products,
    short_links,
    sources,
    subscriptions,
    tags,
    talks,
    transactions,
    unsorted,
    unsorted_sorting,
    users,
    webhooks,
    website_buttons,
    widgets,
)
from mock_amocrm.api_v4.tables.account import ACCOUNT
from mock_amocrm.api_v4.tables.catalog_elements import CATALOG_ELEMENTS
from mock_amocrm.api_v4.tables.catalogs import CATALOGS
from mock_amocrm.api_v4.tables.companies import COMPANIES
from mock_amocrm.api_v4.tables.contacts import CONTACTS
from mock_amocrm.api_v4.tables.currencies import CURRENCIES
from mock_amocrm.api_v4.tables.customer_statuses import CUSTOMER_STATUSES
from mock_amocrm.api_v4.tables.leads import LEADS
from mock_amocrm.api_v4.tables.loss_reasons import LOSS_REASONS
from mock_amocrm.api_v4.tables.pipelines import PIPELINES
from mock_amocrm.api_v4.tables.roles import ROLES
from mock_amocrm.api_v4.tables.segments import SEGMENTS
from mock_amocrm.api_v4.tables.statuses import STATUSES
from mock_amocrm.api_v4.tables.tasks import TASKS

ENTITIES: tuple[Entity, ...] = (
    ACCOUNT,
    bots.BOTS,
    CATALOG_ELEMENTS,
    CATALOGS,
    chat_templates.CHAT_TEMPLATES,
    COMPANIES,
    CONTACTS,
    CURRENCIES,
    *custom_field_groups.ENTITIES,
    *custom_fields.ENTITIES,
    CUSTOMER_STATUSES,
    customers.CUSTOMERS,
    events.EVENTS,
    LEADS,
    LOSS_REASONS,
    *notes.ENTITIES,
    PIPELINES,
    ROLES,
    SEGMENTS,
    *sources.ENTITIES,
    STATUSES,
    *subscriptions.ENTITIES,
    *tags.ENTITIES,
    *talks.ENTITIES,
    TASKS,
    *transactions.ENTITIES,
    *unsorted.ENTITIES,
    *users.ENTITIES,
    *webhooks.ENTITIES,
    website_buttons.WEBSITE_BUTTONS,
    widgets.WIDGETS,
)
SPECIALS: tuple[Special, ...] = (
    *bots.SPECIALS,
    calls.CALLS,
    calls.POP_UPS,
    *chat_templates.SPECIALS,
    *complex_leads.SPECIALS,
    *contact_chats.SPECIALS,
    *customers.SPECIALS,
    *drive.SPECIALS,
    *entity_files.SPECIALS,
    events.TYPES,
    *links.SPECIALS,
    *notes.SPECIALS,
    *products.SPECIALS,
    *short_links.SPECIALS,
    *talks.SPECIALS,
    *sources.SPECIALS,
    *transactions.SPECIALS,
    *unsorted.SPECIALS,
    *unsorted_sorting.SPECIALS,
    *users.SPECIALS,
    *webhooks.SPECIALS,
    *website_buttons.SPECIALS,
    *widgets.SPECIALS,
)
