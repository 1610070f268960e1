"""@mobilon-dev/amotop: every public name of it, as its users would write it."""

from tests.fidelity.use import Chapter, Client, Throws, Use

SURFACE = """
fs = require("fs");
typed = (name) => fs.readFileSync(require.resolve(`@mobilon-dev/amotop/dist/${name}/${name}.d.ts`), "utf8");
hidden = (name) => [...typed(name).matchAll(/private (?:readonly )?(\\w+)/g)].map(([, each]) => `${name}.${each}`);
classes = Object.entries(amotop).filter(([, each]) => typeof each === "function");
surface(Object.fromEntries(classes.map(([name, each]) => [name, each.prototype])))
  .filter(([name]) => !hidden(name.split(".")[0]).includes(name))
"""

BEGIN = """
amotop = require("@mobilon-dev/amotop"); service = new amotop.AmoService();
own = {client_id: CLIENT_ID, client_secret: CLIENT_SECRET, redirect_uri: REDIRECT_URI};
pair = await service.exchangeCode(ADDRESS, {...own, code: CODES.pop()});
amo = new amotop.AmoApiClient(ADDRESS, pair.access_token); first = (page) => Object.values(page._embedded)[0][0]; null
"""

API = "AmoApiClient"
TOKEN = "POST /oauth2/access_token"
WRAPPED = (
    "It sends `{{data: …}}` where the service takes {what} (`{method}` in `AmoApiClient.js`: what axios takes for a"
    " `config` stands where the body belongs)."
)

TOKENS = Chapter(
    "Tokens, account, users",
    [
        Use(
            "AmoService.exchangeCode",
            "pair = await service.exchangeCode(ADDRESS, {...own, code: CODES.pop()})",
            {"token_type": "Bearer", "expires_in": 86400, "access_token": str, "refresh_token": str},
            TOKEN,
        ),
        Use(
            "AmoService.exchangeAccessToken",
            "await service.exchangeAccessToken(ADDRESS, {...own, refresh_token: pair.refresh_token})",
            {"token_type": "Bearer", "access_token": str, "refresh_token": str},
            TOKEN,
        ),
        Use(
            f"{API}.getAccount",
            "await amo.getAccount({amojoId: true, amojoRights: true, version: true, driveUrl: true,"
            " isApiFilterEnabled: true, usersGroups: true, taskTypes: true})",
            {
                "id": int,
                "amojo_id": str,
                "version": int,
                "drive_url": str,
                "is_api_filter_enabled": bool,
                "_embedded": {"amojo_rights": dict, "users_groups": list, "task_types": list},
            },
            "GET account",
        ),
        Use(
            f"{API}.getUsers",
            "(await amo.getUsers())._embedded.users.map((user) => user.amojo_id)",
            [str, str, str],
            "GET users",
        ),
        Use(
            f"{API}.getUserById",
            "await amo.getUserById(USERS[0])",
            {"rights": {"is_admin": True}, "amojo_id": str},
            "GET users/{id}",
        ),
        Use(f"{API}.getUrl", "await amo.getUrl('/api/v4/leads', {params: {limit: 1}})", {"_page": 1}, "GET leads"),
    ],
    world="demo",
)

