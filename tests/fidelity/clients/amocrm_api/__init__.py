"""amocrm-api: every public name of it, as its users would write it."""

from tests.fidelity.clients.amocrm_api.catalogs import CATALOGS
from tests.fidelity.clients.amocrm_api.contacts import COMPANIES, CONTACTS
from tests.fidelity.clients.amocrm_api.customers import CUSTOMERS
from tests.fidelity.clients.amocrm_api.events import EVENTS
from tests.fidelity.clients.amocrm_api.fields import FIELDS
from tests.fidelity.clients.amocrm_api.filters import FILTERS
from tests.fidelity.clients.amocrm_api.leads import LEADS
from tests.fidelity.clients.amocrm_api.notes import NOTES
from tests.fidelity.clients.amocrm_api.pipelines import PIPELINES
from tests.fidelity.clients.amocrm_api.tags import TAGS
from tests.fidelity.clients.amocrm_api.tokens import TOKENS
from tests.fidelity.use import Client

BEGIN = """
import contextlib, inspect, io, os
from datetime import datetime, timedelta
from amocrm.v2 import *
from amocrm.v2 import account, cli, exceptions, fields, filters, interaction, links, manager, model, tokens
from amocrm.v2.entity import call, company, contact, customer, events, lead, list as lists, note, pipeline, tag, task, user
from amocrm.v2.entity.customer import Customer
from amocrm.v2.entity.list import List
tokens.default_token_manager(client_id=CLIENT_ID, client_secret=CLIENT_SECRET, subdomain=SUBDOMAIN,
    redirect_url=REDIRECT_URI, storage=tokens.MemoryTokensStorage())
tokens.default_token_manager.init(CODES.pop())
def defined(kind, type_, values):
    enums = [{"value": value, "sort": number} for number, value in enumerate(values)] or None
    field = {"name": kind.__name__, "type": type_, **({"enums": enums} if enums else {})}
    interaction.BaseInteraction().request("post", "leads/custom_fields", data=[field])
    return type("Deal", (Lead,), {"own": kind(kind.__name__)})
def printed(function, *given):
    with contextlib.redirect_stdout(io.StringIO()) as out:
        function(*given)
    return out.getvalue()
CustomFieldModel = custom_field.CustomFieldModel
"""


SURFACE = """
modules = [account, call, company, contact, custom_field, customer, events, filters, interaction, lead, links, lists, manager,
    model, note, pipeline, tag, task, tokens, user]
own = {name: thing for module in modules for name, thing in vars(module).items()
    if inspect.isclass(thing) and thing.__module__ == module.__name__ and not name.startswith("_")}
models = {name: thing for name, thing in own.items() if issubclass(thing, model.Model)} | {"Note": note._Note}
rest = {name: thing for name, thing in own.items() if name not in models}
managed = [[f"{name}.{attribute}.{method}"] for name, thing in models.items() for attribute, value in vars(thing).items()
    if isinstance(value, manager.Manager) for method in ("create", "update", "get", "filter", "all")]
asking = (fields._Link, note.NotesField, task.TaskField, tag.TagsField, lead._StatusesField)
related = [[f"{name}.{attribute}"] for name, thing in models.items() for attribute, value in vars(thing).items()
    if isinstance(value, asking)]
typed = [[f"{'filters' if issubclass(thing, filters.Filter) else 'custom_field'}.{name}"] for name, thing in rest.items()
    if issubclass(thing, (custom_field.BaseCustomField, filters.Filter))]
inner = (fields._BaseField, filters.Filter, manager.Manager)  # descriptors' hooks, and what stands under managed
written = {name: thing for name, thing in rest.items() if not issubclass(thing, inner)}
plain = [[f"cli.{name}"] for name, thing in vars(cli).items()
    if inspect.isfunction(thing) and thing.__module__ == cli.__name__ and not name.startswith("_")]
[*managed, *related, *typed, *plain, ["get_account_info"], *surface(models), *surface(written)]
"""


AMOCRM_API = Client(
    name="amocrm-api",
    version="2.6.1",
    registry="PyPI",
    language="python",
    reaches="amocrm.ru",
    about="`https://{subdomain}.amocrm.ru` is written into it, so it runs in a private network.",
    surface=SURFACE,
    begin=BEGIN,
    chapters=[TOKENS, LEADS, CONTACTS, COMPANIES, CUSTOMERS, CATALOGS, TAGS, NOTES, PIPELINES, EVENTS, FILTERS, FIELDS],
    apart={
        **dict.fromkeys(
            ("TokensStorage.get_access_token", "TokensStorage.get_refresh_token", "TokensStorage.save_tokens"),
            "what storages have in common; it does nothing",
        ),
        **dict.fromkeys(
            (
                "RedisTokensStorage.get_access_token",
                "RedisTokensStorage.get_refresh_token",
                "RedisTokensStorage.save_tokens",
            ),
            "it speaks to Redis only",
        ),
    },
)
