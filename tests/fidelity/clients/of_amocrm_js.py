"""amocrm-js: every public name of it, as its users would write it."""

from tests.fidelity.use import Chapter, Client, Throws, Use

BEGIN = """
({ Client } = require("amocrm-js")); ({ hasUpdatableTags } = require("amocrm-js/dist/plugins/hasUpdatableTags"));
own = {client_id: CLIENT_ID, client_secret: CLIENT_SECRET, redirect_uri: REDIRECT_URI};
amo = new Client({domain: SUBDOMAIN, auth: {...own, code: CODES.pop()}});
await amo.connection.connect();
Customers = amo.getFactoryConstructors().customers; customers = new Customers(amo); Customer = customers.getEntityClass();
Tagging = hasUpdatableTags(Client); tagging = new Tagging({domain: SUBDOMAIN, auth: own});
tagging.token.setValue(amo.token.getValue());
told = (entity) => ({id: entity.id, name: entity.name}); null
"""

SURFACE = """
page = await amo.leads.get(); lead = new amo.Lead({}); contact = new amo.Contact({}); company = new amo.Company({});
parts = {client: amo, environment: amo.environment, token: amo.token, auth: amo.auth, connection: amo.connection,
  request: amo.request, leads: amo.leads, contacts: amo.contacts, companies: amo.companies, tasks: amo.tasks, customers};
lists = {"leads.tags": amo.leads.tags, "companies.tags": amo.companies.tags, "leads.tasks": amo.leads.tasks,
  "contacts.tasks": amo.contacts.tasks, "companies.tasks": amo.companies.tasks, page};
entities = {Lead: lead, Contact: contact, Company: company, Task: new amo.Task({}), Tag: amo.leads.tags.createEntity(),
  Customer: new Customer(customers), "Task.entity": new amo.Task({}).entity, "Lead.tasks": lead.tasks,
  "Contact.tasks": contact.tasks, "Company.tasks": company.tasks, "Lead.embeddedTags": lead.embeddedTags};
plugin = {"tagging.leads": tagging.leads, "tagging.leads.tagList": tagging.leads.tagList, "TaggedLead": new tagging.Lead({}),
  "TaggedLead.tagList": new tagging.Lead({}).tagList};
surface({...parts, ...lists, ...entities, ...plugin})
"""

TOKEN = "POST /oauth2/access_token"

