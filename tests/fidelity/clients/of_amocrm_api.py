"""amocrm-api: every public name of it, as its users would write it."""

from tests.fidelity.use import Chapter, Client, Throws, Use

BEGIN = """
import contextlib, inspect, io, os, tempfile
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

TOKEN = "POST /oauth2/access_token"
ASKED_FOR = "As it should be: {}."
UNLINKED = "`remove` posts to `/link` as well (`LinksInteraction.unlink` in `links.py`), so what it removes is linked once more."
NO_SUCH = "API v4 has no such method, and the fake answers as amoCRM does; the manager is the same for every model."
ROBOT = "An account's maker is 0, amoCRM's robot; the client asks for a user of that id, and there is none."
NO_TAG = "`Tag` has no manager of its own (`entity/tag.py`), so a tag can't make itself: `Tag.{0}.create` does it."

TOKENS = Chapter(
    "Tokens and account",
    [
        Use("TokenManager.init", "tokens.default_token_manager.init(CODES.pop())", None, TOKEN),
        Use(
            "TokenManager.init",
            "tokens.default_token_manager.init('def502')",
            Throws("Exception: "),
            f"{TOKEN} 400",
            why=ASKED_FOR.format("an unknown code is told by amoCRM's own hint"),
        ),
        Use(
            "TokenManager.get_access_token",
            "fresh = tokens.default_token_manager.get_access_token(); fresh.count('.')",
            2,
        ),
        Use(
            "TokenManager.get_access_token",
            "import jwt; kept = tokens.default_token_manager._storage;"
            " kept.save_tokens(jwt.encode({'exp': 1}, 'k' * 32), kept.get_refresh_token());"
            " tokens.default_token_manager.get_access_token() != fresh",
            True,
            TOKEN,
        ),
        Use(
            "MemoryTokensStorage.save_tokens",
            "memory = tokens.MemoryTokensStorage(); memory.save_tokens('a', 'r')",
            None,
        ),
        Use("MemoryTokensStorage.get_access_token", "memory.get_access_token()", "a"),
        Use("MemoryTokensStorage.get_refresh_token", "memory.get_refresh_token()", "r"),
        Use(
            "FileTokensStorage.save_tokens",
            "files = tokens.FileTokensStorage(tempfile.mkdtemp()); files.save_tokens('a', 'r')",
            None,
        ),
        Use("FileTokensStorage.get_access_token", "files.get_access_token()", "a"),
        Use("FileTokensStorage.get_refresh_token", "files.get_refresh_token()", "r"),
        Use(
            "BaseInteraction.get_headers", "interaction.BaseInteraction().get_headers()['Authorization'][:7]", "Bearer "
        ),
        Use(
            "BaseInteraction.request",
            "interaction.BaseInteraction().request('get', 'account')",
            [{"id": int}, 200],
            "GET account",
        ),
        Use(
            "AccountInteraction.get",
            "info = account.AccountInteraction().get(include=['version', 'task_types']); info",
            {"version": int, "_embedded": {"task_types": list}},
            "GET account",
        ),
        Use(
            "get_account_info",
            "account.get_account_info()",
            Throws("AttributeError"),
            why="`Manager.get` without an id lists, and `AccountInteraction` (`account.py`) has no `get_all`; nothing is asked.",
        ),
        Use("Account.current_user", "mine = account.Account(data=info); mine.current_user.name", str, "GET users/{id}"),
        *[
            Use(f"Account.{name}", f"mine.{name}", Throws("Wrong status 404"), "GET users/{id} 404", why=ROBOT)
            for name in ("created_by", "updated_by")
        ],
        Use("User.objects.all", "[each.id for each in User.objects.all()] == USERS", True, "GET users"),
        Use("User.objects.get", "User.objects.get(USERS[0]).is_admin", True, "GET users/{id}"),
        Use(
            "User.objects.filter",
            "[each.email for each in User.objects.filter(query=User.objects.get(USERS[1]).email)]",
            [str],
            ("GET users/{id}", "GET users"),
        ),
        Use("UsersInteraction.get_all", "len(list(user.UsersInteraction().get_all()))", 3, "GET users"),
        Use(
            "User.objects.create",
            "User.objects.create(name='Олег', email='oleg@example.com')",
            Throws("ValidationError"),
            "POST users 400",
            why="A user needs a password and rights, which the model has no fields for (`create` takes them as keywords).",
        ),
        Use(
            "User.objects.create",
            "none = {'view': 'D', 'edit': 'D', 'add': 'D', 'delete': 'D', 'export': 'D'};"
            " rights = {'leads': none, 'contacts': none, 'companies': none, 'tasks': {'edit': 'D', 'delete': 'D'}};"
            " User.objects.create(name='Олег', email='oleg@example.com', password='Passw0rd', rights=rights).id",
            int,
            "POST users",
            {"users/{}": {"name": "Олег", "email": "oleg@example.com"}},
        ),
        Use(
            "User.objects.update",
            "User.objects.update(USERS[0], name='Інша')",
            Throws("AmoApiException"),
            "PATCH users/{id} 405",
            why=NO_SUCH,
        ),
    ],
    awaits="POST users",
    world="demo",
)


ONE = {"Lead": "deal", "Contact": "person", "Company": "firm", "Customer": "buyer", "List": "catalog"}


def people(model: str, path: str) -> list[Use]:
    """Whose an entity is; each attribute costs a request."""
    one, read = ONE[model], f"GET {path}/{{id}}"
    return [
        Use(
            f"{model}.{name}",
            f"{one} = {model}.objects.get({one}.id); {one}.{name}.id == USERS[0]",
            True,
            (read, "GET users/{id}"),
        )
        for name in ("responsible_user", "created_by", "updated_by")
    ]


def managed(model: str, path: str, *, named: str = "Стіл") -> list[Use]:
    """The five methods of a model's manager, and what its instances do with them."""
    one = ONE[model]
    return [
        Use(
            f"{model}.objects.create",
            f"{one} = {model}.objects.create(name='{named}'); {one}.id",
            int,
            f"POST {path}",
            {f"{path}/{{}}": {"name": named}},
        ),
        Use(f"{model}.objects.get", f"{model}.objects.get({one}.id).name", named, f"GET {path}/{{id}}"),
        Use(
            f"{model}.objects.update",
            f"{model}.objects.update({one}.id, name='Шафа')",
            {"id": int, "updated_at": int},
            f"PATCH {path}/{{id}}",
            {f"{path}/{{id}}": {"name": "Шафа"}},
        ),
        Use(f"{model}.objects.all", f"[each.name for each in {model}.objects.all()]", ["Шафа"], f"GET {path}"),
        Use(
            f"{model}.objects.filter",
            f"[each.name for each in {model}.objects.filter(query='Шафа')]",
            ["Шафа"],
            f"GET {path}",
        ),
        Use(
            f"{model}.save",
            f"{one} = {model}(name='Комод'); {one}.save(); {one}.name = 'Стелаж'; {one}.save(); {one}.id",
            int,
            (f"POST {path}", f"PATCH {path}/{{id}}"),
            {f"{path}/{{}}": {"name": "Стелаж"}},
        ),
    ]


