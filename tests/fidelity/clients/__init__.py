"""The published clients that the fake is held against."""

from collections.abc import Sequence

from tests.fidelity.clients.aioamocrm import AIOAMOCRM
from tests.fidelity.clients.amocrm_api import AMOCRM_API
from tests.fidelity.clients.amocrm_js import AMOCRM_JS
from tests.fidelity.clients.amotop import AMOTOP
from tests.fidelity.use import Client

CLIENTS: Sequence[Client] = (AIOAMOCRM, AMOCRM_API, AMOCRM_JS, AMOTOP)
