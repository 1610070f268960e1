"""Whether an account sells goods: a switch, behind which there is a catalog of them."""

from mock_amocrm.api_v4.call import Answer, Call
from mock_amocrm.api_v4.draft import Draft
from mock_amocrm.api_v4.entity import Field, Special, Takes, Type
from mock_amocrm.api_v4.tables.catalogs import CATALOGS, PRODUCTS, admit, catalog_of
from mock_amocrm.api_v4.writing import draft_of, store
from mock_amocrm.languages import LANGUAGES
from mock_amocrm.state.account import Account

KIND, ROW = "products_settings", 1
SETTINGS = {"type": "object", "properties": {"is_enabled": {"type": "boolean"}}, "required": ["is_enabled"]}


def is_enabled(account: Account) -> bool:
    """As it was switched; until then, whether there is a catalog of goods."""
    row = account.row(KIND, ROW)
    return row["is_enabled"] is True if row is not None else catalog_of(account, PRODUCTS) is not None


def read(call: Call, _: list[Draft]) -> Answer:
    """Whether the account sells goods."""
    return Answer({"is_enabled": is_enabled(call.account)})


def switch(call: Call, drafts: list[Draft]) -> Answer:
    """Switch goods on or off. That the first time makes their catalog is a guess: without one there can't be any."""
    account, wanted = call.account, drafts[0].values["is_enabled"]
    if wanted and catalog_of(account, PRODUCTS) is None:
        admit(call, 1)
        draft = draft_of(call, {}, 0, kind=CATALOGS.kind)
        draft.values = {"name": LANGUAGES[account.lang].products, "type": PRODUCTS}
        store(call, CATALOGS, draft)
    after = {"id": ROW, "is_enabled": wanted}
    call.commit(KIND, account.row(KIND, ROW), after)
    return Answer({"is_enabled": wanted})


PATH = "catalogs/products/settings"
SPECIALS = (
    Special(method="GET", path=PATH, handler=read, answers=SETTINGS),
    Special(
        method="PATCH",
        path=PATH,
        handler=switch,
        admin_only=True,
        takes=Takes.OBJECT,
        fields=(Field(name="is_enabled", type=Type.BOOL, required=True),),
        answers=SETTINGS,
    ),
)
