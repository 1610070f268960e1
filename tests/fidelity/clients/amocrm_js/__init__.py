"""amocrm-js: every public name of it, as its users would write it."""

from tests.fidelity.clients.amocrm_js.connecting import TOKENS
from tests.fidelity.clients.amocrm_js.customers import CUSTOMERS
from tests.fidelity.clients.amocrm_js.entities import COMPANIES, CONTACTS, LEADS
from tests.fidelity.clients.amocrm_js.parts import PARTS
from tests.fidelity.clients.amocrm_js.requests import PAGES, REQUESTS
from tests.fidelity.clients.amocrm_js.tags import TAGS
from tests.fidelity.clients.amocrm_js.tasks import TASKS
from tests.fidelity.use import Client

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
