"""What a scenario may ask of the systems around it: Protocols and the values that they exchange; no I/O here."""

from harness.ports.backend import AppUser, Backend
from harness.ports.browser import Browser
from harness.ports.client import Client
from harness.ports.crm import Account, Crm, CrmLead, CrmUser, Fault, Hindrance, LeadDraft
from harness.ports.stage import Person, Refusal, Stage

__all__ = [
    "Account",
    "AppUser",
    "Backend",
    "Browser",
    "Client",
    "Crm",
    "CrmLead",
    "CrmUser",
    "Fault",
    "Hindrance",
    "LeadDraft",
    "Person",
    "Refusal",
    "Stage",
]