TOKENS = Chapter(
    "Connecting",
    [
        Use(
            "auth.getUrl",
            "amo.environment.set('auth.state', 's-1'); amo.auth.getUrl('popup')",
            ...,
        ),
        Use(
            "token.fetch",
            "fresh = new Client({domain: SUBDOMAIN, auth: {...own, code: CODES.pop()}}); await fresh.token.fetch()",
            {"token_type": "Bearer", "expires_in": 86400, "expires_at": int},
            TOKEN,
        ),
        Use("token.exists", "fresh.token.exists()", True),
        Use("token.getValue", "fresh.token.getValue()", {"access_token": str, "refresh_token": str}),
        Use("token.isExpired", "fresh.token.isExpired()", False),
        Use("connection.getToken", "fresh.connection.getToken() === fresh.token.getValue().access_token", True),
        Use("connection.isTokenExpired", "fresh.connection.isTokenExpired()", False),
        Use(
            "token.getBaseClientOptions",
            "Object.keys(fresh.token.getBaseClientOptions())",
            ["client_id", "client_secret", "redirect_uri"],
        ),
        Use(
            "token.refresh",
            "before = fresh.token.getValue(); after = await fresh.token.refresh(); after.refresh_token !== before.refresh_token",
            True,
            TOKEN,
        ),
        Use(
            "token.setValue",
            "fresh.token.setValue({...after, expires_at: 1}); (await fresh.request.get('/api/v4/account')).data.subdomain === SUBDOMAIN",
            True,
            (TOKEN, "GET account"),
        ),
        Use(
            "connection.connect",
            "fresh.token.setValue({...fresh.token.getValue(), expires_at: 1}); fresh.connection.isTokenExpired(); await fresh.connection.connect()",
            False,
            TOKEN,
            why="Connected it is: `connect` returns whether the new token has expired (`common/Connection.js`).",
        ),
        Use("connection.update", "await fresh.connection.update()", True),
        Use(
            "connection.makeRequest",
            "(await fresh.connection.makeRequest('GET', '/api/v4/account')).data",
            {"id": int},
            "GET account",
        ),
        Use(
            "token.makeRequest",
            "answer = await fresh.token.makeRequest({...own, grant_type: 'refresh_token', refresh_token: fresh.token.getValue().refresh_token}); answer.data",
            {"token_type": "Bearer"},
            TOKEN,
        ),
        Use("token.handleResponse", "fresh.token.handleResponse(answer) === fresh.token.getValue()", True),
        Use("token.clear", "fresh.token.clear(); fresh.token.exists()", False),
        Use(
            "auth.setCode",
            "other = new Client({domain: SUBDOMAIN, auth: {...own}}); other.auth.setCode(CODES.pop()); await other.connection.connect()",
            True,
            TOKEN,
        ),
        Use(
            "auth.setCode",
            "await other.request.get('/api/v4/account'); other.auth.setCode(CODES.pop()); await other.request.get('/api/v4/account')",
            Throws("API_RESPONSE_ERROR"),
            "GET account",
            why=(
                "Once connected, it fetches no token for another code: `setCode` forgets the old token, but `Connection.connected` stays"
                " true (`common/Auth.js`, `common/Connection.js`), so the next request carries none and is answered 401."
            ),
        ),
        Use(
            "connection.waitForUserAction",
            "waiting = new Client({domain: SUBDOMAIN, auth: {...own, state: 's-1', server: {port: 3000}}});"
            " asked = waiting.connection.connect(); await waiting.connection.until('authServer:listen');"
            " await fetch(`http://127.0.0.1:3000/?state=s-1&code=${CODES.pop()}`); [await asked, waiting.token.exists()]",
            [True, True],
            TOKEN,
        ),
        Use("environment.get", "amo.environment.get('auth.redirect_uri') === REDIRECT_URI", True),
        Use("environment.set", "amo.environment.set('auth.state', 's-2').get('auth.state')", "s-2"),
        Use("environment.exists", "amo.environment.exists('auth.server')", False),
        Use("client.until", "waited = amo.token.until('expirationCheck'); amo.token.isExpired(); await waited", None),
        Use(
            "client.subscribe",
            "seen = []; amo.token.subscribe({emit: (name) => seen.push(name)}); amo.token.isExpired(); seen",
            ["token:expirationCheck"],
        ),
        Use(
            "client.unsubscribe",
            "amo.token.unsubscribe(amo.token.subscribers[0]); amo.token.isExpired(); seen.length",
            1,
        ),
        Use("client.emit", "amo.emit('nobody listens')", False),
    ],
)