def surroundings(model: str, path: str) -> list[Use]:
    """Tags, notes and tasks of an entity, through its attributes."""
    one = ONE[model]
    read = f"GET {path}/{{id}}"
    return [
        Use(
            f"{model}.tags",
            f"{one} = {model}.objects.get({one}.id); {one}.tags.append('дуб'); {one}.save(); {one}.id",
            int,
            (read, f"PATCH {path}/{{id}}"),
            {f"{path}/{{}}": {"_embedded": {"tags": [{"name": "дуб"}]}}},
        ),
        Use(
            f"{model}.tags",
            f"{one} = {model}.objects.get({one}.id); {one}.tags.remove('дуб'); {one}.save(); {one}.id",
            int,
            (read, f"PATCH {path}/{{id}}"),
            {f"{path}/{{}}": {"_embedded": {"tags": []}}},
        ),
        Use(
            f"{model}.notes",
            f"Note = {one}.notes; written = Note(text='Увага'); written.save(); {{'note': written.id, 'of': {one}.id}}",
            {"note": int},
            f"POST {path}/{{entity_id}}/notes",
            {f"{path}/{{of}}/notes/{{note}}": {"note_type": "common", "params": {"text": "Увага"}}},
        ),
        Use(
            f"{model}.tasks",
            f"due = datetime(2033, 5, 18); {one}.tasks.add(Task(text='Подзвонити', task_type_id=1, complete_till=due));"
            f" [each.text for each in {one}.tasks]",
            ["Подзвонити"],
            ("POST tasks", "GET tasks"),
        ),
    ]