LEADS = Chapter(
    "Leads and pipelines",
    [
        Use(
            f"{API}.getPipelines",
            "pipeline = first(await amo.getPipelines()); pipeline",
            {"is_main": True},
            "GET leads/pipelines",
        ),
        Use(
            f"{API}.getPipelineById",
            "await amo.getPipelineById(pipeline.id)",
            {"name": str},
            "GET leads/pipelines/{id}",
        ),
        Use(
            f"{API}.getPipelineStatuses",
            "stage = (await amo.getPipelineStatuses(pipeline.id))._embedded.statuses[1]; stage",
            {"is_editable": True},
            "GET leads/pipelines/{pipeline_id}/statuses",
        ),
        Use(
            f"{API}.getBaseLeadPayload",
            "amo.getBaseLeadPayload('Стіл', 1500)",
            {"name": "Стіл", "price": 1500, "created_by": 0},
        ),
        Use(
            f"{API}.getPipelineLeadPayload",
            "amo.getPipelineLeadPayload(pipeline.id, stage.id)",
            {"pipeline_id": int, "status_id": int},
        ),
        Use(
            f"{API}.addLead",
            "lead = first(await amo.addLead({...amo.getBaseLeadPayload('Стіл', 1500),"
            " ...amo.getPipelineLeadPayload(pipeline.id, stage.id)})); lead",
            {"id": int, "request_id": "0"},
            "POST leads",
            {"leads/{id}": {"name": "Стіл", "price": 1500, "created_by": 0}},
        ),
        Use(
            f"{API}.updateLead",
            "await amo.updateLead([{id: lead.id, price: 2000}]); lead",
            {"id": int},
            "PATCH leads",
            {"leads/{id}": {"price": 2000}},
        ),
        Use(
            f"{API}.getLeads",
            "(await amo.getLeads({query: 'Стіл', with: 'contacts'}))._embedded.leads",
            [{"price": 2000}],
            "GET leads",
        ),
        Use(
            f"{API}.getLeadsWithFilter",
            "(await amo.getLeadsWithFilter({filter: {createdAtFrom: 1, createdAtTo: 4000000000}}))._embedded.leads",
            [{"price": 2000}],
            "GET leads",
        ),
        Use(
            f"{API}.getLeadById",
            "await amo.getLeadById(lead.id, {contacts: true})",
            {"name": "Стіл", "_embedded": {"contacts": []}},
            "GET leads/{id}",
        ),
        Use(
            f"{API}.addTagForLeads",
            "tag = first(await amo.addTagForLeads({name: 'сайт', color: 'D0D0D0'})); tag",
            {"id": int, "name": "сайт", "color": "D0D0D0"},
            "POST leads/tags",
        ),
        Use(
            f"{API}.getTagsForLeads",
            "(await amo.getTagsForLeads({}))._embedded.tags",
            [{"name": "сайт"}],
            "GET leads/tags",
        ),
        Use(
            f"{API}.getLeadsTags",
            "(await amo.getLeadsTags({limit: 10}))._embedded.tags",
            [{"name": "сайт"}],
            "GET leads/tags",
        ),
        Use(
            f"{API}.appendTagsToLead",
            "await amo.appendTagsToLead(lead.id, [{id: tag.id}, {name: 'дзвінок'}])",
            {"id": int, "updated_at": int},
            "PATCH leads/{id}",
            {"leads/{id}": {"_embedded": {"tags": [{"name": "сайт"}, {"name": "дзвінок"}]}}},
        ),
        Use(
            f"{API}.getLossReasons",
            "(await amo.getLossReasons())._embedded.loss_reasons.length > 0",
            True,
            "GET leads/loss_reasons",
        ),
    ],
    awaits="tags",
)