REQUESTS = Chapter(
    "Plain requests",
    [
        Use(
            "request.make", "(await amo.request.make('GET', '/api/v4/account')).response.statusCode", 200, "GET account"
        ),
        Use(
            "request.get",
            "(await amo.request.get('/api/v4/leads', {limit: 2, filter: {price: {from: 90000}}, order: {id: 'desc'}})).data._embedded.leads.length",
            2,
            "GET leads",
        ),
        Use(
            "request.post",
            "made = (await amo.request.post('/api/v4/contacts', [{name: 'Walter White', request_id: 143}])).data._embedded.contacts[0]; made",
            {"id": int},
            "POST contacts",
            {"contacts/{id}": {"name": "Walter White"}},
        ),
        Use(
            "request.patch",
            "(await amo.request.patch('/api/v4/contacts', [{id: made.id, name: 'Волтер'}])).data._embedded.contacts[0]",
            {"id": int, "updated_at": int},
            "PATCH contacts",
            {"contacts/{id}": {"name": "Волтер"}},
        ),
        Use(
            "request.delete",
            "await amo.request.post('/api/v4/webhooks', {destination: 'https://backend.example/hook', settings: ['add_lead']});"
            " (await amo.request.delete('/api/v4/webhooks', {destination: 'https://backend.example/hook'})).response.statusCode",
            204,
            ("POST webhooks", "DELETE webhooks"),
        ),
        Use("client.getRequest", "amo.getRequest() === amo.request", True),
        Use("client.getFactoryConstructors", "Object.keys(amo.getFactoryConstructors()).length", 6),
        Use(
            "client.getEntityConstructors",
            "Object.keys(amo.getEntityConstructors())",
            ["Lead", "Contact", "Company", "Tag"],
        ),
        Use("client.constructors", "amo.constructors.factories === amo.getFactoryConstructors()", True),
        Use("client.assignEntity", "made = amo.assignEntity(amo.leads)({name: 'Стіл'}); made.name", "Стіл"),
        Use("client.Lead", "new amo.Lead({name: 'Стіл'}).isNew()", True),
        Use("client.Contact", "new amo.Contact({name: 'Олег'}).isNew()", True),
        Use("client.Company", "new amo.Company({name: 'Ліс'}).isNew()", True),
        Use("client.Task", "new amo.Task({text: 'Подзвонити'}).isNew()", True),
    ],
    awaits="webhooks",
    world="demo",
)

PAGES = Chapter(
    "Pages",
    [
        Use(
            "page.fetch",
            "page = await amo.leads.get({limit: 3, order: {id: 'asc'}}); (await page.fetch()).length",
            3,
            ("GET leads", "GET leads"),
        ),
        Use("page.hasNext", "page.hasNext()", True),
        Use("page.hasPrev", "page.hasPrev()", False),
        Use("page.hasFirst", "page.hasFirst()", False),
        Use("page.next", "one = page.getData()[0].id; (await page.next()).length", 3, "GET leads"),
        Use("page.getPage", "page.getPage()", 2),
        Use("page.prev", "(await page.prev())[0].id === one", True, "GET leads"),
        Use(
            "page.getData",
            "await page.next(); await page.next(); [page.getData().length, page.hasNext()]",
            [1, False],
            ("GET leads", "GET leads"),
        ),
        Use("page.refresh", "(await page.refresh()).length", 1, "GET leads"),
        Use("page.first", "(await page.first())[0].id === one", True, "GET leads"),
    ],
    world="demo",
)