LEADS = Chapter(
    "Leads",
    [
        *managed("Lead", "leads"),
        *people("Lead", "leads"),
        Use("Lead.pipeline", "deal.pipeline.is_main", True, "GET leads/pipelines/{id}"),
        Use("Lead.status", "deal.status.name", str, "GET leads/pipelines/{id}"),
        Use(
            "Lead.status",
            "stages = deal.pipeline.statuses; deal.status = stages[-3].name; deal.save(); deal.status.id == stages[-3].id",
            True,
            (
                "GET leads/pipelines/{id}",
                "GET leads/pipelines/{id}",
                "GET leads/pipelines/{pipeline_id}/statuses",
                "PATCH leads/{id}",
                "GET leads/pipelines/{id}",
            ),
        ),
        *surroundings("Lead", "leads"),
        Use(
            "Lead.contacts",
            "person = Contact.objects.create(name='Олег'); deal.contacts.append(person, main=True);"
            " [each.name for each in Lead.objects.get(deal.id).contacts]",
            ["Олег"],
            ("POST contacts", "POST leads/{entity_id}/link", "GET leads/{id}", "GET contacts/{id}"),
            {"contacts?with=leads": {"_embedded": {"contacts": [{"_embedded": {"leads": [{"id": int}]}}]}}},
        ),
        Use(
            "Lead.contacts",
            "deal.contacts.remove(person); deal.id",
            int,
            "POST leads/{entity_id}/link",
            {"leads/{}/links": {"_embedded": {"links": [{"to_entity_type": "contacts"}]}}},
            why=UNLINKED,
        ),
        Use(
            "LinksInteraction.link", "links.LinksInteraction().link(deal, person)", None, "POST leads/{entity_id}/link"
        ),
        Use(
            "LinksInteraction.unlink",
            "links.LinksInteraction().unlink(deal, person)",
            None,
            "POST leads/{entity_id}/link",
            why=UNLINKED,
        ),
        Use(
            "GenericInteraction.get_list",
            "[each['name'] for each in interaction.GenericInteraction(path='leads').get_list(1, filters=())]",
            [str, str],
            "GET leads",
        ),
        Use(
            "GenericInteraction.get_list",
            "interaction.GenericInteraction(path='leads').get_list(1)",
            Throws("TypeError"),
            why="`filters=None` by default, and `_list` iterates it (`interaction.py`): without `filters=()` nothing is asked.",
        ),
        Use(
            "GenericInteraction.get_all",
            "len(list(interaction.GenericInteraction(path='leads').get_all()))",
            2,
            "GET leads",
        ),
        Use(
            "GenericInteraction.get",
            "interaction.GenericInteraction(path='leads').get(deal.id)",
            {"id": int},
            "GET leads/{id}",
        ),
        Use(
            "GenericInteraction.get",
            "interaction.GenericInteraction(path='leads').get(1)",
            Throws("NotFound"),
            "GET leads/{id} 204",
            why=ASKED_FOR.format("an unknown lead is answered 204"),
        ),
        Use(
            "GenericInteraction.create",
            "interaction.GenericInteraction(path='leads').create({'name': 'Ліжко'})",
            {"id": int},
            "POST leads",
            {"leads/{id}": {"name": "Ліжко"}},
        ),
        Use(
            "GenericInteraction.update",
            "interaction.GenericInteraction(path='leads').update(deal.id, {'price': 7})",
            {"id": int},
            "PATCH leads/{id}",
            {"leads/{id}": {"price": 7}},
        ),
        Use(
            "Lead.create",
            "made = Lead(name='Крісло', price=5, created_at=datetime(2020, 1, 1)); made.create(); made.id",
            int,
            "POST leads",
            {"leads/{}": {"price": 5}},
        ),
        Use(
            "Lead.update", "made.price = 6; made.update(); made.id", int, "PATCH leads/{id}", {"leads/{}": {"price": 6}}
        ),
    ],
)

CONTACTS = Chapter(
    "Contacts",
    [
        *managed("Contact", "contacts"),
        *people("Contact", "contacts"),
        *surroundings("Contact", "contacts"),
        Use(
            "Contact.company",
            "firm = Company.objects.create(name='Ліс'); person.company = firm; Contact.objects.get(person.id).company.name",
            "Ліс",
            ("POST companies", "POST contacts/{entity_id}/link", "GET contacts/{id}", "GET companies/{id}"),
        ),
        Use(
            "Contact.leads",
            "deal = Lead.objects.create(name='Стіл'); person.leads.append(deal); [each.name for each in Contact.objects.get(person.id).leads]",
            ["Стіл"],
            ("POST leads", "POST contacts/{entity_id}/link", "GET contacts/{id}", "GET leads/{id}"),
        ),
    ],
)

