"""aioamocrm: every public name of it, as its users would write it."""

from tests.fidelity.use import Chapter, Client, Use

SURFACE = """
import inspect
import aioamocrm
def resources(thing, label):
    yield label, type(thing)
    for name, part in list(vars(thing).items()):
        if type(part).__module__ == "aioamocrm._resources" and not name.startswith("_"):
            yield from resources(part, f"{label}.{name}")
exported = {name: getattr(aioamocrm, name) for name in aioamocrm.__all__}
classes = {name: each for name, each in exported.items() if inspect.isclass(each) and not issubclass(each, Exception)}
called = [[name] for name, each in exported.items() if inspect.isfunction(each)]
del classes["AmoCRMClient"]
[*(group for label, kind in resources(amo, "amo") for group in surface({label: kind})), *surface(classes), *called]
"""

BEGIN = """
import random, tempfile
from aioamocrm import *
auth = OAuth2(CLIENT_ID, CLIENT_SECRET, REDIRECT_URI)
amo = AmoCRMClient(auth=auth, base_url=ORIGIN, rate_limit=None)
await amo.exchange_code(CODES.pop())
endpoint = TokenEndpoint(amo.http, amo.token_url)
admin = USERS[0]
"""

TOKEN = "POST /oauth2/access_token"

TOKENS = Chapter(
    "Tokens",
    [
        Use("amo.exchange_code", "(await amo.exchange_code(CODES.pop())).token_type", "Bearer", TOKEN),
        Use(
            "OAuth2.exchange_code",
            "pair = await auth.exchange_code(endpoint, CODES.pop()); pair.access_token",
            str,
            TOKEN,
        ),
        Use(
            "OAuth2.refresh",
            "fresh = await auth.refresh(endpoint); fresh.refresh_token != pair.refresh_token",
            True,
            TOKEN,
        ),
        Use("OAuth2.get_token", "await auth.get_token(endpoint) == fresh.access_token", True),
        Use("OAuth2.handle_unauthorized", "await auth.handle_unauthorized(endpoint, fresh.access_token)", True, TOKEN),
        Use("LongLivedToken.get_token", "await LongLivedToken(fresh.access_token).get_token(endpoint)", str),
        Use(
            "LongLivedToken.handle_unauthorized", "await LongLivedToken('a').handle_unauthorized(endpoint, 'a')", False
        ),
        Use("MemoryTokenStorage.save", "memory = MemoryTokenStorage(); await memory.save(fresh)", None),
        Use("MemoryTokenStorage.load", "(await memory.load()) == fresh", True),
        Use(
            "JsonFileTokenStorage.save",
            "file = JsonFileTokenStorage(tempfile.mkdtemp() + '/tokens.json'); await file.save(fresh)",
            None,
        ),
        Use("JsonFileTokenStorage.load", "(await file.load()) == fresh", True),
        Use("TokenSet.to_dict", "fresh.to_dict()", {"access_token": str, "refresh_token": str, "expires_at": float}),
        Use("TokenSet.from_dict", "TokenSet.from_dict(fresh.to_dict()) == fresh", True),
        Use("TokenSet.expires_within", "fresh.expires_within(86_300, now=pair.expires_at - 86_400)", False),
        Use(
            "TokenSet.from_response",
            "answer = await amo.http.post(amo.token_url, json={'grant_type': 'authorization_code', 'code': CODES.pop(),"
            " 'client_id': CLIENT_ID, 'client_secret': CLIENT_SECRET, 'redirect_uri': REDIRECT_URI});"
            " TokenSet.from_response(answer.json(), now=0.0).expires_at",
            86400.0,
            TOKEN,
        ),
    ],
)

