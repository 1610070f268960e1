"""The entities of the API, and what is special about them, one file each."""

from mock_amocrm.api_v4.entity import Entity, Special
from mock_amocrm.api_v4.tables import (
    links,
    notes,
)
from mock_amocrm.api_v4.tables.account import ACCOUNT
from mock_amocrm.api_v4.tables.companies import COMPANIES
from mock_amocrm.api_v4.tables.contacts import CONTACTS
from mock_amocrm.api_v4.tables.leads import LEADS
from mock_amocrm.api_v4.tables.loss_reasons import LOSS_REASONS
from mock_amocrm.api_v4.tables.pipelines import PIPELINES
from mock_amocrm.api_v4.tables.statuses import STATUSES
from mock_amocrm.api_v4.tables.tasks import TASKS
from mock_amocrm.api_v4.tables.users import USERS

ENTITIES: tuple[Entity, ...] = (
    ACCOUNT,
    COMPANIES,
    CONTACTS,
    LEADS,
    LOSS_REASONS,
    *notes.ENTITIES,
    PIPELINES,
    STATUSES,
    TASKS,
    USERS,
)
SPECIALS: tuple[Special, ...] = (
    *links.SPECIALS,
    *notes.SPECIALS,
)
