"""@mobilon-dev/amotop: every public name of it, as its users would write it."""

from tests.fidelity.clients.amotop.chats import CHATS, TALKS
from tests.fidelity.clients.amotop.contacts import CONTACTS
from tests.fidelity.clients.amotop.fields import FIELDS
from tests.fidelity.clients.amotop.files import FILES
from tests.fidelity.clients.amotop.hooks import HOOKS, PLACES, SOURCES
from tests.fidelity.clients.amotop.leads import LEADS
from tests.fidelity.clients.amotop.notes import NOTES
from tests.fidelity.clients.amotop.tasks import TASKS
from tests.fidelity.clients.amotop.tokens import TOKENS
from tests.fidelity.clients.amotop.unsorted import UNSORTED
from tests.fidelity.use import Client

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


AMOTOP = Client(
    name="@mobilon-dev/amotop",
    version="0.1.47",
    registry="npm",
    language="node",
    reaches="https",
    about="`domain` takes `host:port`; it insists on HTTPS, so Node gets the fake's authority in `NODE_EXTRA_CA_CERTS`.",
    surface=SURFACE,
    begin=BEGIN,
    chapters=[TOKENS, LEADS, CONTACTS, FIELDS, NOTES, TASKS, HOOKS, PLACES, SOURCES, UNSORTED, FILES, CHATS, TALKS],
)