ACCOUNT = Chapter(
    "The client and its account",
    [
        Use(
            "amo.request",
            "(await amo.request('GET', 'account', params={'with': 'version'}))['version']",
            int,
            "GET account",
        ),
        Use(
            "amo.owns_url",
            "[amo.owns_url(amo.api_url + 'leads'), amo.owns_url('https://elsewhere.example/api/v4/leads')]",
            [True, False],
        ),
        Use(
            "amo.account.get",
            "await amo.account.get(with_=['amojo_id', 'users_groups', 'task_types', 'datetime_settings'])",
            {"id": int, "currency": str, "amojo_id": str, "_embedded": {"task_types": list, "users_groups": list}},
            "GET account",
        ),
        Use("Account.to_api", "(await amo.account.get()).to_api()['current_user_id']", int, "GET account"),
        Use(
            "amo.users.get_page",
            "[user.id for user in await amo.users.get_page(limit=2)] == USERS[:2]",
            True,
            "GET users",
        ),
        Use(
            "Page.has_next",
            "(await amo.users.get_page(limit=2)).has_next, (await amo.users.get_page(2, limit=2)).has_next",
            [True, False],
            ("GET users", "GET users"),
        ),
        Use(
            "amo.users.iterate",
            "[user.id async for user in amo.users.iterate(limit=2)] == USERS",
            True,
            ("GET users",) * 2,
        ),
        Use(
            "amo.users.get",
            "await amo.users.get(admin, with_=['role', 'group'])",
            {"rights": {"is_admin": True}},
            "GET users/{id}",
        ),
        Use(
            "amo.pipelines.list",
            "pipelines = await amo.pipelines.list(); pipelines[0].is_main",
            True,
            "GET leads/pipelines",
        ),
        Use("amo.pipelines.get", "(await amo.pipelines.get(pipelines[0].id)).name", str, "GET leads/pipelines/{id}"),
        Use(
            "amo.pipelines.statuses",
            "[stage.id for stage in await amo.pipelines.statuses(pipelines[0].id)][-2:]",
            [142, 143],
            "GET leads/pipelines/{pipeline_id}/statuses",
        ),
        Use("Pipeline.statuses", "len(pipelines[0].statuses)", 7),
        Use("Pipeline.status", "pipelines[0].status(142).color", "#CCFF66"),
        Use("RateLimiter.rate", "RateLimiter(7).rate", 7.0),
        Use("RateLimiter.acquire", "await RateLimiter(7).acquire()", None),
        Use("RetryPolicy.backoff", "RetryPolicy().backoff(1, random.Random(1))", float),
        Use("amo.aclose", "await AmoCRMClient(auth=auth, base_url=ORIGIN).aclose()", None),
    ],
    world="demo",
)