def factory(name: str, model: str, title: str) -> Chapter:
    """The same for leads, contacts and companies."""
    return Chapter(
        title,
        [
            Use(
                f"{name}.create",
                f"[ref] = await amo.{name}.create([{{name: 'Стіл'}}]); told(ref)",
                {"id": int},
                f"POST {name}",
                {f"{name}/{{id}}": {"name": "Стіл"}},
            ),
            Use(
                f"{name}.getById",
                f"one = await amo.{name}.getById(ref.id, {{with: ['leads', 'contacts']}}); told(one)",
                {"id": int, "name": "Стіл"},
                f"GET {name}/{{id}}",
            ),
            Use(
                f"{name}.update",
                f"[ref] = await amo.{name}.update([{{id: one.id, name: 'Шафа'}}]); ref.updated_at",
                int,
                f"PATCH {name}",
            ),
            Use(
                f"{name}.get",
                f"(await amo.{name}.get({{query: 'Шафа', limit: 5}})).getData().map((each) => each.name)",
                ["Шафа"],
                f"GET {name}",
            ),
            Use(
                f"{model}.create",
                f"made = new amo.{model}({{name: 'Ліжко'}}); await made.create(); told(made)",
                {"id": int},
                f"POST {name}",
                {f"{name}/{{id}}": {"name": "Ліжко"}},
            ),
            Use(
                f"{model}.fetch",
                "made = await made.fetch({with: ['contacts']}); told(made)",
                {"name": "Ліжко"},
                f"GET {name}/{{id}}",
            ),
            Use(
                f"{model}.save",
                "made.name = 'Ліжко з шухлядами'; await made.save(); told(made)",
                {"id": int},
                f"PATCH {name}",
                {f"{name}/{{id}}": {"name": "Ліжко з шухлядами"}},
            ),
            Use(
                f"{model}.update",
                "made.name = 'Комод'; await made.update(); told(made)",
                {"id": int},
                f"PATCH {name}",
                {f"{name}/{{id}}": {"name": "Комод"}},
            ),
            Use(f"{model}.getAttributes", "made.getAttributes().name", "Комод"),
            Use(
                f"{model}.setAttributes",
                "made.setAttributes({...made.getAttributes(), name: 'Стелаж'}); made.name",
                "Стелаж",
            ),
            Use(f"{model}.getEmbedded", "made.getEmbedded().tags.length", 0),
            Use(f"{model}.setEmbedded", "made.setEmbedded({tags: [{name: 'дуб'}]}); made.getEmbedded().tags.length", 1),
            Use(
                f"{model}.Task",
                "made.Task({text: 'Подзвонити', complete_till: 2000000000}).text",
                "Подзвонити",
            ),
            Use(
                f"{model}.tasks.create",
                "[task] = await made.tasks.create([{text: 'Подзвонити', complete_till: 2000000000}]); task.id",
                int,
                "POST tasks",
                {"tasks/{}": {"text": "Подзвонити", "entity_type": name, "entity_id": int}},
            ),
            Use(
                f"{model}.tasks.get",
                "(await made.tasks.get()).getData().map((each) => each.text)",
                ["Подзвонити"],
                "GET tasks",
            ),
            Use(f"{name}.getBaseUrl", f"amo.{name}.getBaseUrl()", f"/api/v4/{name}"),
            Use(f"{name}.getEmbeddedKey", f"amo.{name}.getEmbeddedKey()", name),
            Use(f"{name}.getEntityClass", f"new (amo.{name}.getEntityClass())(amo.{name}).isNew()", True),
        ],
    )


LEADS = factory("leads", "Lead", "Leads")
CONTACTS = factory("contacts", "Contact", "Contacts")
COMPANIES = factory("companies", "Company", "Companies")

PARTS = Chapter(
    "What all factories and entities share",
    [
        Use("leads.getClient", "amo.leads.getClient() === amo", True),
        Use("leads.getRequest", "amo.leads.getRequest() === amo.request", True),
        Use("leads.getUrl", "amo.leads.getUrl('/5')", "/api/v4/leads/5"),
        Use("leads.getEmbedded", "amo.leads.getEmbedded({_embedded: {leads: [1]}})", [1]),
        Use("leads.createEntity", "amo.leads.createEntity().isNew()", True),
        Use("leads.from", "amo.leads.from({id: 5, name: 'Стіл'}).name", "Стіл"),
        Use("leads.getEntityCriteria", "amo.leads.getEntityCriteria([amo.leads.from({name: 'Стіл'})])[0].name", "Стіл"),
        Use("Lead.getFactory", "amo.leads.from({id: 5}).getFactory() === amo.leads", True),
        Use("Lead.isNew", "amo.leads.from({id: 5}).isNew()", False),
        Use(
            "leads.complexCreate",
            "await amo.leads.complexCreate()",
            False,
            why="It isn't written yet and asks nothing.",
        ),
        Use(
            "Lead.embeddedTags.add",
            "lead = new amo.Lead({name: 'Стіл'}); lead.embeddedTags.add([{name: 'дуб'}, {name: 'сайт'}]); await lead.save(); lead.id",
            int,
            "POST leads",
            {"leads/{}": {"_embedded": {"tags": [{"name": "дуб"}, {"name": "сайт"}]}}},
        ),
        Use(
            "Lead.embeddedTags.get",
            "lead = await lead.fetch(); lead.embeddedTags.get().map((tag) => tag.name)",
            ["дуб", "сайт"],
            "GET leads/{id}",
        ),
        Use("Lead.embeddedTags.length", "lead.embeddedTags.length", 2),
        Use(
            "Lead.embeddedTags.remove",
            "lead.embeddedTags.remove([lead.embeddedTags.get()[0]]); await lead.save(); lead.id",
            int,
            "PATCH leads",
            {"leads/{}": {"_embedded": {"tags": [{"name": "сайт"}]}}},
        ),
        Use(
            "Lead.embeddedTags.set",
            "lead.embeddedTags.set([{id: 1, name: 'x', color: 'red'}]); lead.embeddedTags.length",
            1,
        ),
        Use(
            "Lead.embeddedTags.createCriteria",
            "lead.embeddedTags.createCriteria",
            {"_embedded": {"tags": [{"id": 1, "name": "x"}]}},
        ),
        Use(
            "Lead.embeddedTags.updateCriteria",
            "lead.embeddedTags.updateCriteria",
            {"_embedded": {"tags": [{"id": 1, "name": "x"}]}},
        ),
        Use("Lead.embeddedTags.getEmbeddedSaveCriteria", "lead.embeddedTags.getEmbeddedSaveCriteria()", {}),
    ],
)