COMPANIES = Chapter(
    "Companies",
    [
        *managed("Company", "companies"),
        *people("Company", "companies"),
        *surroundings("Company", "companies"),
        Use(
            "Company.leads",
            "deal = Lead.objects.create(name='Стіл'); firm.leads.append(deal); [each.name for each in Company.objects.get(firm.id).leads]",
            ["Стіл"],
            ("POST leads", "POST companies/{entity_id}/link", "GET companies/{id}", "GET leads/{id}"),
        ),
        Use(
            "Company.contacts",
            "person = Contact.objects.create(name='Олег'); firm.contacts.append(person);"
            " [each.name for each in Company.objects.get(firm.id).contacts]",
            ["Олег"],
            ("POST contacts", "POST companies/{entity_id}/link", "GET companies/{id}", "GET contacts/{id}"),
        ),
        Use(
            "Company.customers",
            "customer.CustomersInteraction().enable('periodicity'); buyer = Customer.objects.create(name='Олена', next_date=2000000000);"
            " firm.customers.append(buyer); [each.name for each in Company.objects.get(firm.id).customers]",
            ["Олена"],
            (
                "PATCH customers/mode",
                "POST customers",
                "POST companies/{entity_id}/link",
                "GET companies/{id}",
                "GET customers/{id}",
            ),
        ),
    ],
    awaits="customers",
)

CUSTOMERS = Chapter(
    "Customers",
    [
        Use(
            "CustomersInteraction.enable",
            "customer.CustomersInteraction().enable('periodicity')",
            {"mode": "periodicity", "is_enabled": True},
            "PATCH customers/mode",
        ),
        *managed("Customer", "customers"),
        *people("Customer", "customers"),
        *surroundings("Customer", "customers")[:2],
        *surroundings("Customer", "customers")[3:],
        Use(
            "Customer.contacts",
            "person = Contact.objects.create(name='Олег'); buyer.contacts.append(person);"
            " [each.name for each in Customer.objects.get(buyer.id).contacts]",
            ["Олег"],
            ("POST contacts", "POST customers/{entity_id}/link", "GET customers/{id}", "GET contacts/{id}"),
        ),
        Use(
            "Customer.company",
            "firm = Company.objects.create(name='Ліс'); buyer.company = firm; Customer.objects.get(buyer.id).company.name",
            "Ліс",
            ("POST companies", "POST customers/{entity_id}/link", "GET customers/{id}", "GET companies/{id}"),
        ),
        Use(
            "CustomersInteraction.set",
            "customer.CustomersInteraction().set(True, mode='segments')",
            {"mode": "segments"},
            "PATCH customers/mode",
        ),
        Use(
            "CustomersInteraction.disable",
            "customer.CustomersInteraction().disable()",
            {"is_enabled": False},
            "PATCH customers/mode",
        ),
    ],
    awaits="customers",
)

NO_LEADS = "`entity/list.py` copies a contact's attributes; a catalog has none of them: {}."

CATALOGS = Chapter(
    "Catalogs",
    [
        *managed("List", "catalogs")[:1],
        Use("List.objects.get", "catalog = List.objects.get(catalog.id); catalog.name", "Стіл", "GET catalogs/{id}"),
        Use(
            "List.objects.update",
            "List.objects.update(catalog.id, name='Шафа')",
            {"id": int},
            "PATCH catalogs/{id}",
            {"catalogs/{id}": {"name": "Шафа"}},
        ),
        Use("List.objects.all", "'Шафа' in [each.name for each in List.objects.all()]", True, "GET catalogs"),
        Use("List.objects.filter", "'Шафа' in [each.name for each in List.objects.filter()]", True, "GET catalogs"),
        Use(
            "List.save",
            "catalog.name = 'Комод'; catalog.save(); catalog.id",
            int,
            "PATCH catalogs/{id}",
            {"catalogs/{}": {"name": "Комод"}},
        ),
        Use("List.company", "catalog.company", None),
        Use(
            "List.leads",
            "list(catalog.leads)",
            Throws("TypeError"),
            why=NO_LEADS.format("`leads` iterates over nothing"),
        ),
        Use(
            "List.tags",
            "catalog.tags.append('дуб'); catalog.save()",
            Throws("ValidationError"),
            "PATCH catalogs/{id} 400",
            why=NO_LEADS.format("it is sent no name"),
        ),
        Use(
            "List.notes",
            "catalog.notes.objects.get(1)",
            Throws("Wrong status 404"),
            "GET /api/v4/catalogs/{}/notes/1 404",
            why=NO_LEADS.format("there are no notes of it"),
        ),
        Use("List.tasks", "list(catalog.tasks)", [], "GET tasks"),
    ],
    awaits="catalogs",
)


