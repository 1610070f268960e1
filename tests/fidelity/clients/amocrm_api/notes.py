"""Notes and tasks."""

from tests.fidelity.use import Chapter, Throws, Use

NOTES = Chapter(
    "Notes and tasks",
    [
        Use(
            "Note.objects.create",
            "deal = Lead.objects.create(name='Стіл'); made = deal.notes.objects.create(note_type='common', params={'text': 'Увага'}); made.id",
            int,
            ("POST leads", "POST leads/{entity_id}/notes"),
            {"leads/notes/{}": {"params": {"text": "Увага"}}},
        ),
        Use(
            "Note.objects.get",
            "one = deal.notes.objects.get(made.id); one.text",
            "Увага",
            "GET leads/{entity_id}/notes/{id}",
        ),
        Use(
            "Note.objects.all",
            "[each.id for each in deal.notes.objects.all()] == [made.id]",
            True,
            "GET leads/{entity_id}/notes",
        ),
        Use(
            "Note.objects.filter",
            "len(list(deal.notes.objects.filter(filters=[filters.SingleFilter('note_type')('common')])))",
            1,
            "GET leads/{entity_id}/notes",
        ),
        Use(
            "Note.objects.update",
            "deal.notes.objects.update(made.id, note_type='common', params={'text': 'Так'})",
            {"id": int},
            "PATCH leads/{entity_id}/notes/{id}",
            {"leads/notes/{id}": {"params": {"text": "Так"}}},
        ),
        Use(
            "Note.save",
            "one.text = 'Ні'; one.save()",
            Throws("ValidationError"),
            "PATCH leads/{entity_id}/notes/{id} 400",
            why="It sends what has changed and nothing else (`model.py`); a note's type is required with it.",
        ),
        Use("Note.created_by", "one.created_by.id == USERS[0]", True, "GET users/{id}"),
        Use("Note.updated_by", "one.updated_by.id == USERS[0]", True, "GET users/{id}"),
        Use("Note.responsible_user", "one.responsible_user.id == USERS[0]", True, "GET users/{id}"),
        Use(
            "Task.objects.create",
            "job = Task.objects.create(text='Подзвонити', complete_till=datetime(2033, 5, 18).timestamp(), entity_id=deal.id, entity_type='leads'); job.id",
            int,
            "POST tasks",
            {"tasks/{}": {"text": "Подзвонити", "is_completed": False}},
        ),
        Use(
            "Task.objects.get",
            "job = Task.objects.get(job.id); [job.text, job.complete_till.year]",
            ["Подзвонити", 2033],
            "GET tasks/{id}",
        ),
        Use(
            "Task.objects.update",
            "Task.objects.update(job.id, text='Зустрітися')",
            {"id": int},
            "PATCH tasks/{id}",
            {"tasks/{id}": {"text": "Зустрітися"}},
        ),
        Use("Task.objects.all", "[each.text for each in Task.objects.all()]", ["Зустрітися"], "GET tasks"),
        Use(
            "Task.objects.filter",
            "[each.text for each in Task.objects.filter(filters=[filters.SingleFilter('is_completed')(0)])]",
            ["Зустрітися"],
            "GET tasks",
        ),
        Use(
            "Task.save",
            "job.is_completed = True; job.save(); job.id",
            int,
            "PATCH tasks/{id}",
            {"tasks/{}": {"is_completed": True}},
        ),
        Use("Task.entity", "job.entity.name", "Стіл", "GET leads/{id}"),
        Use("Task.created_by", "job.created_by.id == USERS[0]", True, "GET users/{id}"),
        Use("Task.updated_by", "job.updated_by.id == USERS[0]", True, "GET users/{id}"),
        Use("Task.responsible_user", "job.responsible_user.id == USERS[0]", True, "GET users/{id}"),
    ],
)