CONTACTS = Chapter(
    "Contacts, companies and links",
    [
        Use(
            f"{API}.getContactPayload",
            "amo.getContactPayload('Олег', '+380501112233')",
            {"name": "Олег", "created_at": int},
        ),
        Use(
            f"{API}.addContact",
            "person = first(await amo.addContact(amo.getContactPayload('Олег', '+380501112233'))); person",
            {"id": int, "request_id": "0"},
            "POST contacts",
            {
                "contacts/{id}": {
                    "name": "Олег",
                    "custom_fields_values": [{"field_code": "PHONE", "values": [{"value": "+380501112233"}]}],
                }
            },
        ),
        Use(
            f"{API}.updateContact",
            "await amo.updateContact(person.id, {first_name: 'Олег', last_name: 'Лис'})",
            {"id": int, "updated_at": int},
            "PATCH contacts/{id}",
            {"contacts/{id}": {"name": "Олег Лис"}},
        ),
        Use(
            f"{API}.getContacts",
            "(await amo.getContacts({query: 'Лис', with: 'leads'}))._embedded.contacts",
            [{"name": "Олег Лис"}],
            "GET contacts",
        ),
        Use(
            f"{API}.getContact",
            "await amo.getContact(person.id, {leads: true})",
            {"_embedded": {"leads": []}},
            "GET contacts/{id}",
        ),
        Use(
            f"{API}.addCompany",
            "company = first(await amo.addCompany({name: 'ТОВ «Ліс»', _embedded: {tags: [{name: 'опт'}]}})); company",
            {"id": int},
            "POST companies",
            {"companies/{id}": {"name": "ТОВ «Ліс»", "_embedded": {"tags": [{"name": "опт"}]}}},
        ),
        Use(
            f"{API}.getCompanies",
            "(await amo.getCompanies({query: 'Ліс'}))._embedded.companies",
            [{"name": "ТОВ «Ліс»"}],
            "GET companies",
        ),
        Use(
            f"{API}.getCompany",
            "await amo.getCompany(company.id, {leads: true})",
            {"_embedded": {"leads": []}},
            "GET companies/{id}",
        ),
        Use(
            f"{API}.getCompaniesTags",
            "(await amo.getCompaniesTags({}))._embedded.tags",
            [{"name": "опт"}],
            "GET companies/tags",
        ),
        Use(
            f"{API}.getContactsTags",
            "await amo.updateContact(person.id, {_embedded: {tags: [{name: 'vip'}]}}); (await amo.getContactsTags({}))._embedded.tags",
            [{"name": "vip"}],
            ("PATCH contacts/{id}", "GET contacts/tags"),
        ),
        Use(
            f"{API}.getLeadLinks",
            "lead = first(await amo.addLead({name: 'Стіл', _embedded: {contacts: [{id: person.id}]}}));"
            " (await amo.getLeadLinks(lead.id))._embedded.links",
            [{"to_entity_type": "contacts", "to_entity_id": int, "metadata": {"main_contact": True}}],
            ("POST leads", "GET leads/{entity_id}/links"),
        ),
        Use(
            f"{API}.getContactLinks",
            "(await amo.getContactLinks(person.id))._embedded.links",
            [{"to_entity_type": "leads"}],
            "GET contacts/{entity_id}/links",
        ),
        Use(
            f"{API}.getLinksByEntityType",
            "(await amo.getLinksByEntityType('companies', company.id))._embedded.links",
            [],
            "GET companies/{entity_id}/links",
        ),
        Use(
            f"{API}.getCompanyLinks",
            "(await amo.getCompanyLinks(person.id))._embedded.links",
            [{"to_entity_type": "leads"}],
            "GET contacts/{entity_id}/links",
            why="It asks for the links of a contact: `getCompanyLinks` passes `'contacts'` on in `AmoApiClient.js`.",
        ),
    ],
    awaits="tags",
)


def fields(name: str, plural: str, singular: str) -> list[Use]:
    """Field definitions and their groups, the same for three entities."""
    return [
        Use(
            f"{API}.get{plural}CustomFields",
            f"field = (await amo.get{plural}CustomFields({{limit: 50}}))._embedded.custom_fields[0]; field",
            {"id": int, "type": str, "entity_type": name},
            f"GET {name}/custom_fields",
        ),
        Use(
            f"{API}.get{plural}CustomFieldById",
            f"await amo.get{plural}CustomFieldById(field.id)",
            {"id": int, "name": str},
            f"GET {name}/custom_fields/{{id}}",
        ),
        Use(
            f"{API}.get{plural}CustomFieldGroups",
            f"group = first(await amo.get{plural}CustomFieldGroups()); group",
            {"id": str, "name": str, "is_predefined": True},
            f"GET {name}/custom_fields/groups",
        ),
        Use(
            f"{API}.get{plural}CustomFieldGroupById",
            f"await amo.get{plural}CustomFieldGroupById(group.id)",
            {"id": str, "entity_type": name},
            f"GET {name}/custom_fields/groups/{{id}}",
        ),
    ]


FIELDS = Chapter(
    "Custom fields",
    [
        Use(
            f"{API}.addLeadsCustomFields",
            "first(await amo.addLeadsCustomFields([{name: 'Колір', type: 'select', enums: [{value: 'білий', sort: 1}]}]))",
            {"id": int, "type": "select", "enums": [{"id": int, "value": "білий"}]},
            "POST leads/custom_fields",
            {"leads/custom_fields/{id}": {"name": "Колір"}},
        ),
        Use(
            f"{API}.addContactsCustomFields",
            "first(await amo.addContactsCustomFields([{name: 'Розмір', type: 'numeric'}]))",
            {"id": int, "type": "numeric"},
            "POST contacts/custom_fields",
            {"contacts/custom_fields/{id}": {"name": "Розмір"}},
        ),
        *fields("leads", "Leads", "Lead"),
        *fields("contacts", "Contacts", "Contact"),
        *fields("companies", "Companies", "Company"),
        Use(
            f"{API}.getCustomFieldsByEntityType",
            "first(await amo.getCustomFieldsByEntityType('contacts', {page: 1}))",
            {"id": int},
            "GET contacts/custom_fields",
        ),
        Use(
            f"{API}.getCustomFieldById",
            "await amo.getCustomFieldById('companies', field.id)",
            {"id": int},
            "GET companies/custom_fields/{id}",
        ),
    ],
    awaits="custom fields",
)