def tags(kind: str) -> list[Use]:
    """The dictionary of one entity's tags."""
    return [
        Use(f"Tag.{kind}.create", f"made = Tag.{kind}.create(name='дуб'); made.id", int, f"POST {kind}/tags"),
        Use(f"Tag.{kind}.all", f"[each.name for each in Tag.{kind}.all()]", ["дуб"], f"GET {kind}/tags"),
        Use(
            f"Tag.{kind}.filter", f"[each.name for each in Tag.{kind}.filter(query='ду')]", ["дуб"], f"GET {kind}/tags"
        ),
        Use(f"Tag.{kind}.get", f"Tag.{kind}.get(query='дуб').id == made.id", True, f"GET {kind}/tags"),
    ]


TAGS = Chapter(
    "Tags",
    [
        Use(
            "CustomersInteraction.enable",
            "customer.CustomersInteraction().enable()",
            {"mode": "segments"},
            "PATCH customers/mode",
        ),
        *tags("leads"),
        Use("Tag.leads.update", "Tag.leads.update(made.id, name='бук')", {"id": int}, "PATCH leads/tags/{id}"),
        Use(
            "Tag.leads.get",
            "Tag.leads.get(made.id)",
            Throws("Wrong status 405"),
            "GET /api/v4/leads/tags/{} 405",
            why=NO_SUCH,
        ),
        *tags("contacts"),
        Use(
            "Tag.contacts.update",
            "Tag.contacts.update(made.id, name='бук')",
            Throws("Wrong status 404"),
            "PATCH /api/v4/contacts/tags/{} 404",
            why=NO_SUCH,
        ),
        *tags("companies"),
        Use(
            "Tag.companies.update",
            "Tag.companies.update(made.id, name='бук')",
            Throws("Wrong status 404"),
            "PATCH /api/v4/companies/tags/{} 404",
            why=NO_SUCH,
        ),
        *tags("customers"),
        Use(
            "Tag.customers.update",
            "Tag.customers.update(made.id, name='бук')",
            Throws("Wrong status 404"),
            "PATCH /api/v4/customers/tags/{} 404",
            why=NO_SUCH,
        ),
        Use("Tag.save", "Tag(name='клен').save()", Throws("AttributeError"), why=NO_TAG.format("leads")),
    ],
    awaits="tags",
)

NOTES = Chapter(
    "Notes and tasks",
    [
        Use(
            "Note.objects.create",
            "deal = Lead.objects.create(name='Стіл'); made = deal.notes.objects.create(note_type='common', params={'text': 'Увага'}); made.id",
            int,
            ("POST leads", "POST leads/{entity_id}/notes"),
            {"leads/notes/{}": {"params": {"text": "Увага"}}},
        ),
        Use(
            "Note.objects.get",
            "one = deal.notes.objects.get(made.id); one.text",
            "Увага",
            "GET leads/{entity_id}/notes/{id}",
        ),
        Use(
            "Note.objects.all",
            "[each.id for each in deal.notes.objects.all()] == [made.id]",
            True,
            "GET leads/{entity_id}/notes",
        ),
        Use(
            "Note.objects.filter",
            "len(list(deal.notes.objects.filter(filters=[filters.SingleFilter('note_type')('common')])))",
            1,
            "GET leads/{entity_id}/notes",
        ),
        Use(
            "Note.objects.update",
            "deal.notes.objects.update(made.id, note_type='common', params={'text': 'Так'})",
            {"id": int},
            "PATCH leads/{entity_id}/notes/{id}",
            {"leads/notes/{id}": {"params": {"text": "Так"}}},
        ),
        Use(
            "Note.save",
            "one.text = 'Ні'; one.save()",
            Throws("ValidationError"),
            "PATCH leads/{entity_id}/notes/{id} 400",
            why="It sends what has changed and nothing else (`model.py`); a note's type is required with it.",
        ),
        Use("Note.created_by", "one.created_by.id == USERS[0]", True, "GET users/{id}"),
        Use("Note.updated_by", "one.updated_by.id == USERS[0]", True, "GET users/{id}"),
        Use("Note.responsible_user", "one.responsible_user.id == USERS[0]", True, "GET users/{id}"),
        Use(
            "Task.objects.create",
            "job = Task.objects.create(text='Подзвонити', complete_till=datetime(2033, 5, 18).timestamp(), entity_id=deal.id, entity_type='leads'); job.id",
            int,
            "POST tasks",
            {"tasks/{}": {"text": "Подзвонити", "is_completed": False}},
        ),
        Use(
            "Task.objects.get",
            "job = Task.objects.get(job.id); [job.text, job.complete_till.year]",
            ["Подзвонити", 2033],
            "GET tasks/{id}",
        ),
        Use(
            "Task.objects.update",
            "Task.objects.update(job.id, text='Зустрітися')",
            {"id": int},
            "PATCH tasks/{id}",
            {"tasks/{id}": {"text": "Зустрітися"}},
        ),
        Use("Task.objects.all", "[each.text for each in Task.objects.all()]", ["Зустрітися"], "GET tasks"),
        Use(
            "Task.objects.filter",
            "[each.text for each in Task.objects.filter(filters=[filters.SingleFilter('is_completed')(0)])]",
            ["Зустрітися"],
            "GET tasks",
        ),
        Use(
            "Task.save",
            "job.is_completed = True; job.save(); job.id",
            int,
            "PATCH tasks/{id}",
            {"tasks/{}": {"is_completed": True}},
        ),
        Use("Task.entity", "job.entity.name", "Стіл", "GET leads/{id}"),
        Use("Task.created_by", "job.created_by.id == USERS[0]", True, "GET users/{id}"),
        Use("Task.updated_by", "job.updated_by.id == USERS[0]", True, "GET users/{id}"),
        Use("Task.responsible_user", "job.responsible_user.id == USERS[0]", True, "GET users/{id}"),
    ],
)

