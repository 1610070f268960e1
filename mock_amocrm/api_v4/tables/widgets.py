"""Widgets of an account: found by their code, installed with the settings that their template asks for."""

from collections.abc import Mapping
from dataclasses import replace

from mock_amocrm.api_v4 import errors
from mock_amocrm.api_v4.author import constant
from mock_amocrm.api_v4.call import NO_CONTENT, Answer, Call
from mock_amocrm.api_v4.draft import Draft
from mock_amocrm.api_v4.entity import Entity, Field, Special, Takes, Type
from mock_amocrm.api_v4.reading import show
from mock_amocrm.api_v4.tables.fields import ID
from mock_amocrm.api_v4.verbs import LIST, ONE
from mock_amocrm.api_v4.view import View
from mock_amocrm.state.account import Row
from mock_amocrm.state.index import Arrangement

KIND = "widgets"
BY_CODE = Arrangement(("code",))
MISSING = "Widget not found"


def by_code(call: Call) -> Row | None:
    """The widget that the path names."""
    return next(iter(call.account.index(KIND, BY_CODE).group(call.names["code"])), None)


def own_path(_: View, row: Row) -> str:
    """A widget lives under its code."""
    return f"widgets/{row['code']}"


def install(call: Call, drafts: list[Draft]) -> Answer:
    """Install a widget, or change its settings; what its template requires has to be there."""
    widget = _wanted(call)
    sent = drafts[0].sent if drafts else {}
    template = widget["settings_template"]
    assert isinstance(template, tuple)  # whoever makes a widget sees to it
    settings = {str(field["key"]): sent.get(str(field["key"])) for field in template}
    missing = [field["key"] for field in template if field["is_required"] and not settings[str(field["key"])]]
    if missing:
        raise errors.refused("FieldMissing", str(missing[0]))
    return _stored(call, widget, {"is_active_in_account": True, "settings": settings})


def uninstall(call: Call, _: list[Draft]) -> Answer:
    """Take a widget out of the account; its settings go with it."""
    _stored(call, _wanted(call), {"is_active_in_account": False, "settings": None})
    return NO_CONTENT


def _wanted(call: Call) -> Row:
    widget = by_code(call)
    if widget is None:
        raise errors.missing(MISSING)
    return widget


def _stored(call: Call, before: Row, changes: Mapping[str, object]) -> Answer:
    row = {**before, **changes}
    call.commit(KIND, before, row)
    return Answer(show(call.view(), WIDGETS, row))


TEMPLATE = (
    Field(name="key", type=Type.STRING),
    Field(name="name", type=Type.STRING),
    Field(name="type", type=Type.STRING),
    Field(name="is_required", type=Type.BOOL),
)
WIDGETS = Entity(
    kind=KIND,
    path="widgets",
    verbs=(LIST, replace(ONE, rule="/{code:string}")),
    fields=(
        ID,
        Field(name="code", type=Type.STRING, default=constant("")),
        Field(name="version", type=Type.STRING, default=constant("1.0.0")),
        Field(name="rating", type=Type.STRING, default=constant("0,0")),  # with a comma, as in the documentation
        Field(name="settings_template", type=Type.ARRAY, fields=TEMPLATE, default=constant(())),
        Field(name="is_lead_source", type=Type.BOOL, default=constant(False)),
        Field(name="is_work_with_dp", type=Type.BOOL, default=constant(False)),
        Field(name="is_crm_template", type=Type.BOOL, default=constant(False)),
        Field(name="client_uuid", type=Type.STRING),
        Field(name="is_active_in_account", type=Type.BOOL, default=constant(False)),
        Field(name="pipeline_id"),
        Field(name="settings", type=Type.OBJECT),
    ),
    missing=MISSING,
    locate=by_code,
    self_path=own_path,
)
SPECIALS = (
    Special(
        method="POST",
        path="widgets/{code:string}",
        handler=install,
        admin_only=True,
        takes=Takes.LEAVE,
        answers={"$ref": "#/components/schemas/widgets"},
    ),
    Special(method="DELETE", path="widgets/{code:string}", handler=uninstall, status=204, admin_only=True),
)