MADE_NOTE = (
    "(await amo.axios.post(`/api/v4/{0}/${{{1}.id}}/notes`, [{{note_type: 'common', params: {{text: 'Увага'}}}}])).data"
)


def noted(name: str, thing: str) -> str:
    """Code that adds a note as it must be added, by the client's own axios."""
    return f"note = first({MADE_NOTE.format(name, thing)})"


NOTES = Chapter(
    "Notes",
    [
        Use(
            f"{API}.addNoteToLead",
            "lead = first(await amo.addLead({name: 'Стіл'})); await amo.addNoteToLead(lead.id, {note_type: 'common', params: {text: 'Увага'}})",
            Throws("status code 400"),
            ("POST leads", "POST leads/{entity_id}/notes 400"),
            why=WRAPPED.format(what="an array of notes", method="addNote"),
        ),
        Use(
            f"{API}.addNoteToContact",
            "person = first(await amo.addContact({name: 'Олег'})); await amo.addNoteToContact(person.id, {note_type: 'common', params: {text: 'Увага'}})",
            Throws("status code 400"),
            ("POST contacts", "POST contacts/{entity_id}/notes 400"),
            why=WRAPPED.format(what="an array of notes", method="addNote"),
        ),
        Use(
            f"{API}.addNote",
            "company = first(await amo.addCompany({name: 'Ліс'})); await amo.addNote('companies', company.id, {note_type: 'common', params: {text: 'Увага'}})",
            Throws("status code 400"),
            ("POST companies", "POST companies/{entity_id}/notes 400"),
            why=WRAPPED.format(what="an array of notes", method="addNote"),
        ),
        Use(
            f"{API}.getLeadsNotes",
            f"{noted('leads', 'lead')}; (await amo.getLeadsNotes({{}}))._embedded.notes",
            [{"params": {"text": "Увага"}}],
            ("POST leads/{entity_id}/notes", "GET leads/notes"),
        ),
        Use(
            f"{API}.getLeadNoteById",
            "await amo.getLeadNoteById(lead.id, note.id)",
            {"note_type": "common"},
            "GET leads/{entity_id}/notes/{id}",
        ),
        Use(
            f"{API}.getContactsNotes",
            f"{noted('contacts', 'person')}; (await amo.getContactsNotes({{}}))._embedded.notes",
            [{"params": {"text": "Увага"}}],
            ("POST contacts/{entity_id}/notes", "GET contacts/notes"),
        ),
        Use(
            f"{API}.getContactNotes",
            "(await amo.getContactNotes(person.id))._embedded.notes",
            [{"id": int}],
            "GET contacts/{entity_id}/notes",
        ),
        Use(
            f"{API}.getContactNoteById",
            "await amo.getContactNoteById(person.id, note.id)",
            {"id": int},
            "GET contacts/{entity_id}/notes/{id}",
        ),
        Use(
            f"{API}.getCompaniesNotes",
            f"{noted('companies', 'company')}; (await amo.getCompaniesNotes({{}}))._embedded.notes",
            [{"params": {"text": "Увага"}}],
            ("POST companies/{entity_id}/notes", "GET companies/notes"),
        ),
        Use(
            f"{API}.getCompanyNotes",
            "(await amo.getCompanyNotes(company.id))._embedded.notes",
            [{"id": int}],
            "GET companies/{entity_id}/notes",
        ),
        Use(
            f"{API}.getCompanyNoteById",
            "await amo.getCompanyNoteById(company.id, note.id)",
            {"id": int},
            "GET companies/{entity_id}/notes/{id}",
        ),
        Use(
            f"{API}.getNotesByEntityType",
            "(await amo.getNotesByEntityType('leads', {}))._embedded.notes",
            [{"id": int}],
            "GET leads/notes",
        ),
        Use(
            f"{API}.getNotesByEntityId",
            "(await amo.getNotesByEntityId('leads', lead.id))._embedded.notes",
            [{"id": int}],
            "GET leads/{entity_id}/notes",
        ),
        Use(
            f"{API}.getNoteById",
            "await amo.getNoteById('companies', company.id, note.id)",
            {"id": int},
            "GET companies/{entity_id}/notes/{id}",
        ),
    ],
)