def tags(name: str) -> list[Use]:
    """Tags of an entity."""
    return [
        Use(
            f"{name}.tags.create",
            f"(await amo.{name}.tags.create([{{name: 'дуб'}}])).map((tag) => tag.getAttributes())",
            [{"id": int, "name": "дуб"}],
            f"POST {name}/tags",
        ),
        Use(
            f"{name}.tags.get",
            f"(await amo.{name}.tags.get()).getData().map(told)",
            [{"id": int, "name": "дуб"}],
            f"GET {name}/tags",
        ),
        Use(f"{name}.tags.getBaseUrl", f"amo.{name}.tags.getBaseUrl()", f"/api/v4/{name}/tags"),
        Use(f"{name}.tags.getEmbeddedKey", f"amo.{name}.tags.getEmbeddedKey()", "tags"),
        Use(f"{name}.tags.getEntityClass", f"typeof amo.{name}.tags.getEntityClass()", "function"),
    ]


TAGS = Chapter(
    "Tags",
    [
        *tags("leads"),
        *tags("companies"),
        Use(
            "Tag.getAttributes",
            "amo.leads.tags.from({id: 1, name: 'x', color: null}).getAttributes()",
            {"id": 1, "name": "x"},
        ),
        Use("Tag.setAttributes", "amo.leads.tags.from({id: 1, name: 'x'}).name", "x"),
        Use(
            "tagging.leads.setTagsFor",
            "[lead] = await amo.leads.create([{name: 'Стіл'}]); await tagging.leads.setTagsFor([{id: lead.id}], [{name: 'a'}]); lead.id",
            int,
            ("POST leads", "PATCH leads"),
            {"leads/{}": {"_embedded": {"tags": [{"name": "a"}]}}},
        ),
        Use("tagging.leads.tagList", "Object.keys(tagging.leads.tagList)", ["setFor", "clearFor", "set"]),
        Use(
            "tagging.leads.tagList.setFor",
            "await tagging.leads.tagList.setFor([{id: lead.id}], [{name: 'b'}]); lead.id",
            int,
            "PATCH leads",
            {"leads/{}": {"_embedded": {"tags": [{"name": "b"}]}}},
        ),
        Use(
            "tagging.leads.tagList.clearFor",
            "await tagging.leads.tagList.clearFor([{id: lead.id}]); lead.id",
            int,
            "PATCH leads",
            {"leads/{}": {"_embedded": {"tags": []}}},
        ),
        Use(
            "tagging.leads.clearTagsFor", "(await tagging.leads.clearTagsFor([{id: lead.id}])).length", 1, "PATCH leads"
        ),
        Use(
            "TaggedLead.updateTags",
            "tagged = new tagging.Lead({id: lead.id}); await tagged.updateTags([{name: 'c'}]); lead.id",
            int,
            "PATCH leads",
            {"leads/{}": {"_embedded": {"tags": [{"name": "c"}]}}},
        ),
        Use(
            "TaggedLead.clearTags",
            "await tagged.clearTags(); lead.id",
            int,
            "PATCH leads",
            {"leads/{}": {"_embedded": {"tags": []}}},
        ),
        Use("TaggedLead.Task", "tagged.Task({text: 'Подзвонити'}).text", "Подзвонити"),
        Use("tagging.leads.getEntityClass", "typeof tagging.leads.getEntityClass()", "function"),
        Use("TaggedLead.tagList", "Object.keys(tagged.tagList)", ["update", "clear"]),
        Use("TaggedLead.tagList.update", "(await tagged.tagList.update([{name: 'd'}])).length", 1, "PATCH leads"),
        Use("TaggedLead.tagList.clear", "(await tagged.tagList.clear()).length", 1, "PATCH leads"),
        Use(
            "tagging.leads.setTags",
            "await tagging.leads.setTags([{name: 'e'}])",
            Throws("API_RESPONSE_ERROR"),
            "PATCH leads 400",
            why="It sends one object without an id where `PATCH /leads` takes an array (`plugins/factories/hasUpdatableTags.js`).",
        ),
        Use(
            "tagging.leads.tagList.set",
            "await tagging.leads.tagList.set([{name: 'e'}])",
            Throws("API_RESPONSE_ERROR"),
            "PATCH leads 400",
            why="The same as `setTags`.",
        ),
    ],
    awaits="tags",
)