def entity(name: str, model: str, other: str, other_model: str, *, shown: bool) -> Chapter:
    """The same for leads, contacts and companies; `other` is what can be linked to them."""
    linked = {"to_entity_type": other, "to_entity_id": int}
    fields = f"amo.{name}.custom_fields"
    notes = f"amo.{name}.notes"
    return Chapter(
        name.capitalize(),
        [
            Use(
                f"amo.{name}.create",
                f"[ref] = await amo.{name}.create([{model}(name='Стіл', responsible_user_id=admin)]); ref",
                {"id": int, "request_id": "0"},
                f"POST {name}",
                {f"{name}/{{id}}": {"name": "Стіл"}},
            ),
            Use(
                f"amo.{name}.get",
                f"one = await amo.{name}.get(ref.id, with_=['{other}']); one",
                {"name": "Стіл", "is_deleted": False, "custom_fields_values": None},
                f"GET {name}/{{id}}",
            ),
            Use(
                f"amo.{name}.update",
                f"one.name = 'Шафа'; [ref] = await amo.{name}.update([one]); ref",
                {"id": int, "updated_at": int},
                f"PATCH {name}",
                {f"{name}/{{id}}": {"name": "Шафа"}},
            ),
            Use(
                f"amo.{name}.get_page",
                f"[each.name for each in await amo.{name}.get_page(query='Шаф')]",
                ["Шафа"],
                f"GET {name}",
            ),
            Use(
                f"amo.{name}.iterate",
                f"await amo.{name}.create([{model}(name=str(n)) for n in range(4)]);"
                f" len([each async for each in amo.{name}.iterate(limit=2, order={{'id': 'asc'}})])",
                5,
                (f"POST {name}", f"GET {name}", f"GET {name}", f"GET {name}"),
            ),
            Use(
                f"amo.{name}.link",
                f"[else_] = await amo.{other}.create([{other_model}(name='Олег')]);"
                f" await amo.{name}.link(ref.id, '{other}', else_.id)",
                [{**linked, "entity_id": int}],
                (f"POST {other}", f"POST {name}/{{entity_id}}/link"),
            ),
            Use(f"amo.{name}.links", f"await amo.{name}.links(ref.id)", [linked], f"GET {name}/{{entity_id}}/links"),
            Use(
                f"amo.{name}.unlink",
                f"await amo.{name}.unlink(ref.id, '{other}', else_.id); ref",
                {"id": int},
                f"POST {name}/{{entity_id}}/unlink",
                {f"{name}/{{id}}/links": {"_embedded": {"links": []}}},
            ),
            Use(
                f"{notes}.create",
                f"[note] = await {notes}.create([Note.common(ref.id, 'Передзвонити')]); note",
                {"id": int, "entity_id": int},
                f"POST {name}/notes",
                {f"{name}/notes/{{id}}": {"note_type": "common", "params": {"text": "Передзвонити"}}},
            ),
            Use(
                f"{notes}.get",
                f"(await {notes}.get(note.id, entity_id=ref.id)).text",
                "Передзвонити",
                f"GET {name}/{{entity_id}}/notes/{{id}}",
            ),
            Use(
                f"{notes}.get_page",
                f"[each.id for each in await {notes}.get_page()] == [note.id]",
                True,
                f"GET {name}/notes",
            ),
            Use(
                f"{notes}.iterate",
                f"[each.id async for each in {notes}.iterate(entity_id=ref.id)] == [note.id]",
                True,
                f"GET {name}/{{entity_id}}/notes",
            ),
            Use(
                f"{fields}.get_page",
                f"await amo.request('POST', '{name}/custom_fields', json=[{{'name': 'Колір', 'type': 'text'}}]);"
                f" page = await {fields}.get_page(); [each.name for each in page][-1:]",
                ["Колір"],
                (f"POST {name}/custom_fields", f"GET {name}/custom_fields"),
            ),
            Use(
                f"{fields}.iterate",
                f"[each.id async for each in {fields}.iterate()] == [each.id for each in page]",
                True,
                f"GET {name}/custom_fields",
            ),
            Use(
                f"{fields}.get",
                f"color = await {fields}.get(page.items[-1].id); color.type",
                "text",
                f"GET {name}/custom_fields/{{id}}",
            ),
        ],
        awaits="custom fields",
    )


LEADS = entity("leads", "Lead", "contacts", "Contact", shown=True)
CONTACTS = entity("contacts", "Contact", "companies", "Company", shown=True)
COMPANIES = entity("companies", "Company", "contacts", "Contact", shown=True)

TASKS = Chapter(
    "Tasks",
    [
        Use(
            "amo.tasks.create",
            "[ref] = await amo.tasks.create([Task(text='Подзвонити', complete_till=2_000_000_000, task_type_id=1)]); ref",
            {"id": int, "request_id": "0"},
            "POST tasks",
            {"tasks/{id}": {"text": "Подзвонити", "is_completed": False}},
        ),
        Use(
            "amo.tasks.get",
            "one = await amo.tasks.get(ref.id); [one.text, one.result]",
            ["Подзвонити", None],
            "GET tasks/{id}",
        ),
        Use(
            "amo.tasks.update",
            "[ref] = await amo.tasks.update([{'id': ref.id, 'text': 'Зустрітися'}]); ref",
            {"id": int, "updated_at": int},
            "PATCH tasks",
            {"tasks/{id}": {"text": "Зустрітися"}},
        ),
        Use(
            "amo.tasks.get_page",
            "[each.id for each in await amo.tasks.get_page(filter={'is_completed': False})] == [ref.id]",
            True,
            "GET tasks",
        ),
        Use("amo.tasks.iterate", "[each.id async for each in amo.tasks.iterate()] == [ref.id]", True, "GET tasks"),
        Use(
            "amo.tasks.complete",
            "await amo.tasks.complete(ref.id, result='Домовились')",
            {"id": int},
            "PATCH tasks/{id}",
            {"tasks/{id}": {"is_completed": True, "result": {"text": "Домовились"}}},
        ),
    ],
)