TASKS = Chapter(
    "Tasks, events and calls",
    [
        Use(
            f"{API}.addTask",
            "task = first(await amo.addTask([{text: 'Подзвонити', complete_till: 2000000000}])); task",
            {"id": int, "request_id": "0"},
            "POST tasks",
            {"tasks/{id}": {"text": "Подзвонити", "is_completed": False}},
        ),
        Use(
            f"{API}.getTaskById",
            "await amo.getTaskById(task.id)",
            {"text": "Подзвонити", "result": []},
            "GET tasks/{id}",
        ),
        Use(f"{API}.getTasks", "(await amo.getTasks({}))._embedded.tasks", [{"text": "Подзвонити"}], "GET tasks"),
        Use(
            f"{API}.editTask",
            "await amo.editTask(task.id, {text: 'Зустрітися'})",
            {"id": int},
            "PATCH tasks/{id}",
            {"tasks/{id}": {"text": "Подзвонити"}},
            why=WRAPPED.format(what="the task's fields", method="editTask")
            + " The answer is 200, and nothing has changed.",
        ),
        Use(
            f"{API}.getEvents",
            "lead = first(await amo.addLead({name: 'Стіл'})); event = (await amo.getEvents({}))._embedded.events.find((each) => each.type === 'lead_added'); event",
            {"id": str, "entity_type": "lead", "entity_id": int},
            ("POST leads", "GET events"),
        ),
        Use(
            f"{API}.getEventById",
            "await amo.getEventById(event.id, {contacts: true})",
            {"type": "lead_added"},
            "GET events/{id}",
        ),
        Use(
            f"{API}.getEventTypes",
            "(await amo.getEventTypes())._embedded.events_types[0]",
            {"key": str, "type": int, "lang": str},
            "GET events/types",
        ),
        Use(
            f"{API}.addPhoneCall",
            "person = first(await amo.addContact(amo.getContactPayload('Олег', '+380501112233')));"
            " first(await amo.addPhoneCall({direction: 'inbound', duration: 30, source: 'АТС', phone: '+380501112233',"
            " call_responsible: 'Олена', call_result: 'ok', call_status: 4}))",
            {"entity_type": "contact", "entity_id": int},
            ("POST contacts", "POST calls"),
            {
                "contacts/{entity_id}/notes": {
                    "_embedded": {"notes": [{"note_type": "call_in", "params": {"duration": 30}}]}
                }
            },
        ),
        Use(
            f"{API}.notifyPhoneCall",
            "first(await amo.notifyPhoneCall('+380501112233', [USERS[0]]))",
            {"phone_number": "+380501112233"},
            "POST /api/v2/events/",
        ),
    ],
    awaits="events and calls",
)

