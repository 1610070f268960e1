"""aioamocrm: every public name of it, as its users would write it."""

from tests.fidelity.clients.aioamocrm.account import ACCOUNT
from tests.fidelity.clients.aioamocrm.complex_leads import COMPLEX
from tests.fidelity.clients.aioamocrm.entities import COMPANIES, CONTACTS, LEADS
from tests.fidelity.clients.aioamocrm.tasks import TASKS
from tests.fidelity.clients.aioamocrm.tokens import MOVING, TOKENS
from tests.fidelity.clients.aioamocrm.webhooks import WEBHOOKS
from tests.fidelity.use import Client

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
import asyncio, random, re
from aioamocrm import *
auth = OAuth2(CLIENT_ID, CLIENT_SECRET, REDIRECT_URI)
amo = AmoCRMClient(auth=auth, base_url=ORIGIN, rate_limit=None)
await amo.exchange_code(CODES.pop())
endpoint = TokenEndpoint(amo.http, amo.token_url)
admin = USERS[0]
async def hooked(setting, act):
    sent = asyncio.get_running_loop().create_future()
    async def receive(reader, writer):
        head = await reader.readuntil(b"\\r\\n\\r\\n")
        sent.set_result(await reader.readexactly(int(re.search(rb"(?i)content-length: (\\d+)", head)[1])))
        writer.write(b"HTTP/1.1 200 OK\\r\\ncontent-length: 0\\r\\n\\r\\n")
        await writer.drain()
        writer.close()
    async with await asyncio.start_server(receive, "127.0.0.1", 0) as server:
        destination = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/hook"
        await amo.request("POST", "webhooks", json={"destination": destination, "settings": [setting]})
        await act()
        return await asyncio.wait_for(sent, 10)
"""


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
    chapters=[TOKENS, MOVING, ACCOUNT, LEADS, CONTACTS, COMPANIES, TASKS, COMPLEX, WEBHOOKS],
    apart={
        "Auth.get_token": PROTOCOL,
        "Auth.handle_unauthorized": PROTOCOL,
        "TokenStorage.load": PROTOCOL,
        "TokenStorage.save": PROTOCOL,
    },
)
