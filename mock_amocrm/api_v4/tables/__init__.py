"""The entities of the API, one file each."""

from mock_amocrm.api_v4.tables.account import ACCOUNT
from mock_amocrm.api_v4.tables.companies import COMPANIES
from mock_amocrm.api_v4.tables.contacts import CONTACTS
from mock_amocrm.api_v4.tables.leads import LEADS
from mock_amocrm.api_v4.tables.pipelines import PIPELINES
from mock_amocrm.api_v4.tables.statuses import STATUSES
from mock_amocrm.api_v4.tables.users import USERS

ENTITIES = (ACCOUNT, USERS, PIPELINES, STATUSES, LEADS, CONTACTS, COMPANIES)
