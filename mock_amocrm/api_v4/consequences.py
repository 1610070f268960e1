"""What the API's own rows follow from: each hears of every change, whoever made it."""

from mock_amocrm.api_v4.closest_task import keep_closest
from mock_amocrm.events.recording import record
from mock_amocrm.state.account import Watcher

CONSEQUENCES: tuple[Watcher, ...] = (keep_closest, record)