HOOKS = Chapter(
    "Webhooks, widgets, sources and templates",
    [
        Use(f"{API}.getWebhookEvents", "amo.getWebhookEvents().length", 31),
        Use(
            f"{API}.setWebhook",
            "await amo.setWebhook({destination: 'https://backend.example/hook', settings: amo.getWebhookEvents()})",
            {"id": int, "destination": "https://backend.example/hook", "disabled": False},
            "POST webhooks",
            {"webhooks": {"_embedded": {"webhooks": [{"destination": "https://backend.example/hook"}]}}},
        ),
        Use(f"{API}.getWebhooks", "(await amo.getWebhooks())._embedded.webhooks", [{"settings": list}], "GET webhooks"),
        Use(
            f"{API}.deleteWebhook",
            "await amo.deleteWebhook({destination: 'https://backend.example/hook'})",
            "",
            "DELETE webhooks",
            {"webhooks": None},
        ),
        Use(
            f"{API}.addSource",
            "source = first(await amo.addSource([{name: 'Сайт', external_id: 'site-1'}])); source",
            {"id": int, "external_id": "site-1"},
            "POST sources",
        ),
        Use(f"{API}.getSources", "(await amo.getSources())._embedded.sources", [{"name": "Сайт"}], "GET sources"),
        Use(f"{API}.getSourceById", "await amo.getSourceById(source.id)", {"name": "Сайт"}, "GET sources/{id}"),
        Use(
            f"{API}.deleteSourceById",
            "await amo.deleteSourceById(source.id); await amo.getSources()",
            "",
            ("DELETE sources/{id}", "GET sources 204"),
        ),
        Use(
            f"{API}.addTemplate",
            "template = first(await amo.addTemplate([{name: 'Вітання', content: 'Добрий день!'}])); template",
            {"id": int, "name": "Вітання"},
            "POST chats/templates",
        ),
        Use(
            f"{API}.getTemplates",
            "(await amo.getTemplates({}))._embedded.chat_templates",
            [{"content": "Добрий день!"}],
            "GET chats/templates",
        ),
        Use(
            f"{API}.updateTemplateById",
            "await amo.updateTemplateById(template.id, {name: 'Привітання'})",
            {"name": "Привітання"},
            "PATCH chats/templates/{id}",
        ),
        Use(
            f"{API}.getTemplateById",
            "await amo.getTemplateById(template.id)",
            {"name": "Привітання"},
            "GET chats/templates/{id}",
        ),
        Use(
            f"{API}.deleteTemplateById",
            "await amo.deleteTemplateById(template.id); await amo.getTemplates({})",
            "",
            ("DELETE chats/templates/{id}", "GET chats/templates 204"),
        ),
        Use(
            f"{API}.getShortLinkForContact",
            "person = first(await amo.addContact({name: 'Олег'})); first(await amo.getShortLinkForContact('https://shop.example', person.id))",
            {"url": str, "metadata": {"entity_type": "contacts"}},
            ("POST contacts", "POST short_links"),
        ),
        Use(f"{API}.getWidgets", "widget = first(await amo.getWidgets({})); widget", {"code": str}, "GET widgets"),
        Use(f"{API}.getWidget", "await amo.getWidget(widget.code)", {"code": str}, "GET widgets/{code}"),
        Use(f"{API}.getSalesBots", "await amo.getSalesBots()", "", "GET bots 204"),
    ],
    awaits="webhooks",
)

SIP = (
    "[{source_uid: 'pbx', source_name: 'АТС', pipeline_id: pipeline.id, created_at: 1700000000, metadata: {phone: '+380501112233',"
    " from: '380501112233', called_at: 1700000000, duration: 30, link: 'https://pbx.example/1', service_code: 'pbx', uniq: '1',"
    " is_call_event_needed: true}, _embedded: {leads: [{name: 'Дзвінок'}]}}]"
)
FORM = (
    "[{source_uid: 'site', source_name: 'Сайт', metadata: {form_id: 'f1', form_name: 'Замовлення', form_page: 'https://shop.example',"
    " ip: '127.0.0.1', form_sent_at: 1700000000, referer: 'https://search.example'}, _embedded: {leads: [{name: 'Форма'}],"
    " contacts: [{name: 'Олег'}]}}]"
)

UNSORTED = Chapter(
    "Incoming leads",
    [
        Use(
            f"{API}.addUnsortedSip",
            f"pipeline = first(await amo.getPipelines()); call = first(await amo.addUnsortedSip({SIP})); call",
            {"uid": str, "_embedded": {"leads": [{"id": int}]}},
            ("GET leads/pipelines", "POST leads/unsorted/sip"),
            {"leads/unsorted/{uid}": {"category": "sip"}},
        ),
        Use(
            f"{API}.addUnsortedForms",
            f"form = first(await amo.addUnsortedForms({FORM})); form",
            {"uid": str, "_embedded": {"leads": [{"id": int}], "contacts": [{"id": int}]}},
            "POST leads/unsorted/forms",
            {"leads/unsorted/{uid}": {"category": "forms"}},
        ),
        Use(f"{API}.getUnsorted", "(await amo.getUnsorted({}))._embedded.unsorted.length", 2, "GET leads/unsorted"),
        Use(
            f"{API}.getUnsortedByUID",
            "await amo.getUnsortedByUID(form.uid)",
            {"source_name": "Сайт"},
            "GET leads/unsorted/{uid}",
        ),
        Use(
            f"{API}.acceptUnsorted",
            "stage = pipeline._embedded.statuses.find((each) => each.is_editable);"
            " taken = await amo.acceptUnsorted(form.uid, USERS[0], stage.id); taken._embedded.leads[0]",
            {"id": int},
            "POST leads/unsorted/{uid}/accept",
            {"leads/{id}": {"name": "Форма", "is_deleted": False}},
        ),
        Use(
            f"{API}.linkUnsorted",
            "await amo.linkUnsorted(call.uid, {link: {entity_id: taken._embedded.leads[0].id, entity_type: 'leads'}})",
            Throws("status code 400"),
            "POST leads/unsorted/{uid}/link 400",
            why="Not the client's: only incoming leads from chats can be linked, and no request of API v4 makes one of those.",
        ),
        Use(
            f"{API}.declineUnsorted",
            "await amo.declineUnsorted(call.uid, USERS[0])",
            {"uid": str},
            "DELETE leads/unsorted/{uid}/decline",
        ),
        Use(
            f"{API}.getUnsortedSummary",
            "await amo.getUnsortedSummary()",
            {"total": int, "accepted": 1, "declined": 1},
            "GET leads/unsorted/summary",
        ),
    ],
    awaits="incoming leads",
)