PIPELINES = Chapter(
    "Pipelines and statuses",
    [
        Use("Pipeline.objects.all", "[main] = Pipeline.objects.all(); main.is_main", True, "GET leads/pipelines"),
        Use("Pipeline.objects.filter", "len(list(Pipeline.objects.filter()))", 1, "GET leads/pipelines"),
        Use(
            "Pipeline.objects.get",
            "[each.id for each in Pipeline.objects.get(main.id).statuses][-2:]",
            [142, 143],
            "GET leads/pipelines/{id}",
        ),
        Use(
            "Pipeline.objects.create",
            "second = Pipeline.objects.create(name='Оренда', sort=20, is_main=False, is_unsorted_on=False, _embedded={'statuses': [{'name': 'Старт', 'sort': 10}]}); second.id",
            int,
            "POST leads/pipelines",
            {"leads/pipelines/{}": {"name": "Оренда", "is_main": False}},
        ),
        Use(
            "Pipeline.objects.update",
            "Pipeline.objects.update(second.id, name='Продаж')",
            {"name": "Продаж"},
            "PATCH leads/pipelines/{id}",
            {"leads/pipelines/{id}": {"name": "Продаж"}},
        ),
        Use(
            "Pipeline.save",
            "second.name = 'Ремонт'; second.save(); second.id",
            int,
            "PATCH leads/pipelines/{id}",
            {"leads/pipelines/{}": {"name": "Ремонт"}},
        ),
        Use(
            "Status.get_for",
            "stages = Status.get_for(second); [each.name for each in stages.all()][0]",
            "Старт",
            "GET leads/pipelines/{pipeline_id}/statuses",
        ),
        Use("Status.get_for", "stages.get(142).type", 0, "GET leads/pipelines/{pipeline_id}/statuses/{id}"),
        Use(
            "Status.get_for",
            "stages.get(query='старт').is_editable",
            True,
            "GET leads/pipelines/{pipeline_id}/statuses",
        ),
        Use(
            "Status.get_for",
            "made = stages.create(name='Далі', sort=20); made.id",
            int,
            "POST leads/pipelines/{pipeline_id}/statuses",
        ),
        Use(
            "Status.get_for",
            "stages.update(made.id, name='Потім')",
            {"name": "Потім"},
            "PATCH leads/pipelines/{pipeline_id}/statuses/{id}",
        ),
        Use(
            "StatusesInteraction.get_all",
            "len(list(pipeline.StatusesInteraction(second.id).get_all(query='Потім')))",
            1,
            "GET leads/pipelines/{pipeline_id}/statuses",
        ),
    ],
)

