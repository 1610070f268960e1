"""Tasks."""

from tests.fidelity.use import Chapter, Use

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