FILES = Chapter(
    "Files",
    [
        Use(
            "AmoFileClient.hasFilesScope",
            "drive = new amotop.AmoFileClient(pair.access_token, {driveUrl: `https://${ADDRESS}`}); drive.hasFilesScope()",
            True,
        ),
        Use("AmoFileClient.hasFilesDeleteScope", "drive.hasFilesDeleteScope()", True),
        Use(
            "AmoFileClient.uploadFile",
            "fs = require('fs'); path = `${fs.mkdtempSync('/tmp/amotop-')}/note.txt`; fs.writeFileSync(path, 'x'.repeat(200000));"
            " file = await drive.uploadFile('note.txt', path, 'text/plain'); fs.rmSync(path); file",
            {"uuid": str, "name": "note", "size": 200000},
            ("POST /v1.0/sessions", *("POST /v1.0/sessions/upload/{session_token}",) * 2),
        ),
        Use("AmoFileClient.getFiles", "(await drive.getFiles())._embedded.files", [{"uuid": str}], "GET /v1.0/files"),
        Use(
            "AmoFileClient.getFileByUUID",
            "await drive.getFileByUUID(file.uuid)",
            {"size": 200000},
            "GET /v1.0/files/{file_uuid}",
        ),
        Use(
            "AmoFileClient.restoreFileByUUID",
            "await drive.instance.delete('/v1.0/files', {data: [{uuid: file.uuid}]});"
            " (await drive.restoreFileByUUID(file.uuid))._embedded.files",
            [{"is_trashed": False}],
            ("DELETE /v1.0/files", "POST /v1.0/files/restore"),
        ),
        Use(
            f"{API}.linkFileToContact",
            "person = first(await amo.addContact({name: 'Олег'})); await amo.linkFileToContact(file.uuid, person.id); person",
            {"id": int},
            ("POST contacts", "PUT contacts/{entity_id}/files"),
            {"contacts/{id}/files": {"_embedded": {"files": [{"file_uuid": str}]}}},
        ),
        Use(
            f"{API}.getContactFiles",
            "(await amo.getContactFiles(person.id))._embedded.files.length",
            1,
            "GET contacts/{entity_id}/files",
        ),
        Use(
            f"{API}.getEntityFiles",
            "(await amo.getEntityFiles('contacts', person.id))._embedded.files.length",
            1,
            "GET contacts/{entity_id}/files",
        ),
        Use(
            f"{API}.linkFileToLead",
            "lead = first(await amo.addLead({name: 'Стіл'})); await amo.linkFileToLead(file.uuid, lead.id); lead",
            {"id": int},
            ("POST leads", "PUT leads/{entity_id}/files"),
            {"leads/{id}/files": {"_embedded": {"files": [{"file_uuid": str}]}}},
        ),
        Use(
            f"{API}.getLeadFiles",
            "(await amo.getLeadFiles(lead.id))._embedded.files.length",
            1,
            "GET leads/{entity_id}/files",
        ),
        Use(
            f"{API}.getCompanyFiles",
            "company = first(await amo.addCompany({name: 'Ліс'})); await amo.getCompanyFiles(company.id)",
            "",
            ("POST companies", "GET companies/{entity_id}/files 204"),
        ),
    ],
    awaits="files",
)

SCOPE, CHANNEL = "AmoJoScopeClient", "AmoJoChannelClient"


