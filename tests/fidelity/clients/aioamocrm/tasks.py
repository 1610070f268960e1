"""Tasks."""

from tests.fidelity.use import Chapter, Use

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