TASKS = Chapter(
    "Tasks",
    [
        Use(
            "tasks.create",
            "[lead] = await amo.leads.create([{name: 'Стіл'}]); [task] = await amo.tasks.create([{text: 'Подзвонити', complete_till: 2000000000,"
            " entity_id: lead.id, entity_type: 'leads'}]); task.id",
            int,
            ("POST leads", "POST tasks"),
            {"tasks/{}": {"text": "Подзвонити", "entity_type": "leads"}},
        ),
        Use("tasks.getById", "one = await amo.tasks.getById(task.id); one.text", "Подзвонити", "GET tasks/{id}"),
        Use("Task.entity.get", "(await one.entity.get()).name", "Стіл", "GET leads/{id}"),
        Use(
            "tasks.update",
            "await amo.tasks.update([{id: task.id, text: 'Зустрітися'}]); task.id",
            int,
            "PATCH tasks",
            {"tasks/{}": {"text": "Зустрітися"}},
        ),
        Use(
            "tasks.get",
            "(await amo.tasks.get({filter: {is_completed: 0}})).getData().map((each) => each.text)",
            ["Зустрітися"],
            "GET tasks",
        ),
        Use("leads.tasks.get", "(await amo.leads.tasks.get()).getData().length", 1, "GET tasks"),
        Use(
            "leads.tasks.create",
            "(await amo.leads.tasks.create([{text: 'Ще', complete_till: 2000000000, entity_id: lead.id}]))[0].id",
            int,
            "POST tasks",
            {"tasks/{}": {"entity_type": "leads", "entity_id": int}},
        ),
        Use("leads.tasks.getById", "(await amo.leads.tasks.getById(task.id)).text", "Зустрітися", "GET tasks/{id}"),
        Use(
            "leads.tasks.update",
            "(await amo.leads.tasks.update([{id: task.id, text: 'Так'}])).length",
            1,
            "PATCH tasks",
        ),
        Use(
            "Task.create",
            "made = new amo.Task({text: 'Написати', complete_till: 2000000000}); await made.create(); made.id",
            int,
            "POST tasks",
            {"tasks/{}": {"text": "Написати", "entity_id": None}},
        ),
        Use("Task.fetch", "made = await made.fetch(); made.text", "Написати", "GET tasks/{id}"),
        Use(
            "Task.save",
            "made.text = 'Зателефонувати'; await made.save(); made.id",
            int,
            "PATCH tasks",
            {"tasks/{}": {"text": "Зателефонувати"}},
        ),
        Use(
            "Task.update",
            "made.is_completed = true; await made.update(); made.id",
            int,
            "PATCH tasks",
            {"tasks/{}": {"is_completed": True}},
        ),
        Use("Task.getAttributes", "made.getAttributes().text", "Зателефонувати"),
        Use("Task.setAttributes", "made.setAttributes({text: 'x'}); made.text", "x"),
        Use("tasks.getBaseUrl", "amo.tasks.getBaseUrl()", "/api/v4/tasks"),
        Use("tasks.getEmbeddedKey", "amo.tasks.getEmbeddedKey()", "tasks"),
        Use("tasks.getEntityClass", "typeof amo.tasks.getEntityClass()", "function"),
    ],
)