COMPLEX = Chapter(
    "Leads together with their contact, and fields",
    [
        Use(
            "amo.leads.create_complex",
            "oleg = Contact(first_name='Олег'); oleg.set_field('PHONE', '+380501112233', enum_code='WORK');"
            " lead = Lead(name='Стіл', price=1500, embedded=Embedded(contacts=[oleg], companies=[Company(name='Ліс')]));"
            " [made] = await amo.leads.create_complex([lead]); made",
            {"id": int, "contact_id": int, "company_id": int, "merged": False, "request_id": list},
            "POST leads/complex",
            {
                "leads/{id}?with=contacts": {
                    "name": "Стіл",
                    "price": 1500,
                    "_embedded": {"contacts": [{"is_main": True}]},
                },
                "contacts/{contact_id}": {"first_name": "Олег"},
                "companies/{company_id}": {"name": "Ліс"},
            },
        ),
        Use("Company.set_field", "oleg.set_field('EMAIL', 'oleg@example.com'); len(oleg.custom_fields_values)", 2),
        Use(
            "Company.field",
            "read = await amo.contacts.get(made.contact_id); read.field('PHONE').field_id",
            int,
            "GET contacts/{id}",
        ),
        Use("Company.field_value", "read.field_value('PHONE', enum_code='WORK')", "+380501112233"),
        Use("Company.field_values", "read.field_values('PHONE')", ["+380501112233"]),
        Use("CustomFieldValues.matches", "[each.matches('phone') for each in read.custom_fields_values]", [True]),
        Use("Company.to_api", "'account_id' in read.to_api()", False),
        Use("Embedded.to_api", "lead.embedded.to_api()", {"companies": [{"name": "Ліс"}]}),
        Use(
            "CustomField.enum_id",
            "phone = await amo.contacts.custom_fields.get(read.field('PHONE').field_id); phone.enum_id('WORK')",
            int,
            "GET contacts/custom_fields/{id}",
        ),
        Use("Note.common", "note = Note.common(made.id, 'Увага'); note.to_api()", {"entity_id": int}),
        Use("Note.text", "note.text", "Увага"),
    ],
    awaits="leads/complex",
)

WEBHOOK = (
    "b'leads%5Badd%5D%5B0%5D%5Bid%5D=5&leads%5Badd%5D%5B0%5D%5Bcustom_fields%5D%5B0%5D%5Bid%5D=7&leads%5Badd%5D%5B0%5D"
    "%5Bcustom_fields%5D%5B0%5D%5Bvalues%5D%5B0%5D%5Bvalue%5D=x&account%5Bid%5D=9&account%5Bsubdomain%5D=demo'"
)

WEBHOOKS = Chapter(
    "Webhooks",
    [
        Use("parse_webhook", f"hook = parse_webhook({WEBHOOK}); [event] = hook.events; event.action", "add"),
        Use("Webhook.subdomain", "hook.subdomain", "demo"),
        Use("Webhook.account_id", "hook.account_id", 9),
        Use("WebhookEvent.id", "event.id", 5),
        Use("WebhookEvent.custom_fields", "event.custom_fields", [{"id": "7"}]),
        Use("WebhookEvent.field_value", "event.field_value(7)", "x"),
        Use("WebhookEvent.field_values", "event.field_values(7)", ["x"]),
    ],
)

PROTOCOL = "a protocol: what implements it is in the table"

AIOAMOCRM = Client(
    name="aioamocrm",
    version="0.1.1",
    registry="PyPI",
    language="python",
    reaches="http",
    about="`base_url=` takes the fake's address, plain HTTP included.",
    surface=SURFACE,
    begin=BEGIN,
    chapters=[TOKENS, ACCOUNT, LEADS, CONTACTS, COMPANIES, TASKS, COMPLEX, WEBHOOKS],
    apart={
        "Auth.get_token": PROTOCOL,
        "Auth.handle_unauthorized": PROTOCOL,
        "TokenStorage.load": PROTOCOL,
        "TokenStorage.save": PROTOCOL,
    },
)
