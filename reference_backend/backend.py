"""What every request works with."""

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reference_backend.amocrm import AmoCrm
from reference_backend.database import Database
from reference_backend.settings import Settings

if TYPE_CHECKING:  # the seams are made of functions that take a Backend
    from reference_backend.seams import Seams


@dataclass(frozen=True, slots=True)
class Backend:
    settings: Settings
    database: Database
    amocrm: AmoCrm
    seams: "Seams"
    settled: threading.Condition
    """Notified whenever a callback's outcome is written down."""