NO_ID = "`Customer.setAttributes` (`activeRecords/Customer.js`) never takes the id, so to the client each customer is a new one: {}."

CUSTOMERS = Chapter(
    "Customers",
    [
        Use(
            "customers.create",
            "await amo.request.patch('/api/v4/customers/mode', {mode: 'periodicity', is_enabled: true});"
            " made = (await customers.create([{name: 'Олена'}])); made.length",
            1,
            ("PATCH customers/mode", "POST customers"),
            {"customers": {"_embedded": {"customers": [{"name": "Олена"}]}}},
        ),
        Use(
            "customers.get",
            "page = await customers.get(); id = (await amo.request.get('/api/v4/customers')).data._embedded.customers[0].id;"
            " page.getData().map((each) => each.name)",
            ["Олена"],
            ("GET customers", "GET customers"),
        ),
        Use("customers.getById", "one = await customers.getById(id); one.name", "Олена", "GET customers/{id}"),
        Use(
            "customers.update",
            "await customers.update([{id, name: 'Оленка'}]); id",
            int,
            "PATCH customers",
            {"customers/{}": {"name": "Оленка"}},
        ),
        Use("customers.setMode", "customers.setMode()", None, why="It isn't written yet and asks nothing."),
        Use("customers.getBaseUrl", "customers.getBaseUrl()", "/api/v4/customers"),
        Use("customers.getEmbeddedKey", "customers.getEmbeddedKey()", "customers"),
        Use("customers.getEntityClass", "customers.getEntityClass() === Customer", True),
        Use(
            "Customer.create",
            "made = customers.from({name: 'Олег'}); await made.create(); made.name",
            "Олег",
            "POST customers",
        ),
        Use(
            "Customer.fetch",
            "(await made.fetch()).name",
            Throws("Cannot read properties of null"),
            why=NO_ID.format("`fetch` gives null without asking"),
        ),
        Use(
            "Customer.save",
            "await one.save(); one.name",
            "Олена",
            "POST customers",
            why=NO_ID.format("`save` makes another one"),
        ),
        Use(
            "Customer.update",
            "await one.update(); one.name",
            Throws("API_RESPONSE_ERROR"),
            "PATCH customers 400",
            why=NO_ID.format("`update` sends an item without an id"),
        ),
        Use("Customer.Task", "one.Task({text: 'Подзвонити'}).text", "Подзвонити"),
        Use("Customer.getAttributes", "one.getAttributes().name", "Олена"),
        Use("Customer.setAttributes", "one.setAttributes({name: 'x'}); one.name", "x"),
    ],
    awaits="customers",
)

PROTECTED = "protected by its `.d.ts`"

AMOCRM_JS = Client(
    name="amocrm-js",
    version="3.6.0",
    registry="npm",
    language="node",
    reaches="amocrm.ru",
    about="It asks `https://{subdomain}.amocrm.ru` on port 443, whatever it is told, so it runs in a private network.",
    surface=SURFACE,
    begin=BEGIN,
    chapters=[TOKENS, REQUESTS, PAGES, LEADS, CONTACTS, COMPANIES, PARTS, TAGS, TASKS, CUSTOMERS],
    apart=dict.fromkeys(
        ("page.fetchUrl", "page.parseLinks", "page.parseData", "Lead.embeddedTags.pickItemAttributes"), PROTECTED
    ),
)