def payloads(kind: str, media: str) -> list[Use]:
    """Messages of one kind, from a bot, a user and a contact; nobody is asked."""
    given = f"{{conversationId: 'c-1', channelBotId: 'b-1', amojoUserId: 'u-1', senderName: 'Олег', message: 'Добрий день'{media}}}"
    type_ = {"Text": "text", "Image": "picture", "Video": "video", "Audio": "voice"}[kind]
    return [
        Use(
            f"{SCOPE}.get{kind}PayloadFrom{who}",
            f"chat.get{kind}PayloadFrom{who}({given})",
            {"msgid": str, "message": {"type": type_}},
        )
        for who in ("Bot", "User", "Contact")
    ]


MEDIA = ", mediaUrl: 'https://shop.example/1'"
CHATS = Chapter(
    "Chats and talks",
    [
        Use(
            f"{CHANNEL}.getChannelId",
            "channel = new amotop.AmoJoChannelClient({channelId: 'c-1', channelSecret: 's-1', amoChatDomain: ADDRESS}); channel.getChannelId()",
            "c-1",
        ),
        Use(f"{CHANNEL}.getAmoChatDomain", "channel.getAmoChatDomain() === ADDRESS", True),
        Use(f"{CHANNEL}.connectChannel", "await channel.connectChannel(account.amojo_id, 'Чат')", {"scope_id": str}),
        Use(f"{CHANNEL}.sendRequest", "await channel.sendRequest('GET', 'x')"),
        Use(f"{CHANNEL}.disconnectChannel", "await channel.disconnectChannel(account.amojo_id)"),
        Use(
            f"{SCOPE}.getScopeId",
            "chat = new amotop.AmoJoScopeClient({scopeId: 's-1', channelSecret: 's-1', amoChatDomain: ADDRESS}); chat.getScopeId()",
            "s-1",
        ),
        Use(f"{SCOPE}.getAmoChatDomain", "chat.getAmoChatDomain() === ADDRESS", True),
        Use(f"{SCOPE}.getChatDto", "chat.getChatDto('u-1')", {"conversation_id": str, "user": {"ref_id": "u-1"}}),
        Use(
            f"{SCOPE}.createChat",
            "await chat.createChat({conversation_id: 'c-1', user: {id: 'p-1', name: 'Олег'}})",
            {"id": str},
        ),
        *payloads("Text", ""),
        *payloads("Image", MEDIA),
        *payloads("Video", MEDIA),
        *payloads("Audio", MEDIA),
        Use(
            f"{SCOPE}.getQuoteTextMessage",
            "chat.getQuoteTextMessage({message: 'Так', senderName: 'Олег'})",
            {"reply_to": {"message": {"type": "text"}}},
        ),
        Use(
            f"{SCOPE}.getQuoteImageMessage",
            "chat.getQuoteImageMessage({mediaUrl: 'https://shop.example/1', senderName: 'Олег'})",
            {"reply_to": {"message": {"type": "picture"}}},
        ),
        Use(
            f"{SCOPE}.getQuoteVideoMessage",
            "chat.getQuoteVideoMessage({mediaUrl: 'https://shop.example/1', senderName: 'Олег'})",
            {"reply_to": {"message": {"type": "video"}}},
        ),
        Use(f"{SCOPE}.sendMessage", "await chat.sendMessage({})"),
        Use(f"{SCOPE}.getChatHistory", "await chat.getChatHistory('c-1')"),
        Use(f"{SCOPE}.updateMessageStatus", "await chat.updateMessageStatus('m-1', 1)"),
        Use(f"{API}.attachChatToContact", "await amo.attachChatToContact('c-1', 1)"),
        Use(f"{API}.getContactsChats", "await amo.getContactsChats([1])"),
        Use(f"{API}.getContactChats", "await amo.getContactChats(1)"),
        Use(f"{API}.getTalks", "await amo.getTalks()"),
        Use(f"{API}.getTalkById", "await amo.getTalkById(1)"),
        Use(f"{API}.closeTalkById", "await amo.closeTalkById(1)"),
    ],
    awaits="chats",
)

AMOTOP = Client(
    name="@mobilon-dev/amotop",
    version="0.1.47",
    registry="npm",
    language="node",
    reaches="https",
    about="`domain` takes `host:port`; it insists on HTTPS, so Node gets the fake's authority in `NODE_EXTRA_CA_CERTS`.",
    surface=SURFACE,
    begin=BEGIN,
    chapters=[TOKENS, LEADS, CONTACTS, FIELDS, NOTES, TASKS, HOOKS, UNSORTED, FILES, CHATS],
)