EVENTS = Chapter(
    "Events and calls",
    [
        Use(
            "Event.objects.all",
            "deal = Lead.objects.create(name='Стіл'); Lead.objects.update(deal.id, status_id=142); [each.type for each in Event.objects.all()].count('lead_added')",
            1,
            ("POST leads", "PATCH leads/{id}", "GET events"),
        ),
        Use(
            "Event.objects.filter",
            "[moved] = Event.objects.filter(filters=[filters.SingleFilter('type')('lead_status_changed')]); moved.value_after",
            {"id": 142},
            "GET events",
        ),
        Use(
            "Event.objects.get",
            "Event.objects.get(moved.id).value_before",
            {"id": int, "pipeline_id": int},
            "GET events/{id}",
        ),
        Use("Event.created_by", "moved.created_by.id == USERS[0]", True, "GET users/{id}"),
        Use(
            "EventsInteraction.get_all",
            "len(list(events.EventsInteraction().get_all(filters=[filters.SingleListFilter('entity')('lead')]))) > 1",
            True,
            "GET events",
        ),
        Use(
            "Event.objects.create",
            "Event.objects.create(type='lead_added')",
            Throws("Wrong status 405"),
            "POST events 405",
            why=NO_SUCH,
        ),
        Use(
            "Event.objects.update",
            "Event.objects.update(moved.id, type='x')",
            Throws("Wrong status 405"),
            "PATCH /api/v4/events/{} 405",
            why=NO_SUCH,
        ),
        Use(
            "Call.create",
            "person = Contact.objects.create(name='Олег', custom_fields_values=[{'field_code': 'PHONE', 'values': [{'value': '+380501112233'}]}]);"
            " Call().create('inbound', '+380501112233', 'АТС', timedelta(seconds=30), uniq='1', link='https://pbx.example/1', result='ok', status=4,"
            " created_by=USERS[0], updated_by=USERS[0], created_at=datetime(2024, 1, 1), updated_at=datetime(2024, 1, 1))",
            {"entity_type": "contact", "entity_id": int},
            ("POST contacts", "POST calls"),
            {"contacts/{entity_id}/notes": {"_embedded": {"notes": [{"note_type": "call_in"}]}}},
        ),
        *[
            Use(
                f"Call.{name}",
                f"Call().{name}()",
                Throws("TypeError"),
                why="It says so itself, and means `NotImplementedError` (`entity/call.py`).",
            )
            for name in ("get", "get_list", "get_all", "update")
        ],
    ],
    awaits="events and calls",
)

FILTERS = Chapter(
    "Filters",
    [
        Use("filters.Filter", "len(list(Lead.objects.filter(filters=[filters.Filter('id')])))", 7, "GET leads"),
        Use(
            "filters.SingleFilter",
            "every = list(Lead.objects.all()); [each.id for each in Lead.objects.filter(filters=[filters.SingleFilter('id')(every[0].id)])] == [every[0].id]",
            True,
            ("GET leads", "GET leads"),
        ),
        Use(
            "filters.SingleListFilter",
            "[each.id for each in Lead.objects.filter(filters=[filters.SingleListFilter('id')(every[1].id)])] == [every[1].id]",
            True,
            "GET leads",
        ),
        Use(
            "filters.MultiFilter",
            "[each.id for each in Lead.objects.filter(filters=[filters.MultiFilter('id')([every[2].id])])] == [every[2].id]",
            True,
            "GET leads",
        ),
        Use(
            "filters.RangeFilter",
            "len(list(Lead.objects.filter(filters=[filters.RangeFilter('price')(90000, 200000)])))",
            2,
            "GET leads",
        ),
        Use(
            "filters.DateRangeFilter",
            "len(list(Lead.objects.filter(filters=[filters.DateRangeFilter('created_at')(datetime(2000, 1, 1), datetime(2090, 1, 1))])))",
            7,
            "GET leads",
        ),
        Use(
            "filters.FiltersByPipelineAndStatus",
            "[each.status.id for each in Lead.objects.filter(filters=[filters.FiltersByPipelineAndStatus('statuses')(every[0].pipeline.id, 142)])]",
            [142],
            ("GET leads/pipelines/{id}", "GET leads", "GET leads/pipelines/{id}"),
        ),
        Use(
            "filters.EventsFiltersByPipelineAndStatus",
            "Lead.objects.update(every[0].id, status_id=143); stage = every[0].status;"
            " len(list(Event.objects.filter(filters=[filters.EventsFiltersByPipelineAndStatus('x')(every[0].pipeline.id, stage.id)])))",
            1,
            ("PATCH leads/{id}", "GET leads/pipelines/{id}", "GET leads/pipelines/{id}", "GET events"),
        ),
    ],
    awaits="events",
    world="demo",
)


def valued(kind: str, type_: str, value: str, read: object, *, enums: str = "()", then: str = "") -> Use:
    """A custom field of one type, written and read back through a model of one's own."""
    return Use(
        f"custom_field.{kind}",
        f"Deal = defined(custom_field.{kind}, '{type_}', {enums}); made = Deal(name='Стіл', own={value}); made.save();"
        f" Deal.objects.get(made.id).own{then}",
        read,
        ("POST leads/custom_fields", "GET leads/custom_fields", "POST leads", "GET leads/{id}"),
    )


