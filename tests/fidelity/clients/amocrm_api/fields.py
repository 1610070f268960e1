"""Custom fields by type, and the generator of models."""

from tests.fidelity.clients.amocrm_api.tokens import TOKEN
from tests.fidelity.use import Chapter, Throws, Use


def valued(kind: str, type_: str, value: str, read: object, *, enums: str = "()", then: str = "") -> Use:
    """A custom field of one type, written and read back through a model of one's own."""
    return Use(
        f"custom_field.{kind}",
        f"Deal = defined(custom_field.{kind}, '{type_}', {enums}); made = Deal(name='Стіл', own={value}); made.save();"
        f" Deal.objects.get(made.id).own{then}",
        read,
        ("POST leads/custom_fields", "GET leads/custom_fields", "POST leads", "GET leads/{id}"),
    )


def reached(kind: str, name: str, value: str) -> Use:
    """A contact's phone or address."""
    return Use(
        f"custom_field.{kind}",
        f"Person = type('Person', (Contact,), {{'own': custom_field.{kind}('{name}')}}); made = Person(name='Олег', own='{value}');"
        " made.save(); Person.objects.get(made.id).own",
        value,
        ("GET contacts/custom_fields", "POST contacts", "GET contacts/{id}"),
    )


DAY = "datetime(2024, 5, 17, 12)"


FIELDS = Chapter(
    "Custom fields",
    [
        valued("TextCustomField", "text", "'дуб'", "дуб"),
        valued("TextAreaCustomField", "textarea", "'дуб\\nбук'", "дуб\nбук"),
        valued("UrlCustomField", "url", "'https://shop.example'", "https://shop.example"),
        valued("StreetAddressCustomField", "streetaddress", "'Київ, Хрещатик, 1'", "Київ, Хрещатик, 1"),
        valued("NumericCustomField", "numeric", "12.5", 12.5),
        valued("CheckboxCustomField", "checkbox", "True", True),
        valued("DateCustomField", "date", DAY, "2024-05-17"),
        valued("DateTimeCustomField", "date_time", DAY, "2024-05-17T12:00:00"),
        valued("SelectCustomField", "select", "'білий'", "білий", enums="('білий', 'чорний')", then=".value"),
        valued(
            "RadioButtonCustomField", "radiobutton", "'чорний'", "чорний", enums="('білий', 'чорний')", then=".value"
        ),
        valued(
            "MultiSelectCustomField",
            "multiselect",
            "['білий', 'чорний']",
            int,
            enums="('білий', 'чорний')",
            then="[1].id",
        ),
        valued("BaseCustomField", "tracking_data", "[{'value': 'mail'}]", [{"value": "mail"}]),
        reached("ContactPhoneField", "Телефон", "+380501112233"),
        reached("ContactEmailField", "Email", "oleg@example.com"),
        Use(
            "CustomFieldModel.get_for",
            "len(list(CustomFieldModel.get_for(Contact())))",
            int,
            "GET contacts/custom_fields",
        ),
        Use(
            "CustomFieldModel.create_for",
            "CustomFieldModel.create_for(Lead(), 'Матеріал', 'MATERIAL', 500)",
            Throws("ValidationError"),
            "POST leads/custom_fields 400",
            why="It sends no `type`, which a field can't be made without (`entity/custom_field.py`).",
        ),
        Use("cli.slugify", "cli.slugify('Телефон 2')", "telefon_two"),
        Use(
            "cli.get_fields_for",
            "rows = list(cli.get_fields_for(Contact)); 'PHONE' in [each.code for each in rows]",
            True,
            "GET contacts/custom_fields",
        ),
        Use(
            "cli.render_field",
            "cli.render_field(next(each for each in rows if each.code == 'PHONE'))[-13:]",
            'code="PHONE")',
        ),
        Use(
            "cli.render_field_enums",
            "chosen = next(each for each in cli.get_fields_for(Lead) if each.type == 'select'); 'SelectValue' in cli.render_field_enums(chosen)",
            True,
            "GET leads/custom_fields",
        ),
        Use("cli.render_model", "'ContactEmailField' in cli.render_model(Contact)", True, "GET contacts/custom_fields"),
        Use(
            "cli.render_models_file",
            "cli.render_models_file('').count('class ') > 2",
            True,
            ("GET contacts/custom_fields", "GET companies/custom_fields", "GET leads/custom_fields"),
        ),
        Use(
            "cli.gen",
            "'class Lead(_Lead)' in printed(cli.gen, CLIENT_ID, CLIENT_SECRET, SUBDOMAIN, REDIRECT_URI, '.', CODES.pop())",
            True,
            (TOKEN, "GET contacts/custom_fields", "GET companies/custom_fields", "GET leads/custom_fields"),
        ),
        Use(
            "cli.get_args",
            "os.environ |= {'AMOCRM_CLIENT_ID': CLIENT_ID, 'AMOCRM_SECRET': CLIENT_SECRET, 'AMOCRM_SUBDOMAIN': SUBDOMAIN,"
            " 'AMOCRM_REDIRECT_URL': REDIRECT_URI}; cli.get_args()[2] == SUBDOMAIN",
            True,
        ),
        Use("cli.check_envs", "cli.check_envs()", None),
        Use(
            "cli.main",
            "'class Contact(_Contact)' in printed(cli.main)",
            True,
            ("GET contacts/custom_fields", "GET companies/custom_fields", "GET leads/custom_fields"),
        ),
    ],
)
