"""Plain requests, and pages of lists."""

from tests.fidelity.use import Chapter, Throws, Use

UNFRAMED = (
    "Node frames the body of a DELETE only if it is told a length or a coding, and `common/DomainRequest.js` tells it neither: the"
    " body arrives as nothing, and a webhook can't be named."
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
            "pipeline = (await amo.request.post('/api/v4/leads/pipelines', [{name: 'Оренда', sort: 20, is_main: false, is_unsorted_on: false}]))"
            ".data._embedded.pipelines[0]; (await amo.request.delete(`/api/v4/leads/pipelines/${pipeline.id}`)).response.statusCode",
            204,
            ("POST leads/pipelines", "DELETE leads/pipelines/{id}"),
        ),
        Use(
            "request.delete",
            "hook = {destination: 'https://backend.example/hook', settings: ['add_lead']}; await amo.request.post('/api/v4/webhooks', hook);"
            " await amo.request.delete('/api/v4/webhooks', hook)",
            Throws("API_RESPONSE_ERROR"),
            ("POST webhooks", "DELETE webhooks 400"),
            why=UNFRAMED,
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