def reached(kind: str, name: str, value: str) -> Use:
    """A contact's phone or address."""
    return Use(
        f"custom_field.{kind}",
        f"Person = type('Person', (Contact,), {{'own': custom_field.{kind}('{name}')}}); made = Person(name='Олег', own='{value}');"
        " made.save(); Person.objects.get(made.id).own",
        value,
        ("GET contacts/custom_fields", "POST contacts", "GET contacts/{id}"),
    )


DAY = "datetime(2024, 5, 17, 12)"
FIELDS = Chapter(
    "Custom fields",
    [
        valued("TextCustomField", "text", "'дуб'", "дуб"),
        valued("TextAreaCustomField", "textarea", "'дуб\\nбук'", "дуб\nбук"),
        valued("UrlCustomField", "url", "'https://shop.example'", "https://shop.example"),
        valued("StreetAddressCustomField", "streetaddress", "'Київ, Хрещатик, 1'", "Київ, Хрещатик, 1"),
        valued("NumericCustomField", "numeric", "12.5", 12.5),
        valued("CheckboxCustomField", "checkbox", "True", True),
        valued("DateCustomField", "date", DAY, "2024-05-17"),
        valued("DateTimeCustomField", "date_time", DAY, "2024-05-17T12:00:00"),
        valued("SelectCustomField", "select", "'білий'", "білий", enums="('білий', 'чорний')", then=".value"),
        valued(
            "RadioButtonCustomField", "radiobutton", "'чорний'", "чорний", enums="('білий', 'чорний')", then=".value"
        ),
        valued(
            "MultiSelectCustomField",
            "multiselect",
            "['білий', 'чорний']",
            int,
            enums="('білий', 'чорний')",
            then="[1].id",
        ),
        valued("BaseCustomField", "tracking_data", "[{'value': 'mail'}]", None),
        reached("ContactPhoneField", "Телефон", "+380501112233"),
        reached("ContactEmailField", "Email", "oleg@example.com"),
        Use(
            "CustomFieldModel.get_for",
            "len(list(CustomFieldModel.get_for(Contact())))",
            int,
            "GET contacts/custom_fields",
        ),
        Use(
            "CustomFieldModel.create_for",
            "CustomFieldModel.create_for(Lead(), 'Матеріал', 'MATERIAL', 500)",
            Throws("ValidationError"),
            "POST leads/custom_fields 400",
            why="It sends no `type`, which a field can't be made without (`entity/custom_field.py`).",
        ),
        Use("cli.slugify", "cli.slugify('Телефон 2')", "telefon_two"),
        Use(
            "cli.get_fields_for",
            "rows = list(cli.get_fields_for(Contact)); 'PHONE' in [each.code for each in rows]",
            True,
            "GET contacts/custom_fields",
        ),
        Use(
            "cli.render_field",
            "cli.render_field(next(each for each in rows if each.code == 'PHONE'))[-13:]",
            'code="PHONE")',
        ),
        Use(
            "cli.render_field_enums",
            "chosen = next(each for each in cli.get_fields_for(Lead) if each.type == 'select'); 'SelectValue' in cli.render_field_enums(chosen)",
            True,
            "GET leads/custom_fields",
        ),
        Use("cli.render_model", "'ContactEmailField' in cli.render_model(Contact)", True, "GET contacts/custom_fields"),
        Use(
            "cli.render_models_file",
            "cli.render_models_file('').count('class ') > 2",
            True,
            ("GET contacts/custom_fields", "GET companies/custom_fields", "GET leads/custom_fields"),
        ),
        Use(
            "cli.gen",
            "'class Lead(_Lead)' in printed(cli.gen, CLIENT_ID, CLIENT_SECRET, SUBDOMAIN, REDIRECT_URI, tempfile.mkdtemp(), CODES.pop())",
            True,
            (TOKEN, "GET contacts/custom_fields", "GET companies/custom_fields", "GET leads/custom_fields"),
        ),
        Use(
            "cli.get_args",
            "os.environ |= {'AMOCRM_CLIENT_ID': CLIENT_ID, 'AMOCRM_SECRET': CLIENT_SECRET, 'AMOCRM_SUBDOMAIN': SUBDOMAIN,"
            " 'AMOCRM_REDIRECT_URL': REDIRECT_URI}; cli.get_args()[2] == SUBDOMAIN",
            True,
        ),
        Use("cli.check_envs", "cli.check_envs()", None),
        Use(
            "cli.main",
            "'class Contact(_Contact)' in printed(cli.main)",
            True,
            ("GET contacts/custom_fields", "GET companies/custom_fields", "GET leads/custom_fields"),
        ),
    ],
    awaits="custom fields",
)

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
