"""Customers."""

from tests.fidelity.use import Chapter, Throws, Use

NO_ID = "`Customer.getAttributes` (`activeRecords/Customer.js`) leaves the id out, so what is there already can't be changed."

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
        Use("Customer.fetch", "(await made.fetch()).name", "Олег", "GET customers/{id}"),
        Use(
            "Customer.save",
            "fresh = customers.from({name: 'Оля'}); await fresh.save(); fresh.id",
            int,
            "POST customers",
        ),
        Use("Customer.save", "await one.save()", Throws("API_RESPONSE_ERROR"), "PATCH customers 400", why=NO_ID),
        Use("Customer.update", "await one.update()", Throws("API_RESPONSE_ERROR"), "PATCH customers 400", why=NO_ID),
        Use("Customer.Task", "one.Task({text: 'Подзвонити'}).text", "Подзвонити"),
        Use("Customer.getAttributes", "one.getAttributes().name", "Олена"),
        Use("Customer.setAttributes", "one.setAttributes({name: 'x'}); one.name", "x"),
    ],
)
