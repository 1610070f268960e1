"""What the models have in common: their manager, and what hangs on an instance."""

from tests.fidelity.use import Use

ONE = {"Lead": "deal", "Contact": "person", "Company": "firm", "Customer": "buyer", "List": "catalog"}


def people(model: str, path: str) -> list[Use]:
    """Whose an entity is; each attribute costs a request."""
    one, read = ONE[model], f"GET {path}/{{id}}"
    return [
        Use(
            f"{model}.{name}",
            f"{one} = {model}.objects.get({one}.id); {one}.{name}.id == USERS[0]",
            True,
            (read, "GET users/{id}"),
        )
        for name in ("responsible_user", "created_by", "updated_by")
    ]


def managed(model: str, path: str, *, named: str = "Стіл") -> list[Use]:
    """The five methods of a model's manager, and what its instances do with them."""
    one = ONE[model]
    return [
        Use(
            f"{model}.objects.create",
            f"{one} = {model}.objects.create(name='{named}'); {one}.id",
            int,
            f"POST {path}",
            {f"{path}/{{}}": {"name": named}},
        ),
        Use(f"{model}.objects.get", f"{model}.objects.get({one}.id).name", named, f"GET {path}/{{id}}"),
        Use(
            f"{model}.objects.update",
            f"{model}.objects.update({one}.id, name='Шафа')",
            {"id": int, "updated_at": int},
            f"PATCH {path}/{{id}}",
            {f"{path}/{{id}}": {"name": "Шафа"}},
        ),
        Use(f"{model}.objects.all", f"[each.name for each in {model}.objects.all()]", ["Шафа"], f"GET {path}"),
        Use(
            f"{model}.objects.filter",
            f"[each.name for each in {model}.objects.filter(query='Шафа')]",
            ["Шафа"],
            f"GET {path}",
        ),
        Use(
            f"{model}.save",
            f"{one} = {model}(name='Комод'); {one}.save(); {one}.name = 'Стелаж'; {one}.save(); {one}.id",
            int,
            (f"POST {path}", f"PATCH {path}/{{id}}"),
            {f"{path}/{{}}": {"name": "Стелаж"}},
        ),
    ]


def surroundings(model: str, path: str) -> list[Use]:
    """Tags, notes and tasks of an entity, through its attributes."""
    one = ONE[model]
    read = f"GET {path}/{{id}}"
    return [
        Use(
            f"{model}.tags",
            f"{one} = {model}.objects.get({one}.id); {one}.tags.append('дуб'); {one}.save(); {one}.id",
            int,
            (read, f"PATCH {path}/{{id}}"),
            {f"{path}/{{}}": {"_embedded": {"tags": [{"name": "дуб"}]}}},
        ),
        Use(
            f"{model}.tags",
            f"{one} = {model}.objects.get({one}.id); {one}.tags.remove('дуб'); {one}.save(); {one}.id",
            int,
            (read, f"PATCH {path}/{{id}}"),
            {f"{path}/{{}}": {"_embedded": {"tags": []}}},
        ),
        Use(
            f"{model}.notes",
            f"Note = {one}.notes; written = Note(text='Увага'); written.save(); {{'note': written.id, 'of': {one}.id}}",
            {"note": int},
            f"POST {path}/{{entity_id}}/notes",
            {f"{path}/{{of}}/notes/{{note}}": {"note_type": "common", "params": {"text": "Увага"}}},
        ),
        Use(
            f"{model}.tasks",
            f"due = datetime(2033, 5, 18); {one}.tasks.add(Task(text='Подзвонити', task_type_id=1, complete_till=due));"
            f" [each.text for each in {one}.tasks]",
            ["Подзвонити"],
            ("POST tasks", "GET tasks"),
        ),
    ]
