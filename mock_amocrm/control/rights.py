"""Rights and role of a user, as the control API takes them."""

from collections.abc import Mapping

from mock_amocrm.api_v4.author import Author
from mock_amocrm.api_v4.draft import Draft
from mock_amocrm.api_v4.rights import EVERYTHING, SUBJECTS
from mock_amocrm.api_v4.tables.rights_form import LEVELS, parse_rights
from mock_amocrm.api_v4.view import integer, text
from mock_amocrm.control.operation import Request
from mock_amocrm.control.shape import Field, Kind, bad_field
from mock_amocrm.nearest import did_you_mean
from mock_amocrm.state.account import Account, Row
from mock_amocrm.state.people import USERS

RIGHTS = Field(
    "rights",
    Kind.OBJECT,
    "What they may do, as the API has it; whatever is not named is as before, and allowed to somebody new",
    fields=(
        *(
            Field(
                subject,
                Kind.OBJECT,
                f"What they may do with {subject}",
                fields=tuple(Field(action, Kind.STRING, "How far it reaches", choices=LEVELS) for action in actions),
            )
            for subject, actions in SUBJECTS.items()
        ),
        Field("mail_access", Kind.BOOLEAN, "Whether they have mail"),
        Field("catalog_access", Kind.BOOLEAN, "Whether they have catalogs"),
        Field("status_rights", Kind.ANY, "What they may do at a stage: an array, or null"),
        Field("catalog_rights", Kind.ANY, "What they may do in a catalog: an array, or null"),
    ),
)
ROLE = Field("role", Kind.STRING, "The name of one of the account's roles, whose rights they have", nullable=True)


def place_of(account: Account, request: Request, *, before: Row | None) -> dict[str, object]:
    """The columns of a user that `rights` and `role` of a request mean; `before` is the user as they are."""
    columns: dict[str, object] = {}
    if ROLE.name in request.body:
        columns["role_id"] = _role(account, request.body[ROLE.name])
    sent = request.body.get(RIGHTS.name)
    if isinstance(sent, Mapping):
        columns["rights"] = _rights(account, sent, before or {})
    return columns


def _rights(account: Account, sent: Mapping[str, object], before: Row) -> object:
    known = before.get("rights")
    now: Mapping[str, object] = known if isinstance(known, Mapping) else EVERYTHING
    merged = dict(sent)
    for subject in SUBJECTS:
        levels, asked = now[subject], sent.get(subject)
        if isinstance(levels, Mapping) and isinstance(asked, Mapping):
            merged[subject] = {**levels, **asked}
    nobody = Author(user_id=0, now=0)
    draft = Draft(account=account, author=nobody, kind=USERS, request_id="0", before={"rights": now})
    rights = parse_rights(draft, merged, RIGHTS.name)
    for error in draft.errors:
        raise bad_field(error["path"], f"is wrong: {error['detail']}")
    return rights


def _role(account: Account, name: object) -> int | None:
    if name is None:
        return None
    roles = account.rows("roles")
    for role in roles:
        if role["name"] == name:
            return integer(role, "id")
    raise bad_field(
        ROLE.name, f"{name!r} does not exist; {did_you_mean(str(name), [text(role, 'name') for role in roles])}"
    )
